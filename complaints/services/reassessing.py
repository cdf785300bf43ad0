"""The centre looks at the matter again (genvurdering), and does what follows from it."""

from datetime import datetime

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from cases.permissions import require
from complaints.enums import (
    RESULT_OF,
    ComplaintKind,
    ComplaintStatus,
    Handling,
    Lateness,
    ReassessmentOutcome,
)
from complaints.letters import issue_result
from complaints.models import Complaint, Reassessment
from complaints.permissions import can_handle_complaint
from complaints.services.reading import locked, require_ready, saved, tell_of
from rusmiddel.access.models import User
from visitation.services.reopening import may_reopen, reopen_decision

ANEW = "Afgørelsen ændres efter en klage."
OUTCOME = ReassessmentOutcome


@transaction.atomic
def assess_lateness(
    *, complaint_id: int, lateness: Lateness, reason: str, by: User, now: datetime
) -> Complaint:
    """Say whether a late complaint is excused (KLA-6); whatever is said, it goes on its way."""
    require(can_handle_complaint(by))
    complaint = locked(complaint_id, by, now)
    if not reason.strip():
        raise ValidationError({"reason": "Skriv, hvorfor."})
    if not complaint.waits_for_lateness or complaint.status != ComplaintStatus.RECEIVED:
        raise ValidationError("Klagen er rettidig eller allerede vurderet.")
    complaint.lateness, complaint.lateness_reason, complaint.lateness_by = lateness, reason.strip(), by
    saved(complaint, by=by)
    tell_of(complaint, f"Klagen er vurderet: {lateness.label.lower()}", by=by, now=now)
    return complaint


def why_not_reassessed_by(complaint: Complaint, user: User) -> str:
    """Why this person may not look at it again; empty where they may (COMPLAINTS_REASSESSED_BY_ANOTHER)."""
    made = complaint.decision or complaint.further
    if settings.COMPLAINTS_REASSESSED_BY_ANOTHER and made is not None and made.decided_by_id == user.pk:
        return "Den, der har truffet afgørelsen, kan ikke selv genvurdere den. Giv klagen til en anden."
    return ""


@transaction.atomic
def reassess(
    *,
    complaint_id: int,
    outcome: ReassessmentOutcome,
    reasons: str,
    present: str,
    by: User,
    now: datetime,
) -> Reassessment:
    """Look at the matter again, and write what was found to whoever complained (KLA-3, KLA-7).

    What is changed waits for a new decision, which replaces the old; what is kept waits to be sent on. What
    can go no further ends here. ValidationError; LetterRefused.
    """
    require(can_handle_complaint(by))
    complaint = locked(complaint_id, by, now)
    _require_may_reassess(complaint, by)
    wrong = {}
    if not reasons.strip():
        wrong["reasons"] = "Skriv begrundelsen."
    if not present.strip():
        wrong["present"] = "Skriv, hvem der har genvurderet."
    if wrong:
        raise ValidationError(wrong)
    reassessment = Reassessment(
        complaint=complaint,
        outcome=outcome,
        reasons=reasons.strip(),
        present=present.strip(),
        made_on=timezone.localdate(now),
        made_by=by,
        recorded_at=now,
    )
    reassessment.letter = issue_result(
        complaint, outcome=outcome, reasons=reasons.strip(), ahead=_ahead(complaint, outcome), by=by, now=now
    )
    reassessment.save()
    complaint.move_to(ComplaintStatus.REASSESSED)
    if _ends_here(complaint, outcome):
        complaint.move_to(ComplaintStatus.DONE)
        complaint.result = RESULT_OF[outcome]
        complaint.handled_on = timezone.localdate(now)
    saved(complaint, by=by)
    tell_of(complaint, f"Klagen er genvurderet: {outcome.label.lower()}", by=by, now=now)
    if outcome != OUTCOME.MAINTAINED:
        decide_anew(complaint, by=by, now=now)
    return reassessment


def decide_anew(complaint: Complaint, *, by: User, now: datetime) -> None:
    """Let the decision be made again where it can be as it is; else another act changes it, and is noted."""
    if complaint.decision is not None and may_reopen(complaint.decision):
        reopen_decision(decision_id=complaint.decision.pk, reason=ANEW, by=by, now=now)


def _require_may_reassess(complaint: Complaint, by: User) -> None:
    if complaint.handling != Handling.REASSESS:
        raise ValidationError(f"Klagen genvurderes ikke her: {complaint.get_handling_display().lower()}.")
    if complaint.status != ComplaintStatus.RECEIVED:
        raise ValidationError("Klagen er allerede behandlet.")
    require_ready(complaint)
    why_not = why_not_reassessed_by(complaint, by)
    if why_not:
        raise ValidationError(why_not)


def _ends_here(complaint: Complaint, outcome: ReassessmentOutcome) -> bool:
    """Nothing is left to do: the citizen got it all and nothing is decided anew, or it can go no further."""
    if outcome == OUTCOME.GRANTED:
        return complaint.kind == ComplaintKind.GUARANTEE_EXCEEDED
    return outcome == OUTCOME.MAINTAINED and not complaint.onward_name


def _ahead(complaint: Complaint, outcome: ReassessmentOutcome) -> tuple[str, ...]:
    lines = []
    if outcome != OUTCOME.MAINTAINED and complaint.kind != ComplaintKind.GUARANTEE_EXCEEDED:
        lines.append("Du får en ny afgørelse. Den træder i stedet for den, du har klaget over.")
    if outcome != OUTCOME.GRANTED and complaint.onward_name:
        rest = "resten af din klage" if outcome == OUTCOME.PARTLY else "din klage"
        lines.append(f"Vi sender {rest} videre til {complaint.onward_name}. Du får besked, når det er gjort.")
    if outcome != OUTCOME.GRANTED and not complaint.onward_name:
        lines.append("Du kan ikke klage videre til en anden myndighed.")
    return tuple(lines)
