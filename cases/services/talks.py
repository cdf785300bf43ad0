"""What all talks share, whatever they are part of: booked once, and taken back with a reason."""

from datetime import datetime
from typing import TypeVar

from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils import timezone

from cases.enums import ClockEventKind, DeviationReason, SessionOutcome, StoryKind
from cases.models import Talk, TreatmentRequest
from cases.services.clocks import add_event, strike_event
from cases.services.story import tell
from rusmiddel.access.models import User
from rusmiddel.danish_dates import clock, long_date

AnyTalk = TypeVar("AnyTalk", bound=Talk)


def booked_already(talk: AnyTalk, *, among: QuerySet[AnyTalk]) -> AnyTalk | None:
    """The same talk where it is booked; ValidationError where the time is taken by another one."""
    same = among.filter(
        outcome=SessionOutcome.PLANNED,
        planned_at=talk.planned_at,
        minutes=talk.minutes,
        place=talk.place,
        employee=talk.employee_id,
    ).first()
    if same is None:
        talk.validate_constraints()
    return same


def refuse_if_relied_on(talk: Talk, request: TreatmentRequest) -> None:
    """Raise ValidationError where the case has gone on from how the talk is said to have gone."""
    if not request.case.is_open:
        raise ValidationError("Sagen er lukket, og samtalen kan ikke længere tages tilbage.")
    if talk.outcome != SessionOutcome.NO_SHOW:
        return
    day = timezone.localdate(talk.planned_at)
    deviations = request.events.standing().filter(
        kind=ClockEventKind.DEVIATION, reason=DeviationReason.NO_SHOW
    )
    if any(timezone.localdate(deviation.occurred_at) >= day for deviation in deviations):
        raise ValidationError(
            "Garantien er fraveget, fordi borgeren udeblev. Tag først fravigelsen tilbage på sagens side."
        )


def move_event(
    request: TreatmentRequest,
    kind: ClockEventKind,
    talk: AnyTalk,
    *,
    others: QuerySet[AnyTalk],
    reason: str,
    by: User,
    now: datetime,
    occurred_at: datetime | None = None,
) -> None:
    """Take back the fact that rests on a talk taken back; the first of the others held becomes the fact.

    `occurred_at` is the hour that counted, where the talk no longer knows it.
    """
    event = request.events.standing().filter(kind=kind, occurred_at=occurred_at or talk.counts_from).first()
    if event is None:
        return
    strike_event(event, reason=reason, by=by, now=now)
    first = others.first()
    if first is not None:
        add_event(request_id=request.pk, kind=kind, occurred_at=first.counts_from, by=by, now=now)


def tell_taken_back(
    case_id: int, talk: Talk, what: str, *, was: str, reason: str, by: User, now: datetime, path: str = ""
) -> None:
    when = f"{long_date(timezone.localdate(talk.planned_at))} kl. {clock(talk.planned_at)}"
    tell(
        case_id=case_id,
        kind=StoryKind.SESSION,
        at=now,
        text=f"{what} {when} er ikke længere registreret som {was}: {reason.strip()}",
        by=by,
        path=path,
    )
