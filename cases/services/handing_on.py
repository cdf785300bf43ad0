"""Hand one deadline on to a colleague with a message, and back."""

from collections.abc import Sequence
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction

from cases.enums import StoryKind
from cases.models import Case, HandedItem
from cases.permissions import can_pass_on, require
from cases.seeing import require_sees
from cases.services.locks import hold_access_to
from cases.services.receiving import check_receiver
from cases.services.story import tell
from cases.services.taking_back import end_items, return_items
from rusmiddel.access.models import User
from rusmiddel.deadlines import register
from rusmiddel.deadlines.enums import DeadlineKind
from rusmiddel.deadlines.models import Deadline, Notice
from rusmiddel.deadlines.telling import owe_mail
from rusmiddel.deadlines.values import HANDED

# The report is the psychologist's own, and the citizen's time limit is nobody's here.
STAYS_WHERE_IT_IS = frozenset(
    {DeadlineKind.PSYCHOLOGICAL_REPORT, DeadlineKind.COMPLAINT_WINDOW, DeadlineKind.ACCESS_COMPLAINT}
)


@transaction.atomic
def hand_on(
    *, deadline_ids: Sequence[int], receiver: User, message: str, by: User, now: datetime
) -> list[HandedItem]:
    """Let a colleague keep one deadline, and those that are the same work; the case stays where it is.

    The colleague sees the case while the deadline is open, has it on Min dag with the message, and gets a
    notice. It is told in the case's story without the message.
    """
    return [
        _hand_on(deadline_id, receiver=receiver, message=message, by=by, now=now)
        for deadline_id in sorted(deadline_ids)
    ]


def _hand_on(deadline_id: int, *, receiver: User, message: str, by: User, now: datetime) -> HandedItem:
    case, deadline = _held(deadline_id, by, now)
    require(can_pass_on(by, case) or deadline.responsible_id == by.pk)
    if not message.strip():
        raise ValidationError({"message": "Skriv, hvad kollegaen skal gøre."})
    if deadline.kind in STAYS_WHERE_IT_IS:
        raise ValidationError("Den frist kan ikke gives videre.")
    if not deadline.is_open:
        raise ValidationError("Fristen er ikke længere åben.")
    check_receiver(case, receiver, field="receiver")
    if deadline.responsible_id == receiver.pk:
        raise ValidationError({"receiver": f"{receiver.name} har allerede fristen."})
    if case.responsible_id == receiver.pk:
        raise ValidationError({"receiver": f"{receiver.name} har sagen. Giv fristen tilbage i stedet."})
    end_items(HandedItem.objects.filter(deadline=deadline), by=by, now=now)
    item = HandedItem(deadline=deadline, giver=by, receiver=receiver, message=message.strip(), handed_at=now)
    item.full_clean()
    item.save()
    deadline = register.hand_on(
        deadline_id=deadline.pk, to_id=receiver.pk, case_responsible_id=case.responsible_id, by=by
    )
    Notice.objects.create(
        deadline=deadline,
        milestone=f"{HANDED}_{item.pk}",
        due_on=deadline.due_on,
        recipient=receiver,
        created_at=now,
    )
    owe_mail([receiver], by=by, now=now)
    text = f"{receiver.name} har nu fristen »{deadline.get_kind_display()}«"
    tell(case_id=case.pk, kind=StoryKind.CASE, at=now, text=text, by=by)
    return item


@transaction.atomic
def give_back(*, item_id: int, by: User, now: datetime) -> HandedItem:
    """Let whoever has the case keep the deadline again."""
    case, deadline = _held(HandedItem.objects.values_list("deadline", flat=True).get(pk=item_id), by, now)
    item = HandedItem.objects.get(pk=item_id)
    require(can_pass_on(by, case) or by.pk in {item.receiver_id, item.giver_id})
    if item.ended_at is not None:
        return item
    return_items(case, [item], by=by, now=now)
    item.refresh_from_db()
    text = f"Fristen »{deadline.get_kind_display()}« er igen behandlerens"
    tell(case_id=case.pk, kind=StoryKind.CASE, at=now, text=text, by=by)
    return item


def _held(deadline_id: int, by: User, now: datetime) -> tuple[Case, Deadline]:
    """The case, held, and its deadline, for whoever sees the case."""
    case_id = Deadline.objects.values_list("case", flat=True).get(pk=deadline_id)
    hold_access_to(case_id)
    require_sees(by, now, pk=case_id)
    case = Case.objects.select_for_update(of=("self",), no_key=True).get(pk=case_id)
    list(case.requests.select_for_update(of=("self",), no_key=True).order_by("pk"))
    return case, Deadline.objects.select_for_update().get(pk=deadline_id)
