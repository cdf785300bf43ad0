"""Which way a complaint goes, and until when it is looked at again: pure rules."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from complaints.clock import (
    ActionFacts,
    ComplaintFacts,
    action_deadline,
    is_late,
    reassessment_deadline,
    reassessment_due_on,
)
from complaints.enums import NEXT_STATUSES, ComplaintKind, ComplaintStatus, Handling
from complaints.routes import kind_of, route_of
from rusmiddel.calendar import is_working_day
from rusmiddel.deadlines.enums import DeadlineStatus
from rusmiddel.standards.authorities import known_authorities
from rusmiddel.standards.enums import PeriodEnd
from rusmiddel.standards.loading import preset, preset_names
from visitation.enums import AppealRoute

ON = date(2026, 3, 25)
DAYS = st.dates(date(2020, 1, 1), date(2040, 12, 31))
EACH = pytest.mark.parametrize("name", preset_names())


def facts(**changes):
    told = {
        "case_id": 1,
        "ref": "complaint:1",
        "received_on": ON,
        "weeks": 4,
        "ends": PeriodEnd.SAME_DAY,
        "responsible_id": 7,
    }
    return ComplaintFacts(**{**told, **changes})


@EACH
def test_a_decision_is_looked_at_again_and_goes_on_to_the_board(name):
    route = route_of(preset(name), ComplaintKind.DECISION, on=ON)

    assert (route.handling, route.reassessment_weeks, route.onward.name) == (
        Handling.REASSESS,
        4,
        "Ankestyrelsen",
    )


@EACH
def test_an_exceeded_guarantee_goes_the_same_way(name):
    route = route_of(preset(name), ComplaintKind.GUARANTEE_EXCEEDED, on=ON)

    assert (route.handling, route.reassessment_weeks, route.onward.name) == (
        Handling.REASSESS,
        4,
        "Ankestyrelsen",
    )


@EACH
def test_case_handling_has_no_deadline_and_ends_with_the_head_of_department(name):
    route = route_of(preset(name), ComplaintKind.CASE_HANDLING, on=ON)

    assert (route.handling, route.reassessment_weeks, route.onward) == (Handling.ANSWER, None, None)
    assert route.has_no_deadline


@EACH
def test_health_treatment_is_guided_to_todays_authority(name):
    route = route_of(preset(name), ComplaintKind.HEALTH_TREATMENT, on=ON)

    assert (route.handling, route.recipient.name) == (Handling.GUIDE, "Styrelsen for Patientklager")


@EACH
def test_access_follows_the_main_cases_way(name):
    route = route_of(preset(name), ComplaintKind.ACCESS_TO_FILES, on=ON)

    assert (route.handling, route.onward.name, route.reassessment_weeks) == (
        Handling.REASSESS,
        "Ankestyrelsen",
        4,
    )
    assert route.has_no_deadline == (name == "norddjurs")


@EACH
def test_residential_treatment_goes_to_another_body_where_the_standard_names_one(name):
    route = route_of(preset(name), ComplaintKind.RESIDENTIAL_DECISION, on=ON)
    expected = Handling.PASS_ON if name == "norddjurs" else Handling.REASSESS

    assert route.handling == expected


def test_the_other_body_is_the_recipient():
    route = route_of(preset("norddjurs"), ComplaintKind.RESIDENTIAL_DECISION, on=ON)

    assert (route.recipient.name, route.recipient.address_line) == ("Visitationsafdelingen", "Torvet 3")


@pytest.mark.parametrize("kind", ComplaintKind)
@EACH
def test_no_way_leads_to_an_abolished_authority(name, kind):
    route = route_of(preset(name), kind, on=ON)
    abolished = {entry.name for entry in known_authorities() if entry.is_abolished(ON)}

    assert route.recipient.name not in abolished
    assert route.onward is None or route.onward.name not in abolished


def test_what_may_not_be_appealed_goes_no_further():
    route = route_of(preset("rebild"), ComplaintKind.DECISION, on=ON, may_be_appealed=False)

    assert (route.handling, route.onward) == (Handling.REASSESS, None)


@pytest.mark.parametrize("appeal", AppealRoute)
def test_every_way_of_a_decision_is_a_kind_of_complaint(appeal):
    assert kind_of(appeal) in ComplaintKind


@given(received_on=DAYS, weeks=st.integers(1, 12))
def test_the_reassessment_is_due_so_many_weeks_after_the_complaint(received_on, weeks):
    due_on = reassessment_due_on(received_on, weeks, PeriodEnd.SAME_DAY)

    assert due_on - received_on == timedelta(weeks=weeks)
    assert due_on.weekday() == received_on.weekday()


@given(received_on=DAYS, weeks=st.integers(1, 12))
def test_where_the_standard_says_so_it_ends_on_a_working_day_and_never_sooner(received_on, weeks):
    plain = reassessment_due_on(received_on, weeks, PeriodEnd.SAME_DAY)
    due_on = reassessment_due_on(received_on, weeks, PeriodEnd.NEXT_WORKING_DAY)

    assert is_working_day(due_on)
    assert plain <= due_on <= plain + timedelta(days=10)


@given(received_on=DAYS)
def test_every_warning_falls_before_it_is_overdue_and_in_order(received_on):
    values = reassessment_deadline(facts(received_on=received_on))
    days = [milestone.on for milestone in values.milestones]

    assert days == sorted(days)
    assert [milestone.name for milestone in values.milestones] == [
        "day_14",
        "day_21",
        "day_25",
        "due",
        "overdue",
    ]
    assert days[-1] == values.due_on + timedelta(days=1)


@given(received_on=DAYS, after=st.integers(0, 60))
def test_it_is_kept_when_it_is_done_by_the_last_day(received_on, after):
    values = reassessment_deadline(
        facts(received_on=received_on, handled_on=received_on + timedelta(days=after))
    )

    assert values.status == (DeadlineStatus.MET if after <= 28 else DeadlineStatus.BREACHED)
    assert values.milestones == ()


def test_a_complaint_withdrawn_lets_it_lapse():
    assert reassessment_deadline(facts(withdrawn_on=ON)).status == DeadlineStatus.LAPSED


def test_without_weeks_there_is_no_deadline():
    assert reassessment_deadline(facts(weeks=None)) is None


@given(received_on=DAYS, last_day=st.none() | DAYS)
def test_only_after_the_last_day_is_late(received_on, last_day):
    assert is_late(received_on, last_day) == (last_day is not None and received_on > last_day)


@pytest.mark.parametrize(("after", "status"), [(0, "met"), (28, "met"), (29, "breached")])
def test_what_the_board_left_is_done_by_the_day_that_was_set(after, status):
    values = action_deadline(
        ActionFacts(
            case_id=1,
            ref="complaint:1",
            answered_on=ON,
            act_by=ON + timedelta(weeks=4),
            board="Ankestyrelsen",
            responsible_id=7,
            acted_on=ON + timedelta(days=after),
        )
    )

    assert values.status == status


def test_every_life_of_a_complaint_comes_to_an_end():
    final = set(ComplaintStatus) - set(NEXT_STATUSES)

    assert final == {ComplaintStatus.CLOSED, ComplaintStatus.WITHDRAWN}
    for status in NEXT_STATUSES:
        reached, waiting = set(), {status}
        while waiting:
            reached |= waiting
            waiting = {after for each in waiting for after in NEXT_STATUSES.get(each, ())} - reached
        assert final & reached
