"""Moving a booked talk: one act, with its history, and nobody is in two places."""

from datetime import datetime, timedelta

import pytest
import time_machine
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse

from cases.enums import Place
from cases.models import StoryEntry
from offers.calendar.bookings import Wanted, bookings
from offers.services.moving import move_session
from offers.services.rooms import keep_room
from offers.services.sessions import TalkValues
from rusmiddel.access.enums import Role
from rusmiddel.versions import BothHaveWritten, version_of
from tests.offers.test_services import FIRST_TALK, book, close, granted
from tests.visitation.scenes import COPENHAGEN, DECIDED_AT, caseworker, load_preset, make_user

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 3, 12, 12, 0, tzinfo=COPENHAGEN)
LATER = FIRST_TALK + timedelta(days=3)


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


def move(session, *, seen="", by=None, reason="", **changes):
    values = {
        "planned_at": LATER,
        "minutes": session.minutes,
        "place": Place(session.place),
        "employee": session.employee,
        "room": session.room,
        **changes,
    }
    return move_session(
        session_id=session.pk,
        values=TalkValues(**values),
        reason=reason,
        seen=seen,
        by=by or caseworker(),
        now=DECIDED_AT,
    )


def room(name="Samtalerum 1"):
    return keep_room(room_id=None, name=name, is_in_use=True, by=make_user(Role.TEAM_LEAD))


def path_of(session):
    return reverse("offers:session_move", args=[session.course.case.number, session.course_id, session.pk])


def typed(session, **changes):
    return {
        "planned_at_0": "16-03-2026",
        "planned_at_1": "10.00",
        "minutes": "45",
        "place": "centre",
        "room": "",
        "employee": session.employee_id,
        "reason": "",
        **changes,
    }


def test_a_moved_talk_is_the_same_talk_at_another_time():
    session = book(granted())
    moved = move(session)
    assert (moved.pk, moved.planned_at) == (session.pk, LATER)
    assert moved.course.sessions.count() == 1


def test_the_history_keeps_the_time_it_was_booked_for():
    session = move(book(granted()), reason="Borgeren skal til læge")
    before = session.history.order_by("history_id").first()
    assert (before.planned_at, session.history.latest().history_change_reason) == (
        FIRST_TALK,
        "Borgeren skal til læge",
    )


def test_the_story_says_from_when_to_when_and_why():
    move(book(granted()), reason="Borgeren skal til læge")
    text = StoryEntry.objects.order_by("-pk").values_list("text", flat=True)[0]
    assert "den 13. marts 2026 kl. 10.00" in text
    assert "er flyttet til den 16. marts 2026 kl. 10.00" in text
    assert text.endswith("Borgeren skal til læge")


def test_the_old_time_is_free_and_the_new_one_taken():
    move(book(granted()))
    assert book(granted(name="En anden"))
    with pytest.raises(ValidationError, match="har allerede"):
        book(granted(name="En tredje"), at=LATER)


def test_the_calendar_shows_the_talk_where_it_is_now():
    move(book(granted()))
    wanted = Wanted(since=FIRST_TALK, until=LATER + timedelta(hours=1), employee_ids=(caseworker().pk,))
    assert [each.starts_at for each in bookings(wanted)] == [LATER]


def test_a_talk_may_be_moved_a_little_into_its_own_time():
    assert move(book(granted()), planned_at=FIRST_TALK + timedelta(minutes=15))


def test_a_talk_is_not_moved_onto_another_of_the_same_therapist():
    book(granted(), at=LATER)
    session = book(granted(name="En anden"))
    with pytest.raises(ValidationError, match="har allerede"):
        move(session)
    session.refresh_from_db()
    assert session.planned_at == FIRST_TALK


def test_a_talk_is_not_moved_into_a_room_that_is_taken():
    here = room()
    move(book(granted()), room=here, planned_at=LATER)
    other = book(granted(name="En anden"))
    with pytest.raises(ValidationError, match="er optaget"):
        move(other, room=here, employee=make_user(Role.PSYCHOLOGIST))


def test_a_talk_that_was_held_is_not_moved():
    session = book(granted())
    with time_machine.travel(FIRST_TALK + timedelta(hours=2), tick=True):
        close(session)
    with pytest.raises(ValidationError, match="holdt og kan ikke flyttes"):
        move(session)


def test_a_talk_is_not_moved_to_before_the_inquiry():
    with pytest.raises(ValidationError, match="før henvendelsen"):
        move(book(granted()), planned_at=FIRST_TALK - timedelta(days=60))


def test_who_was_reminded_of_the_old_time_is_reminded_of_the_new_one():
    session = book(granted())
    session.reminded_at = NOW
    session.save()
    assert move(session).reminded_at is None


def test_the_same_time_again_changes_nothing():
    session = book(granted())
    versions = session.history.count()
    move(session, planned_at=FIRST_TALK)
    assert session.history.count() == versions


def test_of_two_who_move_the_same_talk_the_second_is_told():
    session = book(granted())
    seen = version_of(session)
    move(session)
    with pytest.raises(BothHaveWritten):
        move(session, planned_at=LATER + timedelta(days=1), seen=seen)


def test_an_administrator_moves_nothing():
    session = book(granted())
    with pytest.raises(PermissionDenied):
        move(session, by=make_user(Role.ADMINISTRATOR))


def test_the_page_moves_the_talk_and_says_so(signed_in):
    session = book(granted())
    answer = signed_in.post(path_of(session), typed(session), follow=True)
    assert "Samtalen er flyttet" in answer.content.decode()
    session.refresh_from_db()
    assert session.planned_at == datetime(2026, 3, 16, 10, 0, tzinfo=COPENHAGEN)


def test_a_time_that_is_taken_is_told_beside_the_field_and_nothing_typed_is_lost(signed_in):
    session = book(granted())
    book(granted(name="En anden"), at=datetime(2026, 3, 16, 10, 15, tzinfo=COPENHAGEN))
    answer = signed_in.post(path_of(session), typed(session, reason="Ferie"))
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "har allerede" in page
    assert "Ferie" in page


def test_the_talk_of_another_case_is_not_found_by_this_ones_address(signed_in):
    session, other = book(granted()), granted(name="En anden")
    path = reverse("offers:session_move", args=[other.case.number, other.pk, session.pk])
    assert signed_in.post(path, typed(session)).status_code == 404
