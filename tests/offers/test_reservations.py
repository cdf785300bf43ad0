"""One calendar: talks, meetings of groups and NADA take the same people and rooms, and never twice."""

from datetime import datetime, timedelta
from uuid import uuid4

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.urls import reverse

from cases.enums import Place, PsychologyTalkPurpose, SessionOutcome
from cases.services.assessments import book_session as book_assessment_talk
from cases.services.assessments import close_session as close_assessment_talk
from cases.services.assessments import take_back_session as take_back_assessment_talk
from cases.services.inquiries import Person
from cases.services.psychology import book_psychology_talk
from cases.services.relatives import Relative, book_relative_talk, open_relative
from offers.enums import NadaTimeStatus, QualificationKind
from offers.models import GroupMeeting, GroupTherapist, NadaTime, Reservation, Session
from offers.services.groups import cancel_meeting, change_group, plan_meetings
from offers.services.moving import move_session
from offers.services.nada import certify
from offers.services.nada_times import cancel_nada_time, plan_nada_times
from offers.services.rooms import keep_room
from offers.services.sessions import TalkValues, book_session
from rusmiddel.access.enums import Role
from tests.cases import assessing
from tests.cases.factories import inquire, request_of
from tests.offers import grouping
from tests.offers.test_services import granted
from tests.visitation.scenes import COPENHAGEN, DECIDED_AT, caseworker, load_preset, make_user

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 3, 10, 14, 0, tzinfo=COPENHAGEN)
AT = grouping.FIRST_AT


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


def room(name="Store sal"):
    return keep_room(room_id=None, name=name, is_in_use=True, by=make_user(Role.TEAM_LEAD))


def other_employee():
    return make_user(Role.PSYCHOLOGIST)


def talk(at=AT, *, employee=None, here=None, name="Karsten Holmgaard"):
    return book_session(
        course_id=granted(name=name).pk,
        planned_at=at,
        minutes=45,
        place=Place.CENTRE,
        employee=employee or caseworker(),
        room=here,
        by=caseworker(),
        now=DECIDED_AT,
    )


def certified(user=None):
    user = user or caseworker()
    certify(
        user=user,
        kind=QualificationKind.NADA,
        from_on=datetime(2026, 1, 1).date(),
        until_on=None,
        note="",
        by=make_user(Role.TEAM_LEAD),
    )
    return user


def nada(at=AT, *, here, practitioner=None, count=1):
    return plan_nada_times(
        first_at=at,
        minutes=45,
        practitioner=practitioner or certified(),
        room=here,
        count=count,
        weeks_between=1,
        by=caseworker(),
        now=NOW,
    )[0]


def meet(group, at=AT, count=1):
    return plan_meetings(group_id=group.pk, first_at=at, count=count, by=caseworker(), now=DECIDED_AT)


def test_a_talk_is_not_booked_while_the_therapist_leads_a_group():
    meet(grouping.group())
    with pytest.raises(ValidationError, match=r"gruppen »Onsdagsgruppen« kl\. 13\.00–15\.00"):
        talk(AT + timedelta(hours=1))


def test_a_talk_is_not_booked_in_the_room_of_a_group_that_meets():
    here = room()
    meet(grouping.group(room=here))
    with pytest.raises(ValidationError, match="Store sal er optaget"):
        talk(employee=other_employee(), here=here)


def test_a_meeting_is_not_planned_over_a_talk_of_its_therapist_and_the_day_is_named():
    talk(AT + timedelta(weeks=1))
    with pytest.raises(ValidationError, match=r"18\. marts 2026: .* har allerede"):
        meet(grouping.group(), count=3)
    assert not GroupMeeting.objects.exists()


def test_two_groups_do_not_meet_in_one_room_at_once():
    here = room()
    meet(grouping.group(room=here))
    with pytest.raises(ValidationError, match="Store sal er optaget"):
        meet(grouping.group(name="Den anden", room=here, therapists=[other_employee()]))


def test_one_therapist_does_not_lead_two_groups_at_once():
    meet(grouping.group())
    with pytest.raises(ValidationError, match="har allerede"):
        meet(grouping.group(name="Den anden"))


def test_a_meeting_called_off_frees_therapist_and_room():
    here = room()
    (meeting,) = meet(grouping.group(room=here))
    cancel_meeting(meeting_id=meeting.pk, reason="Sygdom", by=caseworker())
    assert talk(here=here)


def test_nada_takes_its_practitioner_and_room():
    here = room()
    nada(here=here)
    with pytest.raises(ValidationError, match=r"NADA kl\. 13\.00–13\.45"):
        talk()
    with pytest.raises(ValidationError, match="Store sal er optaget"):
        talk(employee=other_employee(), here=here, name="En anden")


def test_nada_is_not_planned_over_a_talk_and_nothing_of_the_row_is():
    here = room()
    talk(AT + timedelta(weeks=1), employee=other_employee(), here=here)
    with pytest.raises(ValidationError, match=r"18\. marts 2026: Lokalet Store sal er optaget"):
        nada(here=here, count=3)
    assert not NadaTime.objects.exists()


def test_nada_called_off_leaves_the_time_free():
    here = room()
    (time,) = nada(here=here)
    cancel_nada_time(time_id=time.pk, reason="Ferie", by=caseworker())
    assert talk(here=here)


def test_nada_is_planned_only_with_somebody_certified():
    with pytest.raises(ValidationError, match="NADA-certifikat"):
        nada(here=room(), practitioner=other_employee())


def test_a_new_therapist_of_a_group_must_be_free_at_its_meetings():
    group = grouping.group()
    meet(group)
    talk(employee=other_employee())
    with pytest.raises(ValidationError, match=r"Gruppens møde den 11\. marts 2026"):
        change_group(
            group_id=group.pk,
            values=grouping.values(),
            therapists=[caseworker(), other_employee()],
            by=caseworker(),
            now=DECIDED_AT,
        )


def test_a_therapist_who_stops_is_free_again():
    group = grouping.group(therapists=[caseworker(), other_employee()])
    meet(group)
    change_group(
        group_id=group.pk,
        values=grouping.values(),
        therapists=[caseworker()],
        by=caseworker(),
        now=DECIDED_AT,
    )
    assert talk(employee=other_employee())


# Talks of the cases: of an assessment, with a psychologist, with a relative


def assessment_talk(at=AT, *, employee=None, name="Hanne Vestergaard"):
    wish = request_of(inquire(caseworker(), Person(name=name), now=DECIDED_AT))
    return book_assessment_talk(
        request_id=wish.pk,
        planned_at=at,
        minutes=60,
        place=Place.CENTRE,
        employee=employee or caseworker(),
        by=caseworker(),
        now=DECIDED_AT,
    )


def relative_talk(at=AT):
    course = open_relative(
        submission=uuid4(),
        relative=Relative(name="Lisbet Vestergaard", age=44),
        offer_key="relatives_group",
        by=caseworker(),
        now=DECIDED_AT,
    )
    return book_relative_talk(
        course_id=course.pk,
        planned_at=at,
        minutes=60,
        place=Place.CENTRE,
        employee=caseworker(),
        by=caseworker(),
        now=DECIDED_AT,
    )


def psychology_talk(at=AT):
    wish = request_of(inquire(caseworker(), Person(name="Grethe Vestergaard"), now=DECIDED_AT))
    return book_psychology_talk(
        examination_id=assessing.referred(wish.case, caseworker(), other_employee(), now=DECIDED_AT).pk,
        purpose=PsychologyTalkPurpose.EXAMINATION,
        planned_at=at,
        minutes=60,
        place=Place.CENTRE,
        by=other_employee(),
        now=DECIDED_AT,
    )


def test_an_assessment_talk_is_not_booked_while_its_employee_has_a_talk_of_treatment():
    talk()
    with pytest.raises(ValidationError, match=r"har allerede .* kl\. 13\.00–13\.45"):
        assessment_talk(AT + timedelta(minutes=30))


def test_two_citizens_are_not_assessed_by_one_employee_at_once():
    assessment_talk()
    with pytest.raises(ValidationError, match="har allerede afdækningssamtale"):
        assessment_talk(name="Bodil Vestergaard")


def test_a_relative_is_not_booked_while_the_employee_leads_a_group():
    meet(grouping.group())
    with pytest.raises(ValidationError, match="gruppen »Onsdagsgruppen«"):
        relative_talk()


def test_a_psychology_talk_is_not_booked_over_another_talk_of_the_psychologist():
    talk(employee=other_employee())
    with pytest.raises(ValidationError, match="har allerede"):
        psychology_talk()


def test_an_assessment_talk_called_off_leaves_the_hour_free():
    booked = assessment_talk()
    close_assessment_talk(
        session_id=booked.pk, outcome=SessionOutcome.CANCELLED, by=caseworker(), now=DECIDED_AT
    )
    assert talk()


def test_an_assessment_talk_is_not_taken_back_into_an_hour_given_to_another():
    booked = assessment_talk()
    close_assessment_talk(
        session_id=booked.pk, outcome=SessionOutcome.CANCELLED, by=caseworker(), now=DECIDED_AT
    )
    talk()
    with pytest.raises(ValidationError, match="har allerede"):
        take_back_assessment_talk(
            session_id=booked.pk, reason="Aflyst ved en fejl", by=caseworker(), now=DECIDED_AT
        )


def test_the_hour_taken_is_told_beside_the_time_and_what_was_typed_is_kept(signed_in):
    talk()
    wish = request_of(inquire(caseworker(), Person(name="Hanne Vestergaard"), now=DECIDED_AT))
    answer = signed_in.post(
        reverse("cases:session_new", args=[wish.case.number]),
        {
            "planned_at_0": "11-03-2026",
            "planned_at_1": "13.15",
            "minutes": "60",
            "place": Place.CENTRE,
            "employee": caseworker().pk,
        },
    )
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "har allerede" in page
    assert 'value="13.15"' in page


@pytest.mark.parametrize("book", [talk, assessment_talk, relative_talk, psychology_talk])
def test_nobody_is_booked_in_a_year_that_is_a_slip(book):
    with pytest.raises(ValidationError, match="årstallet"):
        book(AT.replace(year=2062))


@pytest.mark.parametrize("year", [2062, 1962])
def test_no_group_meets_in_a_year_that_is_a_slip(year):
    with pytest.raises(ValidationError, match="årstallet"):
        meet(grouping.group(), at=AT.replace(year=year))


def test_a_talk_is_not_moved_into_a_year_that_is_a_slip():
    session = talk()
    values = TalkValues(
        planned_at=AT.replace(year=2062), minutes=45, place=Place.CENTRE, employee=caseworker()
    )
    with pytest.raises(ValidationError, match="årstallet"):
        move_session(session_id=session.pk, values=values, reason="", by=caseworker(), now=DECIDED_AT)


# The database by itself


def refused(constraint):
    return pytest.raises(IntegrityError, match=constraint)


def test_the_database_refuses_a_meeting_over_a_talk():
    group = grouping.group()
    talk()
    with refused("reservation_employee_once_at_a_time"), transaction.atomic():
        GroupMeeting.objects.create(group=group, planned_at=AT, minutes=60)


def test_the_database_refuses_a_talk_moved_into_a_meeting():
    here = room()
    meet(grouping.group(room=here))
    session = talk(AT + timedelta(days=1), employee=other_employee(), here=here)
    with refused("reservation_room_once_at_a_time"), transaction.atomic():
        Session.objects.filter(pk=session.pk).update(planned_at=AT)


def test_the_database_refuses_a_therapist_who_has_a_talk_while_the_group_meets():
    group = grouping.group()
    meet(group)
    talk(employee=other_employee())
    with refused("reservation_employee_once_at_a_time"), transaction.atomic():
        GroupTherapist.objects.create(group=group, user=other_employee(), added_at=NOW, added_by=caseworker())


def test_the_database_refuses_a_group_moved_into_a_room_that_is_taken():
    here, group = room(), grouping.group()
    meet(group)
    talk(employee=other_employee(), here=here)
    with refused("reservation_room_once_at_a_time"), transaction.atomic():
        type(group).objects.filter(pk=group.pk).update(room=here)


def test_the_database_refuses_nada_in_a_room_where_a_group_meets():
    here = room()
    meet(grouping.group(room=here))
    with refused("reservation_room_once_at_a_time"), transaction.atomic():
        NadaTime.objects.create(planned_at=AT, minutes=45, practitioner=other_employee(), room=here)


@pytest.mark.parametrize("book", [assessment_talk, relative_talk, psychology_talk])
def test_the_database_refuses_a_talk_of_a_case_moved_into_another(book):
    booked = book(AT + timedelta(days=1))
    talk(employee=booked.employee)
    with refused("reservation_employee_once_at_a_time"), transaction.atomic():
        type(booked).objects.filter(pk=booked.pk).update(planned_at=AT)


@pytest.mark.parametrize("book", [assessment_talk, relative_talk, psychology_talk])
def test_the_database_refuses_a_talk_of_treatment_over_one_of_a_case(book):
    booked = book()
    session = talk(AT + timedelta(days=1), employee=booked.employee)
    with refused("reservation_employee_once_at_a_time"), transaction.atomic():
        Session.objects.filter(pk=session.pk).update(planned_at=AT)


def test_what_is_over_reserves_nothing():
    here = room()
    (time,) = nada(here=here)
    NadaTime.objects.filter(pk=time.pk).update(status=NadaTimeStatus.CANCELLED, cancelled_reason="Ferie")
    assert not Reservation.objects.exists()


# Pages


def test_the_calendar_shows_the_meeting_by_its_groups_name_and_leads_to_it(signed_in):
    group = grouping.group()
    meet(group)
    page = signed_in.get(reverse("offers:calendar")).content.decode()
    assert f'<a href="{group.get_absolute_url()}">Gruppen »Onsdagsgruppen«</a>' in page


def test_a_room_shows_a_meeting_with_two_therapists_once(signed_in):
    here = room()
    meet(grouping.group(room=here, therapists=[caseworker(), other_employee()]))
    page = signed_in.get(reverse("offers:calendar"), {"lokale": here.pk}).content.decode()
    assert page.count("Gruppen »Onsdagsgruppen«") == 1


def test_nada_times_are_planned_and_called_off_on_their_page(signed_in):
    here, by = room(), certified()
    answer = signed_in.post(
        reverse("offers:nada_times_new"),
        {
            "first_at_0": "11-03-2026",
            "first_at_1": "13.00",
            "minutes": "45",
            "practitioner": by.pk,
            "room": here.pk,
            "count": "5",
            "weeks_between": "1",
        },
        follow=True,
    )
    assert "5 tider er planlagt" in answer.content.decode()
    time = NadaTime.objects.earliest("planned_at")
    signed_in.post(reverse("offers:nada_time_cancel", args=[time.pk]), {"reason": "Ferie"})
    assert NadaTime.objects.planned().count() == 4


def test_a_room_taken_is_told_beside_the_time(signed_in):
    here, by = room(), certified()
    talk(employee=other_employee(), here=here)
    answer = signed_in.post(
        reverse("offers:nada_times_new"),
        {
            "first_at_0": "11-03-2026",
            "first_at_1": "13.00",
            "minutes": "45",
            "practitioner": by.pk,
            "room": here.pk,
            "count": "2",
            "weeks_between": "1",
        },
    )
    assert answer.status_code == 422
    assert "Store sal er optaget" in answer.content.decode()


def test_the_calendar_costs_the_same_however_many_meetings_and_times_there_are(signed_in, count_queries):
    here, group, by = room(), grouping.group(), certified()
    meet(group)
    nada(AT + timedelta(days=1), here=here, practitioner=by)
    with count_queries() as few:
        signed_in.get(reverse("offers:calendar"))
    meet(group, at=AT + timedelta(hours=3))
    meet(
        grouping.group(name="Den anden", therapists=[other_employee(), caseworker()]),
        at=AT - timedelta(hours=3),
    )
    nada(AT + timedelta(days=1, hours=2), here=here, practitioner=by)
    with count_queries() as many:
        signed_in.get(reverse("offers:calendar"))
    assert len(many) == len(few)


def test_the_nada_times_cost_the_same_however_many_there_are(signed_in, count_queries):
    here, by = room(), certified()
    nada(here=here, practitioner=by)
    with count_queries() as one:
        signed_in.get(reverse("offers:nada_times"))
    nada(AT + timedelta(hours=2), here=here, practitioner=by, count=6)
    with count_queries() as seven:
        signed_in.get(reverse("offers:nada_times"))
    assert len(seven) == len(one)
