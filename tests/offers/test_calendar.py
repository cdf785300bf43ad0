"""Talks without clashes: places, rooms, series, caps, the calendar, its secret address, and reminders."""

from datetime import date, datetime, timedelta

import pytest
import time_machine
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, connection, transaction
from django.urls import reverse
from icalendar import Calendar

from cases.enums import Place, SessionOutcome
from cases.services.assessments import book_session as book_assessment
from offers.calendar.reminders import reminder
from offers.calendar.series import series
from offers.caps import booking_refused, standing
from offers.enums import CancelledBy
from offers.models import CalendarFeed, Session
from offers.services.feeds import open_feed, reader_of, revoke_feed
from offers.services.rooms import keep_room
from offers.services.sessions import TalkValues, book_series, book_session, close_session, take_back_session
from rusmiddel.access.enums import Role
from rusmiddel.standards.services import in_force
from tests.access.factories import UserFactory
from tests.letters import reading
from tests.offers.test_services import FIRST_TALK, book, close, granted
from tests.visitation.scenes import (
    COPENHAGEN,
    DECIDED_AT,
    call,
    caseworker,
    decided,
    load_preset,
    make_user,
    ready,
)

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 3, 12, 12, 0, tzinfo=COPENHAGEN)


@pytest.fixture(autouse=True)
def _in_march():
    with time_machine.travel(NOW, tick=True):
        yield


@pytest.fixture(autouse=True)
def _standard():
    load_preset()


@pytest.fixture
def signed_in(client):
    client.force_login(caseworker())
    return client


def room(name="Samtalerum 1"):
    return keep_room(room_id=None, name=name, is_in_use=True, by=make_user(Role.TEAM_LEAD))


def talk(course, at=FIRST_TALK, employee=None, **values):
    return book_session(
        course_id=course.pk,
        planned_at=at,
        minutes=45,
        place=values.pop("place", Place.CENTRE),
        employee=employee or caseworker(),
        by=caseworker(),
        now=DECIDED_AT,
        **values,
    )


def others():
    return granted(name="En anden")


# Nobody twice


def test_an_employee_is_not_booked_twice_at_the_same_time():
    talk(granted())
    with pytest.raises(ValidationError, match="har allerede"):
        talk(others(), at=FIRST_TALK + timedelta(minutes=30))


def test_the_next_talk_may_begin_when_this_one_ends():
    talk(granted())
    assert talk(others(), at=FIRST_TALK + timedelta(minutes=45))


def test_a_room_is_not_booked_twice_even_by_two_employees():
    here = room()
    talk(granted(), room=here)
    with pytest.raises(ValidationError, match="optaget"):
        talk(others(), employee=make_user(Role.PSYCHOLOGIST), room=here)


def test_what_was_called_off_leaves_the_time_free():
    close_session(
        session_id=talk(granted()).pk,
        outcome=SessionOutcome.CANCELLED,
        cancelled_by=CancelledBy.CITIZEN,
        by=caseworker(),
        now=DECIDED_AT,
    )
    assert talk(others())


def test_a_talk_of_the_assessment_takes_the_time_too():
    request = call(name="En tredje")
    book_assessment(
        request_id=request.pk,
        planned_at=FIRST_TALK,
        minutes=60,
        place=Place.CENTRE,
        employee=caseworker(),
        by=caseworker(),
        now=DECIDED_AT,
    )
    with pytest.raises(ValidationError, match=r"afdækningssamtale kl\. 10\.00–11\.00"):
        talk(granted())


@pytest.mark.parametrize("change", ["employee_id", "room_id"])
def test_the_database_itself_refuses_an_overlap(change):
    here = room()
    first = talk(granted(), room=here)
    second = talk(
        others(), employee=make_user(Role.PSYCHOLOGIST), at=FIRST_TALK + timedelta(days=1), room=room("2")
    )
    with pytest.raises(IntegrityError, match="once_at_a_time"), transaction.atomic():
        Session.objects.filter(pk=second.pk).update(
            planned_at=FIRST_TALK + timedelta(minutes=15), **{change: getattr(first, change)}
        )


def test_when_a_talk_is_follows_its_hour_and_length_whoever_writes_them():
    session = talk(granted())
    with connection.cursor() as cursor:
        cursor.execute("UPDATE offers_session SET minutes = 90, during = 'empty' WHERE id = %s", [session.pk])
    session.refresh_from_db()
    assert session.during.upper - session.during.lower == timedelta(minutes=90)


def test_a_talk_taken_back_does_not_push_another_away():
    session = close(talk(granted()), SessionOutcome.NO_SHOW)
    talk(others())
    with pytest.raises(ValidationError, match="i det tidsrum"):
        take_back_session(session_id=session.pk, reason="Fejl", by=caseworker(), now=FIRST_TALK)


# How it went, and where


@pytest.mark.parametrize("by", CancelledBy)
def test_who_called_a_talk_off_is_kept(by):
    session = close_session(
        session_id=talk(granted()).pk,
        outcome=SessionOutcome.CANCELLED,
        cancelled_by=by,
        by=caseworker(),
        now=DECIDED_AT,
    )
    assert (session.cancelled_by, session.said_outcome) == (by, by.label)


@pytest.mark.parametrize(
    ("name", "change"),
    [
        ("session_cancelled_by_somebody", {"outcome": SessionOutcome.CANCELLED}),
        ("session_cancelled_by_somebody", {"cancelled_by": CancelledBy.CENTRE}),
        ("session_room_in_the_centre", {"place": Place.PHONE}),
    ],
)
def test_the_database_refuses_what_cannot_be(name, change):
    talk(granted(), room=room())
    with pytest.raises(IntegrityError, match=name):
        Session.objects.update(**change)


def test_a_talk_at_home_is_refused_where_the_standard_says_no():
    with pytest.raises(ValidationError, match="borgerens hjem"):
        talk(granted(), place=Place.HOME)


def test_a_talk_at_home_asks_why_where_the_standard_wants_special_circumstances():
    load_preset("rebild")
    course = decided(ready(offer="individual_alcohol"), present="Rusmiddelteamet").course
    with pytest.raises(ValidationError, match="særlige omstændigheder"):
        talk(course, place=Place.HOME)
    assert talk(course, place=Place.HOME, place_reason="Kan ikke gå").place_reason == "Kan ikke gå"


# Caps


def capped(preset="rebild", key="individual_alcohol"):
    return load_preset(preset).offer(key)


@pytest.mark.parametrize(
    ("held", "planned", "refused", "warned"),
    [
        (0, 0, False, False),
        (7, 0, False, False),
        (7, 1, False, True),
        (9, 0, False, True),
        (9, 1, True, True),
    ],
)
def test_the_cap_counts_what_was_held_and_warns_before(held, planned, refused, warned):
    found = standing(capped(), held=held, planned=planned)
    assert bool(booking_refused(found)) == refused
    assert bool(found.warning) == bool(warned)


def test_beyond_the_cap_there_is_only_a_new_visitation():
    found = standing(capped(), held=10, planned=0)
    assert "ny visitation" in booking_refused(found)


def test_a_series_is_not_longer_than_what_is_left():
    assert "kun aftales 2 til" in booking_refused(standing(capped(), held=8, planned=0), wanted=3)


def test_where_the_standard_sets_no_most_there_is_none():
    assert standing(capped("jammerbugt", "individual"), held=99, planned=0) is None


def test_the_eleventh_talk_is_not_booked_and_one_nobody_came_to_does_not_count():
    load_preset("rebild")
    course = decided(ready(offer="individual_alcohol"), present="Rusmiddelteamet").course
    missed = talk(course)
    for number in range(1, 10):
        talk(course, at=FIRST_TALK + timedelta(weeks=number))
    with pytest.raises(ValidationError, match="højst 10 samtaler"):
        talk(course, at=FIRST_TALK + timedelta(weeks=10))
    close(missed, SessionOutcome.NO_SHOW)
    assert talk(course, at=FIRST_TALK + timedelta(weeks=10))


# Series


def book_weekly(course, talks=4, at=FIRST_TALK):
    return book_series(
        course_id=course.pk,
        first=TalkValues(planned_at=at, minutes=45, place=Place.CENTRE, employee=caseworker()),
        talks=talks,
        weeks_between=1,
        by=caseworker(),
        now=DECIDED_AT,
    )


def test_summer_time_moves_no_talk_of_a_series():
    hours = {each.hour for each in series(FIRST_TALK, talks=6, weeks_between=1)}
    assert hours == {10}


def test_a_series_skips_holidays_and_tells_of_them():
    booked, left_out = book_weekly(granted(), talks=5)
    assert left_out == [date(2026, 4, 3)]
    assert len(booked) == 4


def test_a_series_books_all_or_nothing_and_names_each_day_that_is_taken():
    talk(others(), at=FIRST_TALK + timedelta(weeks=1))
    with pytest.raises(ValidationError, match=r"20\. marts 2026"):
        book_weekly(granted())
    assert Session.objects.count() == 1


# The calendar


def week(**asked):
    return f"{reverse('offers:calendar')}?{'&'.join(f'{key}={value}' for key, value in asked.items())}"


def test_the_calendar_names_those_one_may_see_and_says_taken_of_others(client):
    session = talk(granted())
    asked = week(medarbejder=caseworker().pk, dag="13-03-2026", vis="dag")
    client.force_login(caseworker())
    assert session.course.case.citizen.name in client.get(asked).content.decode()
    client.force_login(UserFactory(roles=[Role.CASEWORKER]))
    page = client.get(asked).content.decode()
    assert session.course.case.citizen.name not in page
    assert "Optaget" in page


def test_a_room_has_a_calendar_of_its_own(signed_in):
    here, there = room(), room("Samtalerum 2")
    talk(granted(), room=here)
    asked = {"dag": "13-03-2026", "vis": "dag"}
    assert "10.00–10.45" in signed_in.get(week(lokale=here.pk, **asked)).content.decode()
    assert "10.00–10.45" not in signed_in.get(week(lokale=there.pk, **asked)).content.decode()


def test_a_day_that_is_none_is_told_beside_the_field(signed_in):
    page = signed_in.get(week(dag="i+overovermorgen")).content.decode()
    assert "Skriv datoen som dag-måned-år" in page


def test_the_calendar_is_printed(signed_in):
    talk(granted())
    answer = signed_in.get(f"{reverse('offers:calendar_print')}?medarbejder={caseworker().pk}&dag=13-03-2026")
    assert "10.00–10.45" in reading.text(answer.content)


def test_the_calendar_costs_the_same_however_much_is_in_it(signed_in, count_queries):
    course = granted()
    talk(course)
    asked = week(medarbejder=caseworker().pk, dag="13-03-2026", vis="uge")
    signed_in.get(asked)
    with count_queries() as one:
        signed_in.get(asked)
    for hour in range(1, 6):
        talk(course, at=FIRST_TALK + timedelta(hours=hour))
    with count_queries() as six:
        signed_in.get(asked)
    assert len(one) == len(six) <= 25


# The secret address


def test_the_feed_tells_when_and_where_and_nobodys_name(client):
    session = talk(granted(), room=room())
    secret = open_feed(by=caseworker(), now=NOW)
    answer = client.get(reverse("offers:feed_read", args=[secret]))
    (event,) = Calendar.from_ical(answer.content).walk("VEVENT")
    assert event.decoded("dtstart") == session.planned_at
    assert str(event["summary"]) == "Aftale"
    assert str(event["location"]) == "Samtalerum 1"
    for word in (session.course.case.citizen.name, session.course.case.number, session.course.offer_name):
        assert word not in answer.content.decode()


def test_a_revoked_address_reads_nothing(client):
    secret = open_feed(by=caseworker(), now=NOW)
    revoke_feed(by=caseworker(), now=NOW)
    assert client.get(reverse("offers:feed_read", args=[secret])).status_code == 404


def test_a_new_address_stops_the_old_one():
    old = open_feed(by=caseworker(), now=NOW)
    new = open_feed(by=caseworker(), now=NOW)
    assert (reader_of(old), reader_of(new)) == (None, caseworker())


def test_the_address_itself_is_kept_nowhere():
    secret = open_feed(by=caseworker(), now=NOW)
    assert secret not in str(CalendarFeed.objects.values())


def test_whoever_has_left_has_no_calendar_any_more():
    secret = open_feed(by=caseworker(), now=NOW)
    user = caseworker()
    user.is_active = False
    user.save()
    assert reader_of(secret) is None


# Reminders and rooms


def test_a_reminder_tells_nothing_about_treatment():
    text = reminder(FIRST_TALK, in_force(NOW.date()))
    assert "fredag den 13. marts 2026 kl. 10.00" in text
    assert not any(word in text.lower() for word in ("rusmiddel", "behandling", "misbrug", "samtale"))


def test_the_secretary_sees_the_texts_and_says_they_are_sent(client):
    session = talk(granted())
    client.force_login(make_user(Role.SECRETARY))
    page = client.get(f"{reverse('offers:reminders')}?dag=13-03-2026").content.decode()
    assert "Vi minder om din aftale" in page
    client.post(reverse("offers:reminded", args=[session.pk]))
    session.refresh_from_db()
    assert session.reminded_at is not None


def test_rooms_are_kept_by_team_lead_and_secretary_and_have_a_name_each(client):
    room()
    with pytest.raises(PermissionDenied):
        keep_room(room_id=None, name="Mit", is_in_use=True, by=caseworker())
    client.force_login(make_user(Role.TEAM_LEAD))
    answer = client.post(reverse("offers:room_new"), {"name": "Samtalerum 1", "is_in_use": "on"})
    assert answer.status_code == 422
    assert "allerede et lokale" in answer.content.decode()


def test_a_series_is_booked_on_the_page(signed_in):
    course = granted()
    answer = signed_in.post(
        reverse("offers:session_new", args=[course.case.number, course.pk]),
        {
            "planned_at_0": "13-03-2026",
            "planned_at_1": "10.00",
            "minutes": "45",
            "place": Place.CENTRE,
            "employee": caseworker().pk,
            "talks": "3",
            "weeks_between": "2",
        },
        follow=True,
    )
    assert "3 samtaler er aftalt" in answer.content.decode()
    assert Session.objects.count() == 3


def test_a_talk_called_off_by_the_citizen_is_said_so_on_the_page(signed_in):
    session = book(granted())
    path = reverse("offers:session_close", args=[session.course.case.number, session.course_id, session.pk])
    answer = signed_in.post(path, {"outcome": "cancelled_citizen"}, follow=True)
    assert "Aflyst af borgeren" in answer.content.decode()
