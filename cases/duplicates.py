"""Two records that may be one person (dobbeltregistrering): whom to look at. Pure rules."""

from datetime import date

# How alike two names must be where the dates of birth say nothing, and where they agree.
ALIKE_BY_NAME = 0.6
ALIKE_BY_DATE = 0.35
# A slip of the keyboard in the date is believed only where the names are nearly the same.
ALIKE_BY_SLIP = 0.75


def may_be_one(*, likeness: float, born_on: date | None, other_born_on: date | None) -> bool:
    """Whether somebody should look: names alike, and dates that agree, are missing or differ by a slip."""
    if born_on is None or other_born_on is None:
        return likeness >= ALIKE_BY_NAME
    if born_on == other_born_on:
        return likeness >= ALIKE_BY_DATE
    return likeness >= ALIKE_BY_SLIP and _is_slip(born_on, other_born_on)


def _is_slip(one: date, other: date) -> bool:
    """Day, month or year is another, or day and month have changed places."""
    same = (one.day == other.day, one.month == other.month, one.year == other.year)
    turned = one.year == other.year and (one.day, one.month) == (other.month, other.day)
    return sum(same) == 2 or turned
