"""The Danish calendar: working days, whole months and ages. Pure functions, no clock."""

import calendar
from datetime import date, timedelta
from functools import cache

from holidays import country_holidays

ONE_DAY = timedelta(days=1)
SATURDAY = 5


@cache
def danish_holidays(year: int) -> dict[date, str]:
    """The official public holidays (helligdage) of a year with their Danish names.

    Store bededag is one to and including 2023 and none after (lov nr. 214 af 6. marts 2023).
    5 June, 24 December and 31 December are not official holidays; see `expires_on`.
    """
    return dict(country_holidays("DK", years=year, language="da").items())


def is_working_day(day: date) -> bool:
    """Whether the day is Monday to Friday and no public holiday (hverdag)."""
    return day.weekday() < SATURDAY and day not in danish_holidays(day.year)


def next_working_day(day: date) -> date:
    """The day itself when it is a working day, otherwise the first one after it."""
    while not is_working_day(day):
        day += ONE_DAY
    return day


def expires_on(day: date) -> date:
    """The last day of a period that would end on `day`: never a day when offices are closed.

    Besides weekends and public holidays, 5 June, 24 December and 31 December move the end to the next
    working day, as forældelsesloven § 27, stk. 2 says. That complaint periods follow the same list is not
    verified (KLA-10); it can only lengthen the citizen's time.
    """
    while not is_working_day(day) or (day.month, day.day) in {(6, 5), (12, 24), (12, 31)}:
        day += ONE_DAY
    return day


def add_working_days(day: date, count: int) -> date:
    """The working day that is number `count` after `day`, which is not counted itself (KLA-5)."""
    if count < 0:
        raise ValueError("Working days are only counted forwards.")
    for _ in range(count):
        day = next_working_day(day + ONE_DAY)
    return day


def add_months(day: date, count: int) -> date:
    """The same day of the month `count` months on, or that month's last day when it is shorter."""
    years, month = divmod(day.month - 1 + count, 12)
    year, month = day.year + years, month + 1
    return date(year, month, min(day.day, calendar.monthrange(year, month)[1]))


def birthday_on(birth: date, age: int) -> date:
    """The day a person reaches an age (U18-10).

    Someone born on 29 February has a birthday on 1 March in other years: not a day too early out of a
    child's rights. The Danish practice is not verified.
    """
    year = birth.year + age
    if (birth.month, birth.day) == (2, 29) and not calendar.isleap(year):
        return date(year, 3, 1)
    return birth.replace(year=year)


def age_on(birth: date, day: date) -> int:
    """How many whole years a person has lived on a day; negative before the birth."""
    return day.year - birth.year - ((day.month, day.day) < (birth.month, birth.day))
