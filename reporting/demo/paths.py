"""The ways a case can go, and who comes when."""

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum, auto

from cases.enums import REFERRERS, ContactedBy, Substance


class Who(StrEnum):
    """Who the case is about."""

    ADULT = auto()
    ANONYMOUS_DRUGS = auto()
    ANONYMOUS_ALCOHOL = auto()
    MINOR = auto()
    MINOR_NOT_SERIOUS = auto()
    NEARLY_15 = auto()
    NEARLY_18 = auto()
    OTHER_MUNICIPALITY = auto()


class End(StrEnum):
    """How the request ends, if time allows."""

    TREATED = auto()
    PARTLY_GRANTED = auto()
    REJECTED = auto()
    WITHDRAWN = auto()
    DEVIATED = auto()


@dataclass(frozen=True, kw_only=True)
class Path:
    """How a case goes when nothing stops it. Days are counted from the inquiry."""

    who: Who = Who.ADULT
    end: End = End.TREATED
    is_late: bool = False
    # Late, and not begun to this day.
    is_stuck: bool = False
    is_untouched: bool = False
    contacted_by: tuple[ContactedBy, ...] = (ContactedBy.SELF,)
    # Never confirmed, consented to or committed to: the guarantee waits.
    is_waiting: bool = False
    substance: Substance | None = None
    # Decided on the last day somebody worked.
    is_fresh: bool = False
    # The next talk lies on the present day.
    has_talk_today: bool = False

    @property
    def needs_letter(self) -> bool:
        return self.end in {End.PARTLY_GRANTED, End.REJECTED}


SELF_OR_REFERRED = (ContactedBy.SELF,) * 20 + tuple(sorted(REFERRERS))
IN_TIME = Path(contacted_by=SELF_OR_REFERRED)
LATE = Path(contacted_by=SELF_OR_REFERRED, is_late=True)
UNTOUCHED = Path(is_untouched=True)
WITHDRAWN = Path(end=End.WITHDRAWN)
DEVIATED = Path(end=End.DEVIATED, is_late=True)
REJECTED = Path(end=End.REJECTED)
PARTLY_GRANTED = Path(end=End.PARTLY_GRANTED)
OF_RELATIVE = Path(contacted_by=(ContactedBy.RELATIVE,))

# Each is set and sealed as a real PDF, which takes a while.
MOST_LETTERS = 30
# How often each happens, among 1,000.
FREQUENCIES = {
    IN_TIME: 690,
    LATE: 55,
    UNTOUCHED: 15,
    WITHDRAWN: 45,
    DEVIATED: 35,
    REJECTED: 4,
    PARTLY_GRANTED: 6,
    OF_RELATIVE: 45,
    Path(contacted_by=(ContactedBy.RELATIVE,), is_waiting=True): 8,
    Path(who=Who.ANONYMOUS_DRUGS, substance=Substance.DRUGS): 20,
    Path(who=Who.ANONYMOUS_ALCOHOL, substance=Substance.ALCOHOL): 15,
    Path(who=Who.MINOR, substance=Substance.DRUGS): 25,
    Path(who=Who.MINOR_NOT_SERIOUS, substance=Substance.DRUGS): 10,
    Path(who=Who.OTHER_MUNICIPALITY): 27,
}

# One of everything in the last weeks, so that a small municipality shows all there is: days ago and path.
ROSTER: tuple[tuple[int, Path], ...] = (
    (1, UNTOUCHED),
    (1, Path(is_untouched=True, substance=Substance.UNKNOWN)),
    (2, Path(is_untouched=True, contacted_by=(ContactedBy.DOCTOR,))),
    (2, Path(has_talk_today=True)),
    (3, Path(has_talk_today=True, substance=Substance.BOTH)),
    (4, Path(has_talk_today=True, who=Who.OTHER_MUNICIPALITY, substance=Substance.ALCOHOL)),
    (3, IN_TIME),
    (4, Path(contacted_by=(ContactedBy.PROBATION,))),
    (5, IN_TIME),
    (6, Path(substance=Substance.DRUGS)),
    (7, IN_TIME),
    (8, Path(end=End.PARTLY_GRANTED, substance=Substance.BOTH)),
    (9, Path(end=End.REJECTED)),
    (9, Path(end=End.PARTLY_GRANTED, is_fresh=True, substance=Substance.ALCOHOL)),
    (12, Path(end=End.REJECTED, is_fresh=True, substance=Substance.DRUGS)),
    (9, IN_TIME),
    (10, Path(contacted_by=(ContactedBy.HOSPITAL,))),
    (11, LATE),
    (12, Path(is_late=True, substance=Substance.DRUGS)),
    (13, LATE),
    (14, Path(is_late=True, is_stuck=True, substance=Substance.ALCOHOL)),
    (14, Path(is_late=True, is_stuck=True)),
    (15, Path(is_late=True, is_stuck=True, substance=Substance.BOTH)),
    (17, Path(is_late=True, is_stuck=True, substance=Substance.DRUGS)),
    (19, Path(is_late=True, is_stuck=True, contacted_by=(ContactedBy.JOB_CENTRE,))),
    (21, Path(is_late=True, is_stuck=True)),
    (5, Path(contacted_by=(ContactedBy.RELATIVE,), is_waiting=True)),
    (17, Path(contacted_by=(ContactedBy.RELATIVE,), is_waiting=True)),
    (6, OF_RELATIVE),
    (6, Path(who=Who.MINOR, substance=Substance.DRUGS, is_waiting=True)),
    (7, Path(who=Who.MINOR, substance=Substance.DRUGS)),
    (10, Path(who=Who.MINOR_NOT_SERIOUS, substance=Substance.DRUGS)),
    (8, Path(who=Who.NEARLY_15, substance=Substance.DRUGS)),
    (40, Path(who=Who.NEARLY_18, substance=Substance.DRUGS)),
    (8, Path(who=Who.OTHER_MUNICIPALITY, substance=Substance.DRUGS, is_waiting=True)),
    (5, Path(who=Who.ANONYMOUS_DRUGS, substance=Substance.DRUGS)),
    (9, Path(who=Who.ANONYMOUS_ALCOHOL, substance=Substance.ALCOHOL)),
    (60, Path(who=Who.ANONYMOUS_DRUGS, substance=Substance.DRUGS)),
    (22, DEVIATED),
    (20, WITHDRAWN),
    (26, Path(end=End.PARTLY_GRANTED, substance=Substance.ALCOHOL)),
    (33, REJECTED),
    (30, LATE),
    (45, LATE),
    (28, IN_TIME),
    (35, IN_TIME),
)


@dataclass(frozen=True, kw_only=True)
class Arrival:
    """A citizen asks for treatment on a day, by a path; the case is closed before they come again."""

    citizen: int
    on: date
    path: Path
    closed_before: date | None = None


def arrivals(
    rng: random.Random, *, citizens: int, months: int, cases_per_citizen: float, today: date
) -> Iterator[Arrival]:
    """Who comes when, citizen by citizen; the roster first."""
    paths, weights = list(FREQUENCIES), list(FREQUENCIES.values())
    days = max(months * 30, 31)
    letters = 0
    for citizen in range(citizens):
        if citizen < len(ROSTER):
            days_ago, path = ROSTER[citizen]
            yield Arrival(citizen=citizen, on=today - timedelta(days=days_ago), path=path)
            continue
        path = rng.choices(paths, weights)[0]
        if path.needs_letter:
            letters += 1
            path = path if letters <= MOST_LETTERS else IN_TIME
        starts = _starts(rng, days=days, number=_number_of_cases(rng, path, cases_per_citizen), today=today)
        for start, following in zip(starts, [*starts[1:], None], strict=True):
            yield Arrival(
                citizen=citizen,
                on=start,
                path=path if following is None else IN_TIME,
                closed_before=following,
            )


def _number_of_cases(rng: random.Random, path: Path, mean: float) -> int:
    """Nobody can tell that an anonymous citizen has been here before."""
    if path.who not in {Who.ADULT, Who.OTHER_MUNICIPALITY}:
        return 1
    whole = int(mean)
    return whole + (rng.random() < mean - whole)


def _starts(rng: random.Random, *, days: int, number: int, today: date) -> list[date]:
    """So many days in the period, far enough apart for a case to end before the next begins."""
    apart = 100
    number = min(number, max(days // (apart + 1), 1))
    slack = days - apart * (number - 1)
    offsets = sorted(rng.randrange(1, slack + 1) for _ in range(number))
    return [today - timedelta(days=days - apart * index - offset + 1) for index, offset in enumerate(offsets)]
