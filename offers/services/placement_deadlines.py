"""What is due while somebody stays at a residential provider, kept in the deadline register (10.12)."""

from collections.abc import Iterable, Iterator
from datetime import date

from offers.enums import PlacementEnd
from offers.models import Placement
from offers.residential.rounds import Round, rounds
from rusmiddel.access.models import User
from rusmiddel.danish_dates import long_date
from rusmiddel.deadlines import register
from rusmiddel.deadlines.enums import DeadlineKind, DeadlineStatus
from rusmiddel.deadlines.values import DeadlineValues, Step, due_milestones
from rusmiddel.standards.schema import Residential, UnknownOffer
from rusmiddel.standards.services import timeline
from rusmiddel.standards.sourced import Sourced

STAY_KINDS = (
    DeadlineKind.SUPERVISION,
    DeadlineKind.STATUS_REPORT,
    DeadlineKind.AFTERCARE_PLAN,
    DeadlineKind.PAYMENT_GUARANTEE,
)
OVER = "Borgeren er udskrevet"
# After these there is nothing, or nothing yet, to plan for.
OWES_NO_PLAN = frozenset({PlacementEnd.MOVED.value, PlacementEnd.DIED.value})


def refresh_placement(placement_id: int, *, by: User | None) -> None:
    """Compute the deadlines of a stay from its facts and keep them; inside the fact's transaction."""
    register.keep_many(expected_of_stays(Placement.objects.with_facts().filter(pk=placement_id)), by=by)


def refresh_placements_of(course_id: int, *, by: User | None) -> None:
    register.keep_many(expected_of_stays(Placement.objects.with_facts().filter(course=course_id)), by=by)


def expected_of_stays(placements: Iterable[Placement]) -> Iterator[DeadlineValues]:
    """What the register must say of each stay that has begun, for the acts and the nightly reconciliation."""
    standards = timeline()
    for placement in placements:
        if placement.started_on is None:
            continue
        standard = standards.on(placement.course.request.requested_on)
        terms = standard.residential
        try:
            own_words = standard.offer(placement.course.offer_key).supervision.value or ""
        except UnknownOffer:
            own_words = ""
        yield from _rounds(
            placement,
            DeadlineKind.SUPERVISION,
            [visit.held_on for visit in placement.supervisions.all()],
            terms.supervision_months,
            text="Tilsyn",
            own_words=own_words,
            terms=terms,
        )
        yield from _rounds(
            placement,
            DeadlineKind.STATUS_REPORT,
            [report.received_on for report in placement.status_reports.all()],
            terms.status_report_months,
            text="Statusbeskrivelse",
            own_words="",
            terms=terms,
        )
        yield _aftercare(placement, terms)
        yield _guarantee(placement, terms)


def _rounds(
    placement: Placement,
    kind: DeadlineKind,
    done: list[date],
    months: Sourced[int],
    *,
    text: str,
    own_words: str,
    terms: Residential,
) -> Iterator[DeadlineValues]:
    assert placement.started_on is not None
    every = months.value or 0
    for each in rounds(
        started_on=placement.started_on, done=done, every_months=every, ended_on=placement.ended_on
    ):
        status, closed_on, reason = _state(each)
        opening = "Indskrevet" if each.number == 1 else f"{text} nr. {each.number - 1}"
        basis = months.source if months.own is not None else months.default_source
        yield _values(
            placement,
            kind,
            terms,
            ref=f"{placement.deadline_ref}:{each.number}",
            opened_on=each.opened_on,
            due_on=each.due_on,
            status=status,
            closed_on=closed_on,
            reason=reason,
            steps=(
                Step(on=each.opened_on, text=opening, rule="DGN-4", basis=own_words),
                Step(
                    on=each.due_on,
                    text=f"{text} senest {every} måneder efter",
                    rule="DGN-4",
                    basis=basis,
                ),
            ),
        )


def _state(each: Round) -> tuple[DeadlineStatus, date | None, str]:
    if each.done_on is not None:
        return (DeadlineStatus.BREACHED if each.is_late else DeadlineStatus.MET), each.done_on, ""
    if each.lapsed_on is not None:
        return DeadlineStatus.LAPSED, each.lapsed_on, OVER
    return DeadlineStatus.OPEN, None, ""


def _aftercare(placement: Placement, terms: Residential) -> DeadlineValues:
    """The plan is there before the stay ends (one standard: always a concrete aftercare plan)."""
    assert placement.started_on is not None
    due_on = placement.ended_on or placement.planned_until
    made = min((plan.made_on for plan in placement.course.aftercare_plans.all()), default=None)
    status, closed_on, reason = DeadlineStatus.OPEN, None, ""
    if placement.end_kind in OWES_NO_PLAN:
        status, closed_on = DeadlineStatus.LAPSED, placement.ended_on
        reason = PlacementEnd(placement.end_kind).label
    elif made is not None:
        status = DeadlineStatus.MET if made <= due_on else DeadlineStatus.BREACHED
        closed_on = max(made, placement.started_on)
    return _values(
        placement,
        DeadlineKind.AFTERCARE_PLAN,
        terms,
        ref=placement.deadline_ref,
        opened_on=placement.started_on,
        due_on=due_on,
        status=status,
        closed_on=closed_on,
        reason=reason,
        steps=(
            Step(on=placement.started_on, text="Indskrevet", rule="DGN-3"),
            Step(on=due_on, text="Efterbehandlingsplanen er der, før borgeren udskrives", rule="DGN-3"),
        ),
    )


def _guarantee(placement: Placement, terms: Residential) -> DeadlineValues:
    """Payment is promised until a day; before it, the stay ends or more is promised."""
    assert placement.started_on is not None
    standing = list(placement.guarantees.all())
    # The one it began with may have been taken back: then nothing is promised from the first day.
    until_on = max((each.until_on for each in standing), default=placement.started_on)
    given_on = max((each.given_on for each in standing), default=placement.started_on)
    words = f"Betalingsgaranti til og med {long_date(until_on)}" if standing else "Ingen betalingsgaranti"
    status, closed_on = DeadlineStatus.OPEN, None
    if placement.ended_on is not None:
        closed_on = placement.ended_on
        status = DeadlineStatus.MET if standing and closed_on <= until_on else DeadlineStatus.BREACHED
    return _values(
        placement,
        DeadlineKind.PAYMENT_GUARANTEE,
        terms,
        ref=placement.deadline_ref,
        opened_on=placement.started_on,
        due_on=max(until_on, placement.started_on),
        status=status,
        closed_on=closed_on,
        reason="",
        steps=(Step(on=given_on, text=words, rule="DGN-2"),),
    )


def _values(
    placement: Placement,
    kind: DeadlineKind,
    terms: Residential,
    *,
    ref: str,
    opened_on: date,
    due_on: date,
    status: DeadlineStatus,
    closed_on: date | None,
    reason: str,
    steps: tuple[Step, ...],
) -> DeadlineValues:
    return DeadlineValues(
        case_id=placement.case_id,
        kind=kind,
        ref=ref,
        opened_on=opened_on,
        due_on=due_on,
        status=status,
        closed_on=closed_on,
        reason=reason,
        responsible_id=placement.case.responsible_id,
        explanation=steps,
        milestones=(
            due_milestones(due_on=due_on, days_before=terms.warn_days_before.value)
            if status == DeadlineStatus.OPEN
            else ()
        ),
    )
