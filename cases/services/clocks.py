"""Facts in, clocks out: record what happened and keep the deadline register in step with it."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta
from functools import partial

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from cases.enums import REVERSIBLE_EVENTS, ClockEventKind, ContactedBy, DeviationReason, StoryKind, Substance
from cases.guarantee import Clock, ClockStatus, Fact, RequestFacts, guarantee, may_deviate, own_goal
from cases.medical_talk import medical_talk
from cases.models import ClockEvent, TreatmentRequest
from cases.permissions import can_record, require
from cases.seeing import require_sees
from cases.services.story import tell
from rusmiddel.access.models import User
from rusmiddel.deadlines import register
from rusmiddel.deadlines.enums import DeadlineKind, DeadlineStatus
from rusmiddel.deadlines.values import DeadlineValues, Milestone, due_milestones, guarantee_milestones
from rusmiddel.standards.schema import Standard
from rusmiddel.standards.services import in_force, timeline

STATUS_OF = {
    ClockStatus.NOT_COVERED: DeadlineStatus.LAPSED,
    ClockStatus.WAITING: DeadlineStatus.LAPSED,
    ClockStatus.RUNNING: DeadlineStatus.OPEN,
    ClockStatus.KEPT: DeadlineStatus.MET,
    ClockStatus.NOT_KEPT: DeadlineStatus.BREACHED,
    ClockStatus.DEVIATED: DeadlineStatus.WAIVED,
    ClockStatus.ENDED: DeadlineStatus.LAPSED,
}
# Days before the medical talk is due on which it is warned of: day 10 of 14 (section 25).
MEDICAL_WARNING_DAYS_BEFORE = (4,)


def facts_of(request: TreatmentRequest, standard: Standard) -> RequestFacts:
    """The plain values that the rules want, from a request read with `with_facts()`."""
    citizen = request.case.citizen
    own_code = standard.organisation.municipality_code.value
    return RequestFacts(
        inquiry_on=request.requested_on,
        contacted_by=ContactedBy(request.inquiry.contacted_by),
        substance=Substance(request.substance),
        is_anonymous=citizen.is_anonymous,
        age=request.age_on(request.requested_on),
        serious_problems=request.serious_problems,
        # Where the citizen lived when they asked; who moves later keeps the clock they had.
        from_other_municipality=request.inquiry.municipality_code not in {"", own_code},
        events=tuple(
            Fact(
                kind=ClockEventKind(event.kind),
                on=timezone.localdate(event.occurred_at),
                reason=event.reason,
            )
            for event in request.events.all()
        ),
    )


def clocks_of(request: TreatmentRequest, standard: Standard) -> list[DeadlineValues]:
    """What the register must say about a request: always one row per clock, also where none runs."""
    return clocks_from(
        facts_of(request, standard),
        standard,
        case_id=request.case_id,
        ref=request.deadline_ref,
        responsible_id=request.case.responsible_id,
    )


def clocks_from(
    facts: RequestFacts, standard: Standard, *, case_id: int, ref: str, responsible_id: int | None
) -> list[DeadlineValues]:
    """The same from facts already in hand."""
    terms = standard.guarantee
    values = partial(
        _values, case_id=case_id, ref=ref, responsible_id=responsible_id, inquiry_on=facts.inquiry_on
    )
    return [
        values(
            DeadlineKind.GUARANTEE,
            guarantee(facts, standard),
            days=terms.days.value,
            warning_days=terms.warn_on_days.value,
        ),
        # Nobody is warned of the goal: it is due with, or before, the statutory clock that warns.
        values(DeadlineKind.GUARANTEE_GOAL, own_goal(facts, standard), days=terms.own_goal_days.value),
        values(
            DeadlineKind.MEDICAL_TALK,
            medical_talk(facts, standard),
            days=standard.medical_talk.days.value,
            days_before=MEDICAL_WARNING_DAYS_BEFORE,
        ),
    ]


def _values(
    kind: DeadlineKind,
    clock: Clock,
    *,
    case_id: int,
    ref: str,
    responsible_id: int | None,
    inquiry_on: date,
    days: int,
    warning_days: Iterable[int] = (),
    days_before: tuple[int, ...] = (),
) -> DeadlineValues:
    opened_on = clock.started_on or inquiry_on
    due_on = clock.due_on or opened_on + timedelta(days=days)
    status = STATUS_OF[clock.status]
    milestones: tuple[Milestone, ...] = ()
    if status == DeadlineStatus.OPEN and kind == DeadlineKind.GUARANTEE:
        milestones = guarantee_milestones(
            opened_on=opened_on, due_on=due_on, warning_days=tuple(warning_days)
        )
    elif status == DeadlineStatus.OPEN and kind == DeadlineKind.MEDICAL_TALK:
        milestones = due_milestones(due_on=due_on, days_before=days_before)
    return DeadlineValues(
        case_id=case_id,
        kind=kind,
        ref=ref,
        opened_on=opened_on,
        due_on=due_on,
        status=status,
        # A clock that never ran is closed from the day it was opened.
        closed_on=clock.closed_on or (None if status == DeadlineStatus.OPEN else opened_on),
        reason=clock.reason,
        responsible_id=responsible_id,
        explanation=clock.steps,
        milestones=milestones,
    )


def refresh_clocks(request_id: int, *, by: User | None) -> None:
    """Compute the clocks of a request from its facts and keep them; call it inside the fact's transaction.

    One at a time for each request: whoever comes second reads what the first has committed.
    """
    TreatmentRequest.objects.select_for_update(of=("self",), no_key=True).get(pk=request_id)
    request = TreatmentRequest.objects.with_facts().get(pk=request_id)
    register.keep_many(clocks_of(request, in_force(request.requested_on)), by=by)


def expected_clocks(requests: Iterable[TreatmentRequest]) -> Iterator[DeadlineValues]:
    """The same computed for many requests, for the nightly reconciliation."""
    standards = timeline()
    for request in requests:
        yield from clocks_of(request, standards.on(request.requested_on))


@transaction.atomic
def record_event(
    *,
    request_id: int,
    kind: ClockEventKind,
    occurred_at: datetime,
    by: User,
    now: datetime,
    reason: str = "",
    note: str = "",
) -> ClockEvent:
    """Store a dated fact, and let the clocks follow.

    Raises ValidationError for a time in the future, before the inquiry, or a ground for deviation that the
    standard does not know; PermissionDenied.
    """
    require(can_record(by, kind))
    require_sees(by, now, requests=request_id)
    return add_event(
        request_id=request_id, kind=kind, occurred_at=occurred_at, by=by, now=now, reason=reason, note=note
    )


def add_event(
    *,
    request_id: int,
    kind: ClockEventKind,
    occurred_at: datetime,
    by: User,
    now: datetime,
    reason: str = "",
    note: str = "",
) -> ClockEvent:
    """Store a fact that follows from an act whose own permission has been checked."""
    request = (
        TreatmentRequest.objects.select_for_update(of=("self",), no_key=True)
        .select_related("inquiry")
        .get(pk=request_id)
    )
    if occurred_at > now:
        raise ValidationError({"occurred_at": "Tidspunktet ligger i fremtiden."})
    if timezone.localdate(occurred_at) < request.requested_on:
        raise ValidationError({"occurred_at": "Tidspunktet ligger før henvendelsen."})
    if kind == ClockEventKind.DEVIATION and not may_deviate(
        DeviationReason(reason), in_force(request.requested_on)
    ):
        raise ValidationError(
            {"reason": "Kvalitetsstandarden kender ikke den grund til at fravige garantien."}
        )
    event = ClockEvent(
        request=request, kind=kind, occurred_at=occurred_at, reason=reason, note=note, recorded_by=by
    )
    event.validate_constraints(exclude=["recorded_at"])
    event.save()
    refresh_clocks(request_id, by=by)
    text = event.get_kind_display()
    if reason:
        text = f"{text}: {event.get_reason_display()}"
    if note:
        text = f"{text}. {note}"
    tell(case_id=request.case_id, kind=StoryKind.CLOCK, at=occurred_at, text=text, by=by)
    return event


@transaction.atomic
def take_back_event(*, event_id: int, by: User, now: datetime, reason: str) -> ClockEvent:
    """Take back a fact that was recorded wrongly; it stays visible with who took it back and why."""
    require_sees(by, now, requests__events=event_id)
    event = ClockEvent.objects.select_for_update(of=("self",)).select_related("request").get(pk=event_id)
    require(can_record(by, ClockEventKind(event.kind)))
    if not reason.strip():
        raise ValidationError({"reason": "Skriv, hvorfor det tages tilbage."})
    if event.cancelled_at is not None:
        raise ValidationError("Det er allerede taget tilbage.")
    if event.kind not in REVERSIBLE_EVENTS:
        raise ValidationError("Det følger af noget andet på sagen og kan ikke tages tilbage for sig.")
    strike_event(event, reason=reason, by=by, now=now)
    return event


def strike_event(event: ClockEvent, *, reason: str, by: User, now: datetime) -> None:
    """Take back a fact as part of an act whose permission has been checked; the clocks follow."""
    event.cancelled_at, event.cancelled_by, event.cancelled_reason = now, by, reason.strip()
    event.save(update_fields=["cancelled_at", "cancelled_by", "cancelled_reason"])
    refresh_clocks(event.request_id, by=by)
    tell(
        case_id=event.request.case_id,
        kind=StoryKind.CLOCK,
        at=now,
        text=f"Taget tilbage: {event.get_kind_display()} ({event.cancelled_reason})",
        by=by,
    )
