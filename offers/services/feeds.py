"""The secret address of an employee's calendar (kalenderabonnement): given, read, revoked."""

import hashlib
import secrets
from datetime import datetime

from django.db import transaction

from cases.permissions import require
from offers.models import CalendarFeed
from offers.permissions import can_see
from rusmiddel.access.enums import CASE_ROLES
from rusmiddel.access.models import User


@transaction.atomic
def open_feed(*, by: User, now: datetime) -> str:
    """A new secret for the user's own calendar; the earlier address stops working. Shown once."""
    require(can_see(by))
    revoke_feed(by=by, now=now)
    secret = secrets.token_urlsafe(32)
    CalendarFeed.objects.create(user=by, digest=_digest(secret), created_at=now)
    return secret


@transaction.atomic
def revoke_feed(*, by: User, now: datetime) -> bool:
    """Let the address stop working; whether there was one."""
    require(can_see(by))
    feed = CalendarFeed.objects.select_for_update().filter(user=by, revoked_at=None).first()
    if feed is None:
        return False
    feed.revoked_at = now
    feed.save(update_fields=["revoked_at"])
    return True


def reader_of(secret: str) -> User | None:
    """Whose calendar the secret opens; nobody's where it is revoked or its owner no longer works here."""
    feed = (
        CalendarFeed.objects.filter(digest=_digest(secret), revoked_at=None, user__is_active=True)
        .select_related("user")
        .first()
    )
    return feed.user if feed is not None and feed.user.has_role(*CASE_ROLES) else None


def _digest(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()
