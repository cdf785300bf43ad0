"""A talk of the assessment said to have gone as it did not is booked again."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError
from django.urls import reverse

from cases.enums import ClockEventKind, DeviationReason, Place, SessionOutcome
from cases.models import AssessmentSession
from cases.services.assessments import take_back_session
from cases.services.clocks import record_event, take_back_event
from cases.services.inquiries import Person
from rusmiddel.access.enums import Role
from rusmiddel.deadlines.models import Deadline
from tests.access.factories import make_staff
from tests.cases.factories import assess, inquire, load_preset, march, request_of
from tests.cases.test_assessments import book, close


@pytest.fixture(scope="module")
def begun_once():
    return False


def take_back(session, by, reason="Forkert borger"):
    return take_back_session(session_id=session.pk, reason=reason, by=by, now=march(8))


def first_talks(request):
    standing = request.events.model.objects.standing().filter(request=request)
    return [event.occurred_at for event in standing.filter(kind=ClockEventKind.FIRST_TALK)]


def test_the_first_talk_is_no_longer_a_fact_of_the_clock(request_, caseworker):
    session = close(book(request_, caseworker), caseworker)
    take_back(session, caseworker)

    assert AssessmentSession.objects.get().outcome == SessionOutcome.PLANNED
    assert first_talks(request_) == []


def test_the_next_talk_that_was_held_becomes_the_first(request_, caseworker):
    first = close(book(request_, caseworker), caseworker)
    second = book(request_, caseworker, planned_at=march(7))
    close(second, caseworker, now=march(8))
    take_back(first, caseworker)

    assert first_talks(request_) == [march(7)]


def test_the_goal_that_counts_to_the_first_talk_runs_again(request_, caseworker):
    def goal():
        return Deadline.objects.get(kind="guarantee_goal", ref=request_.deadline_ref).status

    before = goal()
    session = close(book(request_, caseworker), caseworker)
    take_back(session, caseworker)
    assert goal() == before


def test_a_closed_assessment_rests_on_its_talks(request_, caseworker):
    session = close(book(request_, caseworker), caseworker)
    assess(request_, caseworker, now=march(9))

    with pytest.raises(ValidationError, match="Åbn først afdækningen igen"):
        take_back(session, caseworker)


def test_a_closed_case_keeps_its_talks(request_, caseworker):
    session = close(book(request_, caseworker), caseworker, SessionOutcome.NO_SHOW)
    request_.case.closed_on = march(8).date()
    request_.case.save()

    with pytest.raises(ValidationError, match="Sagen er lukket"):
        take_back(session, caseworker)


def test_a_no_show_that_the_guarantee_is_deviated_from_for_waits_for_the_deviation(db, clock):
    load_preset("mariagerfjord")
    caseworker = make_staff(Role.CASEWORKER)
    request = request_of(inquire(caseworker))
    session = close(book(request, caseworker), caseworker, SessionOutcome.NO_SHOW)
    deviation = record_event(
        request_id=request.pk,
        kind=ClockEventKind.DEVIATION,
        occurred_at=march(6),
        reason=DeviationReason.NO_SHOW,
        by=caseworker,
        now=march(7),
    )
    with pytest.raises(ValidationError, match="Tag først fravigelsen tilbage"):
        take_back(session, caseworker)

    take_back_event(event_id=deviation.pk, by=caseworker, now=march(8), reason="Borgeren kom")
    assert take_back(session, caseworker).outcome == SessionOutcome.PLANNED


def test_only_who_assesses_takes_back(request_, caseworker):
    session = close(book(request_, caseworker), caseworker)
    with pytest.raises(PermissionDenied):
        take_back(session, make_staff(Role.SECRETARY))


def test_what_was_noted_is_there_when_it_is_registered_again(client, request_, caseworker):
    client.force_login(caseworker)
    session = take_back(close(book(request_, caseworker), caseworker, note="Kom med sin søn"), caseworker)

    page = client.get(reverse("cases:session_close", args=[request_.case.number, session.pk]))
    assert "Kom med sin søn" in page.content.decode()


def test_the_case_page_offers_it_to_who_may(client, request_, caseworker):
    session = close(book(request_, caseworker), caseworker)
    path = reverse("cases:session_take_back", args=[request_.case.number, session.pk])
    client.force_login(caseworker)
    assert path in client.get(request_.case.get_absolute_url()).content.decode()
    client.force_login(make_staff(Role.SECRETARY))
    assert path not in client.get(request_.case.get_absolute_url()).content.decode()


def test_the_form_takes_it_back_only_with_a_reason(client, request_, caseworker):
    session = close(book(request_, caseworker), caseworker)
    client.force_login(caseworker)
    path = reverse("cases:session_take_back", args=[request_.case.number, session.pk])

    assert client.post(path, {"reason": " "}).status_code == 422
    assert client.post(path, {"reason": "Forkert borger"}).status_code == 302
    assert client.post(path, {"reason": "Forkert borger"}).status_code == 422


def test_another_cases_talk_is_not_there(client, request_, caseworker):
    session = close(book(request_, caseworker), caseworker)
    other = request_of(inquire(caseworker, person=Person(name="Birthe Sørensen")))
    client.force_login(caseworker)
    path = reverse("cases:session_take_back", args=[other.case.number, session.pk])

    assert client.post(path, {"reason": "Forkert"}).status_code == 404


# Booked once


def test_a_double_click_books_one_talk(request_, caseworker):
    assert book(request_, caseworker) == book(request_, caseworker)
    assert AssessmentSession.objects.count() == 1


def test_another_talk_at_the_same_time_is_refused_in_words(request_, caseworker):
    book(request_, caseworker)
    with pytest.raises(ValidationError, match="allerede aftalt en samtale"):
        book(request_, caseworker, place=Place.HOME)


def test_the_database_stores_no_two_talks_at_one_time(request_, caseworker):
    session = book(request_, caseworker)
    session.pk = None
    with pytest.raises(IntegrityError, match="assessment_session_once_at_a_time"):
        session.save(force_insert=True)


def test_a_talk_called_off_leaves_its_time_free(request_, caseworker):
    close(book(request_, caseworker), caseworker, SessionOutcome.CANCELLED, now=march(3))
    assert book(request_, caseworker).planned_at - march(6) == timedelta(0)
