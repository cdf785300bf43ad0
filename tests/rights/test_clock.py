"""When a request for access must be answered (IND-1 to IND-3)."""

from datetime import date

import pytest

from rights.clock import (
    TOLD_LATE,
    AccessFacts,
    Delay,
    answer_deadline,
    answer_due_on,
    usual_delay_until,
    why_not_expected,
)
from rights.enums import AccessOutcome
from rusmiddel.deadlines.enums import DeadlineStatus

MONDAY = date(2026, 3, 2)
DUE = date(2026, 3, 11)


def facts(**changes):
    told = {"case_id": 1, "ref": "access:1", "received_on": MONDAY, "responsible_id": None}
    return AccessFacts(**{**told, **changes})


def told(on, expected=date(2026, 3, 25)):
    return Delay(told_on=on, expected_on=expected, reason="Et bilag skal hentes")


@pytest.mark.parametrize(
    ("received_on", "due_on"),
    [
        (MONDAY, DUE),
        # Received on a Saturday: Monday is the first working day.
        (date(2026, 2, 28), date(2026, 3, 10)),
        # Over Easter: 2, 3 and 6 April 2026 are holidays.
        (date(2026, 3, 30), date(2026, 4, 13)),
        (date(2026, 12, 22), date(2027, 1, 4)),
    ],
)
def test_it_is_answered_within_seven_working_days(received_on, due_on):
    assert answer_due_on(received_on) == due_on


def test_somebody_is_warned_on_the_fourth_working_day_when_it_is_due_and_when_it_is_late():
    milestones = answer_deadline(facts()).milestones

    assert [(each.name, each.on) for each in milestones] == [
        ("day_4", date(2026, 3, 6)),
        ("due", DUE),
        ("overdue", date(2026, 3, 12)),
    ]


def test_a_delay_letter_in_time_moves_the_day():
    values = answer_deadline(facts(delays=[told(DUE)]))

    assert values.due_on == date(2026, 3, 25)
    assert values.status == DeadlineStatus.OPEN
    assert "Et bilag skal hentes" in " ".join(step.text for step in values.explanation)


def test_an_answer_by_the_promised_day_is_in_time():
    answered = {"answered_on": date(2026, 3, 25), "outcome": AccessOutcome.FULL}

    assert answer_deadline(facts(delays=[told(DUE)], **answered)).status == DeadlineStatus.MET
    assert answer_deadline(facts(**answered)).status == DeadlineStatus.BREACHED


def test_a_delay_letter_that_comes_late_makes_nothing_kept():
    values = answer_deadline(
        facts(delays=[told(date(2026, 3, 12))], answered_on=date(2026, 3, 20), outcome=AccessOutcome.PARTLY)
    )

    assert values.status == DeadlineStatus.BREACHED
    assert values.reason == TOLD_LATE


def test_what_is_withdrawn_lapses_and_warns_nobody():
    values = answer_deadline(facts(withdrawn_on=DUE))

    assert (values.status, values.closed_on, values.milestones) == (DeadlineStatus.LAPSED, DUE, ())


def test_an_answer_that_takes_some_work_is_expected_within_fourteen_working_days():
    assert usual_delay_until(MONDAY) == date(2026, 3, 20)


def test_no_letter_promises_today_or_later_than_forty_working_days():
    assert why_not_expected(MONDAY, today=DUE, expected_on=DUE)
    assert why_not_expected(MONDAY, today=DUE, expected_on=date(2026, 4, 30)) == ""
    assert "40 arbejdsdage" in why_not_expected(MONDAY, today=DUE, expected_on=date(2026, 5, 1))
