from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError

from cases.enums import Children, ClockEventKind, Place, RequestStage, SessionOutcome
from cases.models import Assessment, AssessmentSession
from cases.models.assessment import TOPICS
from cases.services.assessments import (
    assessment_of,
    book_session,
    close_session,
    complete_assessment,
    reopen_assessment,
    write_assessment,
)
from rusmiddel.access.enums import Role
from rusmiddel.transitions import TransitionError
from rusmiddel.versions import version_of
from tests.cases.factories import WHOLE, assess, co_worker, inquire, march, request_of


@pytest.fixture(scope="module")
def begun_once():
    return False


def book(request, by, **changes):
    facts = {
        "planned_at": march(6),
        "minutes": 60,
        "place": Place.CENTRE,
        "employee": by,
        "now": march(3),
        **changes,
    }
    return book_session(request_id=request.pk, by=by, **facts)


def close(session, by, outcome=SessionOutcome.HELD, **changes):
    return close_session(session_id=session.pk, outcome=outcome, by=by, **{"now": march(7), **changes})


def write(request, by, seen="", **changes):
    return write_assessment(
        request_id=request.pk,
        written={**WHOLE, **changes},
        wished_offer="individual",
        by=by,
        now=march(8),
        seen=seen,
    )


def complete(request, by):
    return complete_assessment(request_id=request.pk, by=by, now=march(9))


def kinds(request):
    return set(request.events.values_list("kind", flat=True))


@pytest.fixture
def request_(request_):
    # The facts that were read with it would be old after the first act.
    request_._prefetched_objects_cache = {}
    return request_


def test_the_first_talk_booked_is_the_meeting_that_was_offered(request_, caseworker):
    book(request_, caseworker)

    request_.refresh_from_db()
    assert request_.stage == RequestStage.ASSESSING
    assert kinds(request_) == {ClockEventKind.MEETING_OFFERED}


def test_a_second_talk_is_no_second_offer(request_, caseworker):
    for _ in range(2):
        book(request_, caseworker)

    assert request_.events.count() == 1


def test_the_first_talk_held_is_a_fact_of_the_clock_at_the_time_it_was_held(request_, caseworker):
    close(book(request_, caseworker), caseworker)

    assert request_.events.get(kind=ClockEventKind.FIRST_TALK).occurred_at == march(6)


@pytest.mark.parametrize("outcome", [SessionOutcome.NO_SHOW, SessionOutcome.CANCELLED])
def test_a_talk_that_was_not_held_is_no_first_talk(request_, caseworker, outcome):
    close(book(request_, caseworker), caseworker, outcome)

    assert ClockEventKind.FIRST_TALK not in kinds(request_)


def test_a_talk_to_come_cannot_have_been_held(request_, caseworker):
    session = book(request_, caseworker)

    with pytest.raises(ValidationError, match="fremtiden"):
        close(session, caseworker, now=march(5))


def test_a_talk_to_come_can_be_cancelled(request_, caseworker):
    session = close(book(request_, caseworker), caseworker, SessionOutcome.CANCELLED, now=march(5))

    assert session.outcome == SessionOutcome.CANCELLED


def test_how_a_talk_went_is_said_once(request_, caseworker):
    session = book(request_, caseworker)
    close(session, caseworker)

    with pytest.raises(TransitionError):
        close(session, caseworker, SessionOutcome.NO_SHOW)


def test_a_talk_lies_after_the_inquiry(request_, caseworker):
    with pytest.raises(ValidationError, match="før henvendelsen"):
        book(request_, caseworker, planned_at=march(1))


def test_a_talk_is_told_in_danish_time(request_, caseworker):
    book(request_, caseworker)

    assert "6. marts 2026 kl. 09.00" in request_.case.story.latest("pk").text


def test_a_half_written_assessment_is_kept(request_, caseworker):
    write_assessment(
        request_id=request_.pk,
        written={"health": "Sover dårligt."},
        wished_offer="",
        by=caseworker,
        now=march(8),
    )

    stored = Assessment.objects.get(request=request_)
    assert (stored.health, stored.housing, stored.is_completed) == ("Sover dårligt.", "", False)


def test_the_answer_about_children_is_carried_over_from_the_call(standard, caseworker):
    request = request_of(inquire(caseworker, children=Children.AT_HOME))

    assert assessment_of(request).children == Children.AT_HOME


@pytest.mark.parametrize("empty", [*TOPICS, "children", "conclusion"])
def test_it_is_not_closed_while_something_is_unanswered(request_, caseworker, empty):
    write(request_, caseworker, **{empty: ""})

    with pytest.raises(ValidationError) as refused:
        complete(request_, caseworker)

    assert list(refused.value.error_dict) == [empty]
    request_.refresh_from_db()
    assert request_.stage == RequestStage.ASSESSING


def test_spaces_are_no_answer(request_, caseworker):
    write(request_, caseworker, housing="  \n ")

    with pytest.raises(ValidationError) as refused:
        complete(request_, caseworker)
    assert list(refused.value.error_dict) == ["housing"]


def test_it_is_not_closed_without_what_the_citizen_asks_for(request_, caseworker):
    write_assessment(request_id=request_.pk, written=WHOLE, wished_offer="", by=caseworker, now=march(8))

    with pytest.raises(ValidationError) as refused:
        complete(request_, caseworker)
    assert list(refused.value.error_dict) == ["wished_offer"]


@pytest.mark.parametrize("empty", [*TOPICS, "children", "conclusion"])
def test_the_database_keeps_no_closed_assessment_with_a_hole(request_, caseworker, empty):
    assess(request_, caseworker, now=march(9))
    assessment = Assessment.objects.get(request=request_)
    setattr(assessment, empty, "")

    with pytest.raises(IntegrityError, match="assessment_completed_is_whole"):
        assessment.save()


def test_a_closed_assessment_makes_the_case_ready(request_, caseworker):
    assess(request_, caseworker, now=march(9))

    request_.refresh_from_db()
    assert (request_.stage, request_.ready_at) == (RequestStage.READY, march(9))
    assert Assessment.objects.get(request=request_).completed_by == caseworker


def test_a_closed_assessment_is_not_written_in(request_, caseworker):
    assess(request_, caseworker, now=march(9))

    with pytest.raises(ValidationError, match="er afsluttet"):
        write(request_, caseworker)


def test_a_closed_assessment_books_no_more_talks(request_, caseworker):
    assess(request_, caseworker, now=march(9))

    with pytest.raises(ValidationError, match="er afsluttet"):
        book(request_, caseworker)


def test_it_is_not_closed_twice(request_, caseworker):
    assess(request_, caseworker, now=march(9))

    with pytest.raises(TransitionError):
        complete(request_, caseworker)


def test_reopening_takes_the_case_back_from_visitation(request_, caseworker):
    assess(request_, caseworker, now=march(9))

    reopen_assessment(request_id=request_.pk, by=caseworker, now=march(10), reason="Bolig mangler")

    request_.refresh_from_db()
    assert (request_.stage, request_.ready_at) == (RequestStage.ASSESSING, None)
    assert not Assessment.objects.get(request=request_).is_completed
    assert "Bolig mangler" in request_.case.story.latest("pk").text


def test_reopening_needs_a_reason(request_, caseworker):
    assess(request_, caseworker, now=march(9))

    with pytest.raises(ValidationError, match="hvad der mangler"):
        reopen_assessment(request_id=request_.pk, by=caseworker, now=march(10), reason=" ")


def test_every_version_is_kept_with_who_wrote_it(request_, caseworker, team_lead):
    write(request_, caseworker, health="Først.")
    write(request_, team_lead, health="Så.")

    versions = Assessment.history.order_by("history_id").values_list("health", "history_user")
    assert list(versions)[-2:] == [("Først.", caseworker.pk), ("Så.", team_lead.pk)]


def test_what_a_colleague_alone_wrote_meanwhile_stays(request_, caseworker, team_lead):
    began = version_of(write(request_, caseworker, health="Før.", work="Før."), request_)
    write(request_, team_lead, health="Kollegaens.", work="Før.")

    stored = write(request_, caseworker, seen=began, health="Før.", work="Min.")

    assert (stored.health, stored.work) == ("Kollegaens.", "Min.")


def test_where_both_wrote_the_second_is_shown_the_colleagues_words(request_, caseworker, team_lead):
    began = version_of(write(request_, caseworker, health="Før."), request_)
    write(request_, team_lead, health="Kollegaens.", children=Children.CONTACT)

    with pytest.raises(ValidationError) as refused:
        write(request_, caseworker, seen=began, health="Min.", children=Children.AT_HOME)

    assert refused.value.message_dict == {
        "health": [f"{team_lead.name} har imens skrevet: Kollegaens."],
        "children": [f"{team_lead.name} har imens skrevet: Samvær med børn"],
    }
    assert Assessment.objects.get(request=request_).health == "Kollegaens."


def test_two_who_wrote_the_same_are_not_told_of_each_other(request_, caseworker, team_lead):
    began = version_of(write(request_, caseworker, health="Før."), request_)
    write(request_, team_lead, health="Det samme.")

    assert write(request_, caseworker, seen=began, health="Det samme.").health == "Det samme."


def test_two_who_began_from_nothing_are_told_of_each_other(request_, caseworker, team_lead):
    write(request_, team_lead, health="Kollegaens.")

    with pytest.raises(ValidationError, match="har imens skrevet"):
        write(request_, caseworker, seen="0", health="Min.")


@pytest.mark.parametrize("role", Role)
def test_who_may_book_and_who_may_assess(request_, role):
    booking = set(Role) - {Role.ADMINISTRATOR}
    assessing = booking - {Role.DOCTOR, Role.SECRETARY}
    user = co_worker(request_.case, role)

    for may, act in ((role in booking, book), (role in assessing, write)):
        if may:
            act(request_, user)
        else:
            with pytest.raises(PermissionDenied):
                act(request_, user)


@pytest.mark.parametrize(
    ("facts", "constraint"),
    [
        ({"outcome": "noget"}, "assessment_session_outcome_valid"),
        ({"place": "månen"}, "assessment_session_place_valid"),
        ({"minutes": 0}, "assessment_session_has_length"),
    ],
)
def test_the_database_refuses_a_talk_that_cannot_be(request_, caseworker, facts, constraint):
    facts = {"planned_at": march(6), "minutes": 60, "employee": caseworker, **facts}

    with pytest.raises(IntegrityError, match=constraint):
        AssessmentSession.objects.create(assessment=assessment_of(request_), **facts)


def test_the_talks_length_is_told_when_it_was_held(request_, caseworker):
    close(book(request_, caseworker, minutes=90), caseworker, note="Kom for sent.")

    assert request_.case.story.latest("pk").text == (
        "Afdækningssamtale: holdt, 90 minutter, i centret. Kom for sent."
    )
    assert request_.case.story.latest("pk").at == march(7) - timedelta(days=1)
