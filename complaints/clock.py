"""When a complaint must have been looked at again, and what must be done after the board's answer. Pure."""

from dataclasses import dataclass
from datetime import date, timedelta

from rusmiddel.calendar import expires_on
from rusmiddel.danish_dates import long_date
from rusmiddel.deadlines.enums import DeadlineKind, DeadlineStatus
from rusmiddel.deadlines.values import DeadlineValues, Step, due_milestones, guarantee_milestones
from rusmiddel.standards.enums import PeriodEnd

# The reassessment is warned of on these days.
WARNING_DAYS = (14, 21, 25)
ACTION_WARNING_DAYS_BEFORE = (7,)
RULE = "KLA-3"
BASIS = "retssikkerhedsloven § 66"
WITHDRAWN = "Klagen er trukket tilbage."


@dataclass(frozen=True, kw_only=True)
class ComplaintFacts:
    """The plain facts of one complaint."""

    case_id: int
    ref: str
    received_on: date
    weeks: int | None
    ends: PeriodEnd
    responsible_id: int | None
    # The centre has done its own part: changed the decision, sent the complaint on, or answered it.
    handled_on: date | None = None
    withdrawn_on: date | None = None


@dataclass(frozen=True, kw_only=True)
class ActionFacts:
    """What the board has left to the centre."""

    case_id: int
    ref: str
    answered_on: date
    act_by: date
    board: str
    responsible_id: int | None
    acted_on: date | None = None


# What the form offers where the board has set no day; no source sets it, and the writer may change it.
SUGGESTED_ACTION = timedelta(weeks=4)


def is_late(received_on: date, last_day: date | None) -> bool:
    """Whether a complaint came after its last day; one without a last day is never late (KLA-4, KLA-6)."""
    return last_day is not None and received_on > last_day


def reassessment_due_on(received_on: date, weeks: int, ends: PeriodEnd) -> date:
    """So many weeks after the complaint came (KLA-3, retssikkerhedsloven § 66).

    Whether a period that ends while the offices are closed runs on is the standard's (KLA-10, not verified).
    """
    due_on = received_on + timedelta(weeks=weeks)
    return expires_on(due_on) if ends == PeriodEnd.NEXT_WORKING_DAY else due_on


def reassessment_deadline(facts: ComplaintFacts) -> DeadlineValues | None:
    """What the register must say; None for a complaint that no time is set for (KLA-3)."""
    if facts.weeks is None:
        return None
    due_on = reassessment_due_on(facts.received_on, facts.weeks, facts.ends)
    status, closed_on, reason = DeadlineStatus.OPEN, None, ""
    if facts.handled_on is not None:
        status = DeadlineStatus.MET if facts.handled_on <= due_on else DeadlineStatus.BREACHED
        closed_on = facts.handled_on
    elif facts.withdrawn_on is not None:
        status, closed_on, reason = DeadlineStatus.LAPSED, facts.withdrawn_on, WITHDRAWN
    return DeadlineValues(
        case_id=facts.case_id,
        kind=DeadlineKind.REASSESSMENT,
        ref=facts.ref,
        opened_on=facts.received_on,
        due_on=due_on,
        status=status,
        closed_on=closed_on,
        reason=reason,
        responsible_id=facts.responsible_id,
        explanation=(
            Step(on=facts.received_on, text="Klagen modtaget", rule=RULE, basis=BASIS),
            Step(
                on=due_on,
                text=f"Genvurderet og ændret eller sendt videre: {facts.weeks} uger efter modtagelsen",
                rule=RULE,
                basis=BASIS,
            ),
        ),
        milestones=()
        if status != DeadlineStatus.OPEN
        else guarantee_milestones(opened_on=facts.received_on, due_on=due_on, warning_days=WARNING_DAYS),
    )


def action_deadline(facts: ActionFacts) -> DeadlineValues:
    """What must be done after the board changed the decision or sent it back, by the day that was set."""
    status, closed_on = DeadlineStatus.OPEN, None
    if facts.acted_on is not None:
        status = DeadlineStatus.MET if facts.acted_on <= facts.act_by else DeadlineStatus.BREACHED
        closed_on = facts.acted_on
    return DeadlineValues(
        case_id=facts.case_id,
        kind=DeadlineKind.COMPLAINT_ACTION,
        ref=facts.ref,
        opened_on=facts.answered_on,
        due_on=facts.act_by,
        status=status,
        closed_on=closed_on,
        responsible_id=facts.responsible_id,
        explanation=(
            Step(on=facts.answered_on, text=f"Svar fra {facts.board}"),
            Step(on=facts.act_by, text=f"Skal være gjort senest den {long_date(facts.act_by)}"),
        ),
        milestones=()
        if status != DeadlineStatus.OPEN
        else due_milestones(due_on=facts.act_by, days_before=ACTION_WARNING_DAYS_BEFORE),
    )
