"""Two who book the same employee in the same moment, on connections of their own."""

from functools import partial

import pytest
from django.core.exceptions import ValidationError

from offers.models import Session
from tests.cases.test_races import at_once
from tests.offers.test_services import book, granted
from tests.visitation.scenes import load_preset


@pytest.fixture
def courses(committed):
    load_preset()
    return [granted(), granted(name="En anden")]


def test_of_two_who_book_the_same_employee_at_once_one_is_told(courses):
    answers = at_once(*(partial(book, course) for course in courses))

    assert sorted(type(answer) is ValidationError for answer in answers) == [False, True]
    assert Session.objects.count() == 1
