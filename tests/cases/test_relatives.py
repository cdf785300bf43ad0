"""Relatives as clients in their own right: the standard's offers and caps, no guarantee, no number."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError
from django.urls import reverse

from cases.enums import Place, RelativeGround, SessionOutcome
from cases.models import Case, Citizen, RelativeCourse
from cases.relatives import offers_for_relatives, why_no_more, why_not_given
from cases.services.relatives import Relative, book_relative_talk, close_relative_talk, open_relative
from rusmiddel.access.enums import Role
from rusmiddel.deadlines.models import Deadline
from rusmiddel.standards.loading import preset
from tests.access.factories import make_staff
from tests.cases.factories import load_preset, march

GRETHE = Relative(name="Grethe", age=52, municipality_code="0840")


@pytest.fixture
def rebild(db, clock):
    return load_preset("rebild")


def offer(name):
    return offers_for_relatives(preset(name))[0]


def opened(by, **changes):
    values = {"submission": uuid4(), "relative": GRETHE, "offer_key": offer("rebild").key, "by": by}
    return open_relative(**{**values, "now": march(2), **changes})


def book(course, by, days=1):
    return book_relative_talk(
        course_id=course.pk,
        planned_at=march(2) + timedelta(days=days),
        minutes=60,
        place=Place.CENTRE,
        employee=by,
        by=by,
        now=march(2),
    )


@pytest.mark.parametrize(
    ("age", "lives_here", "refused"),
    [(17, True, True), (18, True, False), (None, True, False), (40, False, True)],
)
def test_jammerbugts_group_is_for_adults_who_live_there(age, lives_here, refused):
    assert bool(why_not_given(offer("jammerbugt"), age=age, lives_here=lives_here)) is refused


NEAR, GREW_UP, OTHER = (
    RelativeGround.NEAR_IN_TREATMENT,
    RelativeGround.GREW_UP,
    RelativeGround.OTHER,
)


@pytest.mark.parametrize(
    ("age", "ground", "refused"),
    [
        (52, NEAR, False),
        (25, GREW_UP, False),
        (None, GREW_UP, False),
        (26, GREW_UP, True),
        (25, OTHER, True),
        (None, OTHER, True),
    ],
)
def test_norddjurs_gives_those_near_somebody_in_treatment_and_the_young_from_homes_with_misuse(
    age, ground, refused
):
    why = why_not_given(offer("norddjurs"), age=age, lives_here=True, ground=ground)

    assert bool(why) is refused
    assert not refused or "unge under 26 år, der er vokset op i et hjem med misbrug" in why


@pytest.mark.parametrize("name", ["jammerbugt", "rebild", "mariagerfjord"])
@pytest.mark.parametrize("ground", RelativeGround)
def test_elsewhere_it_does_not_matter_how_one_is_touched(name, ground):
    assert why_not_given(offer(name), age=40, lives_here=True, ground=ground) == ""


def test_whoever_norddjurs_does_not_give_it_is_told_at_the_field_and_keeps_what_was_typed(
    db, clock, client, caseworker
):
    load_preset("norddjurs")
    client.force_login(caseworker)
    typed = {"submission": uuid4(), "name": "Grethe", "offer_key": offer("norddjurs").key, "age": "40"}
    refused = client.post(reverse("cases:relative_new"), {**typed, "ground": "grew_up"})

    assert refused.status_code == 422
    assert "Råd og vejledning kan gives alle" in refused.content.decode()
    assert refused.context["form"]["name"].value() == "Grethe"
    assert not Case.objects.exists()
    assert (
        client.post(reverse("cases:relative_new"), {**typed, "ground": "near_in_treatment"}).status_code
        == 302
    )
    assert RelativeCourse.objects.get().ground == NEAR


def test_how_they_are_touched_is_asked_only_where_an_offer_depends_on_it(rebild, client, caseworker):
    client.force_login(caseworker)
    assert (
        "Hvordan er den pårørende berørt?" not in client.get(reverse("cases:relative_new")).content.decode()
    )
    typed = {"submission": uuid4(), "name": "Grethe", "offer_key": offer("rebild").key, "ground": "grew_up"}
    client.post(reverse("cases:relative_new"), typed)

    assert RelativeCourse.objects.get().ground == OTHER


def test_the_database_knows_the_grounds(rebild, caseworker):
    course = opened(caseworker)

    with pytest.raises(IntegrityError, match="relative_ground_valid"):
        RelativeCourse.objects.filter(pk=course.pk).update(ground="noget")


def test_rebild_gives_three_talks_and_norddjurs_says_no_number():
    assert [bool(why_no_more(offer("rebild"), talks)) for talks in (2, 3)] == [False, True]
    assert why_no_more(offer("norddjurs"), 50) == ""


def test_a_relative_has_a_case_without_guarantee_or_number(rebild, caseworker):
    course = opened(caseworker)

    citizen = Citizen.objects.get()
    assert (citizen.name, citizen.cpr, citizen.cpr_hash) == ("Grethe", None, None)
    assert not course.case.requests.exists()
    assert not Deadline.objects.exists()


def test_sent_twice_it_is_one(rebild, caseworker):
    submission = uuid4()

    assert opened(caseworker, submission=submission) == opened(caseworker, submission=submission)
    assert Case.objects.count() == 1


def test_the_fourth_talk_is_refused_and_a_cancelled_one_does_not_count(rebild, caseworker):
    course = opened(caseworker)
    first = book(course, caseworker)
    for days in (2, 3):
        book(course, caseworker, days)

    with pytest.raises(ValidationError, match="højst 3 samtaler"):
        book(course, caseworker, 4)
    close_relative_talk(
        talk_id=first.pk, outcome=SessionOutcome.CANCELLED, note="", by=caseworker, now=march(3)
    )
    book(course, caseworker, 4)


@pytest.mark.parametrize("role", sorted({Role.SECRETARY, Role.DOCTOR, Role.ADMINISTRATOR}))
def test_only_caseworkers_open_a_relatives_case(rebild, role):
    with pytest.raises(PermissionDenied):
        opened(make_staff(role))


def test_from_the_form_to_a_talk_that_was_held(rebild, client, caseworker, clock):
    client.force_login(caseworker)
    typed = {"submission": uuid4(), "name": "Grethe", "offer_key": offer("rebild").key}
    refused = client.post(reverse("cases:relative_new"), {**typed, "age": "121"})
    assert refused.status_code == 422
    assert "Grethe" in refused.content.decode()

    assert client.post(reverse("cases:relative_new"), typed).status_code == 302
    case = Case.objects.get()
    response = client.post(
        reverse("cases:relative_talk_new", args=[case.number]),
        {
            "planned_at_0": "01-04-2026",
            "planned_at_1": "9.00",
            "minutes": "60",
            "place": "centre",
            "employee": caseworker.pk,
        },
    )
    assert response.status_code == 302
    talk = case.relative_course.talks.get()
    path = reverse("cases:relative_talk_close", args=[case.number, talk.pk])
    assert client.post(path, {"outcome": "held", "note": ""}).status_code == 302
    assert "1 af 3 samtaler" in client.get(case.get_absolute_url()).content.decode()
