from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from rusmiddel.deadlines import register
from rusmiddel.deadlines.enums import STATE_OF_CLOSED, DeadlineState, DeadlineStatus
from rusmiddel.deadlines.models import Deadline
from tests.deadlines.scenes import DUE, INQUIRY, guarantee, met
from tests.undoing import undone

START = date(2026, 3, 1)
NEAR_DAYS = st.integers(0, 8).map(lambda days: START + timedelta(days=days))


@st.composite
def facts(draw):
    status = draw(st.sampled_from(DeadlineStatus))
    return {
        "opened_on": draw(NEAR_DAYS),
        "due_on": draw(NEAR_DAYS),
        "status": status,
        "closed_on": None if status == DeadlineStatus.OPEN else draw(NEAR_DAYS),
        "reason": "Borgeren ønsker at vente.",
    }


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(rows=st.lists(facts(), min_size=1, max_size=12), day=NEAR_DAYS, at_risk_days=st.integers(0, 4))
def test_counts_lists_and_single_rows_always_agree(case, rows, day, at_risk_days):
    with undone():
        Deadline.objects.bulk_create(
            Deadline(case=case, kind="guarantee", ref=str(number), **row) for number, row in enumerate(rows)
        )

        expected = {row.pk: row.state_on(day, at_risk_days) for row in Deadline.objects.all()}

        assert expected == dict(
            Deadline.objects.with_state(day=day, at_risk_days=at_risk_days).values_list("pk", "state")
        )
        counts = Deadline.objects.counts_by_state(day=day, at_risk_days=at_risk_days)
        for state in DeadlineState:
            listed = set(
                Deadline.objects.in_state(state, day=day, at_risk_days=at_risk_days).values_list(
                    "pk", flat=True
                )
            )
            assert listed == {pk for pk, found in expected.items() if found == state}
            assert counts[state] == len(listed)


@pytest.mark.parametrize(
    ("day", "state"),
    [
        (date(2026, 3, 1), None),
        (INQUIRY, DeadlineState.RUNNING),
        (date(2026, 3, 11), DeadlineState.RUNNING),
        (date(2026, 3, 12), DeadlineState.AT_RISK),
        (date(2026, 3, 15), DeadlineState.AT_RISK),
        (DUE, DeadlineState.DUE_TODAY),
        (date(2026, 3, 17), DeadlineState.OVERDUE),
    ],
)
def test_an_open_deadline_grows_more_urgent_day_by_day(case, day, state):
    assert register.keep(guarantee(case), by=None).state_on(day, 4) == state


def test_a_deadline_met_on_wednesday_was_still_running_on_tuesday(case):
    register.keep(guarantee(case, **met(date(2026, 3, 11))), by=None)

    assert Deadline.objects.as_of(date(2026, 3, 10)).count() == 1
    assert Deadline.objects.as_of(date(2026, 3, 11)).count() == 0


def test_a_period_holds_what_is_open_and_what_was_closed_within_it(case):
    for number, closed_on in enumerate([date(2026, 3, 5), date(2026, 3, 9), date(2026, 3, 20)]):
        register.keep(guarantee(case, ref=str(number), **met(closed_on)), by=None)
    register.keep(guarantee(case, ref="open"), by=None)

    period = Deadline.objects.in_period(since=date(2026, 3, 6), day=date(2026, 3, 12))

    assert set(period.values_list("ref", flat=True)) == {"1", "2", "open"}


def test_every_closed_status_has_a_state_of_its_own():
    assert set(STATE_OF_CLOSED) == set(DeadlineStatus) - {DeadlineStatus.OPEN}
    assert len(set(STATE_OF_CLOSED.values())) == len(STATE_OF_CLOSED)
