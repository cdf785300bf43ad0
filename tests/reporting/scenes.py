"""Guarantees in every state, stored as the register stores them."""

from datetime import date, datetime, timedelta

from cases.enums import RequestStage
from cases.models import TreatmentRequest
from rusmiddel.access.enums import Role
from rusmiddel.access.models import User
from rusmiddel.deadlines import register
from rusmiddel.deadlines.enums import DeadlineKind, DeadlineStatus
from rusmiddel.deadlines.models import Deadline
from rusmiddel.deadlines.values import DeadlineValues, Step
from tests.cases.factories import DANISH, TreatmentRequestFactory

# A Wednesday; week 12 begins on Monday 16 March.
TODAY = date(2026, 3, 18)
NOW = datetime(2026, 3, 18, 12, tzinfo=DANISH)


def wish(
    *, responsible: User | None = None, stage: RequestStage = RequestStage.REGISTERED
) -> TreatmentRequest:
    """A request for treatment without clocks."""
    return TreatmentRequestFactory(
        stage=stage,
        inquiry__case__responsible=responsible,
        inquiry__case__citizen__address_line="Prøvevej 12",
        inquiry__case__citizen__postcode="9999",
        inquiry__case__citizen__city="Prøveby",
        inquiry__registered_by__roles=[Role.SECRETARY],
    )


def promise(
    due_on: date,
    *,
    closed_on: date | None = None,
    status: DeadlineStatus = DeadlineStatus.OPEN,
    responsible: User | None = None,
    kind: DeadlineKind = DeadlineKind.GUARANTEE,
    request: TreatmentRequest | None = None,
    opened_on: date | None = None,
    reason: str = "",
) -> Deadline:
    """A guarantee that is due on a day, and how it ended if it has."""
    request = request or wish(responsible=responsible)
    opened_on = opened_on or due_on - timedelta(days=14)
    values = DeadlineValues(
        case_id=request.case_id,
        kind=kind,
        ref=request.deadline_ref,
        opened_on=opened_on,
        due_on=due_on,
        status=status,
        closed_on=closed_on,
        reason=reason or ("Borgeren ønsker at vente" if status == DeadlineStatus.WAIVED else ""),
        responsible_id=request.case.responsible_id,
        explanation=(Step(on=opened_on, text="Borgeren ringede.", rule="GUA-4"),),
    )
    return register.keep(values, by=None)


def kept(closed_on: date, **facts) -> Deadline:
    return promise(closed_on + timedelta(days=2), closed_on=closed_on, status=DeadlineStatus.MET, **facts)


def not_kept(closed_on: date, **facts) -> Deadline:
    return promise(
        closed_on - timedelta(days=2), closed_on=closed_on, status=DeadlineStatus.BREACHED, **facts
    )


def deviated(closed_on: date, **facts) -> Deadline:
    return promise(closed_on + timedelta(days=2), closed_on=closed_on, status=DeadlineStatus.WAIVED, **facts)
