"""A case is sent to whoever decides on it, and the answer is waited for by the clock; reasons on request."""

from datetime import date, timedelta

import pytest
import time_machine
from django.core.exceptions import PermissionDenied, ValidationError

from offers.models import Course
from rusmiddel.deadlines.enums import DeadlineKind, DeadlineStatus
from rusmiddel.deadlines.models import Deadline, Drift
from rusmiddel.deadlines.reconciliation import reconcile
from rusmiddel.letters.enums import Channel
from rusmiddel.standards.services import load_standard
from tests.letters.reading import text
from tests.offers.staying import refused
from tests.visitation import deciding as scenes
from tests.visitation.scenes import (
    DECIDED_AT,
    caseworker,
    decided,
    load_preset,
    plan,
    preset_text,
    ready,
    visitator,
)
from visitation.enums import ItemOutcome
from visitation.models import AgendaItem, Recommendation
from visitation.services.agenda import fill_agendas
from visitation.services.decisions import record_told, write_letter
from visitation.services.early_courses import confirm_early_course
from visitation.services.reasons import ask_for_reasons
from visitation.services.recommending import answer_recommendation

pytestmark = pytest.mark.django_db
COMMITTEE = "visitation_committee"
TODAY = DECIDED_AT.date()


@pytest.fixture(autouse=True)
def _standard():
    load_preset()


def clock(kind):
    return Deadline.objects.get(kind=kind)


def test_a_recommendation_is_printed_and_takes_the_case_off_the_agenda():
    request = ready()
    plan()
    sent = scenes.recommended(request, body_key=COMMITTEE)

    assert "Samtaler er prøvet to gange" in text(bytes(sent.pdf))
    assert AgendaItem.objects.get().outcome == ItemOutcome.FORWARDED
    plan(starts_at=DECIDED_AT + timedelta(days=7))
    fill_agendas(by=visitator(), now=DECIDED_AT)
    assert AgendaItem.objects.count() == 1
    assert clock(DeadlineKind.RECOMMENDATION).status == DeadlineStatus.OPEN
    reconcile(today=TODAY)
    assert not Drift.objects.exists()


def test_the_answer_is_written_once_and_the_case_comes_on_an_agenda_again():
    request = ready()
    plan()
    sent = scenes.recommended(request, body_key=COMMITTEE)
    plan(starts_at=DECIDED_AT + timedelta(days=7))
    answer = {"answered_on": TODAY, "answer": "Prøv samtaler først.", "by": visitator(), "now": DECIDED_AT}
    answer_recommendation(recommendation_id=sent.pk, **answer)

    assert AgendaItem.objects.pending().count() == 1
    assert clock(DeadlineKind.RECOMMENDATION).status == DeadlineStatus.MET
    with pytest.raises(ValidationError, match="allerede"):
        answer_recommendation(recommendation_id=sent.pk, **answer)
    with refused("may never be changed"):
        Recommendation.objects.filter(pk=sent.pk).update(answer="Noget andet")


def test_the_decision_is_the_answer():
    request = ready(offer="residential")
    sent = scenes.recommended(request, body_key=COMMITTEE)
    decided(request)
    sent.refresh_from_db()
    assert sent.answer == "Afgjort: bevilget som ønsket"


def test_one_answer_is_awaited_at_a_time_and_of_a_body_the_standard_knows():
    request = ready(offer="residential")
    with pytest.raises(ValidationError, match="hvem der skal afgøre"):
        scenes.recommended(request, body_key="nobody")
    sent = scenes.recommended(request, body_key=COMMITTEE)
    with pytest.raises(ValidationError, match="ventes allerede"):
        scenes.recommended(request, body_key=COMMITTEE)
    sent.pk = None
    with refused("recommendation_one_awaited"):
        Recommendation.objects.bulk_create([sent])


def test_a_caseworker_sends_no_recommendation():
    with pytest.raises(PermissionDenied):
        scenes.recommended(ready(offer="residential"), body_key=COMMITTEE, by=caseworker())


@pytest.fixture
def told():
    """A full grant under a standard that does not write it down, told by mouth."""
    text_of_standard = preset_text("jammerbugt").replace(
        "written_on_full_grant = { silent = true }",
        'written_on_full_grant = { value = false, source = "Prøve" }',
    )
    load_standard(
        text=text_of_standard,
        file="mundtlig.toml",
        by=None,
        today=date(2026, 1, 1),
        valid_from=date(2026, 2, 1),
    )
    decision = decided(ready(), meeting=plan(), is_told_orally=True)
    assert decision.letter is None
    return decision


def asked(decision, on=TODAY, now=DECIDED_AT):
    return ask_for_reasons(decision_id=decision.pk, asked_on=on, by=caseworker(), now=now)


def written(decision, now=DECIDED_AT):
    return write_letter(
        decision_id=decision.pk,
        channel=Channel.POST,
        may_print_protected_address=False,
        by=visitator(),
        now=now,
    )


def test_reasons_asked_for_run_by_a_clock_until_the_letter_is_written(told):
    assert asked(told) == asked(told)
    assert clock(DeadlineKind.WRITTEN_REASONS).due_on == TODAY + timedelta(days=14)
    written(told)
    assert clock(DeadlineKind.WRITTEN_REASONS).status == DeadlineStatus.MET


def test_reasons_written_too_late_are_a_breach(told):
    asked(told)
    later = DECIDED_AT + timedelta(days=20)
    with time_machine.travel(later, tick=True):
        written(told, now=later)
    assert clock(DeadlineKind.WRITTEN_REASONS).status == DeadlineStatus.BREACHED


def test_reasons_are_asked_for_in_time_and_after_being_told(told):
    later = DECIDED_AT + timedelta(days=16)
    with pytest.raises(ValidationError, match="Fristen for at bede"):
        asked(told, on=later.date(), now=later)
    untold = decided(ready(name="Bo Lund", offer="residential"))
    with pytest.raises(ValidationError, match="fået afgørelsen fortalt"):
        asked(untold)


def test_reasons_that_stand_in_a_letter_are_not_asked_for():
    decision = decided(ready(), meeting=plan())
    record_told(decision_id=decision.pk, by=visitator(), now=DECIDED_AT)
    with pytest.raises(ValidationError, match="skrevet i et brev"):
        asked(decision)


def test_what_began_before_the_meeting_is_confirmed_there():
    request, other = ready(), ready(name="Bo Lund")
    meeting = plan()
    early = Course.objects.create(
        case=request.case,
        request=request,
        offer_key="nada",
        offer_name="NADA",
        standard=decided(other, meeting=meeting).standard,
        begun_early=True,
    )
    item = AgendaItem.objects.pending().get(request=request)
    for _ in range(2):
        confirm_early_course(course_id=early.pk, item_id=item.pk, by=visitator(), now=DECIDED_AT)
    early.refresh_from_db()
    assert early.granted_on == TODAY
