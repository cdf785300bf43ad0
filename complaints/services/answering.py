"""What the head of department answers, what the appeal board decides, and how a complaint is put away."""

from dataclasses import dataclass
from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from cases.permissions import require
from cases.services.attachments import Received, attach
from complaints.enums import (
    RESULT_OF,
    RESULT_OF_BOARD,
    TO_BE_ACTED_ON,
    BoardOutcome,
    ComplaintStatus,
    Handling,
    ReassessmentOutcome,
)
from complaints.letters import issue_result
from complaints.models import BoardAnswer, Complaint
from complaints.permissions import can_answer_for_department, can_handle_complaint
from complaints.services.confidential import kept_confidential
from complaints.services.reading import locked, require_ready, saved, tell_of
from complaints.services.reassessing import decide_anew
from rusmiddel.access.models import User


@dataclass(frozen=True, kw_only=True)
class BoardValues:
    """What the appeal board answered."""

    outcome: BoardOutcome
    decided_on: date
    received_on: date
    summary: str
    act_by: date | None = None


@transaction.atomic
def answer_complaint(
    *, complaint_id: int, outcome: ReassessmentOutcome, reasons: str, by: User, now: datetime
) -> Complaint:
    """Answer a complaint of case handling or staff; it ends with the head of department. LetterRefused."""
    require(can_answer_for_department(by))
    complaint = locked(complaint_id, by, now)
    if complaint.handling != Handling.ANSWER:
        raise ValidationError("Klagen skal ikke besvares, men behandles.")
    require_ready(complaint)
    if not reasons.strip():
        raise ValidationError({"reasons": "Skriv svaret."})
    complaint.move_to(ComplaintStatus.DONE)
    complaint.result = RESULT_OF[outcome]
    complaint.answer = reasons.strip()
    complaint.handled_on = timezone.localdate(now)
    saved(complaint, by=by)
    kept_confidential(
        complaint,
        lambda: issue_result(
            complaint,
            outcome=outcome,
            reasons=reasons.strip(),
            ahead=("Du kan ikke klage videre til en anden myndighed over svaret.",),
            by=by,
            now=now,
        ),
        by=by,
        now=now,
    )
    return complaint


@transaction.atomic
def register_board_answer(
    *,
    complaint_id: int,
    values: BoardValues,
    document: Received | None = None,
    by: User,
    now: datetime,
) -> BoardAnswer:
    """Register what the board decided; what it changed or sent back waits until something is done."""
    require(can_handle_complaint(by))
    complaint = locked(complaint_id, by, now)
    if complaint.status != ComplaintStatus.FORWARDED:
        raise ValidationError("Klagen er ikke sendt videre, eller svaret er allerede registreret.")
    must_act = values.outcome in TO_BE_ACTED_ON
    _check(complaint, values, must_act=must_act, today=timezone.localdate(now))
    answer = BoardAnswer(
        complaint=complaint,
        outcome=values.outcome,
        decided_on=values.decided_on,
        received_on=values.received_on,
        summary=values.summary.strip(),
        act_by=values.act_by if must_act else None,
        recorded_at=now,
        recorded_by=by,
    )
    answer.validate_constraints()
    if document is not None:
        answer.document = attach(case_id=complaint.case_id, file=document, note=None, by=by, now=now)
    answer.save()
    complaint.move_to(ComplaintStatus.TO_ACT if must_act else ComplaintStatus.DONE)
    complaint.result = RESULT_OF_BOARD[values.outcome]
    saved(complaint, by=by)
    tell_of(complaint, f"Svar fra {complaint.onward_name}: {values.outcome.label.lower()}", by=by, now=now)
    if must_act:
        decide_anew(complaint, by=by, now=now)
    return answer


@transaction.atomic
def close_complaint(*, complaint_id: int, lesson: str, by: User, now: datetime) -> Complaint:
    """Put a complaint away with what was learnt of it (lærte vi af klagen)."""
    require(can_handle_complaint(by))
    complaint = locked(complaint_id, by, now)
    if not lesson.strip():
        raise ValidationError({"lesson": "Skriv, hvad vi lærte, også når det er »intet nyt«."})
    complaint.move_to(ComplaintStatus.CLOSED)
    complaint.lesson = lesson.strip()
    complaint.closed_on, complaint.closed_by = timezone.localdate(now), by
    saved(complaint, by=by)
    tell_of(complaint, "Klagen er afsluttet", by=by, now=now)
    return complaint


def _check(complaint: Complaint, values: BoardValues, *, must_act: bool, today: date) -> None:
    wrong = {}
    if not values.summary.strip():
        wrong["summary"] = "Skriv, hvad klageinstansen skriver."
    if values.received_on > today:
        wrong["received_on"] = "Datoen ligger i fremtiden."
    elif values.received_on < values.decided_on:
        wrong["received_on"] = "Svaret kan ikke være modtaget, før det blev truffet."
    if values.decided_on < complaint.forwarding.forwarded_on:
        wrong["decided_on"] = "Svaret kan ikke være fra før, klagen blev sendt videre."
    if must_act and values.act_by is None:
        wrong["act_by"] = "Skriv, hvornår det senest skal være gjort."
    elif must_act and values.act_by is not None and values.act_by < values.received_on:
        wrong["act_by"] = "Dagen skal komme efter, at svaret kom."
    if wrong:
        raise ValidationError(wrong)
