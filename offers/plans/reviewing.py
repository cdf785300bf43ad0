"""When a treatment plan must be followed up. Pure rules (PLN-1, PLN-2, PLN-6)."""

from dataclasses import dataclass
from datetime import date

from rusmiddel.calendar import add_months
from rusmiddel.danish_dates import long_date
from rusmiddel.deadlines.values import Step
from rusmiddel.standards.schema import Standard


@dataclass(frozen=True, kw_only=True)
class Round:
    """One round of a plan (runde): from the day it was made, or last followed up, to the next follow-up."""

    opened_on: date
    # Whether nothing has been followed up before in this treatment.
    is_first: bool
    treatment_started_on: date | None = None
    has_short_term_goals: bool = False
    agreed_on: date | None = None


def review_due(facts: Round, standard: Standard) -> tuple[date, tuple[Step, ...]] | None:
    """The day by which the plan is followed up, and why; None where nobody has set one.

    The earliest of what applies: months of treatment (PLN-2, one standard has five), the months that
    short-term goals span (PLN-1, one standard has three), and what was agreed with the citizen.
    """
    found = [step for step in _candidates(facts, standard) if step is not None]
    if not found:
        return None
    due = min(found, key=lambda step: step.on)
    return due.on, (Step(on=facts.opened_on, text=_opening(facts), rule="PLN-6"), *found)


def _candidates(facts: Round, standard: Standard) -> list[Step | None]:
    terms = standard.plan
    months, goals = terms.review_months.value, terms.short_term_months.value
    since_treatment = facts.is_first and facts.treatment_started_on is not None
    base = facts.treatment_started_on if since_treatment and facts.treatment_started_on else facts.opened_on
    return [
        Step(
            on=add_months(base, months),
            text=f"Planen følges op senest {months} måneder efter {long_date(base)}",
            rule="PLN-2",
            basis=terms.review_months.source or "",
        )
        if months
        else None,
        Step(
            on=add_months(facts.opened_on, goals),
            text=f"Kortsigtede mål gælder {goals} måneder",
            rule="PLN-1",
            basis=terms.short_term_months.source or "",
        )
        if goals and facts.has_short_term_goals
        else None,
        Step(on=facts.agreed_on, text="Aftalt med borgeren", rule="PLN-6") if facts.agreed_on else None,
    ]


def _opening(facts: Round) -> str:
    return "Behandlingsplanen er lavet" if facts.is_first else "Behandlingsplanen er fulgt op"


def why_not_settled(*, goals: int, participation: str) -> dict[str, str]:
    """What a plan still lacks, by field: a goal, and how the citizen took part (PLN-1 to PLN-3)."""
    missing = {}
    if not goals:
        missing["goals"] = "Skriv mindst ét mål."
    if not participation.strip():
        missing["participation"] = "Skriv, hvordan borgeren har været med til at lave planen."
    return missing
