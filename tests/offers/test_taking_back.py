"""A talk said to have gone as it did not is booked again, and all that rested on it follows."""

from datetime import date, timedelta

import pytest
import time_machine
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection
from django.urls import reverse

from cases.enums import ClockEventKind, RequestStage, SessionOutcome
from cases.models import StoryEntry
from offers.enums import CourseStatus
from offers.models import Session
from offers.services.ending import EndingValues, end_course
from offers.services.sessions import book_session, take_back_session
from rusmiddel.access.enums import Role
from rusmiddel.deadlines.enums import DeadlineStatus
from rusmiddel.deadlines.reconciliation import reconcile
from tests.offers.test_services import (
    FIRST_TALK,
    begin_early,
    book,
    clock,
    close,
    granted,
    kinds,
    refreshed,
)
from tests.visitation.scenes import (
    DECIDED_AT,
    caseworker,
    decided,
    load_preset,
    make_user,
    plan,
    ready,
)

pytestmark = pytest.mark.django_db
LATER = FIRST_TALK + timedelta(days=2)


@pytest.fixture(autouse=True)
def _in_the_spring():
    with time_machine.travel(LATER, tick=True):
        yield


@pytest.fixture(autouse=True)
def _standard():
    load_preset()


def take_back(session, reason="Forkert borger", by=None):
    return take_back_session(session_id=session.pk, reason=reason, by=by or caseworker(), now=LATER)


def test_the_talk_treatment_began_with_gives_course_request_and_guarantee_back():
    course = granted()
    session = close(book(course))
    take_back(session)

    course = refreshed(course)
    assert Session.objects.get().outcome == SessionOutcome.PLANNED
    assert (course.status, course.started_on) == (CourseStatus.PLANNED, None)
    assert course.request.stage == RequestStage.GRANTED
    assert ClockEventKind.TREATMENT_STARTED not in kinds(course)
    assert (clock(course).status, clock(course).closed_on) == (DeadlineStatus.OPEN, None)


def test_what_was_taken_back_stays_to_be_seen():
    course = granted()
    take_back(close(book(course)), reason="Det var hans bror")

    event = course.request.events.get(kind=ClockEventKind.TREATMENT_STARTED)
    assert (event.cancelled_reason, event.cancelled_at) == ("Det var hans bror", LATER)
    assert [row.outcome for row in Session.objects.get().history.all()] == ["planned", "held", "planned"]
    told = StoryEntry.objects.filter(case=course.case).values_list("text", flat=True)
    assert any("ikke længere registreret som holdt: Det var hans bror" in text for text in told)


def test_held_again_the_guarantee_is_kept_again_on_the_right_day():
    course = granted()
    session = take_back(close(book(course)))
    close(session)

    assert (clock(course).status, clock(course).closed_on) == (DeadlineStatus.MET, date(2026, 3, 13))


def test_treatment_began_with_the_next_talk_that_was_held():
    course = granted()
    first = close(book(course))
    close(book(course, at=FIRST_TALK + timedelta(days=1)))
    take_back(first)

    course = refreshed(course)
    assert (course.status, course.started_on) == (CourseStatus.ACTIVE, date(2026, 3, 14))
    assert course.request.stage == RequestStage.IN_TREATMENT
    assert clock(course).closed_on == date(2026, 3, 14)


def test_a_later_talk_taken_back_leaves_the_start():
    course = granted()
    close(book(course))
    take_back(close(book(course, at=FIRST_TALK + timedelta(days=1))))

    assert refreshed(course).started_on == date(2026, 3, 13)
    assert clock(course).closed_on == date(2026, 3, 13)


@pytest.mark.parametrize("outcome", [SessionOutcome.NO_SHOW, SessionOutcome.CANCELLED])
def test_a_talk_said_not_to_have_been_is_booked_again(outcome):
    course = granted()
    session = take_back(close(book(course), outcome))
    close(session)

    assert clock(course).status == DeadlineStatus.MET


def test_the_night_finds_nothing_to_mend_afterwards():
    course = granted()
    take_back(close(book(course)))

    assert reconcile(today=LATER.date()).drift_count == 0


def test_what_began_before_visitation_and_was_confirmed_is_granted_and_not_begun():
    request = ready(offer="nada")
    course = begin_early(request)
    session = close(course.sessions.get())
    decided(request, meeting=plan())
    take_back(session)

    course = refreshed(course)
    assert (course.status, course.request.stage) == (CourseStatus.PLANNED, RequestStage.GRANTED)
    assert clock(course).status == DeadlineStatus.OPEN


def test_what_began_before_visitation_is_again_not_begun():
    request = ready(offer="nada")
    course = begin_early(request)
    take_back(close(course.sessions.get()))

    course = refreshed(course)
    assert (course.status, course.request.stage) == (CourseStatus.PLANNED, RequestStage.READY)


def test_an_ended_course_keeps_its_talks():
    course = granted()
    session = close(book(course))
    end_course(
        course_id=course.pk,
        values=EndingValues(reason="completed", status="free", note="Målet er nået"),
        by=caseworker(),
        now=LATER,
    )

    with pytest.raises(ValidationError, match=r"Forløbet er afsluttet \(Færdigbehandlet. Målet er nået\)"):
        take_back(session)
    assert clock(course).status == DeadlineStatus.MET


def test_a_talk_booked_in_the_meantime_at_the_same_time_is_not_doubled():
    course = granted()
    session = close(book(course), SessionOutcome.CANCELLED, now=DECIDED_AT)
    book(course)

    with pytest.raises(ValidationError, match="allerede aftalt en samtale"):
        take_back(session)


def test_another_talk_at_the_same_time_is_not_taken_for_the_first():
    course = granted()
    book(course)
    with pytest.raises(ValidationError, match="allerede aftalt en samtale"):
        book_session(
            course_id=course.pk,
            planned_at=FIRST_TALK,
            minutes=30,
            place="phone",
            employee=make_user(Role.PSYCHOLOGIST),
            by=caseworker(),
            now=DECIDED_AT,
        )


def test_nothing_is_taken_back_twice_without_a_reason_or_by_the_secretary():
    session = close(book(granted()))
    with pytest.raises(ValidationError, match="hvorfor"):
        take_back(session, reason=" ")
    with pytest.raises(PermissionDenied):
        take_back(session, by=make_user(Role.SECRETARY))
    take_back(session)
    with pytest.raises(ValidationError, match="kan ikke gøres nu"):
        take_back(session)


def test_the_course_page_offers_it_and_the_form_does_it(client):
    client.force_login(caseworker())
    course = granted()
    session = close(book(course))
    path = reverse("offers:session_take_back", args=[course.case.number, course.pk, session.pk])

    assert path in client.get(course.get_absolute_url()).content.decode()
    refused = client.post(path, {"reason": ""})
    assert refused.status_code == 422
    response = client.post(path, {"reason": "Forkert borger"}, follow=True)
    assert "Samtalen er aftalt igen" in response.content.decode()


def test_the_address_of_another_case_finds_no_talk(client):
    client.force_login(caseworker())
    session = close(book(granted()))
    other = granted()
    path = reverse("offers:session_take_back", args=[other.case.number, other.pk, session.pk])

    assert client.post(path, {"reason": "Forkert"}).status_code == 404
    assert Session.objects.get(pk=session.pk).outcome == SessionOutcome.HELD


def test_a_fact_taken_back_cannot_be_taken_out_of_the_database():
    course = granted()
    take_back(close(book(course)))
    with pytest.raises(Exception, match="may never be changed or deleted"), connection.cursor() as cursor:
        cursor.execute("DELETE FROM cases_clockevent WHERE kind = 'treatment_started'")
