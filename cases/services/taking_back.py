"""What somebody kept of a case for another goes back to whoever has the case."""

from collections.abc import Iterable
from datetime import datetime

from django.db.models import QuerySet

from cases.models import Case, HandedItem
from rusmiddel.access.models import User
from rusmiddel.deadlines import register


def take_from(case: Case, receivers: Iterable[User] | None, *, by: User, now: datetime) -> None:
    """What these keep of a held case goes back to whoever has it: they may not see it any longer."""
    items = HandedItem.objects.standing().filter(deadline__case=case)
    if receivers is not None:
        items = items.filter(receiver__in=receivers)
    return_items(case, list(items.order_by("deadline")), by=by, now=now)


def return_items(case: Case, items: list[HandedItem], *, by: User, now: datetime) -> None:
    for item in items:
        end_items(HandedItem.objects.filter(pk=item.pk), by=by, now=now)
        register.hand_on(
            deadline_id=item.deadline_id, to_id=None, case_responsible_id=case.responsible_id, by=by
        )


def end_items(items: QuerySet[HandedItem], *, by: User, now: datetime) -> None:
    items.filter(ended_at=None).update(ended_at=now, ended_by=by)
