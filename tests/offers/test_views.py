from datetime import datetime, timedelta

import pytest
import time_machine
from django.urls import reverse

from cases.enums import Place, SessionOutcome, Substance
from offers.enums import CourseStatus
from offers.models import Course, Session
from rusmiddel.access.enums import Role
from tests.visitation.scenes import COPENHAGEN, caseworker, decided, load_preset, make_user, plan, ready

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 3, 13, 12, 0, tzinfo=COPENHAGEN)


@pytest.fixture(autouse=True)
def _on_the_day():
    with time_machine.travel(NOW, tick=True):
        yield


@pytest.fixture(autouse=True)
def _standard():
    load_preset()


@pytest.fixture
def signed_in(client):
    client.force_login(make_user(Role.CASEWORKER))
    return client


def granted(**values):
    request = ready(**values)
    return decided(request, meeting=plan()).course


def path(name, course, *more):
    return reverse(f"offers:{name}", args=[course.case.number, course.pk, *more])


def talk(at="10.00"):
    return {
        "planned_at_0": "13-03-2026",
        "planned_at_1": at,
        "minutes": "45",
        "place": Place.CENTRE,
        "employee": caseworker().pk,
    }


def test_a_talk_is_booked_and_held_and_treatment_has_begun(signed_in):
    course = granted()
    answer = signed_in.post(path("session_new", course), talk())
    assert answer.url == path("course", course)
    session = Session.objects.get()
    answer = signed_in.post(
        path("session_close", course, session.pk), {"outcome": SessionOutcome.HELD, "note": "Godt møde"}
    )
    assert answer.url == path("course", course)
    page = signed_in.get(answer.url).content.decode()
    assert "Overholdt" in page
    assert "13. marts 2026" in page
    assert Course.objects.get().status == CourseStatus.ACTIVE


def test_a_missing_consent_is_said_before_and_when_it_stops(signed_in):
    course = granted(stated_age=16, substance=Substance.DRUGS)
    page = signed_in.get(path("course", course)).content.decode()
    assert "forældremyndighedens samtykke" in page
    assert reverse("cases:event_new", args=[course.case.number, "parental_consent"]) in page
    signed_in.post(path("session_new", course), talk())
    answer = signed_in.post(
        path("session_close", course, Session.objects.get().pk), {"outcome": SessionOutcome.HELD}
    )
    assert answer.status_code == 422
    assert "forældremyndighedens samtykke" in answer.content.decode()


def test_the_missing_doctors_talk_is_shown_and_stops_nothing(signed_in):
    course = granted(substance=Substance.DRUGS)
    assert (
        "Lægesamtalen er hverken holdt eller fravalgt"
        in signed_in.get(path("course", course)).content.decode()
    )


def test_the_talk_lasts_what_the_standard_says(signed_in):
    assert 'value="45"' in signed_in.get(path("session_new", granted())).content.decode()


def test_nada_begins_from_the_case_page_where_the_standard_allows(signed_in):
    request = ready(offer="nada")
    early = reverse("offers:start_early", args=[request.case.number])
    assert early in signed_in.get(request.case.get_absolute_url()).content.decode()
    signed_in.post(early, {"offer_key": "nada", **talk("11.00")})
    assert Course.objects.get().begun_early


def test_where_nothing_may_begin_early_there_is_no_such_page(signed_in):
    load_preset("rebild")
    request = ready(offer="individual_alcohol")
    early = reverse("offers:start_early", args=[request.case.number])
    assert signed_in.get(early).status_code == 404
    assert early not in signed_in.get(request.case.get_absolute_url()).content.decode()


def test_a_course_ends_with_a_reason(signed_in):
    course = granted()
    answer = signed_in.post(path("course_end", course), {"reason": "moved", "status": "unchanged"})
    assert answer.url == course.case.get_absolute_url()
    assert Course.objects.get().end_reason == "Flyttet til anden kommune"


def test_a_course_belongs_to_its_own_case(signed_in):
    course = granted()
    other = ready(name="En anden")
    wrong = reverse("offers:course", args=[other.case.number, course.pk])
    assert signed_in.get(wrong).status_code == 404


def test_a_double_click_books_one_talk(signed_in):
    course = granted()
    for _ in range(2):
        signed_in.post(path("session_new", course), talk())
    assert Session.objects.count() == 1


def test_a_course_costs_the_same_however_many_talks(signed_in, count_queries):
    course = granted()
    signed_in.post(path("session_new", course), talk())
    signed_in.get(path("course", course))
    with count_queries() as one:
        signed_in.get(path("course", course))
    for number in range(5):
        Session.objects.create(
            course=course, planned_at=NOW + timedelta(days=number), minutes=45, employee=caseworker()
        )
    with count_queries() as six:
        signed_in.get(path("course", course))
    assert len(one) == len(six) <= 25
