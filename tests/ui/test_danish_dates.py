from datetime import UTC, date, datetime, time
from decimal import Decimal

import pytest

from rusmiddel.danish_dates import (
    clock,
    day_of,
    days,
    long_date,
    number,
    parse_date,
    parse_time,
    short_date,
)

TODAY = date(2026, 3, 4)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("05-03-2026", date(2026, 3, 5)),
        ("5.3.2026", date(2026, 3, 5)),
        ("5/3 2026", date(2026, 3, 5)),
        ("5/3-26", date(2026, 3, 5)),
        ("050326", date(2026, 3, 5)),
        ("05032026", date(2026, 3, 5)),
        (" 5. marts 2026 ", date(2026, 3, 5)),
        ("5. mar. 2026", date(2026, 3, 5)),
        ("2026-03-05", date(2026, 3, 5)),
        ("29-02-2028", date(2028, 2, 29)),
        ("I dag", date(2026, 3, 4)),
        ("i  morgen", date(2026, 3, 5)),
        ("i går", date(2026, 3, 3)),
        ("01-01-61", date(1961, 1, 1)),
        ("01-01-46", date(2046, 1, 1)),
    ],
)
def test_a_date_is_read_as_danes_type_it(typed, meant):
    assert parse_date(typed, today=TODAY) == meant


@pytest.mark.parametrize(
    "typed", ["", "i overgår", "31-02-2026", "29-02-2026", "5/3", "13-13-2026", "5. foo 2026", "05-03-20261"]
)
def test_what_is_no_date_is_refused(typed):
    with pytest.raises(ValueError):
        parse_date(typed, today=TODAY)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("10.15", time(10, 15)),
        ("10:15", time(10, 15)),
        ("1015", time(10, 15)),
        ("915", time(9, 15)),
        ("9", time(9)),
        ("kl. 9.30", time(9, 30)),
        ("00.00", time(0)),
    ],
)
def test_a_time_is_read_as_danes_type_it(typed, meant):
    assert parse_time(typed) == meant


@pytest.mark.parametrize("typed", ["", "24.00", "10.60", "halv ti", "10.1"])
def test_what_is_no_time_is_refused(typed):
    with pytest.raises(ValueError):
        parse_time(typed)


def test_a_date_that_binds_is_written_in_full():
    assert long_date(date(2026, 3, 5)) == "5. marts 2026"


@pytest.mark.parametrize(
    ("day", "text"),
    [
        (date(2026, 3, 5), "5. mar."),
        (date(2026, 5, 12), "12. maj"),
        (date(2025, 11, 26), "26. nov. 2025"),
    ],
)
def test_a_date_in_a_list_is_short_and_has_the_year_only_when_it_is_another(day, text):
    assert short_date(day, today=TODAY) == text


def test_a_moment_belongs_to_the_danish_day_and_not_to_the_utc_day():
    moment = datetime(2026, 6, 30, 22, 30, tzinfo=UTC)

    assert day_of(moment) == date(2026, 7, 1)
    assert clock(moment) == "00.30"


@pytest.mark.parametrize(("count", "text"), [(1, "1 dag"), (4, "4 dage"), (0, "0 dage"), (-2, "−2 dage")])
def test_days_are_counted_in_danish(count, text):
    assert days(count) == text


@pytest.mark.parametrize(
    ("value", "text"),
    [(1234, "1.234"), (Decimal("1234.5"), "1.234,50"), (-1500, "−1.500"), (0.5, "0,50"), (7, "7")],
)
def test_numbers_are_written_in_danish(value, text):
    assert number(value) == text
