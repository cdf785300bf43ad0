"""What a consent (samtykke) allows, and for how long. Pure rules (CNS-2, CNS-5 to CNS-7)."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from cases.enums import ConsentGiver, Direction
from rusmiddel.calendar import add_months, birthday_on
from rusmiddel.danish_dates import day_of, long_date

ADULT = 18


@dataclass(frozen=True, kw_only=True)
class ConsentFacts:
    """A consent as the rules see it."""

    direction: Direction
    given_on: date
    valid_until: date
    ended_at: datetime | None


def covers(consent: Direction, wanted: Direction) -> bool:
    """Whether information may go that way (CNS-7)."""
    return consent in {Direction.BOTH, wanted}


def last_valid_day(*, given_on: date, months: int, given_by: ConsentGiver, birth_date: date | None) -> date:
    """The last day a consent can be used: the standard's months after it was given (CNS-7, FVL § 29).

    The one year is not verified and is a value of the standard. What the holder of parental authority has
    consented to ends the day before the 18th birthday (U18-10).
    """
    last = add_months(given_on, months)
    if given_by == ConsentGiver.PARENT and birth_date is not None:
        last = min(last, birthday_on(birth_date, ADULT) - timedelta(days=1))
    return last


def hindrance(consent: ConsentFacts, *, wanted: Direction, at: datetime) -> str:
    """Why information may not go by the consent at that moment, or nothing (CNS-2, CNS-7).

    A withdrawn or expired consent still covers what happened while it was in force.
    """
    on = day_of(at)
    if not covers(consent.direction, wanted):
        return f"Samtykket gælder kun at {consent.direction.label.lower()} oplysninger."
    if on < consent.given_on:
        return f"Samtykket er først givet den {long_date(consent.given_on)}."
    if on > consent.valid_until:
        return f"Samtykket udløb den {long_date(consent.valid_until)}. Forny det først."
    if consent.ended_at is not None and at >= consent.ended_at:
        return f"Samtykket ophørte den {long_date(day_of(consent.ended_at))}."
    return ""
