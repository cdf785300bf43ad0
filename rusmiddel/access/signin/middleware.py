"""How long one stays signed in, and what one must have set up before anything else."""

import json
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.contrib.auth import logout
from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render, resolve_url
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.http import urlencode

from rusmiddel.access.models import User
from rusmiddel.access.signin import second_factor, typed_text
from rusmiddel.access.signin.refill import refill
from rusmiddel.access.signin.store import STARTED_AT

# Writing down that a session is in use costs a query; once a minute is near enough.
NEAR_ENOUGH = timedelta(minutes=1)
# Asking how much is left is not using it.
ASKS_ONLY = "access:session_left"
# Right inside it stands what a page has to say first.
MAIN = '<main id="main" class="page" tabindex="-1">'
# Where one may go without the second factor one must have: to set it up, and out.
OPEN_WITHOUT = frozenset(
    {
        "mfa_index",
        "mfa_activate_totp",
        "mfa_add_webauthn",
        "account_reauthenticate",
        "access:sign_out",
        "account_logout",
        ASKS_ONLY,
    }
)


class SessionLimitsMiddleware:
    """Sign out after a working day however busy it was; the idle limit is the session's own expiry."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if request.user.is_authenticated and ends_at(request) <= timezone.now():
            logout(request)
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], args: Any, kwargs: Any
    ) -> HttpResponse | None:
        match = request.resolver_match
        name = match.view_name if match else ""
        if not request.user.is_authenticated:
            return None
        if name != ASKS_ONLY:
            stay(request)
        if name not in OPEN_WITHOUT and second_factor.is_missing(request):
            return redirect("mfa_index")
        return None


class KeepTypedTextMiddleware(LoginRequiredMiddleware):
    """Everybody must be signed in; what somebody sends when they no longer are, is kept for them."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        super().__init__(get_response)
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        if request.user.is_authenticated:
            typed_text.remember_owner(request, response)
            if request.method == "GET" and typed_text.PARAMETER in request.GET:
                return give_back(request, response)
        return response

    def handle_no_permission(self, request: HttpRequest, view_func: Callable[..., Any]) -> HttpResponseBase:
        saved = typed_text.keep(request, now=timezone.now()) if request.method == "POST" else None
        onward = typed_text.way_back(saved) if saved else request.get_full_path()
        if request.headers.get("HX-Request"):
            # A part of a page cannot hold the page where one signs in.
            answer = HttpResponse(status=204)
            answer["HX-Redirect"] = sign_in_address(onward if saved else typed_text.page_of(request))
            return answer
        if saved is None:
            return super().handle_no_permission(request, view_func)
        return redirect(sign_in_address(onward))


def sign_in_address(onward: str) -> str:
    return f"{resolve_url(settings.LOGIN_URL)}?{urlencode({'next': onward})}"


def give_back(request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
    """The page with what was typed in it, or, where the form is no longer there, the text by itself."""
    assert isinstance(request.user, User)
    saved = typed_text.take(request.GET[typed_text.PARAMETER], user=request.user)
    if saved is None:
        return response
    fields = [(name, value) for name, value in json.loads(saved.fields)]
    if response.status_code == 200 and isinstance(response, HttpResponse):
        refilled = refill(response.content.decode(), action=saved.action, fields=fields, path=request.path)
        if refilled.was_found:
            notice = render_to_string(
                "access/_given_back.html", {"left_over": refilled.left_over, "had_files": saved.had_files}
            )
            response.content = refilled.page.replace(MAIN, MAIN + notice, 1)
            response["Cache-Control"] = "no-store, private"
            return response
    texts = [value for _, value in fields if value.strip()]
    return render(request, "access/typed_text.html", {"texts": texts, "page": saved.page})


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form from a page older than the last sign-in: kept and given back, when it is from our own pages.

    The browser says where a form comes from, and no other site can make it say something else.
    """
    origin = f"{request.scheme}://{request.get_host()}"
    if request.method == "POST" and request.headers.get("Origin") == origin:
        saved = typed_text.keep(request, now=timezone.now())
        if saved is not None:
            return redirect(typed_text.way_back(saved))
    return render(request, "403_csrf.html", status=403)


def stay(request: HttpRequest) -> None:
    """Write down that the session is in use, unless that was done within the minute."""
    idle_until = request.session.ends_at
    if idle_until is None or idle_until - timezone.now() < _idle() - NEAR_ENOUGH:
        request.session.modified = True


def ends_at(request: HttpRequest) -> datetime:
    """When whoever is signed in will be signed out, should they do nothing more."""
    idle_until = request.session.ends_at or timezone.now() + _idle()
    started_at = request.session.get(STARTED_AT)
    if started_at is None:
        return idle_until
    return min(idle_until, datetime.fromisoformat(started_at) + timedelta(hours=settings.SESSION_HOURS))


def _idle() -> timedelta:
    return timedelta(minutes=settings.SESSION_IDLE_MINUTES)
