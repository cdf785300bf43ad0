"""Keeping what somebody typed when their session has ended, and giving it back when they are in again.

Whose browser it is, a signed cookie says. It opens nothing: it only tells for whom to keep the text.
"""

import json
import re
from datetime import datetime, timedelta
from urllib.parse import urlsplit
from uuid import UUID

from django.core import signing
from django.db import transaction
from django.http import HttpRequest, HttpResponseBase, QueryDict
from django.utils.http import url_has_allowed_host_and_scheme

from rusmiddel.access.models import User
from rusmiddel.access.signin.saved_form import SavedForm

COOKIE = "hvem"
SALT = "rusmiddel.access.typed_text"
# Typed on a Friday afternoon, found again after the weekend.
KEPT_FOR = timedelta(days=4)
MOST_PER_USER = 20
LONGEST = 500_000
# Under this name the address of a page says which saved form belongs in it.
PARAMETER = "gemt"
SECRET = re.compile(r"pass|adgangskode|secret|csrf|token|credential|^code$", re.IGNORECASE)
# Nothing is kept of what is sent to these: the door, and how one comes through it.
NEVER_KEPT = ("/log-ind/", "/log-ud/", "/min-adgang/", "/adgangskode/")


def remember_owner(request: HttpRequest, response: HttpResponseBase) -> None:
    """Write in the browser whose typing it sees, for when the session is gone."""
    user = request.user
    if user.is_authenticated and _owner_id(request) != user.pk:
        response.set_cookie(
            COOKIE,
            signing.dumps(user.pk, salt=SALT),
            max_age=KEPT_FOR,
            httponly=True,
            samesite="Lax",
            secure=request.is_secure(),
        )


def keep(request: HttpRequest, *, now: datetime) -> SavedForm | None:
    """Keep the form that was sent, for the one whose browser it is; None where there is nothing to keep."""
    owner = User.objects.active().filter(pk=_owner_id(request) or 0).first()
    if owner is None or request.path.startswith(NEVER_KEPT):
        return None
    fields = [
        (name, value) for name, values in request.POST.lists() for value in values if not is_secret(name)
    ]
    written = json.dumps(fields)
    if not any(value.strip() for _, value in fields) or len(written) > LONGEST:
        return None
    with transaction.atomic():
        saved = SavedForm.objects.create(
            user=owner,
            saved_at=now,
            page=page_of(request),
            action=request.path,
            fields=written,
            had_files=bool(request.FILES),
        )
        newest = SavedForm.objects.filter(user=owner).order_by("-saved_at").values("pk")[:MOST_PER_USER]
        SavedForm.objects.filter(user=owner).exclude(pk__in=newest).delete()
    return saved


def take(saved_id: str, *, user: User) -> SavedForm | None:
    """The saved form, once, to its owner; another's is not there."""
    try:
        key = UUID(saved_id)
    except ValueError:
        return None
    with transaction.atomic():
        saved = SavedForm.objects.select_for_update().filter(pk=key, user=user).first()
        if saved is not None:
            SavedForm.objects.filter(pk=saved.pk).delete()
        return saved


def forget_unclaimed(*, now: datetime) -> int:
    """Throw away what nobody came back for."""
    return SavedForm.objects.filter(saved_at__lt=now - KEPT_FOR).delete()[0]


def is_secret(name: str) -> bool:
    return SECRET.search(name) is not None


def page_of(request: HttpRequest) -> str:
    """The page that the form stood on: where it was sent from, else where it was sent to."""
    came_from = request.headers.get("Referer", "")
    if not url_has_allowed_host_and_scheme(
        came_from, {request.get_host()}, require_https=request.is_secure()
    ):
        return request.path
    parts = urlsplit(came_from)
    query = QueryDict(parts.query, mutable=True)
    query.pop(PARAMETER, None)
    return f"{parts.path}?{query.urlencode()}" if query else parts.path


def way_back(saved: SavedForm) -> str:
    """The address of the page with what was typed in it."""
    return f"{saved.page}{'&' if '?' in saved.page else '?'}{PARAMETER}={saved.pk}"


def _owner_id(request: HttpRequest) -> int | None:
    try:
        owner = signing.loads(request.COOKIES.get(COOKIE, ""), salt=SALT, max_age=KEPT_FOR)
    except signing.BadSignature:
        return None
    return owner if isinstance(owner, int) else None
