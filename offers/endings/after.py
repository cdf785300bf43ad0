"""What follows after treatment, and until when. Pure rules (FUP-1 to FUP-6, END-1, END-6)."""

from dataclasses import dataclass
from datetime import date

from cases.enums import Substance
from offers.enums import FollowUpKind
from rusmiddel.calendar import add_months
from rusmiddel.danish_dates import long_date
from rusmiddel.deadlines.values import Step
from rusmiddel.standards.enums import Substance as StandardSubstance
from rusmiddel.standards.schema import Standard

DROPPED_OUT = "dropped_out"
# BEK 1477 § 4, stk. 2 names these and goes on; the rest of the sentence has not been found (PLN-5).
FOLLOWED_UP = frozenset({"completed", "other_offer", "hospital", "dual_diagnosis"})
MONTHS_OF = {FollowUpKind.MONTH_1: 1, FollowUpKind.MONTH_6: 6}
# A new wish within so many months is a return (relapse_kpi, section 25).
RETURN_MONTHS = 12


@dataclass(frozen=True, kw_only=True)
class End:
    """How and when treatment was over."""

    ended_on: date
    reason: str
    is_anonymous: bool


def is_followed_up(end: End) -> bool:
    """Whether the citizen is sought again: those who are anonymous cannot be (CON-4)."""
    return end.reason in FOLLOWED_UP and not end.is_anonymous


def follow_up_due(kind: FollowUpKind, end: End, standard: Standard) -> tuple[date, tuple[Step, ...]] | None:
    """The last day of the follow-up after one or six months (FUP-1, FUP-6); None where there is none."""
    months = MONTHS_OF[kind]
    if not is_followed_up(end) or months not in standard.followup.months.value:
        return None
    due_on = add_months(end.ended_on, months)
    return due_on, (
        Step(on=end.ended_on, text="Behandlingen er afsluttet", rule="FUP-6"),
        Step(
            on=due_on,
            text=f"Opfølgning senest {months} {'måned' if months == 1 else 'måneder'} efter",
            rule="FUP-1",
            basis=standard.followup.months.source or "",
        ),
    )


@dataclass(frozen=True, kw_only=True)
class Quota:
    """The talks that the standard gives after treatment (efterbehandlende samtaler)."""

    talks: int
    until: date
    source: str


def quota(end: End, substance: Substance, standard: Standard) -> Quota | None:
    """How many talks and until when (FUP-2, FUP-3); None where the standard gives no number."""
    terms = standard.followup
    if not terms.talks.value or not terms.talks_months.value or not is_followed_up(end):
        return None
    covered = set(terms.talks_substances.value)
    if not covered & _substances(substance):
        return None
    return Quota(
        talks=terms.talks.value,
        until=add_months(end.ended_on, terms.talks_months.value),
        source=terms.talks.source or "",
    )


def quota_steps(end: End, found: Quota) -> tuple[Step, ...]:
    return (
        Step(on=end.ended_on, text="Behandlingen er afsluttet", rule="FUP-6"),
        Step(
            on=found.until,
            text=f"{found.talks} samtaler senest {long_date(found.until)}",
            rule="FUP-2",
            basis=found.source,
        ),
    )


def is_return(*, ended_on: date, asked_on: date) -> bool:
    """Whether somebody asks for treatment again within the year (section 25, relapse_kpi)."""
    return ended_on < asked_on <= add_months(ended_on, RETURN_MONTHS)


def _substances(substance: Substance) -> set[StandardSubstance]:
    match substance:
        case Substance.ALCOHOL:
            return {StandardSubstance.ALCOHOL}
        case Substance.DRUGS:
            return {StandardSubstance.DRUGS}
    return {StandardSubstance.ALCOHOL, StandardSubstance.DRUGS}
