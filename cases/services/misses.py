"""Say why a date was missed. The clock itself stays as the facts make it."""

from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from cases.enums import MissCause, StoryKind
from cases.models import MissReason, TreatmentRequest
from cases.permissions import can_explain_miss, require
from cases.seeing import require_sees
from cases.services.story import tell
from rusmiddel.access.models import User
from rusmiddel.deadlines.enums import DeadlineKind, DeadlineStatus
from rusmiddel.deadlines.models import Deadline


@transaction.atomic
def explain_miss(*, request_id: int, cause: MissCause, note: str, by: User, now: datetime) -> MissReason:
    """Write why the guarantee, or the municipality's own goal, was not kept (GUA-19); the last one counts.

    Raises ValidationError where nothing has been missed or a cause needs words; PermissionDenied.
    """
    require(can_explain_miss(by))
    require_sees(by, now, requests=request_id)
    request = TreatmentRequest.objects.select_for_update(of=("self",)).get(pk=request_id)
    if not is_missed(request, today=timezone.localdate(now)):
        raise ValidationError("Fristen er ikke overskredet, så der er ingen årsag at skrive.")
    reason = MissReason(request=request, cause=cause, note=note.strip(), recorded_at=now, recorded_by=by)
    reason.full_clean()
    reason.save()
    tell(
        case_id=request.case_id,
        kind=StoryKind.CLOCK,
        at=now,
        text=f"Årsag til, at fristen ikke er overholdt: {reason}",
        by=by,
    )
    return reason


def is_missed(request: TreatmentRequest, *, today: date) -> bool:
    """Whether a date of the request has passed without what it asked for."""
    deadlines = Deadline.objects.of_kind(DeadlineKind.GUARANTEE, DeadlineKind.GUARANTEE_GOAL).filter(
        ref=request.deadline_ref
    )
    return any(
        deadline.status == DeadlineStatus.BREACHED or deadline.is_overdue(today) for deadline in deadlines
    )
