"""NADA (øreakupunktur): how long a course lasts, and how often. Pure rules (10.11)."""

from collections.abc import Iterable
from datetime import date

from rusmiddel.calendar import add_months
from rusmiddel.standards.enums import OfferKind
from rusmiddel.standards.schema import Offer

# One time of NADA where the standard does not say (minutes).
USUAL_NADA_MINUTES = 45


def ends_on(offer: Offer, started_on: date) -> date | None:
    """The last day of the standard's length ('op til et par måneder'); None where it names none."""
    months = offer.months_max.value
    if offer.kind != OfferKind.NADA or not months:
        return None
    return add_months(started_on, months)


def too_often(offer: Offer, held: Iterable[date], on: date) -> str:
    """A warning where this week has had as many as the standard gives; empty where it has not."""
    most = offer.per_week_max.value or offer.per_week.value
    week = on.isocalendar()[:2]
    times = sum(day.isocalendar()[:2] == week for day in held)
    return f"Har fået NADA {times} gange i denne uge." if most is not None and times >= most else ""


def over_length(offer: Offer, started_on: date | None, on: date) -> str:
    """A warning where the course is older than the standard lets it be; empty where it is not."""
    last = ends_on(offer, started_on) if started_on else None
    return "Standardens længde er nået." if last is not None and on > last else ""
