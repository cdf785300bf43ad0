"""Which days a talk can be booked for."""

from datetime import date

import pytest

from cases.booking_days import booking_day_refused

TODAY = date(2026, 3, 2)


@pytest.mark.parametrize("day", [TODAY, date(2025, 3, 2), date(2028, 3, 1)])
def test_a_day_within_reach_is_booked(day):
    assert not booking_day_refused(day, today=TODAY)


@pytest.mark.parametrize("day", [date(2028, 3, 2), date(2062, 3, 2), date(2100, 12, 31)])
def test_a_day_more_than_two_years_ahead_is_a_slip(day):
    assert "to år frem" in booking_day_refused(day, today=TODAY)


@pytest.mark.parametrize("day", [date(2025, 3, 1), date(1962, 3, 2), date(1900, 1, 1)])
def test_a_day_more_than_a_year_back_is_a_slip(day):
    assert "et år tilbage" in booking_day_refused(day, today=TODAY)
