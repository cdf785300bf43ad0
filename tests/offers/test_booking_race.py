"""Two who book the same employee or room in the same moment, on connections of their own."""

from functools import partial

import pytest
from django.core.exceptions import ValidationError

from offers.models import GroupMeeting, Session
from offers.services.groups import plan_meetings
from tests.cases.test_races import at_once
from tests.offers import grouping
from tests.offers.test_services import FIRST_TALK, book, granted
from tests.visitation.scenes import DECIDED_AT, caseworker, load_preset


@pytest.fixture
def courses(committed):
    load_preset()
    return [granted(), granted(name="En anden")]


def test_of_two_who_book_the_same_employee_at_once_one_is_told(courses):
    answers = at_once(*(partial(book, course) for course in courses))

    assert sorted(type(answer) is ValidationError for answer in answers) == [False, True]
    assert Session.objects.count() == 1


def test_of_a_talk_and_a_groups_meeting_at_once_one_is_told(courses):
    group = grouping.group()
    answers = at_once(
        partial(book, courses[0]),
        partial(
            plan_meetings,
            group_id=group.pk,
            first_at=FIRST_TALK,
            count=1,
            by=caseworker(),
            now=DECIDED_AT,
        ),
    )

    assert sorted(type(answer) is ValidationError for answer in answers) == [False, True]
    assert Session.objects.count() + GroupMeeting.objects.count() == 1
