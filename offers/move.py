"""MOVE: its phases, and when each is over (domain 10.3). Pure rules, for whatever has phases and a length."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from rusmiddel.calendar import add_months
from rusmiddel.standards.enums import OfferKind
from rusmiddel.standards.schema import Offer


class Phase(StrEnum):
    SCREENING = "Indledende samtale"
    TREATMENT = "Ugentlige samtaler"
    FOLLOW_UP = "Opfølgende behandling"


@dataclass(frozen=True, kw_only=True)
class Plan:
    """What the standard says of an offer with phases (one standard: 1 + 12 weekly + 6 months)."""

    screening: int
    sessions: int
    weeks: int
    followup_months: int


@dataclass(frozen=True, kw_only=True)
class Position:
    """Where a course stands: the phase, and how many talks of it are held."""

    phase: Phase
    held: int
    of: int | None
    # The day the phase began, and the day it should be over.
    since: date | None
    due_on: date | None


def plan_of(offer: Offer) -> Plan | None:
    """None where the offer has no phases."""
    sessions = offer.sessions.value
    if offer.kind != OfferKind.MOVE or not sessions:
        return None
    return Plan(
        screening=offer.screening_talks.value or 0,
        sessions=sessions,
        # So many a week, the last of them in the last week.
        weeks=-(-sessions // (offer.per_week.value or 1)),
        followup_months=offer.followup_months.value or 0,
    )


def treatment_due_on(plan: Plan, held: Sequence[date]) -> tuple[date, date] | None:
    """From when the weekly talks run and until when; None before the screening is done."""
    if len(held) < max(plan.screening, 1):
        return None
    since = held[max(plan.screening, 1) - 1]
    return since, since + timedelta(weeks=plan.weeks)


def treatment_done_on(plan: Plan, held: Sequence[date]) -> date | None:
    """The day of the last weekly talk."""
    last = plan.screening + plan.sessions
    return held[last - 1] if len(held) >= last else None


def followup_due_on(plan: Plan, held: Sequence[date]) -> tuple[date, date] | None:
    """From when the follow-up runs and until when; None before the last weekly talk."""
    since = treatment_done_on(plan, held)
    if since is None or not plan.followup_months:
        return None
    return since, add_months(since, plan.followup_months)


def position(plan: Plan, held: Sequence[date]) -> Position:
    """Where the course stands after the talks that were held, oldest first."""
    if len(held) < plan.screening:
        return Position(phase=Phase.SCREENING, held=len(held), of=plan.screening, since=None, due_on=None)
    if (followup := followup_due_on(plan, held)) is not None:
        since, due_on = followup
        after = len(held) - plan.screening - plan.sessions
        return Position(phase=Phase.FOLLOW_UP, held=after, of=None, since=since, due_on=due_on)
    weekly = treatment_due_on(plan, held)
    return Position(
        phase=Phase.TREATMENT,
        held=len(held) - plan.screening,
        of=plan.sessions,
        since=weekly[0] if weekly else None,
        due_on=weekly[1] if weekly else None,
    )
