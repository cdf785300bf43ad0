from datetime import datetime, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection

from tests.letters.reading import text
from tests.visitation.scenes import (
    COPENHAGEN,
    DECIDED_AT,
    MEETING_AT,
    READY_AT,
    body,
    caseworker,
    decided,
    load_preset,
    make_user,
    plan,
    ready,
    visitator,
)
from visitation.enums import ItemOutcome, MeetingStatus
from visitation.models import Meeting, Minutes
from visitation.papers import agenda_paper
from visitation.services.meetings import (
    cancel_meeting,
    close_meeting,
    move_meeting,
    note_attendance,
    plan_meeting,
)

pytestmark = pytest.mark.django_db
WEEK = timedelta(weeks=1)


@pytest.fixture(autouse=True)
def _standard():
    load_preset()


def close(meeting, now=DECIDED_AT):
    return close_meeting(meeting_id=meeting.pk, by=visitator(), now=now)


def test_the_same_meeting_twice_is_one():
    assert plan() == plan()


def test_two_meetings_of_one_body_at_one_time_are_not_stored():
    meeting = plan()
    with pytest.raises(IntegrityError, match="meeting_once_at_a_time"):
        Meeting.objects.create(body_key=meeting.body_key, body_name="x", starts_at=meeting.starts_at)


def test_no_meeting_is_planned_for_a_year_that_is_a_slip():
    with pytest.raises(ValidationError, match="årstallet"):
        plan(starts_at=MEETING_AT.replace(year=2034))


def test_no_meeting_is_planned_in_the_past():
    with pytest.raises(ValidationError, match="før i dag"):
        plan(starts_at=READY_AT - timedelta(days=1))


def test_closing_the_weekly_meeting_plans_the_next_a_week_on():
    close(plan())
    assert Meeting.objects.planned().get().starts_at == MEETING_AT + WEEK


def test_the_next_meeting_keeps_the_hour_when_the_clocks_are_put_forward():
    before = datetime(2026, 3, 24, 13, 0, tzinfo=COPENHAGEN)
    close(plan(starts_at=before), now=before)
    assert Meeting.objects.planned().get().starts_at == datetime(2026, 3, 31, 13, 0, tzinfo=COPENHAGEN)


def test_the_next_meeting_is_not_held_on_a_holiday():
    tuesday = datetime(2026, 3, 30, 13, 0, tzinfo=COPENHAGEN)  # the Monday before Easter Monday
    close(plan(starts_at=tuesday), now=tuesday)
    assert Meeting.objects.planned().get().starts_at == datetime(2026, 4, 7, 13, 0, tzinfo=COPENHAGEN)


def test_a_next_meeting_already_planned_is_enough():
    meeting = plan()
    plan(starts_at=MEETING_AT + timedelta(days=3))
    close(meeting)
    assert Meeting.objects.planned().count() == 1


def test_a_body_without_a_weekly_meeting_plans_its_own():
    close(plan(key="visitation_committee"))
    assert not Meeting.objects.planned().exists()


def test_those_who_were_there_last_time_are_expected_next_time():
    meeting = plan()
    present = [visitator(), caseworker()]
    note_attendance(
        meeting_id=meeting.pk, attendees=present, others_present="Jens Krog, jobcenter", by=visitator()
    )
    close(meeting)
    following = Meeting.objects.planned().get()
    assert set(following.attendees.all()) == set(present)
    assert "Jens Krog, jobcenter" in following.present


def test_what_the_meeting_did_not_reach_waits_for_the_next():
    ready()
    meeting = plan()
    close(meeting)
    assert meeting.items.get().outcome == ItemOutcome.POSTPONED
    assert Meeting.objects.planned().get().items.pending().count() == 1


def test_a_meeting_still_to_come_is_not_closed():
    meeting = plan()
    with pytest.raises(ValidationError, match="ikke holdt endnu"):
        close(meeting, now=READY_AT)


def test_a_closed_meeting_is_closed_once():
    meeting = plan()
    close(meeting)
    with pytest.raises(ValidationError, match="Mødet er holdt"):
        close(meeting)


def test_a_held_meeting_is_closed_in_the_database_too():
    plan()
    with pytest.raises(IntegrityError, match="meeting_held_is_closed"):
        Meeting.objects.update(status=MeetingStatus.HELD)


def test_a_cancelled_meeting_gives_its_cases_to_the_next():
    ready()
    meeting, later = plan(), plan(starts_at=MEETING_AT + WEEK)
    cancel_meeting(meeting_id=meeting.pk, by=visitator(), now=READY_AT)
    assert later.items.pending().count() == 1


def test_a_meeting_that_has_decided_is_not_cancelled():
    request = ready()
    meeting = plan()
    decided(request, meeting=meeting)
    with pytest.raises(ValidationError, match="Afslut det i stedet"):
        cancel_meeting(meeting_id=meeting.pk, by=visitator(), now=DECIDED_AT)


def test_a_moved_meeting_keeps_its_agenda():
    ready()
    meeting = plan()
    move_meeting(
        meeting_id=meeting.pk,
        starts_at=MEETING_AT + timedelta(days=1),
        place="Lokale 2",
        by=visitator(),
        now=READY_AT,
    )
    assert meeting.items.pending().count() == 1


def test_the_agenda_prints_the_cases_without_names():
    request = ready(name="Hemmelig Person")
    printed = text(agenda_paper(plan(), visitator()).pdf)
    assert request.case.number in printed
    assert "Ambulant samtalebehandling" in printed
    assert "16. marts 2026" in printed
    assert "Hemmelig" not in printed


def test_the_minutes_say_who_was_there_and_what_was_decided_and_why():
    request = ready()
    meeting = plan()
    decided(request, meeting=meeting, reasons="Fordi det hjælper.")
    close(meeting)
    printed = text(bytes(Minutes.objects.get().pdf))
    for expected in (request.case.number, "Bevilget som ønsket", "Fordi det hjælper.", visitator().name):
        assert expected in printed
    assert "sundhedsloven § 141" in printed


def test_a_sign_that_cannot_be_printed_does_not_keep_a_meeting_open():
    ready()
    meeting = plan()
    note_attendance(meeting_id=meeting.pk, attendees=[visitator()], others_present="Ib 😀", by=visitator())
    close(meeting)
    assert "Ib ?" in text(bytes(Minutes.objects.get().pdf))


def test_sealed_minutes_are_never_changed():
    close(plan())
    with pytest.raises(IntegrityError, match="never be changed"), connection.cursor() as cursor:
        cursor.execute("UPDATE visitation_minutes SET html = 'x'")


def test_an_agenda_is_planned_with_the_bodys_name():
    meeting = plan_meeting(
        body=body(), starts_at=MEETING_AT, place="", by=make_user("team_lead"), now=READY_AT
    )
    assert meeting.body_name == "Det ugentlige visitationsmøde i Rusmiddelcenter Jammerbugt"
