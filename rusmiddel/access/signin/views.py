"""The front door, and the page where one keeps one's own access in order."""

from typing import Any

from allauth.account import views as account
from allauth.account.internal.flows.login import perform_password_login
from allauth.account.models import Login
from allauth.mfa.adapter import get_adapter
from allauth.mfa.base import views as base
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes import views as recovery_codes
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as webauthn
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render, resolve_url
from django.urls import reverse_lazy
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from rusmiddel.access.requests import StaffRequest
from rusmiddel.access.signin import second_factor, sessions
from rusmiddel.access.signin.forms import SignInForm
from rusmiddel.access.signin.middleware import ends_at
from rusmiddel.access.signin.session import StaffSession

form_page = require_http_methods(["GET", "HEAD", "POST"])


@login_not_required
@never_cache
@sensitive_post_parameters()
@form_page
def sign_in(request: HttpRequest) -> HttpResponse:
    onward = _onward(request)
    if request.user.is_authenticated:
        return redirect(onward)
    form = SignInForm(request, request.POST or None)
    if request.method == "POST" and form.is_valid():
        user = form.get_user()
        return perform_password_login(
            request, {"username": user.username}, Login(user=user, redirect_url=onward)
        )
    context = {"form": form, "next": onward, "municipal": settings.OIDC_ISSUER}
    return render(request, "access/sign_in.html", context, status=422 if form.errors else 200)


def _onward(request: HttpRequest) -> str:
    """Where to go after signing in; never to another site."""
    wanted = request.POST.get("next") or request.GET.get("next") or ""
    if url_has_allowed_host_and_scheme(wanted, {request.get_host()}, require_https=request.is_secure()):
        return wanted
    return resolve_url("reporting:my_day")


@never_cache
@require_safe
def own_access(request: StaffRequest) -> HttpResponse:
    """Min adgang: the second factors, the recovery codes and where one is signed in."""
    factors = Authenticator.objects.filter(user=request.user).order_by("created_at")
    by_type: dict[str, list[Authenticator]] = {}
    for factor in factors:
        by_type.setdefault(factor.type, []).append(factor)
    codes = by_type.get(Authenticator.Type.RECOVERY_CODES)
    context = {
        "apps": by_type.get(Authenticator.Type.TOTP, []),
        "passkeys": by_type.get(Authenticator.Type.WEBAUTHN, []),
        "codes_left": len(codes[0].wrap().get_unused_codes()) if codes else None,
        "is_missing": second_factor.is_missing(request),
        "sessions": StaffSession.objects.of(request.user.pk).open(now=timezone.now()).order_by("-used_at"),
        "this_session": request.session.session_key,
    }
    return render(request, "access/own_access.html", context)


@require_POST
def session_end(request: StaffRequest) -> HttpResponse:
    if sessions.end_one(user=request.user, handle=request.POST.get("session", "")):
        messages.success(request, "Sessionen er afsluttet.")
    else:
        messages.info(request, "Sessionen var allerede afsluttet.")
    return redirect("mfa_index")


@require_POST
def sessions_end_others(request: StaffRequest) -> HttpResponse:
    sessions.end_others(user=request.user, than=request.session.session_key)
    messages.success(request, "Du er nu kun logget ind her.")
    return redirect("mfa_index")


@login_not_required
@never_cache
@form_page
def session_left(request: HttpRequest) -> JsonResponse:
    """The seconds until one is signed out; sent as a form, it counts as being at work."""
    if not request.user.is_authenticated:
        return JsonResponse({"seconds": 0})
    if request.method == "POST":
        request.session.modified = True
        request.session.ends_at = None
    return JsonResponse({"seconds": max(0, round((ends_at(request) - timezone.now()).total_seconds()))})


class Refusing:
    """A page whose form was refused answers 422, like every other."""

    def render_to_response(self, context: dict[str, Any], **options: Any) -> HttpResponse:
        form = context.get("form")
        if form is not None and form.is_bound and form.errors:
            options.setdefault("status", 422)
        return super().render_to_response(context, **options)


class CodePage(Refusing, base.AuthenticateView):
    template_name = "access/code.html"


class CodeAgainPage(Refusing, base.ReauthenticateView):
    template_name = "access/again.html"
    extra_context = {"title": "Bekræft med en kode", "act": "Bekræft"}


class PasswordAgainPage(Refusing, account.ReauthenticateView):
    template_name = "access/again.html"
    extra_context = {"title": "Bekræft, at det er dig", "act": "Bekræft"}


class PasskeyAgainPage(webauthn.ReauthenticateWebAuthnView):
    template_name = "access/passkey_again.html"


class SetUpAppPage(Refusing, totp.ActivateTOTPView):
    template_name = "access/app_set_up.html"

    def form_valid(self, form: Any) -> HttpResponse:
        response = super().form_valid(form)
        second_factor.note_set_up(self.request)
        return response


class OnlyWithFactor:
    """Where there is nothing to see or remove, one's own page says what there is."""

    def dispatch(self, request: StaffRequest, *args: Any, **options: Any) -> HttpResponse:
        try:
            return super().dispatch(request, *args, **options)
        except Http404:
            return redirect("mfa_index")


class RemoveAppPage(OnlyWithFactor, totp.DeactivateTOTPView):
    template_name = "access/factor_remove.html"
    extra_context = {"title": "Fjern appen", "what": "appen med koder"}


class AddPasskeyPage(Refusing, webauthn.AddWebAuthnView):
    template_name = "access/passkey_add.html"

    def get_context_data(self, **options: Any) -> dict[str, Any]:
        # The parent drops the form that was refused.
        return {**super().get_context_data(**options), **options}

    def form_valid(self, form: Any) -> HttpResponse:
        response = super().form_valid(form)
        second_factor.note_set_up(self.request)
        return response


class RemovePasskeyPage(webauthn.RemoveWebAuthnView):
    template_name = "access/factor_remove.html"
    success_url = reverse_lazy("mfa_index")
    extra_context = {"title": "Fjern nøglen", "what": "nøglen"}

    def form_valid(self, form: Any) -> HttpResponse:
        adapter = get_adapter()
        if not adapter.can_delete_authenticator(self.get_object()):
            form.add_error(None, adapter.validation_error("cannot_delete_authenticator"))
            return self.render_to_response(self.get_context_data(form=form), status=422)
        return super().form_valid(form)


class RecoveryCodesPage(OnlyWithFactor, recovery_codes.ViewRecoveryCodesView):
    template_name = "access/recovery_codes.html"


class NewRecoveryCodesPage(Refusing, recovery_codes.GenerateRecoveryCodesView):
    template_name = "access/recovery_codes_new.html"


def page(view: Any) -> Any:
    """One of allauth's pages: never kept by the browser, and open to no other methods than a page's."""
    return form_page(never_cache(sensitive_post_parameters()(view.as_view())))
