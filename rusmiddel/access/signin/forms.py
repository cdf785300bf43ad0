"""What is typed at the door and about the second factor, in Danish and under the lock-out."""

from datetime import datetime
from typing import Any

from allauth.account.forms import ReauthenticateForm as PasswordAgainForm
from allauth.core import context
from allauth.mfa import app_settings
from allauth.mfa.adapter import get_adapter
from allauth.mfa.base.forms import AuthenticateForm, ReauthenticateForm
from allauth.mfa.base.internal.flows import post_authentication
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.webauthn.forms import AddWebAuthnForm
from django import forms
from django.contrib.auth import authenticate
from django.contrib.auth.forms import AuthenticationForm
from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.utils import timezone

from rusmiddel.access.enums import SignInKind
from rusmiddel.access.signin import lockout
from rusmiddel.access.signin.address import address_of
from rusmiddel.danish_dates import clock


def refused_while_locked(until: datetime) -> ValidationError:
    return ValidationError(
        f"Der er skrevet forkert for mange gange. Prøv igen kl. {clock(until)}, "
        "eller bed administratoren om at låse op.",
        code="locked_out",
    )


class SignInForm(AuthenticationForm):
    """Name and password; a wrong one is told without saying which of them."""

    error_messages = {
        "invalid_login": (
            "Brugernavn og adgangskode passer ikke sammen. Prøv igen, eller spørg administratoren."
        ),
        "inactive": "Din adgang er lukket. Spørg administratoren.",
    }

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["username"].label = "Brugernavn"
        self.fields["password"].label = "Adgangskode"

    def clean(self) -> dict[str, Any]:
        username, password = self.cleaned_data.get("username"), self.cleaned_data.get("password")
        if not username or not password:
            return self.cleaned_data
        try:
            self.user_cache = lockout.attempt(
                username=username,
                address=address_of(self.request),
                failure=SignInKind.WRONG_PASSWORD,
                now=timezone.now(),
                check=lambda: authenticate(self.request, username=username, password=password),
            )
        except lockout.LockedOut as locked:
            raise refused_while_locked(locked.until) from None
        if self.user_cache is None:
            raise self.get_invalid_login_error()
        return self.cleaned_data


class CodeField(forms.CharField):
    """A code from the app, or a recovery code; people copy it with blanks in it."""

    widget = forms.TextInput(attrs={"autocomplete": "one-time-code", "inputmode": "numeric", "size": 12})
    default_error_messages = {"required": "Skriv koden."}

    def to_python(self, value: Any) -> str:
        return "".join(super().to_python(value).split())


class CodeUnderLockOut:
    """A wrong code counts like a wrong password."""

    def clean_code(self) -> str:
        code = self.cleaned_data["code"]
        try:
            found = lockout.attempt(
                username=self.user.username,
                address=address_of(context.request),
                failure=SignInKind.WRONG_CODE,
                now=timezone.now(),
                check=lambda: self._that_takes(code),
            )
        except lockout.LockedOut as locked:
            raise refused_while_locked(locked.until) from None
        if found is None:
            raise get_adapter().validation_error("incorrect_code")
        self.authenticator = found
        return code

    def _that_takes(self, code: str) -> Authenticator | None:
        factors = Authenticator.objects.filter(user=self.user).exclude(type=Authenticator.Type.WEBAUTHN)
        found = next((factor for factor in factors if factor.wrap().validate_code(code)), None)
        return found if found is not None and self._is_first_use_of(code) else None

    def _is_first_use_of(self, code: str) -> bool:
        """allauth remembers a code for its own half minute only, but the neighbours' count too."""
        lives = (2 * app_settings.TOTP_TOLERANCE + 1) * app_settings.TOTP_PERIOD
        return cache.add(f"code-used:{self.user.pk}:{code}", True, timeout=lives)


class CodeForm(CodeUnderLockOut, AuthenticateForm):
    code = CodeField(label="Kode fra appen eller en nødkode")

    def save(self) -> None:
        post_authentication(context.request, self.authenticator)


class CodeAgainForm(CodeUnderLockOut, ReauthenticateForm):
    code = CodeField(label="Kode fra appen eller en nødkode")


class PasswordAgain(PasswordAgainForm):
    password = forms.CharField(
        label="Din adgangskode",
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )


class SetUpAppForm(ActivateTOTPForm):
    code = CodeField(label="Koden, som appen viser nu")


class AddPasskeyForm(AddWebAuthnForm):
    name = forms.CharField(
        label="Navn",
        max_length=60,
        required=False,
        help_text="Så du kan kende den fra andre, fx »Min arbejdstelefon«.",
    )
