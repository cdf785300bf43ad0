"""What came of a complaint: a new decision in the old one's stead, or something else that was done."""

from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Model, QuerySet
from django.utils import timezone

from cases.permissions import require
from complaints.enums import RESULT_OF, ComplaintStatus, ReassessmentOutcome
from complaints.models import Complaint, Remedy
from complaints.permissions import can_handle_complaint
from complaints.services.reading import locked, saved, tell_of
from rights.models import AccessRequest
from rusmiddel.access.models import User
from visitation.models import Decision, FurtherDecision

Row = TypeVar("Row", bound=Model)

WAITING = (ComplaintStatus.REASSESSED, ComplaintStatus.TO_ACT)


@dataclass(frozen=True, kw_only=True)
class Done:
    """What was done: a row of the case made since the complaint, or words."""

    decision_id: int | None = None
    further_id: int | None = None
    access_request_id: int | None = None
    text: str = ""


def waits_for_remedy(complaint: Complaint) -> bool:
    """Whether something is to be changed, and has not been."""
    if complaint.status == ComplaintStatus.TO_ACT:
        return True
    if complaint.status != ComplaintStatus.REASSESSED:
        return False
    return (
        complaint.reassessment.outcome != ReassessmentOutcome.MAINTAINED
        and not complaint.remedies.filter(is_after_board=False).exists()
    )


@transaction.atomic
def record_remedy(*, complaint_id: int, done: Done, by: User, now: datetime) -> Remedy:
    """Note the new decision, or what else was done; ValidationError for one that is older or another's."""
    require(can_handle_complaint(by))
    complaint = locked(complaint_id, by, now)
    if not waits_for_remedy(complaint):
        raise ValidationError("Der er ikke noget, der venter på at blive ændret.")
    since = complaint.recorded_at
    remedy = Remedy(
        text=done.text.strip(),
        decision=_since(Decision.objects.filter(recorded_at__gte=since), complaint, done.decision_id),
        further=_since(FurtherDecision.objects.filter(recorded_at__gte=since), complaint, done.further_id),
        access_request=_since(
            AccessRequest.objects.filter(recorded_at__gte=since), complaint, done.access_request_id
        ),
    )
    return _follow(complaint, remedy, by=by, now=now)


def follow_decision(decision: Decision, by: User, now: datetime) -> None:
    """A decision that replaces one that was complained of is what the complaint has waited for."""
    if decision.replaces_id is None:
        return
    waiting = Complaint.objects.filter(decision=decision.replaces_id, status__in=WAITING).order_by("pk")
    for key in waiting.select_for_update(of=("self",), no_key=True).values_list("pk", flat=True):
        complaint = Complaint.objects.for_page().get(pk=key)
        if waits_for_remedy(complaint):
            _follow(complaint, Remedy(decision=decision), by=by, now=now)


def _follow(complaint: Complaint, remedy: Remedy, *, by: User, now: datetime) -> Remedy:
    is_after_board = complaint.status == ComplaintStatus.TO_ACT
    remedy.complaint, remedy.is_after_board = complaint, is_after_board
    remedy.recorded_at, remedy.recorded_by = now, by
    remedy.validate_constraints()
    remedy.save()
    today = timezone.localdate(now)
    if is_after_board:
        complaint.acted_on = today
        complaint.move_to(ComplaintStatus.DONE)
    elif complaint.reassessment.outcome == ReassessmentOutcome.GRANTED:
        complaint.handled_on = today
        complaint.result = RESULT_OF[ReassessmentOutcome.GRANTED]
        complaint.move_to(ComplaintStatus.DONE)
    elif not complaint.onward_name:
        complaint.handled_on = today
        complaint.result = RESULT_OF[ReassessmentOutcome.PARTLY]
        complaint.move_to(ComplaintStatus.DONE)
    saved(complaint, by=by)
    made = remedy.decision or remedy.further or remedy.access_request
    tell_of(complaint, f"Efter klagen: {made or remedy.text}", by=by, now=now)
    return remedy


def _since(rows: QuerySet[Row], complaint: Complaint, key: int | None) -> Row | None:
    """The row with the key, of the same case and made since the complaint."""
    if key is None:
        return None
    found = rows.filter(pk=key, case=complaint.case_id).first()
    if found is None:
        raise ValidationError({"done": "Vælg noget, der er besluttet i sagen efter klagen."})
    return found
