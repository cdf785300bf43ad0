"""When the doctor's talk and the urine test are due in substitution treatment. Pure rules (SUB-6, SUB-8)."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from rusmiddel.calendar import add_months
from rusmiddel.danish_dates import long_date
from rusmiddel.deadlines.values import Step
from rusmiddel.standards.schema import Standard

NO_CHILDREN = "Der bor ikke længere børn i hjemmet."


@dataclass(frozen=True, kw_only=True)
class TalkRound:
    """From the first dose, or the last talk, to the next talk with the doctor."""

    opened_on: date
    is_first: bool
    agreed_on: date | None = None


@dataclass(frozen=True, kw_only=True)
class ChildrenAnswer:
    """From which day children live at home, or no longer do."""

    from_on: date
    at_home: bool


@dataclass(frozen=True, kw_only=True)
class UrineRound:
    """One test that must be taken: from when, by when at the latest, and when it was."""

    opened_on: date
    due_on: date
    is_first: bool
    taken_on: date | None = None
    # The day tests were no longer asked for.
    lapsed_on: date | None = None


def talk_due(facts: TalkRound, standard: Standard) -> tuple[date, tuple[Step, ...]] | None:
    """The day by which the doctor talks with the citizen, and why; None where nobody has set one (SUB-8).

    One standard has a talk every half year, counted from the last one. What was agreed can only be earlier.
    """
    months = standard.substitution.doctor_talk_months
    found = []
    if months.value:
        since = "den første ordination" if facts.is_first else "den seneste samtale"
        found.append(
            Step(
                on=add_months(facts.opened_on, months.value),
                text=f"Lægesamtale senest {months.value} måneder efter {since}",
                rule="SUB-8",
                basis=months.source,
            )
        )
    if facts.agreed_on:
        found.append(Step(on=facts.agreed_on, text="Aftalt ved den seneste samtale", rule="SUB-8"))
    if not found:
        return None
    opening = "Den første ordination" if facts.is_first else "Lægesamtale holdt"
    due = min(found, key=lambda step: step.on)
    return due.on, (Step(on=facts.opened_on, text=opening, rule="SUB-8"), *found)


def urine_rounds(
    *,
    started_on: date,
    answers: Sequence[ChildrenAnswer],
    taken_on: Sequence[date],
    standard: Standard,
) -> list[UrineRound]:
    """The tests that are asked for, in order; none where the standard names no interval (SUB-6, CHI-8).

    While children live at home: at the start, and then at the latest so many months after the last one. The
    day itself is nobody's but the staff's.
    """
    months = standard.substitution.urine_interval_months.value
    if not months:
        return []
    rounds: list[UrineRound] = []
    for from_on, until_on in _periods(answers):
        opened_on = max(from_on, started_on)
        if until_on is not None and until_on <= opened_on:
            continue
        rounds += _rounds(opened_on, until_on, sorted(taken_on), months)
    return rounds


def urine_steps(facts: UrineRound, standard: Standard) -> tuple[Step, ...]:
    """Why the test is due then."""
    terms = standard.substitution.urine_interval_months
    if facts.is_first:
        text = "Der bor børn i hjemmet: prøve ved opstart"
        return (Step(on=facts.opened_on, text=text, rule="SUB-6", basis=terms.source),)
    return (
        Step(on=facts.opened_on, text=f"Prøve taget {long_date(facts.opened_on)}", rule="SUB-6"),
        Step(
            on=facts.due_on,
            text=f"Der bor børn i hjemmet: uvarslet prøve senest {terms.value} måneder efter den seneste",
            rule="SUB-6",
            basis=terms.source,
        ),
    )


def _periods(answers: Sequence[ChildrenAnswer]) -> Iterator[tuple[date, date | None]]:
    """From when until when children lived at home; the last may go on."""
    since: date | None = None
    for answer in sorted(answers, key=lambda answer: answer.from_on):
        if answer.at_home and since is None:
            since = answer.from_on
        elif not answer.at_home and since is not None:
            yield since, answer.from_on
            since = None
    if since is not None:
        yield since, None


def _rounds(
    opened_on: date, until_on: date | None, taken_on: Sequence[date], months: int
) -> Iterator[UrineRound]:
    tests = [on for on in taken_on if on >= opened_on and (until_on is None or on < until_on)]
    due_on, is_first = opened_on, True
    for on in tests:
        yield UrineRound(opened_on=opened_on, due_on=due_on, is_first=is_first, taken_on=on)
        opened_on, due_on, is_first = on, add_months(on, months), False
    yield UrineRound(opened_on=opened_on, due_on=due_on, is_first=is_first, lapsed_on=until_on)
