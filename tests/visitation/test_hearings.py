"""The citizen is heard before a decision on facts new to them, and nothing is decided before (DEC-6)."""

from datetime import date, timedelta

import pytest
import time_machine
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection

from rusmiddel.access.enums import Role
from rusmiddel.deadlines.enums import DeadlineKind, DeadlineStatus
from rusmiddel.deadlines.models import Deadline, Drift
from rusmiddel.deadlines.reconciliation import reconcile
from rusmiddel.letters.visible_text import visible_text
from tests.offers import staying
from tests.offers.staying import refused
from tests.visitation import deciding as scenes
from tests.visitation.scenes import DECIDED_AT, caseworker, decided, load_preset, make_user, ready, visitator
from visitation.enums import DecisionKind, HearingAnswer, HearingMeans
from visitation.heard import answer_due_on, runs_until, said_in_letter
from visitation.models import Decision, FurtherDecision, Hearing
from visitation.services.hearings import record_answer
from visitation.services.letters import post_letter

pytestmark = pytest.mark.django_db
REJECTION = DecisionKind.REJECTION
LETTER, ORAL, EXEMPT = HearingMeans.LETTER, HearingMeans.ORAL, HearingMeans.EXEMPT
TODAY = DECIDED_AT.date()


@pytest.fixture(autouse=True)
def _standard():
    load_preset()


def answered(
    hearing, form=HearingAnswer.ORAL, *, on=TODAY, answer="Det passer ikke.", now=DECIDED_AT, by=None
):
    return record_answer(
        hearing_id=hearing.pk, form=form, answered_on=on, answer=answer, by=by or caseworker(), now=now
    )


def clock():
    return Deadline.objects.get(kind=DeadlineKind.HEARING)


@pytest.mark.parametrize(
    ("received_on", "days", "due_on"),
    [
        (date(2026, 3, 2), 14, date(2026, 3, 16)),
        (date(2026, 3, 7), 14, date(2026, 3, 23)),  # a Saturday
        (date(2026, 3, 19), 14, date(2026, 4, 7)),  # Maundy Thursday to Easter Monday
    ],
)
def test_the_last_day_to_answer_is_a_working_day(received_on, days, due_on):
    assert answer_due_on(received_on, days) == due_on


@pytest.mark.parametrize(
    ("means", "received", "until"),
    [
        (ORAL, [], date(2026, 3, 24)),
        (LETTER, [], None),
        (LETTER, [date(2026, 3, 9)], date(2026, 3, 24)),
        (LETTER, [date(2026, 3, 20)], date(2026, 4, 7)),
    ],
)
def test_the_time_runs_from_when_the_letter_was_had_and_never_shorter_than_it_says(means, received, until):
    assert runs_until(means, stated_on=date(2026, 3, 24), days=14, received_on=received) == until


@pytest.mark.parametrize(
    ("means", "form", "said"),
    [
        (EXEMPT, "", ""),
        (ORAL, "", "Du svarede ikke"),
        (LETTER, "none", "Du svarede ikke"),
        (LETTER, "written", "Du skrev den 12. marts 2026: »Nej«"),
        (ORAL, "oral", "Du sagde den 12. marts 2026: »Nej«"),
    ],
)
def test_the_letter_says_how_the_citizen_was_heard(means, form, said):
    on = date(2026, 3, 12) if form else None
    text = said_in_letter(means, asked_on=date(2026, 3, 2), answer_form=form, answered_on=on, answer="Nej")

    assert said in text
    assert bool(text) == bool(said)


def test_a_hearing_is_a_letter_with_a_last_day_to_answer():
    hearing = scenes.heard(ready(offer="residential"))

    text = visible_text(hearing.letter.html)
    for said in ("Vi overvejer at give dig afslag", "afbrudt to forløb", "§ 19", "Du behøver ikke at svare"):
        assert said in text
    assert f"{hearing.answer_due_on.day}. april 2026" in text
    assert (clock().status, clock().due_on) == (DeadlineStatus.OPEN, hearing.answer_due_on)


@pytest.mark.parametrize("field", ["considered", "facts"])
def test_a_hearing_says_what_it_is_about(field):
    with pytest.raises(ValidationError) as error:
        scenes.heard(ready(offer="residential"), **{field: " "})
    assert field in error.value.message_dict


def test_without_a_hearing_somebody_says_where_the_citizen_knows_the_facts_from():
    with pytest.raises(ValidationError, match="partshøres først"):
        decided(ready(offer="residential"), REJECTION, known_from=" ")


def test_nothing_is_decided_against_the_citizen_while_there_is_time_to_answer():
    request = ready(offer="residential")
    hearing = scenes.heard(request)
    with pytest.raises(ValidationError, match="ikke sendt"):
        decided(request, REJECTION)
    post_letter(letter_id=hearing.letter_id, by=visitator(), now=DECIDED_AT)
    with pytest.raises(ValidationError, match="til at svare"):
        decided(request, REJECTION, hearing_id=hearing.pk)


def test_a_grant_waits_for_no_hearing():
    request = ready(offer="residential")
    scenes.heard(request)
    assert decided(request).kind == DecisionKind.FULL_GRANT


def test_the_answer_stands_in_the_letter_of_the_decision():
    request = ready(offer="residential")
    hearing = answered(scenes.heard(request))
    decision = decided(request, REJECTION, hearing_id=hearing.pk, known_from="")

    assert decision.hearing == hearing
    assert "Du sagde den 10. marts 2026: »Det passer ikke.«" in visible_text(decision.letter.html)
    assert clock().status == DeadlineStatus.MET


def test_without_an_answer_it_may_be_decided_when_the_time_is_up():
    request = ready(offer="residential")
    hearing = scenes.heard(request, ORAL)
    later = DECIDED_AT + timedelta(days=15)
    with time_machine.travel(later, tick=True):
        decision = decided(request, REJECTION, hearing_id=hearing.pk, known_from="", now=later)

    assert "Du svarede ikke" in visible_text(decision.letter.html)
    hearing.refresh_from_db()
    assert hearing.answer_form == HearingAnswer.NONE
    assert clock().status == DeadlineStatus.LAPSED


def test_that_no_answer_came_is_not_written_while_there_is_time():
    hearing = scenes.heard(ready(offer="residential"), ORAL)
    with pytest.raises(ValidationError, match="til at svare"):
        answered(hearing, HearingAnswer.NONE)


def test_an_exemption_takes_its_reason():
    request = ready(offer="residential")
    with pytest.raises(ValidationError, match="hvorfor borgeren ikke høres"):
        scenes.heard(request, EXEMPT, exemption=" ")
    hearing = scenes.heard(request, EXEMPT)
    assert decided(request, REJECTION, hearing_id=hearing.pk, known_from="").hearing == hearing
    assert not Deadline.objects.filter(kind=DeadlineKind.HEARING).exists()


def test_the_hearing_of_another_case_is_no_hearing():
    hearing = scenes.heard(ready(offer="residential"), EXEMPT)
    with pytest.raises(ValidationError, match="partshøring i sagen"):
        decided(ready(name="Bo Lund", offer="residential"), REJECTION, hearing_id=hearing.pk)


def test_what_is_decided_under_way_waits_too():
    placement = staying.planned()
    scenes.heard(placement.course.request, ORAL)
    with pytest.raises(ValidationError, match="til at svare"):
        staying.paid(placement.course)


def test_the_register_agrees_with_the_facts_at_night():
    scenes.heard(ready(offer="residential"))
    reconcile(today=TODAY)
    assert not Drift.objects.exists()


def test_a_hearing_is_never_changed_and_its_answer_written_once():
    hearing = answered(scenes.heard(ready(offer="residential")))
    for changes in ({"facts": "Noget andet"}, {"answer": "Noget andet"}, {"answered_on": None}):
        with refused("may never be changed"):
            Hearing.objects.filter(pk=hearing.pk).update(**changes)
    with refused("may never be changed"):
        connection.cursor().execute("DELETE FROM visitation_hearing")


def _copied(decision):
    decision.pk, decision._state.adding = None, True
    decision.agenda_item = decision.meeting = None
    return decision


def test_the_database_refuses_a_decision_before_the_time_to_answer_is_up():
    first, second = ready(offer="residential"), ready(name="Bo Lund", offer="residential")
    decision = _copied(decided(first, REJECTION))
    hearing = scenes.heard(second)
    decision.case, decision.request, decision.letter = second.case, second, hearing.letter
    with refused("decision_after_the_hearing"):
        Decision.objects.bulk_create([decision])


def test_the_database_refuses_the_hearing_of_another_and_none_at_all():
    first, second = ready(offer="residential"), ready(name="Bo Lund", offer="residential")
    hearing = scenes.heard(first, EXEMPT)
    decision = _copied(decided(first, REJECTION, hearing_id=hearing.pk))
    decision.case, decision.request = second.case, second
    with refused("decision_heard_in_own_case"):
        Decision.objects.bulk_create([decision])
    decision.hearing, decision.known_from = None, " "
    with refused("decision_less_than_granted_is_heard"):
        Decision.objects.bulk_create([decision])


def test_the_database_refuses_a_decision_under_way_without_hearing():
    decision = staying.paid(staying.planned().course)
    decision.pk, decision._state.adding, decision.known_from = None, True, ""
    with refused("further_heard_and_reasoned"):
        FurtherDecision.objects.bulk_create([decision])


def test_a_secretary_hears_nobody():
    with pytest.raises(PermissionDenied):
        scenes.heard(ready(offer="residential"), by=make_user(Role.SECRETARY))
