"""The treatment guarantee (behandlingsgaranti): facts and the standard in, dates and reasons out.

Days are calendar days; the day of the inquiry is day 0 (GUA-4, the day-0 convention is not verified).
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum

from cases.enums import REFERRERS, ClockEventKind, ContactedBy, DeviationReason, Substance
from rusmiddel.deadlines.values import Step
from rusmiddel.standards.enums import ClockStart, ClockStop
from rusmiddel.standards.schema import Standard

# Treatment of drug misuse under 18 moved from serviceloven to barnets lov (U18-7).
BARNETS_LOV_FROM = date(2024, 1, 1)
ADULT_AGE = 18
LOCAL_BASIS = "kommunens kvalitetsstandard"

# What each wording of the municipality's own goal asks for; all of it must have happened (GUA-7 to GUA-13).
GOAL_EVENTS = {
    ClockStop.FIRST_TALK: {ClockEventKind.FIRST_TALK},
    ClockStop.MEETING_OFFERED: {ClockEventKind.MEETING_OFFERED},
    ClockStop.MEETING_AGREED: {ClockEventKind.MEETING_AGREED},
    ClockStop.OFFER_GIVEN: {ClockEventKind.OFFER_GIVEN},
    ClockStop.PLAN_VISITATION_MEETING: {
        ClockEventKind.PLAN_CREATED,
        ClockEventKind.DECIDED,
        ClockEventKind.MEETING_AGREED,
    },
    ClockStop.TREATMENT_STARTED: {ClockEventKind.TREATMENT_STARTED},
}


class ClockStatus(StrEnum):
    """How a clock stands. What is late today depends on the day and is never stored."""

    NOT_COVERED = "not_covered"
    WAITING = "waiting"
    RUNNING = "running"
    KEPT = "kept"
    NOT_KEPT = "not_kept"
    DEVIATED = "deviated"
    ENDED = "ended"


@dataclass(frozen=True, kw_only=True)
class Fact:
    """Something that happened to the request on a day."""

    kind: ClockEventKind
    on: date
    reason: str = ""


@dataclass(frozen=True, kw_only=True)
class RequestFacts:
    """All that the clocks of one request for treatment are computed from."""

    inquiry_on: date
    contacted_by: ContactedBy
    substance: Substance
    is_anonymous: bool
    age: int | None
    serious_problems: bool | None
    from_other_municipality: bool
    events: tuple[Fact, ...]

    @property
    def is_minor(self) -> bool:
        return self.age is not None and self.age < ADULT_AGE

    def first(self, kind: ClockEventKind) -> date | None:
        return min((event.on for event in self.events if event.kind == kind), default=None)

    @property
    def ended(self) -> Fact | None:
        """The rejection or the withdrawal that ended the request, whichever came first."""
        ends = [e for e in self.events if e.kind in {ClockEventKind.REJECTED, ClockEventKind.WITHDRAWN}]
        return min(ends, key=lambda event: event.on, default=None)


@dataclass(frozen=True, kw_only=True)
class Clock:
    """Where a clock stands and why. `due_on` is None while it is not running."""

    status: ClockStatus
    started_on: date | None = None
    due_on: date | None = None
    closed_on: date | None = None
    reason: str = ""
    steps: tuple[Step, ...] = ()


def legal_basis(facts: RequestFacts) -> str:
    """The provisions that promise 14 days (GUA-2, U18-7)."""
    provisions = []
    if facts.substance != Substance.ALCOHOL:
        if facts.is_minor and facts.inquiry_on >= BARNETS_LOV_FROM:
            provisions.append("barnets lov § 33")
        elif not facts.is_anonymous:
            provisions.append("serviceloven § 101, stk. 4")
    if facts.substance in {Substance.ALCOHOL, Substance.BOTH}:
        provisions.append("sundhedsloven § 141, stk. 2")
    # Serviceloven § 101 a promises no date; where there is one, the municipality has promised it (GUA-20).
    return " og ".join(provisions) or LOCAL_BASIS


def guarantee(facts: RequestFacts, standard: Standard) -> Clock:
    """The statutory clock: from the wish for treatment until treatment has started (GUA-1 to GUA-20)."""
    uncovered = _why_not_covered(facts, standard)
    if uncovered:
        return Clock(status=ClockStatus.NOT_COVERED, reason=uncovered.text, steps=(uncovered,))
    steps, started_on = _start(facts, standard)
    if started_on is None:
        return _not_started(facts, steps)
    days = standard.guarantee.days.value
    due_on = started_on + timedelta(days=days)
    deviation = _deviation(facts, standard, due_on)
    clock = _judge(
        started_on=started_on,
        due_on=due_on,
        reached_on=facts.first(ClockEventKind.TREATMENT_STARTED),
        deviation=deviation,
        ended=facts.ended,
    )
    steps += _events(facts, until=clock.closed_on)
    steps.append(
        Step(
            on=due_on,
            text=f"{days} kalenderdage efter: behandlingen skal være i gang",
            rule="GUA-4",
            basis=legal_basis(facts),
        )
    )
    steps += _outcome(clock, deviation)
    return Clock(
        status=clock.status,
        started_on=started_on,
        due_on=due_on,
        closed_on=clock.closed_on,
        reason=clock.reason,
        steps=_in_order(steps),
    )


def _not_started(facts: RequestFacts, steps: list[Step]) -> Clock:
    """Waiting for what the last step says, until the wish itself has ended."""
    if facts.ended is None:
        return Clock(status=ClockStatus.WAITING, reason=steps[-1].text, steps=tuple(steps))
    ended = Clock(status=ClockStatus.ENDED, closed_on=facts.ended.on, reason=facts.ended.kind.label)
    return replace(ended, steps=_in_order([*steps, *_outcome(ended, None)]))


def _in_order(steps: Iterable[Step]) -> tuple[Step, ...]:
    """By day; what is said first stays first within a day."""
    return tuple(sorted(steps, key=lambda step: step.on))


def own_goal(facts: RequestFacts, standard: Standard) -> Clock:
    """The municipality's own goal, with the same start as the statutory clock (GUA-7 to GUA-13, GUA-16)."""
    statutory = guarantee(facts, standard)
    if statutory.started_on is None:
        return Clock(status=statutory.status, reason=statutory.reason, steps=statutory.steps)
    terms = standard.guarantee
    due_on = statutory.started_on + timedelta(days=terms.own_goal_days.value)
    stop = terms.own_goal.value
    judged = _judge(
        started_on=statutory.started_on,
        due_on=due_on,
        reached_on=_goal_reached_on(facts, stop),
        deviation=_deviation(facts, standard, due_on),
        ended=facts.ended,
    )
    step = Step(
        on=due_on,
        text=f"Kommunens eget mål: {stop.label} inden {terms.own_goal_days.value} dage",
        rule="GUA-16",
        basis=terms.own_goal.source or terms.own_goal.default_source,
    )
    return Clock(
        status=judged.status,
        started_on=judged.started_on,
        due_on=due_on,
        closed_on=judged.closed_on,
        reason=judged.reason,
        steps=(step,),
    )


def may_deviate(reason: DeviationReason, standard: Standard) -> bool:
    """Whether the standard knows this ground; free choice stands in the statute itself (GUA-17, GUA-18)."""
    return reason == DeviationReason.FREE_CHOICE or reason in set(standard.guarantee.deviation_reasons.value)


def _why_not_covered(facts: RequestFacts, standard: Standard) -> Step | None:
    # Where alcohol is part of it, sundhedsloven covers the request whatever applies to drugs.
    if facts.substance in {Substance.ALCOHOL, Substance.BOTH}:
        return None
    if (
        facts.is_anonymous
        and facts.substance == Substance.DRUGS
        and not standard.guarantee.applies_to_anonymous_drugs.value
    ):
        return Step(
            on=facts.inquiry_on,
            text="Anonym stofbehandling er ikke omfattet af garantien",
            rule="ANO-11",
            basis="serviceloven § 101 a",
        )
    if facts.is_minor and facts.serious_problems is False:
        return Step(
            on=facts.inquiry_on,
            text="Under 18 år uden alvorlige sociale og adfærdsmæssige problemer: ikke omfattet af garantien",
            rule="U18-1",
            basis=legal_basis(facts),
        )
    return None


def _start(facts: RequestFacts, standard: Standard) -> tuple[list[Step], date | None]:
    """The steps that lead to the start of the clock, and its day; None while something is awaited."""
    steps: list[Step] = []
    started_on = facts.inquiry_on
    basis = legal_basis(facts)
    terms = standard.guarantee
    if facts.contacted_by == ContactedBy.SELF:
        steps.append(
            Step(on=started_on, text="Henvendte sig selv og ønsker behandling", rule="GUA-3", basis=basis)
        )
    elif facts.contacted_by in REFERRERS and terms.start.value == ClockStart.INQUIRY_OR_REFERRAL:
        steps.append(
            Step(
                on=started_on,
                text=f"Henvist af {facts.contacted_by.label.lower()}",
                rule="GUA-5",
                basis=terms.start.source or basis,
            )
        )
    else:
        steps.append(
            Step(
                on=started_on,
                text=f"{facts.contacted_by.label} henvendte sig for borgeren",
                rule="GUA-3",
                basis=basis,
            )
        )
        confirmed_on = facts.first(ClockEventKind.PERSONAL_CONFIRMATION)
        if confirmed_on is None:
            return _awaiting(facts, steps, "Fristen venter på, at borgeren selv bekræfter ønsket", "GUA-3")
        steps.append(
            Step(
                on=confirmed_on,
                text="Borgeren bekræftede selv ønsket om behandling",
                rule="GUA-3",
                basis=basis,
            )
        )
        started_on = max(started_on, confirmed_on)
    for required, kind, text, awaited, rule in (
        (
            facts.is_minor
            and facts.substance != Substance.ALCOHOL
            and terms.under_18_needs_parental_consent.value,
            ClockEventKind.PARENTAL_CONSENT,
            "Forældremyndighedens samtykke modtaget",
            "Fristen venter på forældremyndighedens samtykke",
            "U18-2",
        ),
        (
            _needs_commitment(facts, standard),
            ClockEventKind.COMMITMENT_RECEIVED,
            "Underskrevet betalingstilsagn modtaget fra hjemkommunen",
            "Fristen venter på betalingstilsagn fra hjemkommunen",
            "GUA-6",
        ),
    ):
        if not required:
            continue
        received_on = facts.first(kind)
        if received_on is None:
            return _awaiting(facts, steps, awaited, rule)
        steps.append(Step(on=received_on, text=text, rule=rule, basis=LOCAL_BASIS))
        started_on = max(started_on, received_on)
    steps.append(Step(on=started_on, text="Fristen begynder at løbe (dag 0)", rule="GUA-4", basis=basis))
    return steps, started_on


def _needs_commitment(facts: RequestFacts, standard: Standard) -> bool:
    """Alcohol treatment and anonymous citizens are exempt by law (CON-6)."""
    return (
        facts.from_other_municipality
        and not facts.is_anonymous
        and facts.substance not in {Substance.ALCOHOL, Substance.BOTH}
        and bool(standard.other_municipality.commitment_before_start.value)
    )


def _awaiting(facts: RequestFacts, steps: list[Step], text: str, rule: str) -> tuple[list[Step], date | None]:
    """The steps so far, and last what is awaited since the latest of them."""
    so_far = _in_order(steps)
    awaited = Step(on=so_far[-1].on, text=text, rule=rule, basis=legal_basis(facts))
    return [*so_far, awaited], None


def _deviation(facts: RequestFacts, standard: Standard, due_on: date) -> Fact | None:
    """The first deviation the standard allows; one noted after the due date excuses nothing (GUA-19)."""
    deviations = [
        event
        for event in facts.events
        if event.kind == ClockEventKind.DEVIATION
        and event.on <= due_on
        and may_deviate(DeviationReason(event.reason), standard)
    ]
    return min(deviations, key=lambda event: event.on, default=None)


def _judge(
    *, started_on: date, due_on: date, reached_on: date | None, deviation: Fact | None, ended: Fact | None
) -> Clock:
    if reached_on is not None and reached_on <= due_on:
        status, closed_on, reason = ClockStatus.KEPT, reached_on, ""
    elif deviation is not None:
        status, closed_on = ClockStatus.DEVIATED, deviation.on
        reason = DeviationReason(deviation.reason).label
    elif ended is not None and ended.on <= due_on and (reached_on is None or ended.on < reached_on):
        status, closed_on, reason = ClockStatus.ENDED, ended.on, ended.kind.label
    elif reached_on is not None:
        status, closed_on, reason = ClockStatus.NOT_KEPT, reached_on, ""
    elif ended is not None:
        status, closed_on, reason = ClockStatus.NOT_KEPT, ended.on, ended.kind.label
    else:
        status, closed_on, reason = ClockStatus.RUNNING, None, ""
    if closed_on is not None:
        # What happened while the clock still waited closes it as soon as it starts.
        closed_on = max(closed_on, started_on)
    return Clock(status=status, started_on=started_on, due_on=due_on, closed_on=closed_on, reason=reason)


def _goal_reached_on(facts: RequestFacts, stop: ClockStop) -> date | None:
    """When all that the goal asks for had happened; treatment that has started reaches every goal."""
    days = [facts.first(kind) for kind in GOAL_EVENTS[stop]]
    reached = [max(day for day in days if day is not None)] if None not in days else []
    started_on = facts.first(ClockEventKind.TREATMENT_STARTED)
    return min([*reached, *([started_on] if started_on else [])], default=None)


def _events(facts: RequestFacts, *, until: date | None) -> Iterable[Step]:
    shown = {
        ClockEventKind.FIRST_TALK,
        ClockEventKind.DECIDED,
        ClockEventKind.OFFER_GIVEN,
        ClockEventKind.MEETING_AGREED,
        ClockEventKind.PLAN_CREATED,
    }
    for event in facts.events:
        if event.kind in shown and (until is None or event.on <= until):
            yield Step(on=event.on, text=event.kind.label, rule="GUA-16")


def _outcome(clock: Clock, deviation: Fact | None) -> Iterable[Step]:
    if clock.closed_on is None:
        return
    texts = {
        ClockStatus.KEPT: ("Behandlingen begyndte: garantien er overholdt", "GUA-2"),
        ClockStatus.NOT_KEPT: ("Behandlingen begyndte ikke i tide: garantien er ikke overholdt", "GUA-19"),
        ClockStatus.DEVIATED: (f"Fraveget: {clock.reason}", "GUA-19"),
        ClockStatus.ENDED: (f"{clock.reason}: fristen gælder ikke længere", "GUA-9"),
    }
    text, rule = texts[clock.status]
    local = (
        deviation is not None
        and clock.status == ClockStatus.DEVIATED
        and deviation.reason != DeviationReason.FREE_CHOICE
    )
    # CON-16: only free choice stands in the statute.
    basis = f"{LOCAL_BASIS} (ikke i loven)" if local else ""
    yield Step(on=clock.closed_on, text=text, rule=rule, basis=basis)
