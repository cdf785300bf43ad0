"""How long one stays signed in, and what one must have set up before anything else."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.utils import timezone

from rusmiddel.access.signin import second_factor
from rusmiddel.access.signin.store import STARTED_AT

# Writing down that a session is in use costs a query; once a minute is near enough.
NEAR_ENOUGH = timedelta(minutes=1)
# Asking how much is left is not using it.
ASKS_ONLY = "access:session_left"
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
