"""What every act on a case asks before it does anything: whether whoever acts needs to know the case.

A page opens its case by `open_case`. An act can be reached in other ways, and asks for itself.
"""

from collections.abc import Collection
from datetime import datetime

from django.core.exceptions import PermissionDenied

from cases.models import Case
from rusmiddel.access.models import User


class NotSeen(PermissionDenied):
    """The case is not the user's to see; the words are those of every refusal, and tell nothing of it."""

    def __init__(self) -> None:
        super().__init__("Det har du ikke adgang til.")


def require_sees(by: User, now: datetime, **which: int) -> None:
    """Raise NotSeen unless the user sees the case in the moment of the act; one query.

    `which` is the way from a case to what the act is about: `pk=case_id`, `requests__events=event_id`.
    """
    if not Case.objects.visible_to(by, now).filter(**which).exists():
        raise NotSeen


def require_sees_each(by: User, now: datetime, cases: Collection[int]) -> None:
    """Raise NotSeen unless the user sees all of the cases with these keys."""
    if Case.objects.visible_to(by, now).filter(pk__in=cases).count() < len(set(cases)):
        raise NotSeen
