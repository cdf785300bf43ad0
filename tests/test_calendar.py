from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rusmiddel.calendar import (
    add_months,
    add_working_days,
    age_on,
    birthday_on,
    danish_holidays,
    expires_on,
    is_working_day,
    next_working_day,
)

DAYS = st.dates(date(1950, 1, 1), date(2080, 12, 31))
AGES = st.integers(0, 110)


def test_the_holidays_of_2026_are_the_official_ones_and_no_others():
    assert sorted(danish_holidays(2026)) == [
        date(2026, 1, 1),
        date(2026, 4, 2),
        date(2026, 4, 3),
        date(2026, 4, 5),
        date(2026, 4, 6),
        date(2026, 5, 14),
        date(2026, 5, 24),
        date(2026, 5, 25),
        date(2026, 12, 25),
        date(2026, 12, 26),
    ]


def test_a_holiday_has_its_danish_name():
    assert danish_holidays(2026)[date(2026, 4, 2)] == "Skærtorsdag"


def test_store_bededag_is_a_holiday_in_2023_and_not_in_2024():
    assert not is_working_day(date(2023, 5, 5))
    assert is_working_day(date(2024, 4, 26))


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (date(2026, 3, 16), date(2026, 3, 16)),
        (date(2026, 3, 14), date(2026, 3, 16)),
        (date(2026, 4, 2), date(2026, 4, 7)),
        (date(2026, 12, 25), date(2026, 12, 28)),
        (date(2027, 12, 31), date(2027, 12, 31)),
    ],
)
def test_the_next_working_day_skips_weekends_and_holidays(day, expected):
    assert next_working_day(day) == expected


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (date(2026, 6, 5), date(2026, 6, 8)),
        (date(2026, 12, 24), date(2026, 12, 28)),
        (date(2026, 12, 31), date(2027, 1, 4)),
        (date(2026, 5, 12), date(2026, 5, 12)),
    ],
)
def test_a_period_does_not_end_while_offices_are_closed(day, expected):
    assert expires_on(day) == expected


def test_fourteen_days_from_2_march_2026_is_16_march():
    assert date(2026, 3, 2) + timedelta(days=14) == date(2026, 3, 16)
    assert is_working_day(date(2026, 3, 16))


def test_a_paper_letter_of_maundy_thursday_2026_is_received_on_14_april():
    received_on = add_working_days(date(2026, 4, 2), 6)

    assert received_on == date(2026, 4, 14)
    assert expires_on(received_on + timedelta(weeks=4)) == date(2026, 5, 12)


def test_a_course_ended_on_31_august_is_followed_up_at_the_end_of_short_months():
    assert add_months(date(2026, 8, 31), 1) == date(2026, 9, 30)
    assert add_months(date(2026, 8, 31), 6) == date(2027, 2, 28)


def test_whole_months_before_a_day_are_clamped_too():
    assert add_months(date(2028, 3, 31), -1) == date(2028, 2, 29)


def test_working_days_are_not_counted_backwards():
    with pytest.raises(ValueError, match="forwards"):
        add_working_days(date(2026, 3, 2), -1)


@pytest.mark.parametrize(
    ("day", "age"),
    [(date(2026, 2, 28), 17), (date(2026, 3, 1), 18), (date(2028, 2, 28), 19), (date(2028, 2, 29), 20)],
)
def test_someone_born_on_29_february_grows_older_on_1_march_in_common_years(day, age):
    assert age_on(date(2008, 2, 29), day) == age


@given(DAYS, st.integers(0, 60))
def test_adding_working_days_passes_exactly_that_many(day, count):
    result = add_working_days(day, count)

    passed = sum(is_working_day(day + timedelta(days=n)) for n in range(1, (result - day).days + 1))
    assert passed == count
    assert count == 0 or is_working_day(result)


@given(DAYS)
def test_the_next_working_day_is_the_first_one_not_before_the_day(day):
    result = next_working_day(day)

    assert is_working_day(result)
    assert not any(is_working_day(day + timedelta(days=n)) for n in range((result - day).days))


@given(DAYS)
def test_a_period_is_only_ever_lengthened(day):
    assert expires_on(day) >= next_working_day(day)


@given(DAYS, st.integers(-240, 240))
def test_adding_months_lands_in_the_right_month_and_no_later_in_it(day, count):
    result = add_months(day, count)

    assert (result.year * 12 + result.month) - (day.year * 12 + day.month) == count
    assert result.day == day.day or (result.day < day.day and (result + timedelta(days=1)).day == 1)


@given(DAYS, AGES)
def test_an_age_is_reached_on_its_birthday_and_not_the_day_before(birth, age):
    birthday = birthday_on(birth, age)

    assert age_on(birth, birthday) == age
    assert age_on(birth, birthday - timedelta(days=1)) == age - 1
