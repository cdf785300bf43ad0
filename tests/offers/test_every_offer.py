"""Every offer of every preset that is given in talks: from the grant to the follow-up, with its own rule."""

from datetime import datetime, timedelta

import pytest
import time_machine
from django.core.exceptions import ValidationError

from cases.enums import Place, RequestStage, SessionOutcome, Substance
from offers.enums import CourseStatus, QualificationKind
from offers.models import Session
from offers.services.ending import EndingValues, end_course
from offers.services.granting import grant_course
from offers.services.nada import certify, write_sitting
from offers.services.sessions import book_session, close_session
from rusmiddel.access.enums import Role
from rusmiddel.deadlines.enums import DeadlineKind
from rusmiddel.standards.enums import OfferKind
from rusmiddel.standards.loading import preset, preset_names
from tests.offers.test_services import refreshed
from tests.visitation.scenes import (
    COPENHAGEN,
    DECIDED_AT,
    caseworker,
    load_preset,
    make_user,
    ready,
)

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 5, 20, 12, 0, tzinfo=COPENHAGEN)
FIRST_TALK = DECIDED_AT + timedelta(days=2)
# Not granted on a request, or with talks of their own: each has its own tests.
ELSEWHERE = {
    OfferKind.RELATIVES,
    OfferKind.COUNSELLING,
    OfferKind.YOUR_CHOICE,
    OfferKind.AFTERCARE,
    OfferKind.PSYCHOLOGICAL_SCREENING,
    OfferKind.PSYCHOLOGICAL_ASSESSMENT,
    OfferKind.RESIDENTIAL,
    OfferKind.SUBSTITUTION,
}
# What the standards print (domain 10): minutes of a talk, and the most talks.
PRINTED = {
    ("jammerbugt", "individual"): (45, None),
    ("jammerbugt-2022", "individual"): (45, None),
    ("jammerbugt", "group"): (120, None),
    ("jammerbugt", "nada"): (45, None),
    ("rebild", "individual_alcohol"): (60, 10),
    ("rebild", "individual_drugs"): (60, 10),
    ("rebild", "anonymous_individual"): (60, 10),
    ("mariagerfjord", "individual"): (None, None),
    ("norddjurs", "individual"): (None, None),
}


def everywhere():
    for name in preset_names():
        for offer in preset(name).offers:
            if offer.kind not in ELSEWHERE:
                yield pytest.param(name, offer.key, id=f"{name}-{offer.key}")


@pytest.fixture(autouse=True)
def _in_may():
    with time_machine.travel(NOW, tick=True):
        yield


def granted(preset, key):
    offer = load_preset(preset).offer(key)
    substance = Substance.ALCOHOL if "alcohol" in set(offer.substances) else Substance.DRUGS
    age = {"stated_age": 20} if offer.kind == OfferKind.MOVE else {}
    request = ready(offer=key, substance=substance, **age)
    return grant_course(request=request, offer=offer, by=caseworker(), now=DECIDED_AT), offer


def talk(course, at=FIRST_TALK):
    return book_session(
        course_id=course.pk,
        planned_at=at,
        minutes=45,
        place=Place.CENTRE,
        employee=caseworker(),
        by=caseworker(),
        now=DECIDED_AT,
    )


def begun(course, offer):
    if offer.kind == OfferKind.NADA:
        certify(
            user=caseworker(),
            kind=QualificationKind.NADA,
            from_on=DECIDED_AT.date(),
            until_on=None,
            note="",
            by=make_user(Role.TEAM_LEAD),
        )
        write_sitting(
            held_at=FIRST_TALK,
            minutes=45,
            practitioner=caseworker(),
            course_ids=[course.pk],
            by=caseworker(),
            now=FIRST_TALK + timedelta(hours=2),
        )
        return
    close_session(
        session_id=talk(course).pk,
        outcome=SessionOutcome.HELD,
        by=caseworker(),
        now=FIRST_TALK + timedelta(hours=2),
    )


@pytest.mark.parametrize(("preset", "key"), list(everywhere()))
def test_an_offer_goes_from_grant_to_follow_up(preset, key):
    course, offer = granted(preset, key)
    begun(course, offer)
    course = refreshed(course)
    assert (course.status, course.request.stage) == (CourseStatus.ACTIVE, RequestStage.IN_TREATMENT)

    ending = end_course(
        course_id=course.pk, values=EndingValues(reason="completed", status="free"), by=caseworker(), now=NOW
    )

    assert refreshed(course).request.stage == RequestStage.ENDED
    months = course.request.standard.followup.months.value
    kinds = {1: DeadlineKind.FOLLOW_UP_1, 6: DeadlineKind.FOLLOW_UP_6}
    expected = {kinds[month] for month in months}
    found = set(course.case.deadlines.filter(kind__in=kinds.values()).values_list("kind", flat=True))
    assert ending.ends_treatment
    assert found == expected


@pytest.mark.parametrize(("preset", "key"), list(everywhere()))
def test_no_offer_takes_more_talks_than_its_standard_gives(preset, key):
    course, offer = granted(preset, key)
    cap = offer.session_cap.value
    for number in range(cap or 12):
        Session.objects.create(
            course=course,
            planned_at=FIRST_TALK - timedelta(minutes=1 + number),
            minutes=45,
            employee=caseworker(),
            outcome=SessionOutcome.HELD,
        )
    if cap is None:
        assert talk(course)
    else:
        with pytest.raises(ValidationError, match=f"højst {cap} samtaler"):
            talk(course)


@pytest.mark.parametrize(("where", "printed"), list(PRINTED.items()))
def test_minutes_and_cap_are_what_the_standard_prints(where, printed):
    preset, key = where
    offer = load_preset(preset).offer(key)
    assert (offer.session_minutes.value, offer.session_cap.value) == printed
