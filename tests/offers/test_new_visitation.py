"""At the cap there is only a new visitation: asked for, put on the agenda, decided, and the talks go on."""

from datetime import datetime, timedelta

import pytest
import time_machine
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse

from cases.enums import RequestStage, SessionOutcome
from cases.models import TreatmentRequest
from offers.enums import CourseStatus
from offers.models import CourseEnding, Session
from offers.services.new_visitation import ask_for_new_visitation
from rusmiddel.access.enums import Role
from rusmiddel.deadlines.enums import DeadlineKind, DeadlineStatus
from tests.offers.test_services import FIRST_TALK, book, close, refreshed
from tests.visitation.scenes import COPENHAGEN, caseworker, decided, load_preset, make_user, plan, ready
from visitation.models import AgendaItem

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 5, 20, 12, 0, tzinfo=COPENHAGEN)


@pytest.fixture(autouse=True)
def _in_may():
    with time_machine.travel(NOW, tick=True):
        yield


@pytest.fixture(autouse=True)
def _standard():
    load_preset("rebild")


@pytest.fixture
def signed_in(client):
    client.force_login(caseworker())
    return client


def granted(**values):
    return decided(ready(offer="individual_alcohol", **values), present="Rusmiddelteamet").course


def used_up(talks=10, **values):
    """A course with so many talks held; the first through the act, the rest as rows."""
    course = granted(**values)
    first = close(book(course))
    for number in range(1, talks):
        Session.objects.create(
            course=course,
            planned_at=FIRST_TALK + timedelta(days=number * 6),
            minutes=60,
            employee=first.employee,
            outcome=SessionOutcome.HELD,
        )
    return refreshed(course)


def ask(course, reason="Er i gang, men mangler to delmål.", by=None):
    return ask_for_new_visitation(course_id=course.pk, reason=reason, by=by or caseworker(), now=NOW)


def path(course):
    return reverse("offers:new_visitation", args=[course.case.number, course.pk])


def test_the_case_is_ready_for_visitation_again_with_the_same_offer():
    request = ask(used_up())
    assert (request.wished_offer, TreatmentRequest.objects.get(pk=request.pk).stage) == (
        "individual_alcohol",
        RequestStage.READY,
    )


def test_the_old_course_ends_and_counts_as_no_end_of_treatment():
    course = used_up()
    ask(course)
    course = refreshed(course)
    assert (course.status, course.request.stage) == (CourseStatus.ENDED, RequestStage.ENDED)
    assert not CourseEnding.objects.exists()
    assert not course.case.deadlines.filter(kind__startswith="follow_up").exists()


def test_the_assessment_goes_along_and_the_reason_is_its_conclusion():
    course = used_up()
    request = ask(course)
    before, after = course.request.assessment, request.assessment
    assert after.conclusion == "Er i gang, men mangler to delmål."
    assert after.tried_before == before.tried_before


def test_a_new_guarantee_counts_from_the_day_it_is_asked_for():
    request = ask(used_up())
    clock = request.case.deadlines.get(kind=DeadlineKind.GUARANTEE, ref=f"request:{request.pk}")
    assert (clock.status, clock.due_on) == (DeadlineStatus.OPEN, NOW.date() + timedelta(days=14))


def test_the_talks_go_on_when_the_decision_has_been_made():
    request = ask(used_up())
    course = decided(request, present="Rusmiddelteamet", now=NOW).course
    session = book(course, at=NOW + timedelta(days=2), now=NOW)
    assert session.course.sessions.count() == 1
    assert refreshed(course).request_id == request.pk


def test_while_talks_are_left_there_is_no_new_visitation():
    with pytest.raises(ValidationError, match="9 af 10"):
        ask(used_up(talks=9))


def test_where_the_standard_sets_no_cap_there_is_no_new_visitation():
    load_preset("jammerbugt")
    course = decided(ready(), meeting=plan()).course
    close(book(course))
    with pytest.raises(ValidationError, match="ingen grænse"):
        ask(course)


def test_it_is_asked_for_once():
    course = used_up()
    ask(course)
    with pytest.raises(ValidationError, match="afsluttet"):
        ask(course)


def test_it_takes_a_reason():
    with pytest.raises(ValidationError, match="hvorfor"):
        ask(used_up(), reason=" ")


def test_the_secretary_does_not_ask_for_it():
    with pytest.raises(PermissionDenied):
        ask(used_up(), by=make_user(Role.SECRETARY))


def test_the_course_page_leads_to_it_when_the_talks_are_used_and_books_no_more(signed_in):
    course = used_up()
    page = signed_in.get(course.get_absolute_url()).content.decode()
    assert path(course) in page
    assert "Book samtale</a>" not in page


def test_the_page_asks_and_says_what_happens_next(signed_in):
    course = used_up()
    answer = signed_in.post(path(course), {"conclusion": "Mangler to delmål."}, follow=True)
    assert "klar til ny visitation" in answer.content.decode()


def test_an_empty_reason_is_told_beside_the_field(signed_in):
    course = used_up()
    assert signed_in.post(path(course), {"conclusion": ""}).status_code == 422
    assert refreshed(course).is_open


def test_the_case_comes_on_the_agenda_of_the_next_meeting(django_capture_on_commit_callbacks):
    plan(starts_at=NOW + timedelta(days=3), now=NOW)
    course = used_up()
    with django_capture_on_commit_callbacks(execute=True):
        request = ask(course)
    assert AgendaItem.objects.pending().filter(request=request).exists()
