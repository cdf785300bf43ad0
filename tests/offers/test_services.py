from datetime import date, datetime, timedelta

import pytest
import time_machine
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError

from cases.enums import ClockEventKind, Place, RequestStage, SessionOutcome, Substance
from cases.models import TreatmentRequest
from cases.services.clocks import record_event
from cases.services.requests import withdraw_request
from offers.enums import CourseStatus
from offers.models import Course, Session
from offers.services.beginning import what_treatment_waits_for
from offers.services.ending import EndingValues, end_course
from offers.services.granting import start_before_visitation
from offers.services.sessions import book_session, close_session
from rusmiddel.access.enums import Role
from rusmiddel.deadlines.enums import DeadlineKind, DeadlineStatus
from rusmiddel.deadlines.models import Deadline
from tests.cases.factories import let_work_on
from tests.visitation.scenes import (
    CALLED_AT,
    COPENHAGEN,
    DECIDED_AT,
    DUE_ON,
    READY_AT,
    caseworker,
    decided,
    load_preset,
    make_user,
    plan,
    ready,
)
from visitation.enums import DecisionKind

pytestmark = pytest.mark.django_db
FIRST_TALK = datetime(2026, 3, 13, 10, 0, tzinfo=COPENHAGEN)


@pytest.fixture(autouse=True)
def _in_the_spring():
    with time_machine.travel(datetime(2026, 5, 1, 12, 0, tzinfo=COPENHAGEN), tick=True):
        yield


@pytest.fixture(autouse=True)
def _standard():
    load_preset()


def granted(**values):
    request = ready(**values)
    return decided(request, meeting=plan()).course


def book(course, at=FIRST_TALK, now=DECIDED_AT, by=None):
    return book_session(
        course_id=course.pk,
        planned_at=at,
        minutes=45,
        place=Place.CENTRE,
        employee=caseworker(),
        by=by or caseworker(),
        now=now,
    )


def close(session, outcome=SessionOutcome.HELD, now=None, by=None):
    return close_session(
        session_id=session.pk,
        outcome=outcome,
        by=by or caseworker(),
        now=now or session.planned_at + timedelta(hours=1),
    )


def clock(course):
    return Deadline.objects.get(kind=DeadlineKind.GUARANTEE, ref=f"request:{course.request_id}")


def kinds(course):
    return set(course.request.events.standing().values_list("kind", flat=True))


def refreshed(course):
    return Course.objects.select_related("request").get(pk=course.pk)


def test_the_first_talk_booked_is_the_meeting_that_was_agreed():
    course = granted()
    book(course)
    assert ClockEventKind.MEETING_AGREED in kinds(course)


def test_the_first_talk_held_is_the_start_of_treatment():
    course = granted()
    close(book(course))
    course = refreshed(course)
    assert (course.status, course.started_on) == (CourseStatus.ACTIVE, date(2026, 3, 13))
    assert course.request.stage == RequestStage.IN_TREATMENT
    assert ClockEventKind.TREATMENT_STARTED in kinds(course)


def test_treatment_within_fourteen_days_keeps_the_guarantee():
    course = granted()
    close(book(course))
    assert (clock(course).status, clock(course).closed_on) == (DeadlineStatus.MET, date(2026, 3, 13))


def test_the_last_day_keeps_the_guarantee():
    course = granted()
    close(book(course, at=datetime(2026, 3, 16, 23, 30, tzinfo=COPENHAGEN)))
    assert clock(course).due_on == DUE_ON
    assert clock(course).status == DeadlineStatus.MET


def test_the_day_after_does_not_keep_it():
    course = granted()
    close(book(course, at=datetime(2026, 3, 17, 0, 10, tzinfo=COPENHAGEN)))
    assert (clock(course).status, clock(course).closed_on) == (DeadlineStatus.BREACHED, date(2026, 3, 17))


def test_a_kept_guarantee_stays_as_it_was_when_more_talks_are_held():
    course = granted()
    close(book(course))
    close(book(course, at=FIRST_TALK + timedelta(weeks=3), now=FIRST_TALK))
    assert clock(course).closed_on == date(2026, 3, 13)


def test_a_talk_nobody_came_to_starts_nothing():
    course = granted()
    close(book(course), SessionOutcome.NO_SHOW)
    course = refreshed(course)
    assert course.status == CourseStatus.PLANNED
    assert clock(course).status == DeadlineStatus.OPEN


def test_a_talk_can_be_called_off_before_its_time():
    session = close(book(granted()), SessionOutcome.CANCELLED, now=DECIDED_AT)
    assert session.outcome == SessionOutcome.CANCELLED


def test_a_talk_still_to_come_is_not_held():
    with pytest.raises(ValidationError, match="i fremtiden"):
        close(book(granted()), now=DECIDED_AT)


def test_a_closed_talk_is_closed_once():
    session = close(book(granted()))
    with pytest.raises(ValidationError, match="kan ikke gøres nu"):
        close(session)


def test_booking_the_same_talk_twice_books_one():
    course = granted()
    assert book(course) == book(course)


def test_two_planned_talks_of_a_course_at_one_time_are_not_stored():
    session = book(granted())
    session.pk = None
    # Nobody else is in the way: it is the course that cannot meet twice.
    session.employee = make_user(Role.CASEWORKER, username="en anden")
    with pytest.raises(IntegrityError, match="session_once_at_a_time"):
        session.save(force_insert=True)


def test_a_withdrawn_wish_has_no_more_talks():
    course = granted()
    withdraw_request(
        request_id=course.request_id, occurred_at=DECIDED_AT, by=caseworker(), now=DECIDED_AT, note=""
    )
    with pytest.raises(ValidationError, match="ikke længere åben"):
        book(course)


def test_a_psychologist_may_treat_and_a_secretary_only_book():
    course = granted()
    let_work_on(course.case, make_user(Role.SECRETARY), make_user(Role.PSYCHOLOGIST))
    session = book(course, by=make_user(Role.SECRETARY))
    with pytest.raises(PermissionDenied):
        close(session, by=make_user(Role.SECRETARY))
    assert close(session, by=make_user(Role.PSYCHOLOGIST))


# Consents and commitments


def consent(course, kind):
    record_event(
        request_id=course.request_id, kind=kind, occurred_at=DECIDED_AT, by=caseworker(), now=DECIDED_AT
    )


def test_treatment_of_a_young_person_waits_for_the_parent_in_jammerbugt():
    course = granted(stated_age=16, substance=Substance.DRUGS)
    session = book(course)
    with pytest.raises(ValidationError, match="forældremyndighedens samtykke"):
        close(session)
    assert clock(course).status == DeadlineStatus.OPEN
    consent(course, ClockEventKind.PARENTAL_CONSENT)
    close(session)
    assert refreshed(course).status == CourseStatus.ACTIVE


def test_where_the_standard_asks_for_both_one_consent_is_not_enough():
    load_preset("rebild")
    request = ready(stated_age=16, substance=Substance.DRUGS, offer="individual_drugs")
    course = decided(request, present="Rusmiddelteamet").course
    session = book(course)
    consent(course, ClockEventKind.PARENTAL_CONSENT)
    with pytest.raises(ValidationError, match="eget samtykke"):
        close(session)
    consent(course, ClockEventKind.OWN_CONSENT)
    close(session)
    assert refreshed(course).status == CourseStatus.ACTIVE


def test_an_adult_needs_nobodys_consent():
    course = granted(stated_age=18, substance=Substance.DRUGS)
    close(book(course))
    assert refreshed(course).status == CourseStatus.ACTIVE


def test_another_municipalitys_citizen_waits_for_the_commitment_to_pay():
    load_preset("rebild")
    request = ready(substance=Substance.DRUGS, offer="individual_drugs", municipality_code="0851")
    course = decided(request, present="Rusmiddelteamet").course
    session = book(course)
    with pytest.raises(ValidationError, match="betalingstilsagn"):
        close(session)
    consent(course, ClockEventKind.COMMITMENT_RECEIVED)
    close(session)
    assert refreshed(course).status == CourseStatus.ACTIVE


def test_alcohol_treatment_is_open_to_all_of_denmark():
    load_preset("rebild")
    request = ready(substance=Substance.ALCOHOL, offer="individual_alcohol", municipality_code="0851")
    course = decided(request, present="Rusmiddelteamet").course
    close(book(course))
    assert refreshed(course).status == CourseStatus.ACTIVE


def test_the_missing_doctors_talk_is_a_warning_and_no_hindrance():
    course = granted(substance=Substance.DRUGS)
    request = TreatmentRequest.objects.with_facts().get(pk=course.request_id)
    hindrances, warning = what_treatment_waits_for(request, now=DECIDED_AT)
    assert (hindrances, "Lægesamtalen" in warning) == ([], True)
    close(book(course))
    assert refreshed(course).status == CourseStatus.ACTIVE


def test_alcohol_has_no_doctors_talk_to_wait_for():
    course = granted()
    request = TreatmentRequest.objects.with_facts().get(pk=course.request_id)
    assert what_treatment_waits_for(request, now=DECIDED_AT) == ([], "")


# What may begin before visitation


def begin_early(request, offer="nada", at=READY_AT + timedelta(hours=1)):
    return start_before_visitation(
        request_id=request.pk,
        offer_key=offer,
        planned_at=at,
        minutes=45,
        place=Place.CENTRE,
        employee=caseworker(),
        by=caseworker(),
        now=READY_AT,
    )


def test_nada_may_begin_before_visitation_and_the_guarantee_runs_on():
    course = begin_early(ready(offer="nada"))
    close(course.sessions.get())
    course = refreshed(course)
    assert (course.status, course.granted_on) == (CourseStatus.ACTIVE, None)
    assert clock(course).status == DeadlineStatus.OPEN


def test_the_meeting_confirms_what_had_begun_and_the_guarantee_counts_from_then():
    request = ready(offer="nada")
    course = begin_early(request)
    close(course.sessions.get())
    decision = decided(request, meeting=plan())
    assert decision.course == course
    assert refreshed(course).request.stage == RequestStage.IN_TREATMENT
    assert (clock(course).status, clock(course).closed_on) == (DeadlineStatus.MET, READY_AT.date())


def test_a_rejection_ends_what_had_begun():
    request = ready(offer="nada")
    course = begin_early(request)
    decided(request, DecisionKind.REJECTION, meeting=plan())
    assert refreshed(course).status == CourseStatus.ENDED
    assert Session.objects.get().outcome == SessionOutcome.CANCELLED


def test_only_what_the_standard_names_begins_before_visitation():
    with pytest.raises(ValidationError, match="ikke det tilbud begynde"):
        begin_early(ready(), offer="individual")


def test_what_has_begun_does_not_begin_again():
    request = ready(offer="nada")
    begin_early(request)
    with pytest.raises(ValidationError, match="allerede et forløb"):
        begin_early(request)


# The end


def test_the_last_course_ends_the_request():
    course = granted()
    close(book(course))
    end_course(
        course_id=course.pk,
        values=EndingValues(reason="completed", status="free"),
        by=caseworker(),
        now=FIRST_TALK + timedelta(days=30),
    )
    course = refreshed(course)
    assert (course.status, course.request.stage) == (CourseStatus.ENDED, RequestStage.ENDED)


def test_a_course_does_not_end_without_a_reason():
    course = granted()
    with pytest.raises(ValidationError, match="Vælg en mulighed"):
        end_course(
            course_id=course.pk,
            values=EndingValues(reason="made_up", status="free"),
            by=caseworker(),
            now=DECIDED_AT,
        )


@pytest.mark.parametrize(
    ("name", "change"),
    [
        # Two constraints refuse it; which one speaks first is PostgreSQL's affair.
        ("course_(status_valid|dates_follow_status)", {"status": "x"}),
        ("course_granted_or_begun_early", {"granted_on": None}),
        ("course_dates_follow_status", {"status": CourseStatus.ACTIVE}),
        (
            "course_ended_with_reason",
            {"status": CourseStatus.ENDED, "ended_on": date(2026, 4, 1), "end_reason": " "},
        ),
        (
            "course_ends_after_start",
            {
                "status": CourseStatus.ENDED,
                "started_on": date(2026, 4, 2),
                "ended_on": date(2026, 4, 1),
                "end_reason": "x",
            },
        ),
    ],
)
def test_the_database_refuses_courses_that_cannot_be(name, change):
    granted()
    with pytest.raises(IntegrityError, match=name):
        Course.objects.update(**change)


def test_one_open_course_per_offer():
    course = granted()
    course.pk = None
    with pytest.raises(IntegrityError, match="course_one_open_per_offer"):
        course.save(force_insert=True)


@pytest.mark.parametrize(
    ("name", "change"),
    [
        ("session_outcome_valid", {"outcome": "x"}),
        ("session_place_valid", {"place": "x"}),
        ("session_has_length", {"minutes": 0}),
    ],
)
def test_the_database_refuses_talks_that_cannot_be(name, change):
    book(granted())
    with pytest.raises(IntegrityError, match=name):
        Session.objects.update(**change)


def test_a_talk_before_the_inquiry_is_not_booked():
    with pytest.raises(ValidationError, match="før henvendelsen"):
        book(granted(), at=CALLED_AT - timedelta(days=1))
