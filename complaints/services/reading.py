"""How every act gets hold of the complaint it is about, and says what it did."""

from datetime import datetime

from django.core.exceptions import ValidationError

from cases.enums import StoryKind
from cases.seeing import NotSeen, require_sees
from cases.services.story import tell
from complaints.models import Complaint
from complaints.services.clocks import keep_clocks
from rusmiddel.access.models import User


def locked(complaint_id: int, by: User, now: datetime) -> Complaint:
    """The complaint, held until the act is over; NotSeen for one who may not see it, named in it or not."""
    require_sees(by, now, complaints=complaint_id)
    if not Complaint.objects.allowed_to(by).filter(pk=complaint_id).exists():
        raise NotSeen
    Complaint.objects.select_for_update(of=("self",), no_key=True).get(pk=complaint_id)
    return Complaint.objects.for_page().get(pk=complaint_id)


def saved(complaint: Complaint, *, by: User, why: str = "") -> Complaint:
    """Keep what the act changed, with its deadlines; ValidationError for what may not be stored."""
    complaint._history_user = by
    complaint._change_reason = why[:100]
    complaint.validate_constraints()
    complaint.save()
    keep_clocks(complaint.pk, by=by)
    return complaint


def tell_of(complaint: Complaint, text: str, *, by: User, now: datetime) -> None:
    """A line in the case's story; none of what is between the citizen and the head of department."""
    if complaint.is_confidential:
        return
    tell(
        case_id=complaint.case_id,
        kind=StoryKind.COMPLAINT,
        at=now,
        text=text,
        by=by,
        path=complaint.get_absolute_url(),
    )


def require_ready(complaint: Complaint) -> None:
    """ValidationError where an oral complaint is not read back, or a late one is not assessed."""
    if complaint.waits_for_reading:
        raise ValidationError("Læs klagen op for borgeren, før den behandles.")
    if complaint.waits_for_lateness:
        raise ValidationError("Vurdér først, om der er særlige grunde til, at klagen er kommet for sent.")
