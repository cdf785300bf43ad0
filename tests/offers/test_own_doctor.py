"""What the own doctor gives is noted: once, with an end, and shown on the course."""

from datetime import timedelta

import pytest
import time_machine
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.urls import reverse

from offers.enums import OwnDoctorKind
from offers.models import OwnDoctorCare
from offers.services.own_doctor import end_own_doctor, note_own_doctor
from rusmiddel.access.enums import Role
from tests.offers.test_services import granted
from tests.visitation.scenes import DECIDED_AT, caseworker, load_preset, make_user

pytestmark = pytest.mark.django_db
TODAY = DECIDED_AT.date()


@pytest.fixture(autouse=True)
def _standard():
    with time_machine.travel(DECIDED_AT, tick=True):
        load_preset()
        yield


@pytest.fixture
def signed_in(client):
    client.force_login(caseworker())
    return client


def note(course, *, by=None, **changes):
    facts = {
        "kind": OwnDoctorKind.ANTABUS,
        "doctor": "Lægerne i Prøveby",
        "handed_out_at": "Sundhedsklinikken",
        "from_on": TODAY,
        "note": "",
        **changes,
    }
    return note_own_doctor(case_id=course.case_id, by=by or caseworker(), now=DECIDED_AT, **facts)


def test_antabus_by_the_own_doctor_is_noted_and_told_in_the_story():
    course = granted()
    note(course)
    text = "Antabus hos egen læge (Lægerne i Prøveby) fra den 10. marts 2026, udleveres Sundhedsklinikken"
    assert course.case.story.filter(text=text).exists()


def test_the_same_is_noted_once_until_it_has_ended():
    course = granted()
    care = note(course)
    with pytest.raises(ValidationError, match="allerede"):
        note(course)
    end_own_doctor(care_id=care.pk, until_on=TODAY, by=caseworker(), now=DECIDED_AT)
    assert note(course)


@pytest.mark.parametrize(
    ("until_on", "told"),
    [(TODAY - timedelta(days=1), "før den begynder"), (TODAY + timedelta(days=1), "fremtiden")],
)
def test_the_last_day_is_neither_before_the_first_nor_to_come(until_on, told):
    care = note(granted())
    with pytest.raises(ValidationError, match=told):
        end_own_doctor(care_id=care.pk, until_on=until_on, by=caseworker(), now=DECIDED_AT)


def test_what_is_noted_never_changes():
    care = note(granted())
    with pytest.raises(IntegrityError, match="may never be changed"), transaction.atomic():
        OwnDoctorCare.objects.filter(pk=care.pk).update(doctor="En anden")


def test_the_secretary_notes_nothing():
    with pytest.raises(PermissionDenied):
        note(granted(), by=make_user(Role.SECRETARY))


def test_the_page_notes_it_and_the_course_shows_it(signed_in):
    course = granted()
    signed_in.post(
        reverse("offers:own_doctor_new", args=[course.case.number]),
        {"kind": "detox", "doctor": "Lægehuset", "handed_out_at": "", "from_on": "10-03-2026", "note": ""},
    )
    page = signed_in.get(course.get_absolute_url()).content.decode()
    assert "Lægehuset" in page
    assert "Afrusning eller afgiftning" in page


def test_a_doctor_without_a_name_is_told_beside_the_field(signed_in):
    course = granted()
    answer = signed_in.post(
        reverse("offers:own_doctor_new", args=[course.case.number]), {"kind": "detox", "doctor": ""}
    )
    assert answer.status_code == 422
