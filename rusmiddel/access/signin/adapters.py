"""What allauth asks the project: how to sign in, what to say, how secrets are kept."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.flows.login import get_authentication_records
from allauth.core import context
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.providers.base import AuthError
from django.conf import settings
from django.contrib.auth import authenticate
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from rusmiddel import encryption
from rusmiddel.access.enums import SignInKind
from rusmiddel.access.signin import lockout, municipal, second_factor
from rusmiddel.access.signin.address import address_of
from rusmiddel.access.signin.claims import combined
from rusmiddel.access.signin.forms import refused_while_locked
from rusmiddel.access.signin.store import ADDRESS, BROWSER, STARTED_AT

# How long one may change one's second factor after having shown who one is.
FRESH_SECONDS = 10 * 60


class AccountAdapter(DefaultAccountAdapter):
    """Signing in by allauth's flows, with our lock-out, our log and our words."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def authenticate(self, request: HttpRequest, **credentials: Any) -> Any:
        """Only for showing again who one is: the front door has a form of its own."""
        try:
            return lockout.attempt(
                username=credentials["username"],
                address=address_of(request),
                failure=SignInKind.WRONG_PASSWORD,
                now=timezone.now(),
                check=lambda: authenticate(request, **credentials),
            )
        except lockout.LockedOut as locked:
            raise refused_while_locked(locked.until) from None

    def login(self, request: HttpRequest, user: Any) -> None:
        # Signing in changes no fact about the user.
        user.skip_history_when_saving = True
        super().login(request, user)
        now = timezone.now()
        request.session[STARTED_AT] = now.isoformat()
        request.session[ADDRESS] = address_of(request)
        request.session[BROWSER] = request.headers.get("User-Agent", "")[:200]
        lockout.note(SignInKind.SIGNED_IN, username=user.username, address=address_of(request), now=now)

    def respond_user_inactive(self, request: HttpRequest, user: Any) -> HttpResponse:
        return _refused(request, "closed")

    def is_reauthentication_required(self, *, app: str, **options: Any) -> bool:
        """Whoever has just signed in need not do it again."""
        records = get_authentication_records(context.request, context.request.user)
        newest = max((record["at"] for record in records), default=0)
        return timezone.now().timestamp() - newest > FRESH_SECONDS

    def send_notification_mail(self, *args: Any, **options: Any) -> None:
        """Mails go out by the deadlines' queue only, and this one would hold an address and a browser."""


class MunicipalAdapter(DefaultSocialAccountAdapter):
    """The municipality's own sign-in decides who somebody is and what they work as."""

    def pre_social_login(self, request: HttpRequest, sociallogin: Any) -> None:
        claims = combined(sociallogin.account.extra_data)
        sociallogin.email_addresses = []
        # Nothing but signing in: nobody joins a user to whoever they are over there.
        if claims is None or sociallogin.state.get("process") != "login":
            raise ImmediateHttpResponse(_refused(request, "error"))
        try:
            sociallogin.user = municipal.admit(
                sociallogin.account, claims=claims, address=address_of(request), now=timezone.now()
            )
        except municipal.Refused as refused:
            raise ImmediateHttpResponse(_refused(request, refused.why)) from None

    def on_authentication_error(self, request: HttpRequest, provider: Any, **about: Any) -> None:
        cancelled = about.get("error") == AuthError.CANCELLED
        raise ImmediateHttpResponse(_refused(request, "cancelled" if cancelled else "error"))


def _refused(request: HttpRequest, why: str) -> HttpResponse:
    return render(request, "access/refused.html", {"why": why}, status=403)


class SecondFactorAdapter(DefaultMFAAdapter):
    """Secrets are encrypted in the column, and the last factor stays where one is required."""

    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": "Koden passer ikke. Skriv den kode, appen viser lige nu, eller en ubrugt nødkode.",
        "cannot_delete_authenticator": "Du skal altid have mindst én ekstra sikring. Tilføj en anden først.",
    }

    def encrypt(self, text: str) -> str:
        return encryption.encrypt(text)

    def decrypt(self, encrypted_text: str) -> str:
        return encryption.decrypt(encrypted_text)

    def get_totp_issuer(self) -> str:
        return "Rusmiddel"

    def _get_user_identifier(self, user: Any) -> str:
        return str(user.username)

    def can_delete_authenticator(self, authenticator: Authenticator) -> bool:
        if not settings.REQUIRE_SECOND_FACTOR:
            return True
        return second_factor.factors_of(authenticator.user).exclude(pk=authenticator.pk).exists()

    def generate_authenticator_name(self, user: Any, type: Authenticator.Type) -> str:
        number = second_factor.factors_of(user).filter(type=type).count()
        return f"Nøgle {number + 1}"
