"""The numbers as of a day: what they count, and what they leave out."""

from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reporting.enums import Group, Promise
from reporting.figures import causes, counts, share, weeks
from reporting.selection import Selection
from reporting.workload import loads, rows_of
from rusmiddel.deadlines.enums import DeadlineKind, DeadlineStatus
from rusmiddel.deadlines.models import Deadline
from tests.reporting.scenes import TODAY, kept, not_kept, promise, wish
from tests.undoing import undone

pytestmark = pytest.mark.django_db

TODAYS = Selection(day=TODAY, at_risk_days=4)


def number(group, *, promise=Promise.GUARANTEE, base=TODAYS):
    return counts(base).number(promise, group).count


@pytest.mark.parametrize(
    ("days", "group"),
    [
        (-1, Group.OVERDUE),
        (0, Group.DUE_TODAY),
        (1, Group.AT_RISK),
        (4, Group.AT_RISK),
        (5, Group.RUNNING),
    ],
)
def test_an_open_guarantee_is_in_one_tile(days, group):
    promise(TODAY + timedelta(days=days))

    found = {tile for tile in Group if number(tile)}

    single = {Group.OVERDUE, Group.DUE_TODAY, Group.AT_RISK, Group.RUNNING}
    assert found & single == {group}


def test_kept_counts_from_new_year():
    kept(date(2025, 12, 31))
    kept(date(2026, 1, 1))

    assert number(Group.KEPT) == 1


def test_a_guarantee_kept_after_the_day_was_still_running_on_it():
    kept(TODAY)
    yesterday = TODAYS.narrowed(day=TODAY - timedelta(days=1))

    assert (number(Group.KEPT, base=yesterday), number(Group.OPEN, base=yesterday)) == (0, 1)
    assert (number(Group.KEPT), number(Group.OPEN)) == (1, 0)


def test_a_guarantee_opened_after_the_day_was_not_there():
    promise(TODAY + timedelta(days=14))

    assert number(Group.OPEN, base=TODAYS.narrowed(day=TODAY - timedelta(days=1))) == 0


def test_the_law_and_the_own_goal_are_counted_apart():
    request = wish()
    promise(TODAY - timedelta(days=1), request=request)
    promise(
        TODAY + timedelta(days=9),
        request=request,
        kind=DeadlineKind.GUARANTEE_GOAL,
        opened_on=TODAY - timedelta(days=5),
    )

    assert (number(Group.OVERDUE), number(Group.RUNNING)) == (1, 0)
    assert number(Group.OVERDUE, promise=Promise.OWN_GOAL) == 0
    assert number(Group.RUNNING, promise=Promise.OWN_GOAL) == 1


def test_another_kind_of_deadline_is_not_counted():
    promise(TODAY, kind=DeadlineKind.MEDICAL_TALK)

    assert number(Group.OPEN) == 0


@pytest.mark.parametrize(
    ("part", "whole", "expected"), [(0, 0, None), (1, 1, 100), (199, 200, 99), (2, 3, 66)]
)
def test_a_share_is_never_rounded_up(part, whole, expected):
    assert share(part, whole) == expected


def test_weeks_run_from_monday_to_sunday_and_end_on_the_day():
    kept(date(2026, 3, 15))
    kept(date(2026, 3, 16))
    kept(date(2026, 3, 19))

    shown = {week.label: week.kept.count for week in weeks(TODAYS)}

    assert len(shown) == 12
    assert (shown["11"], shown["12"]) == (1, 1)


def test_the_weeks_reach_back_over_new_year():
    in_january = TODAYS.narrowed(day=date(2026, 1, 7))
    not_kept(date(2025, 12, 30))
    kept(date(2026, 1, 2))

    shown = {week.label: week for week in weeks(in_january)}

    # Week 1 of 2026 begins on 29 December 2025.
    assert (shown["1"].kept.count, shown["1"].not_kept.count) == (1, 1)
    assert shown["1"].share_kept == 50
    assert shown["1"].not_kept.selection.deadlines().count() == 1


def test_misses_nobody_has_explained_come_first():
    not_kept(TODAY)

    (row,) = causes(counts(TODAYS))

    assert (row.is_written, row.number.count) == (False, 1)
    assert row.number.selection.deadlines().count() == 1


DAYS = st.integers(-40, 20).map(lambda days: TODAY + timedelta(days=days))


@st.composite
def stored(draw):
    status = draw(st.sampled_from(DeadlineStatus))
    return {
        "kind": draw(st.sampled_from([promise.kind for promise in Promise])),
        "opened_on": draw(DAYS),
        "due_on": draw(DAYS),
        "status": status,
        "closed_on": None if status == DeadlineStatus.OPEN else draw(DAYS),
        "reason": "Fraveget.",
    }


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(rows=st.lists(stored(), max_size=12), day=DAYS, at_risk_days=st.integers(0, 5))
def test_each_number_equals_its_list_whatever_is_stored(db, rows, day, at_risk_days):
    with undone():
        requests = [wish() for _ in rows]
        Deadline.objects.bulk_create(
            Deadline(case_id=request.case_id, ref=request.deadline_ref, **row)
            for request, row in zip(requests, rows, strict=True)
        )
        base = Selection(day=day, at_risk_days=at_risk_days)
        counted = counts(base)
        numbers = [counted.number(promise, group) for promise in Promise for group in Group]
        for row in rows_of(loads(base), base):
            numbers += [row.open, row.near, row.overdue]
        for week in weeks(base):
            numbers += [week.kept, week.not_kept, week.deviated]
        numbers += [row.number for row in causes(counted)]

        for shown in numbers:
            assert shown.selection.deadlines().count() == shown.count, shown.path
