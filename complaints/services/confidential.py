"""Letters that do not stand among the letters of the case: those about case handling and staff."""

from collections.abc import Callable
from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from cases.permissions import require
from complaints.models import Complaint, ConfidentialLetter
from complaints.permissions import can_receive_complaint
from complaints.services.reading import locked
from rusmiddel.access.models import User
from rusmiddel.letters.enums import Channel
from rusmiddel.letters.models import Letter


def kept_confidential(
    complaint: Complaint, issue: Callable[[], Letter], *, by: User, now: datetime
) -> ConfidentialLetter:
    """The letter that `issue` makes, kept with the complaint alone; one of a kind."""
    with transaction.atomic():
        letter = issue()
        transaction.set_rollback(True)
    already = complaint.confidential_letters.filter(kind=letter.kind).first()
    if already is not None:
        return already
    return ConfidentialLetter.objects.create(
        complaint=complaint,
        kind=letter.kind,
        title=letter.title,
        recipient_name=letter.recipient_name,
        html=letter.html,
        pdf=letter.pdf,
        sha256=letter.sha256,
        issued_at=now,
        issued_by=by,
    )


@transaction.atomic
def note_sent(
    *, letter_id: int, complaint_id: int, channel: Channel, on: date, by: User, now: datetime
) -> ConfidentialLetter:
    """Say that a confidential letter was posted or given; a second time changes nothing."""
    require(can_receive_complaint(by))
    complaint = locked(complaint_id, by, now)
    letter = ConfidentialLetter.objects.select_for_update().get(pk=letter_id, complaint=complaint)
    if letter.sent_on is not None:
        return letter
    if on > timezone.localdate(now):
        raise ValidationError({"on": "Datoen ligger i fremtiden."})
    letter.channel, letter.sent_on, letter.sent_by = channel, on, by
    letter.validate_constraints()
    letter.save(update_fields=["channel", "sent_on", "sent_by"])
    return letter
