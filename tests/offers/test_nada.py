"""NADA: a certified hand, a whole room on one page, and the standard's length."""

from datetime import date, datetime, timedelta

import pytest
import time_machine
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction

from cases.enums import Place, RequestStage, SessionOutcome
from cases.models import StoryEntry
from offers.attendance import names_somebody
from offers.enums import CourseStatus, QualificationKind
from offers.models import Course, NadaSitting, Session
from offers.nada import ends_on, over_length, too_often
from offers.services.ending import EndingValues, end_course
from offers.services.granting import start_before_visitation
from offers.services.nada import certify, end_qualification, write_sitting
from offers.services.sessions import take_back_session
from rusmiddel.access.enums import Role
from rusmiddel.deadlines.enums import DeadlineKind, DeadlineStatus
from rusmiddel.deadlines.models import Deadline, Drift
from rusmiddel.deadlines.reconciliation import reconcile
from rusmiddel.standards.loading import preset
from tests.access.factories import make_staff
from tests.visitation.scenes import (
    COPENHAGEN,
    READY_AT,
    caseworker,
    decided,
    load_preset,
    make_user,
    plan,
    ready,
)

pytestmark = pytest.mark.django_db
MONDAY = datetime(2026, 3, 16, 14, 0, tzinfo=COPENHAGEN)
AFTER = MONDAY + timedelta(hours=2)


@pytest.fixture(autouse=True)
def _after():
    with time_machine.travel(AFTER, tick=True):
        yield


@pytest.fixture(autouse=True)
def _standard():
    load_preset()


def nada():
    return preset("jammerbugt").offer("nada")


def granted(name="Anna Kvist"):
    return decided(ready(offer="nada", name=name), meeting=plan()).course


def certified(user=None, **changes):
    facts = {"from_on": date(2025, 1, 1), "until_on": None, "note": "NADA Danmark", **changes}
    return certify(
        user=user or caseworker(), kind=QualificationKind.NADA, by=make_user(Role.TEAM_LEAD), **facts
    )


def sit(*courses, at=MONDAY, practitioner=None, by=None, now=AFTER):
    return write_sitting(
        held_at=at,
        minutes=45,
        practitioner=practitioner or caseworker(),
        course_ids=[course.pk for course in courses],
        by=by or caseworker(),
        now=now,
    )


def test_the_standards_couple_of_months_are_calendar_months():
    assert ends_on(nada(), date(2026, 3, 16)) == date(2026, 5, 16)
    assert ends_on(nada(), date(2025, 12, 31)) == date(2026, 2, 28)


def test_only_jammerbugt_asks_for_a_certificate():
    asked = {
        name
        for name in ("jammerbugt", "jammerbugt-2022", "rebild", "mariagerfjord", "norddjurs")
        if any(offer.certified_practitioner.value for offer in preset(name).offers)
    }
    assert asked == {"jammerbugt", "jammerbugt-2022"}


def test_a_fourth_time_in_a_week_is_warned_of():
    week = [date(2026, 3, 16), date(2026, 3, 18), date(2026, 3, 20)]
    assert not too_often(nada(), week[:2], date(2026, 3, 20))
    assert too_often(nada(), week, date(2026, 3, 22))
    assert not too_often(nada(), week, date(2026, 3, 23))


def test_what_is_past_its_length_is_warned_of():
    assert not over_length(nada(), date(2026, 3, 16), date(2026, 5, 16))
    assert over_length(nada(), date(2026, 3, 16), date(2026, 5, 17))
    assert not over_length(nada(), None, date(2026, 5, 17))


def test_a_whole_room_is_ticked_at_once_and_stands_in_each_ones_record():
    certified()
    anna, bodil = granted("Anna Kvist"), granted("Bodil Rask")
    sit(anna, bodil)
    assert set(Session.objects.values_list("course", "outcome", "minutes")) == {
        (anna.pk, "held", 45),
        (bodil.pk, "held", 45),
    }
    story = " ".join(StoryEntry.objects.filter(case=anna.case).values_list("text", flat=True))
    assert "NADA-behandling: holdt, 45 minutter" in story
    assert not names_somebody(story, ["Bodil Rask"])


def test_the_first_time_is_the_start_of_treatment_and_of_its_length():
    certified()
    course = granted()
    sit(course)
    course = Course.objects.get(pk=course.pk)
    assert (course.status, course.request.stage) == (CourseStatus.ACTIVE, RequestStage.IN_TREATMENT)
    deadline = Deadline.objects.get(kind=DeadlineKind.NADA_END)
    assert (deadline.opened_on, deadline.due_on) == (date(2026, 3, 16), date(2026, 5, 16))


def test_the_end_within_the_length_keeps_it_and_leaves_no_drift():
    certified()
    course = granted()
    sit(course)
    end_course(
        course_id=course.pk,
        values=EndingValues(reason="completed", status="free"),
        by=caseworker(),
        now=AFTER + timedelta(days=30),
    )
    assert Deadline.objects.get(kind=DeadlineKind.NADA_END).status == DeadlineStatus.MET
    reconcile(today=date(2026, 4, 20))
    assert not Drift.objects.filter(kind=DeadlineKind.NADA_END).exists()


def test_without_a_certificate_of_the_day_nothing_is_written():
    course = granted()
    with pytest.raises(ValidationError, match="certifikat"):
        sit(course)
    end_qualification(
        qualification_id=certified().pk, until_on=date(2026, 3, 15), by=make_user(Role.TEAM_LEAD)
    )
    with pytest.raises(ValidationError, match="certifikat"):
        sit(course)
    assert not Session.objects.exists()


def test_a_certificate_counts_to_its_last_day():
    certified(until_on=date(2026, 3, 16))
    sit(granted())
    assert Session.objects.count() == 1


def test_it_may_begin_before_the_meeting_and_waits_for_it():
    certified()
    request = ready(offer="nada", name="Anna Kvist")
    course = start_before_visitation(
        request_id=request.pk,
        offer_key="nada",
        planned_at=READY_AT + timedelta(days=1),
        minutes=45,
        place=Place.CENTRE,
        employee=caseworker(),
        by=caseworker(),
        now=READY_AT,
    )
    sit(course)
    course = Course.objects.get(pk=course.pk)
    assert (course.status, course.granted_on) == (CourseStatus.ACTIVE, None)
    assert course.request.stage == RequestStage.READY


def test_nobody_is_ticked_twice_on_a_day():
    certified()
    course = granted()
    sit(course)
    with pytest.raises(ValidationError, match="allerede krydset af"):
        sit(course, at=MONDAY + timedelta(hours=1))


def test_what_stops_one_is_told_beside_that_one_and_nothing_is_written():
    certified()
    anna, bodil = granted("Anna Kvist"), granted("Bodil Rask")
    sit(bodil)
    with pytest.raises(ValidationError) as refused:
        sit(anna, bodil, at=MONDAY + timedelta(hours=1))
    assert set(refused.value.message_dict) == {f"course_{bodil.pk}"}
    assert not Session.objects.filter(course=anna).exists()


def test_the_room_holds_nobody_whom_the_user_cannot_see():
    certified()
    with pytest.raises(ValidationError, match="ændret sig"):
        sit(granted(), by=make_staff(Role.CASEWORKER))


def test_another_offer_is_not_ticked():
    certified()
    other = decided(ready(name="Bodil Rask"), meeting=plan()).course
    with pytest.raises(ValidationError, match="ændret sig"):
        sit(other)


def test_only_the_team_lead_certifies():
    with pytest.raises(PermissionDenied):
        certify(
            user=caseworker(),
            kind=QualificationKind.NADA,
            from_on=date(2025, 1, 1),
            until_on=None,
            note="",
            by=caseworker(),
        )


def test_the_database_holds_the_certificate_against_the_day_and_the_hand():
    mine = certified(until_on=date(2026, 3, 10))
    facts = {"minutes": 45, "written_at": AFTER, "written_by": caseworker()}
    with pytest.raises(IntegrityError, match="does not cover"), transaction.atomic():
        NadaSitting.objects.create(held_at=MONDAY, practitioner=caseworker(), qualification=mine, **facts)
    theirs = certified(make_staff(Role.CASEWORKER))
    with pytest.raises(IntegrityError, match="does not cover"), transaction.atomic():
        NadaSitting.objects.create(held_at=MONDAY, practitioner=caseworker(), qualification=theirs, **facts)


def test_what_was_written_of_a_room_stays():
    certified()
    sit(granted())
    with pytest.raises(IntegrityError, match="never be changed"):
        NadaSitting.objects.update(minutes=1)


def test_a_time_that_was_wrong_is_taken_back_as_any_talk_is():
    certified()
    course = granted()
    sit(course)
    session = Session.objects.get()
    take_back_session(session_id=session.pk, reason="Forkert kryds", by=caseworker(), now=AFTER)
    sit(course, at=MONDAY + timedelta(hours=1))
    assert Session.objects.filter(outcome=SessionOutcome.HELD).count() == 1
