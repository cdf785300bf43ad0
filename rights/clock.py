"""When a request for access must be answered. Pure rules."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from rights.enums import AccessOutcome
from rusmiddel.calendar import add_months, add_working_days
from rusmiddel.danish_dates import long_date
from rusmiddel.deadlines.enums import DeadlineKind, DeadlineStatus
from rusmiddel.deadlines.values import DeadlineValues, Milestone, Step, due_milestones

# IND-1: offentlighedsloven and forvaltningsloven as the ombudsman reads them (2021-1).
ANSWER_WORKING_DAYS = 7
WARNING_WORKING_DAY = 4
# IND-3: what the ombudsman counts on where it takes longer.
SOME_WORK_WORKING_DAYS = 14
SPECIAL_WORKING_DAYS = 40
BASIS = "Aktindsigtshåndbogen; ombudsmandens udtalelse 2021-1"
# IND-7: the regulation's own clock, which runs beside the seven days where somebody asks by article 15.
MONTHS = 1
MOST_MONTHS = 3
MONTH_WARNING_DAYS = (7,)
REGULATION = "Databeskyttelsesforordningens artikel 12, stk. 3"
TOLD_LATE = "Brevet om forsinkelsen kom efter fristen."


@dataclass(frozen=True, kw_only=True)
class Delay:
    """A letter that told the asker when the answer would come instead."""

    told_on: date
    expected_on: date
    reason: str


@dataclass(frozen=True, kw_only=True)
class AccessFacts:
    """The plain facts of one request."""

    case_id: int
    ref: str
    received_on: date
    responsible_id: int | None
    delays: Sequence[Delay] = ()
    answered_on: date | None = None
    withdrawn_on: date | None = None
    outcome: str = ""
    # Somebody asks for their own data, so that the regulation's month runs too.
    is_own_data: bool = False


def answer_due_on(received_on: date) -> date:
    """Within seven working days; the day it was received is not counted (IND-1)."""
    return add_working_days(received_on, ANSWER_WORKING_DAYS)


def usual_delay_until(received_on: date) -> date:
    """When an answer that takes some work is expected: 14 working days (IND-3)."""
    return add_working_days(received_on, SOME_WORK_WORKING_DAYS)


def why_not_expected(received_on: date, *, today: date, expected_on: date) -> str:
    """What is wrong with the day a delay letter promises; empty where nothing is (IND-3)."""
    if expected_on <= max(today, received_on):
        return "Svaret skal komme efter i dag."
    latest = add_working_days(received_on, SPECIAL_WORKING_DAYS)
    if expected_on > latest:
        return (
            f"Selv i særlige tilfælde skal svaret komme inden {SPECIAL_WORKING_DAYS} arbejdsdage, "
            f"det vil sige senest den {long_date(latest)}."
        )
    return ""


def answer_deadline(facts: AccessFacts) -> DeadlineValues:
    """What the register must say: seven working days, or the day that a delay letter told in time (IND-2).

    A delay letter that came too late moves the day, and the deadline still counts as not kept.
    """
    due_on = answer_due_on(facts.received_on)
    steps = [
        Step(on=facts.received_on, text="Anmodning om indsigt modtaget", rule="IND-1", basis=BASIS),
        Step(
            on=due_on, text=f"{ANSWER_WORKING_DAYS} arbejdsdage efter modtagelsen", rule="IND-1", basis=BASIS
        ),
    ]
    told_late = False
    for delay in facts.delays:
        told_late = told_late or delay.told_on > due_on
        due_on = delay.expected_on
        steps.append(
            Step(on=delay.told_on, text=f"Brev om forsinkelse: {delay.reason}", rule="IND-2", basis=BASIS)
        )
        steps.append(Step(on=due_on, text="Svaret er lovet til den dag", rule="IND-2", basis=BASIS))
    if facts.answered_on:
        answer = AccessOutcome(facts.outcome).label.lower()
        steps.append(Step(on=facts.answered_on, text=f"Besvaret: {answer}", rule="IND-1", basis=BASIS))
    return _values(
        DeadlineKind.ACCESS_REQUEST,
        facts,
        due_on=due_on,
        told_late=told_late,
        steps=steps,
        milestones=_milestones(facts.received_on, due_on),
    )


def month_due_on(received_on: date) -> date:
    """Without undue delay and in any event within one month (IND-7)."""
    return add_months(received_on, MONTHS)


def month_deadline(facts: AccessFacts) -> DeadlineValues | None:
    """The regulation's own clock, None where nobody asks by it (IND-7).

    A letter within the month, with the reason, lets it run until the day promised, never beyond three months.
    """
    if not facts.is_own_data:
        return None
    month, most = month_due_on(facts.received_on), add_months(facts.received_on, MOST_MONTHS)
    steps = [
        Step(on=facts.received_on, text="Anmodning om egne oplysninger", rule="IND-7", basis=REGULATION),
        Step(on=month, text="En måned efter modtagelsen", rule="IND-7", basis=REGULATION),
    ]
    due_on = month
    for delay in facts.delays:
        if delay.told_on <= month < delay.expected_on:
            due_on = min(delay.expected_on, most)
            steps.append(Step(on=due_on, text=f"Forlænget: {delay.reason}", rule="IND-7", basis=REGULATION))
    return _values(
        DeadlineKind.ACCESS_MONTH,
        facts,
        due_on=due_on,
        steps=steps,
        milestones=due_milestones(due_on=due_on, days_before=MONTH_WARNING_DAYS),
    )


def _values(
    kind: DeadlineKind,
    facts: AccessFacts,
    *,
    due_on: date,
    steps: Sequence[Step],
    milestones: Sequence[Milestone],
    told_late: bool = False,
) -> DeadlineValues:
    """The deadline as the facts leave it: open, answered in time or not, or withdrawn."""
    status, closed_on, reason = DeadlineStatus.OPEN, None, ""
    if facts.withdrawn_on:
        status, closed_on = DeadlineStatus.LAPSED, facts.withdrawn_on
        reason = "Anmodningen er trukket tilbage."
    elif facts.answered_on:
        kept = facts.answered_on <= due_on and not told_late
        status = DeadlineStatus.MET if kept else DeadlineStatus.BREACHED
        closed_on, reason = facts.answered_on, TOLD_LATE if told_late else ""
    return DeadlineValues(
        case_id=facts.case_id,
        kind=kind,
        ref=facts.ref,
        opened_on=facts.received_on,
        due_on=due_on,
        status=status,
        closed_on=closed_on,
        reason=reason,
        responsible_id=facts.responsible_id,
        explanation=tuple(steps),
        milestones=tuple(milestones) if status == DeadlineStatus.OPEN else (),
    )


def _milestones(received_on: date, due_on: date) -> tuple[Milestone, ...]:
    early = add_working_days(received_on, WARNING_WORKING_DAY)
    first = (Milestone(name=f"day_{WARNING_WORKING_DAY}", on=early),) if early < due_on else ()
    return (*first, *due_milestones(due_on=due_on))
