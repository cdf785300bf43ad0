"""The talks of an assessment against the standard: how many, how long, and when they were held."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from cases.assessment_talks import Talks, length_warning, number_warning, too_few_warning, usual_number
from cases.enums import ClockEventKind, Place, SessionOutcome
from cases.models import AssessmentSession, StoryEntry
from cases.services.assessments import book_session, close_session, take_back_session
from rusmiddel.standards.services import in_force
from tests.cases.factories import inquire, load_preset, march, request_of

HELD, PLANNED, MISSED, CANCELLED = (
    SessionOutcome.HELD,
    SessionOutcome.PLANNED,
    SessionOutcome.NO_SHOW,
    SessionOutcome.CANCELLED,
)


@pytest.fixture(scope="module")
def begun_once():
    return False


@pytest.fixture
def rebild(db, clock):
    """One to three talks of an hour and a half."""
    load_preset("rebild")
    return in_force(march(2).date()).assessment


@pytest.fixture
def wish(rebild, caseworker):
    return request_of(inquire(caseworker))


@pytest.fixture
def mette(client, caseworker):
    client.force_login(caseworker)
    return client


def book(request, by, day, *, minutes=90):
    return book_session(
        request_id=request.pk,
        planned_at=march(day),
        minutes=minutes,
        place=Place.CENTRE,
        employee=by,
        by=by,
        now=march(3),
    )


def hold(session, by, **told):
    return close_session(session_id=session.pk, outcome=HELD, by=by, now=march(30), **told)


# The rule


@pytest.mark.parametrize(
    ("outcomes", "too_many", "too_few"),
    [
        ([], False, True),
        ([PLANNED], False, True),
        ([HELD], False, False),
        ([HELD, HELD, HELD], False, False),
        ([HELD, HELD, HELD, PLANNED], True, False),
        ([HELD, HELD, PLANNED, CANCELLED, MISSED], False, False),
    ],
)
def test_talks_are_held_against_the_standard(rebild, outcomes, too_many, too_few):
    talks = Talks.of(outcomes)

    assert bool(number_warning(talks, rebild)) == too_many
    assert bool(too_few_warning(talks, rebild)) == too_few


def test_a_standard_that_says_nothing_warns_of_nothing(standard):
    silent = in_force(march(2).date()).assessment
    many = Talks(held=9, booked=9)

    assert number_warning(many, silent) == too_few_warning(Talks(), silent) == ""
    assert length_warning(20, silent) == usual_number(silent) == ""


def test_the_usual_number_is_said_in_words(rebild):
    assert usual_number(rebild) == "1–3 samtaler à 90 minutter"
    assert length_warning(60, rebild).endswith("Her er aftalt 60.")
    assert length_warning(90, rebild) == ""


# In the browser


def test_a_fourth_talk_is_booked_and_warned_of(mette, wish, caseworker):
    for day in (4, 5, 6):
        book(wish, caseworker, day)
    typed = {
        "planned_at_0": "09-03-2026",
        "planned_at_1": "10.00",
        "minutes": "60",
        "place": "centre",
        "employee": caseworker.pk,
    }
    answer = mette.post(reverse("cases:session_new", args=[wish.case.number]), typed, follow=True)

    page = answer.content.decode()
    assert AssessmentSession.objects.count() == 4
    assert "regner med 1–3 samtaler à 90 minutter. Her er 4 holdt eller aftalt." in page
    assert "90 minutter for en afdækningssamtale. Her er aftalt 60." in page


def test_the_assessments_page_says_how_many_are_held(mette, wish, caseworker):
    path = reverse("cases:assessment", args=[wish.case.number])
    book(wish, caseworker, 5)
    assert "Ingen er holdt endnu." in mette.get(path).content.decode()
    hold(AssessmentSession.objects.get(), caseworker)

    page = mette.get(path).content.decode()
    assert "1 holdt" in page
    assert "Ingen er holdt endnu." not in page


def test_the_hour_and_length_it_was_held_are_written_beside_those_planned(mette, wish, caseworker):
    session = book(wish, caseworker, 5)
    typed = {
        "outcome": "held",
        "began_at_0": "06-03-2026",
        "began_at_1": "14.30",
        "lasted_minutes": "50",
        "note": "",
    }
    mette.post(reverse("cases:session_close", args=[wish.case.number, session.pk]), typed)

    session.refresh_from_db()
    assert (session.planned_at, session.minutes) == (march(5), 90)
    assert timezone.localtime(session.began_at).strftime("%d %H.%M") == "06 14.30"
    page = mette.get(reverse("cases:assessment", args=[wish.case.number])).content.decode()
    assert "varede 50 min." in page


# The act


def test_the_guarantee_is_met_by_the_hour_the_first_talk_was_held(wish, caseworker):
    hold(book(wish, caseworker, 5), caseworker, began_at=march(9))

    event = wish.events.standing().get(kind=ClockEventKind.FIRST_TALK)
    assert event.occurred_at == march(9)


def test_a_talk_held_before_it_was_planned_is_written_down(wish, caseworker):
    session = book(wish, caseworker, 28)
    closed = close_session(
        session_id=session.pk, outcome=HELD, by=caseworker, now=march(10), began_at=march(9)
    )

    assert closed.counts_from == march(9)


@pytest.mark.parametrize("told", [{"began_at": march(31)}, {"began_at": march(1)}, {"lasted_minutes": 0}])
def test_times_that_cannot_be_are_refused(wish, caseworker, told):
    session = book(wish, caseworker, 5)

    with pytest.raises(ValidationError):
        hold(session, caseworker, **told)


def test_held_as_planned_says_nothing_more(wish, caseworker):
    session = hold(book(wish, caseworker, 5), caseworker)

    assert (session.began_at, session.lasted_minutes) == (march(5), 90)
    assert not session.differs


def test_taking_a_talk_back_takes_its_times_and_its_fact_back(wish, caseworker):
    session = hold(book(wish, caseworker, 5), caseworker, began_at=march(9), lasted_minutes=50)
    take_back_session(session_id=session.pk, reason="Forkert dag", by=caseworker, now=march(30))

    session.refresh_from_db()
    assert (session.began_at, session.lasted_minutes, session.outcome) == (None, None, PLANNED)
    assert not wish.events.standing().filter(kind=ClockEventKind.FIRST_TALK).exists()


def test_the_story_tells_how_long_it_lasted(wish, caseworker):
    hold(book(wish, caseworker, 5), caseworker, lasted_minutes=50)

    assert StoryEntry.objects.filter(text__contains="holdt, 50 minutter").exists()


@pytest.mark.parametrize(
    "facts",
    [
        {"began_at": march(5), "lasted_minutes": 60},
        {"outcome": "held", "began_at": march(5)},
        {"outcome": "held", "began_at": march(5), "lasted_minutes": 0},
    ],
)
def test_the_database_keeps_times_of_held_talks_alone(wish, caseworker, facts):
    session = book(wish, caseworker, 5)

    with pytest.raises(IntegrityError, match="assessment_session_times"), transaction.atomic():
        AssessmentSession.objects.filter(pk=session.pk).update(**facts)
