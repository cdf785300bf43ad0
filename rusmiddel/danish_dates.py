"""Dates, times and numbers as Danes write and type them. Pure: no clock, no settings."""

import re
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

COPENHAGEN = ZoneInfo("Europe/Copenhagen")
MINUS = "−"

MONTHS = (
    "januar",
    "februar",
    "marts",
    "april",
    "maj",
    "juni",
    "juli",
    "august",
    "september",
    "oktober",
    "november",
    "december",
)
# 'maj' is not shortened, so it gets no full stop.
SHORT_MONTHS = tuple(month if len(month) == 3 else f"{month[:3]}." for month in MONTHS)

# A two-digit year further ahead than this means the last century: '61' is a year of birth.
YEARS_AHEAD = 20
EARLIEST_YEAR = 1900
LATEST_YEAR = 2100

_RELATIVE = {"i går": -1, "i dag": 0, "idag": 0, "i morgen": 1, "imorgen": 1, "i overmorgen": 2}
_NUMERIC = re.compile(r"(\d{1,2})[\s./-]+(\d{1,2})[\s./-]+(\d{4}|\d{2})")
_ISO = re.compile(r"(\d{4})-(\d{2})-(\d{2})")
_UNBROKEN = re.compile(r"(\d{2})(\d{2})(\d{4}|\d{2})")
_NAMED = re.compile(r"(\d{1,2})\.?\s*([a-zæøå]{3,9})\.?\s+(\d{4})")
_TIME = re.compile(r"(?:kl\.?\s*)?(\d{1,2})(?:[.:](\d{2}))?")
_UNBROKEN_TIME = re.compile(r"(?:kl\.?\s*)?(\d{1,2})(\d{2})")


class YearOutOfRange(ValueError):
    """A day there is, in a year that is a slip of the keyboard."""


def in_copenhagen(moment: datetime) -> datetime:
    return moment.astimezone(COPENHAGEN)


def day_of(value: date | datetime) -> date:
    """The Danish day a moment falls on; a date is its own day."""
    if isinstance(value, datetime):
        return in_copenhagen(value).date() if value.tzinfo else value.date()
    return value


def long_date(day: date) -> str:
    """'5. marts 2026': where it binds."""
    return f"{day.day}. {MONTHS[day.month - 1]} {day.year}"


def short_date(day: date, *, today: date) -> str:
    """'5. mar.' in a list, with the year when it is not this year's."""
    text = f"{day.day}. {SHORT_MONTHS[day.month - 1]}"
    return text if day.year == today.year else f"{text} {day.year}"


def clock(moment: datetime | time) -> str:
    """'10.15'"""
    if isinstance(moment, datetime) and moment.tzinfo:
        moment = in_copenhagen(moment)
    return f"{moment.hour:02}.{moment.minute:02}"


def days(count: int) -> str:
    """'1 dag', '4 dage', '−2 dage'"""
    word = "dag" if abs(count) == 1 else "dage"
    return f"{signed(count)} {word}"


def signed(count: int) -> str:
    """A whole number with a real minus sign."""
    return f"{MINUS}{-count}" if count < 0 else str(count)


def number(value: int | float | Decimal) -> str:
    """'1.234,50': thousands with full stops; whole numbers without decimals."""
    text = f"{abs(value):,}" if isinstance(value, int) else f"{abs(value):,.2f}"
    text = text.translate(str.maketrans(",.", ".,"))
    return f"{MINUS}{text}" if value < 0 else text


def parse_date(typed: str, *, today: date) -> date:
    """The day typed as 05-03-2026, 5.3.2026, 5/3 2026, 050326, 5. marts 2026, i dag; else ValueError.

    A year outside EARLIEST_YEAR to LATEST_YEAR is a slip, and no day that a rule could count from.
    """
    day = _typed_day(typed, today=today)
    if not EARLIEST_YEAR <= day.year <= LATEST_YEAR:
        raise YearOutOfRange(typed)
    return day


def _typed_day(typed: str, *, today: date) -> date:
    text = " ".join(typed.lower().split())
    if text in _RELATIVE:
        return today + timedelta(days=_RELATIVE[text])
    if match := _ISO.fullmatch(text):
        year, month, day = match.groups()
        return date(int(year), int(month), int(day))
    if match := _NUMERIC.fullmatch(text) or _UNBROKEN.fullmatch(text):
        day, month, year = match.groups()
        return date(_full_year(year, today), int(month), int(day))
    if match := _NAMED.fullmatch(text):
        day, name, year = match.groups()
        return date(int(year), _month(name), int(day))
    raise ValueError(typed)


def parse_time(typed: str) -> time:
    """The time that was typed: 10.15, 10:15, 1015, 10, kl. 9; else ValueError."""
    text = " ".join(typed.lower().split())
    match = _TIME.fullmatch(text) or _UNBROKEN_TIME.fullmatch(text)
    if match is None:
        raise ValueError(typed)
    hour, minute = match.groups()
    return time(int(hour), int(minute or 0))


def _full_year(year: str, today: date) -> int:
    if len(year) == 4:
        return int(year)
    this_century = today.year - today.year % 100 + int(year)
    return this_century if this_century <= today.year + YEARS_AHEAD else this_century - 100


def _month(name: str) -> int:
    for number_, month in enumerate(MONTHS, start=1):
        if month == name or month[:3] == name:
            return number_
    raise ValueError(name)
