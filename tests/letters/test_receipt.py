from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rusmiddel.calendar import is_working_day
from rusmiddel.letters.enums import Channel
from rusmiddel.letters.receipt import complaint_deadline, presumed_receipt

DAYS = st.dates(date(2020, 1, 1), date(2050, 12, 31))


def test_a_letter_posted_on_the_thursday_before_easter_counts_from_the_14th_and_ends_on_the_12th_of_may():
    received_on = presumed_receipt(Channel.POST, date(2026, 4, 2))
    assert received_on == date(2026, 4, 14)
    assert complaint_deadline(received_on, 4) == date(2026, 5, 12)


@pytest.mark.parametrize(
    ("sent_on", "received_on"),
    [
        (date(2026, 11, 25), date(2026, 12, 3)),
        (date(2026, 11, 27), date(2026, 12, 7)),
        (date(2026, 11, 28), date(2026, 12, 7)),
        (date(2026, 12, 23), date(2027, 1, 4)),
        (date(2028, 2, 24), date(2028, 3, 3)),
    ],
)
def test_post_counts_as_received_six_working_days_after_it_was_sent(sent_on, received_on):
    assert presumed_receipt(Channel.POST, sent_on) == received_on


@pytest.mark.parametrize("channel", [Channel.HANDED_OVER, Channel.DIGITAL_POST])
@pytest.mark.parametrize("day", [date(2026, 11, 25), date(2026, 12, 25)])
def test_what_is_handed_over_or_sent_digitally_counts_as_received_the_same_day(channel, day):
    assert presumed_receipt(channel, day) == day


@pytest.mark.parametrize(
    ("received_on", "deadline_on"),
    [
        (date(2026, 12, 3), date(2027, 1, 4)),
        (date(2026, 11, 28), date(2026, 12, 28)),
        (date(2026, 11, 27), date(2026, 12, 28)),
        (date(2026, 12, 4), date(2027, 1, 4)),
        (date(2028, 2, 1), date(2028, 2, 29)),
    ],
)
def test_the_deadline_is_four_weeks_after_receipt_and_never_on_a_holiday(received_on, deadline_on):
    assert complaint_deadline(received_on, 4) == deadline_on


@given(DAYS, st.integers(1, 12))
def test_the_deadline_is_a_working_day_and_never_shorter_than_the_weeks(received_on, weeks):
    deadline_on = complaint_deadline(received_on, weeks)
    assert is_working_day(deadline_on)
    assert deadline_on >= received_on + timedelta(weeks=weeks)


@given(DAYS)
def test_post_is_never_presumed_received_before_eight_days(sent_on):
    received_on = presumed_receipt(Channel.POST, sent_on)
    assert is_working_day(received_on)
    assert received_on - sent_on >= timedelta(days=7)
