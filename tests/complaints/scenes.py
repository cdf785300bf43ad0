"""Scenes of complaints, made by the acts themselves."""

from datetime import datetime, timedelta
from uuid import uuid4

from cases.enums import Channel
from cases.models import Case
from complaints.enums import BoardOutcome, ComplaintKind, ReassessmentOutcome
from complaints.models import Complaint, PowerOfAttorney
from complaints.services.answering import BoardValues, register_board_answer
from complaints.services.forwarding import forward
from complaints.services.reassessing import reassess
from complaints.services.receiving import (
    ComplaintValues,
    Over,
    PowerValues,
    receive_complaint,
    record_power,
)
from rusmiddel.access.models import User
from tests.cases.factories import DANISH
from tests.cases.journal import file
from tests.visitation import scenes as visitation
from visitation.enums import DecisionKind
from visitation.models import Decision
from visitation.services.letters import post_letter

# A Wednesday; the letter was written on Tuesday the 10th, and counts as received on the 18th.
NOW = datetime(2026, 3, 25, 10, tzinfo=DANISH)
TODAY = NOW.date()
POSTED_AT = datetime(2026, 3, 10, 15, tzinfo=DANISH)
TEXT = "Jeg har brug for døgnbehandling. Samtaler har ikke hjulpet mig."
REASONS = "Vi har set på sagen igen. Samtaler er stadig nok."
READ = "Det er rigtigt skrevet."


def rejected(**changes) -> Decision:
    """A rejection that has been posted."""
    decision = visitation.decided(
        visitation.ready(**changes),
        DecisionKind.REJECTION,
        meeting=visitation.plan(),
        now=visitation.DECIDED_AT,
    )
    post_letter(letter_id=decision.letter_id, by=visitation.caseworker(), now=POSTED_AT)
    return decision


def values(responsible: User, over: Over, **changes) -> ComplaintValues:
    told = {
        "submission": uuid4(),
        "over": over,
        "received_on": TODAY,
        "channel": Channel.PHONE,
        "text": TEXT,
        "responsible": responsible,
        "read_back_said": READ,
    }
    return ComplaintValues(**{**told, **changes})


def complained(decision: Decision, by: User, *, now: datetime = NOW, **changes) -> Complaint:
    """The citizen rings and complains of a decision."""
    told = values(changes.pop("responsible", by), Over(decision_id=decision.pk), **changes)
    return receive_complaint(case_id=decision.case_id, values=told, by=by, now=now)


def of_kind(case: Case, kind: ComplaintKind, by: User, *, now: datetime = NOW, **changes) -> Complaint:
    told = values(changes.pop("responsible", by), Over(kind=kind), **changes)
    return receive_complaint(case_id=case.pk, values=told, by=by, now=now)


def reassessed(
    complaint: Complaint,
    by: User,
    outcome: ReassessmentOutcome = ReassessmentOutcome.MAINTAINED,
    *,
    now: datetime = NOW,
):
    return reassess(
        complaint_id=complaint.pk, outcome=outcome, reasons=REASONS, present="Dorte Lund", by=by, now=now
    )


def forwarded(complaint: Complaint, by: User, *, now: datetime = NOW):
    return forward(complaint_id=complaint.pk, statement="Vi fastholder.", by=by, now=now)


def answered(
    complaint: Complaint,
    by: User,
    outcome: BoardOutcome = BoardOutcome.CHANGED,
    *,
    now: datetime = NOW + timedelta(days=60),
    **changes,
):
    told = {
        "outcome": outcome,
        "decided_on": now.date() - timedelta(days=2),
        "received_on": now.date(),
        "summary": "Borgeren skal have døgnbehandling.",
        "act_by": now.date() + timedelta(weeks=4),
    }
    return register_board_answer(
        complaint_id=complaint.pk, values=BoardValues(**{**told, **changes}), by=by, now=now
    )


def power(case: Case, by: User, *, now: datetime = NOW, **changes) -> PowerOfAttorney:
    told = {
        "name": "Birthe Prøvesen",
        "address": "Prøvevej 1\n9999 Prøveby",
        "scope": "At klage over afslaget.",
        "given_on": now.date(),
        "expires_on": None,
    }
    return record_power(
        case_id=case.pk,
        values=PowerValues(**{**told, **changes}),
        document=file("fuldmagt.pdf"),
        by=by,
        now=now,
    )
