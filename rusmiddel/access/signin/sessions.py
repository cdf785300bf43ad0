"""Ending sessions: one's own by choice, everybody's when what they rest on has changed."""

from rusmiddel.access.models import User
from rusmiddel.access.signin.session import StaffSession, handle_of


def end_all(*, user: User) -> int:
    """Sign somebody out everywhere."""
    return StaffSession.objects.of(user.pk).delete()[0]


def end_others(*, user: User, than: str | None) -> int:
    """Sign somebody out everywhere but in the session with this key."""
    return StaffSession.objects.of(user.pk).exclude(session_key=than).delete()[0]


def end_one(*, user: User, handle: str) -> bool:
    """End the one of the user's own sessions that the page calls so; another's is not found."""
    keys = StaffSession.objects.of(user.pk).values_list("session_key", flat=True)
    wanted = [key for key in keys if handle_of(key) == handle]
    return StaffSession.objects.filter(session_key__in=wanted).delete()[0] > 0
