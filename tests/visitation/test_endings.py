"""Treatment ends against the citizen's wish, another offer is given, a broken promise is told (DEC-7)."""

from datetime import timedelta

import pytest
import time_machine
from django.core.exceptions import PermissionDenied, ValidationError

from cases.enums import CommitmentAnswer, RequestStage, StoryKind, Substance
from cases.models import StoryEntry
from cases.services.commitments import answer_commitment, ask_for_commitment
from offers.enums import CourseStatus
from offers.models import Course, CourseEnding
from offers.substitution.terminations import termination_of
from rusmiddel.deadlines.enums import DeadlineKind, DeadlineStatus
from rusmiddel.deadlines.models import Deadline
from rusmiddel.letters.enums import LetterKind
from rusmiddel.letters.visible_text import visible_text
from tests.offers import staying
from tests.offers.staying import refused
from tests.visitation import deciding as scenes
from tests.visitation.scenes import DECIDED_AT, caseworker, decided, load_preset, plan, ready, visitator
from visitation.enums import AppealRoute, DecisionKind, FurtherKind
from visitation.models import FurtherDecision
from visitation.postponing import effect_of_postponing
from visitation.services.approval_demand import demand_told
from visitation.services.letters import post_letter

pytestmark = pytest.mark.django_db
PRESETS = ["jammerbugt", "rebild", "mariagerfjord", "norddjurs"]


@pytest.fixture(autouse=True)
def _standard():
    load_preset()


def ended(course, kind=FurtherKind.EXPULSION, **changes):
    return scenes.made(scenes.approved(scenes.proposed(course, kind, **changes)))


def printed(decision):
    return visible_text(decision.letter.html)


@pytest.mark.parametrize(
    ("kind", "said"),
    [
        (FurtherKind.TERMINATION, "slutter, selv om du gerne vil fortsætte"),
        (FurtherKind.EXPULSION, "du bortvises"),
    ],
)
def test_an_end_against_the_wish_has_letter_guidance_and_what_else_there_is(kind, said):
    decision = ended(scenes.course(), kind)

    for each in (said, "frit vælge et andet behandlingssted", "truet to medarbejdere", "Du kan klage"):
        assert each in printed(decision)
    assert decision.letter.kind == LetterKind.TERMINATION
    assert StoryEntry.objects.filter(kind=StoryKind.DECISION, text__startswith="Afgørelse: ").exists()


def test_the_course_and_the_request_end_with_it():
    decision = ended(scenes.course())
    course = Course.objects.get(pk=decision.course_id)

    assert course.status == CourseStatus.ENDED
    assert CourseEnding.objects.get(course=course).reason == "expelled"


def test_the_time_to_complain_counts_from_receipt():
    decision = ended(scenes.course())
    post_letter(letter_id=decision.letter_id, by=visitator(), now=DECIDED_AT)
    window = Deadline.objects.get(kind=DeadlineKind.FURTHER_COMPLAINT)
    assert (window.status, window.due_on) == (DeadlineStatus.OPEN, decision.stated_deadline_on)


def test_an_end_is_decided_once():
    decision = ended(scenes.course())
    with pytest.raises(ValidationError, match="allerede"):
        scenes.proposed(Course.objects.get(pk=decision.course_id))
    decision.pk, decision._state.adding, decision.proposal, decision.needs_approval = None, True, None, False
    decision.letter = decided(ready(name="Bo Lund"), meeting=plan()).letter
    with refused(""), demand_told([]):
        FurtherDecision.objects.bulk_create([decision])


def test_the_database_wants_to_know_what_else_there_is():
    decision = ended(scenes.course())
    decision.pk, decision._state.adding, decision.what_next = None, True, " "
    decision.proposal, decision.needs_approval = None, False
    with refused("further_says_what_next"), demand_told([]):
        FurtherDecision.objects.bulk_create([decision])


def test_a_stay_is_ended_before_the_treatment_is():
    placement = staying.planned()
    with pytest.raises(ValidationError, match="Udskriv borgeren"):
        ended(placement.course)


@pytest.mark.parametrize("name", PRESETS)
@pytest.mark.parametrize("kind", [FurtherKind.EXPULSION, FurtherKind.TERMINATION])
def test_an_end_is_lawful_under_every_standard(name, kind):
    standard = load_preset(name)
    offer = next(each for each in standard.offers if each.kind == "residential")
    course = decided(ready(offer=offer.key, substance=Substance.DRUGS)).course
    decision = ended(course, kind)

    assert standard.organisation.municipality.value in printed(decision)
    assert decision.letter.complaint_guidance
    assert decision.provisions


def test_substitution_goes_on_until_the_doctor_carries_the_decision_out(settings):
    settings.SECOND_PERSON_FOR = []
    standard = load_preset("rebild")
    offer = next(each for each in standard.offers if each.kind == "substitution")
    course = decided(ready(offer=offer.key, substance=Substance.DRUGS)).course
    assert termination_of(course.pk) == ""
    scenes.ended(course, FurtherKind.TERMINATION)
    course.refresh_from_db()

    assert course.is_open
    assert "afslut" in termination_of(course.pk).lower()


def test_another_offer_replaces_the_one_going_on():
    course = scenes.course()
    decision = scenes.changed(course, "nada")
    course.refresh_from_db()

    assert course.status == CourseStatus.ENDED
    assert decision.new_course.granted_on == DECIDED_AT.date()
    assert decision.request.stage == RequestStage.GRANTED
    assert "i stedet for ambulant samtalebehandling" in printed(decision)
    assert "Du kan klage" in printed(decision)


def test_the_new_offer_is_one_the_body_may_give():
    with pytest.raises(ValidationError) as error:
        scenes.changed(scenes.course(), "residential")
    assert "offer_key" in error.value.message_dict
    with pytest.raises(ValidationError, match="allerede"):
        scenes.changed(scenes.course("Bo Lund"), "individual")


def test_a_change_belongs_to_one_request():
    decision = scenes.changed(scenes.course(), "nada")
    other = scenes.course("Bo Lund")
    decision.pk, decision._state.adding, decision.new_course = None, True, other
    with refused("further_decision_own"):
        FurtherDecision.objects.bulk_create([decision])


def test_a_promise_that_stands_is_not_told_as_broken():
    with pytest.raises(ValidationError, match="ikke overskredet"):
        scenes.told_exceeded(ready(), now=DECIDED_AT)


@pytest.mark.parametrize("name", PRESETS)
def test_that_the_guarantee_was_not_kept_is_told_with_a_way_to_complain(name):
    load_preset(name)
    request = ready()
    later = DECIDED_AT + timedelta(days=10)
    with time_machine.travel(later, tick=True):
        decision = scenes.told_exceeded(request, now=later)

    assert decision.appeal_route == AppealRoute.GUARANTEE_EXCEEDED
    for said in (
        "skulle være begyndt senest den 16. marts 2026",
        "Du kan klage",
        "ingen ledig tid",
        "25. marts",
    ):
        assert said in printed(decision)
    assert Deadline.objects.get(kind=DeadlineKind.GUARANTEE).due_on.isoformat() == "2026-03-16"
    with time_machine.travel(later, tick=True), pytest.raises(ValidationError, match="allerede"):
        scenes.told_exceeded(request, now=later)


def test_outside_the_target_group_is_a_rejection_that_says_so():
    request = ready(offer="residential")
    decision = decided(request, DecisionKind.OUT_OF_TARGET)
    request.refresh_from_db()

    assert (request.stage, decision.is_rejection) == (RequestStage.REJECTED, True)
    assert "fordi tilbuddet ikke er for dig" in printed(decision)
    assert "Du kan klage" in printed(decision)


def from_elsewhere():
    return ready(offer="residential", substance=Substance.DRUGS, municipality_code="0851")


def test_without_a_refused_commitment_that_is_no_ground():
    load_preset("rebild")
    request = from_elsewhere()
    with pytest.raises(ValidationError, match="ikke afvist betalingstilsagn"):
        decided(request, DecisionKind.COMMITMENT_REFUSED)
    asked = ask_for_commitment(
        request_id=request.pk, requested_on=DECIDED_AT.date(), note="", by=caseworker(), now=DECIDED_AT
    )
    with pytest.raises(ValidationError, match="ikke afvist betalingstilsagn"):
        decided(request, DecisionKind.COMMITMENT_REFUSED)
    answer_commitment(
        commitment_id=asked.pk,
        answer=CommitmentAnswer.REFUSED,
        answered_at=DECIDED_AT,
        note="",
        by=caseworker(),
        now=DECIDED_AT,
    )
    decision = decided(request, DecisionKind.COMMITMENT_REFUSED)
    assert "fordi din hjemkommune ikke vil betale" in printed(decision)


def test_only_those_who_decide_end_treatment():
    with pytest.raises(PermissionDenied):
        scenes.ended(scenes.course(), by=caseworker())


@pytest.mark.parametrize(
    ("due", "following", "said"),
    [
        (None, None, "løber ikke"),
        (16, None, "ikke planlagt"),
        (16, 17, "overskredet"),
        (17, 17, "Det næste møde er den 17. marts 2026."),
    ],
)
def test_what_putting_off_does_to_the_guarantee(due, following, said):
    day = DECIDED_AT.date().replace
    effect = effect_of_postponing(
        due_on=day(day=due) if due else None, next_on=day(day=following) if following else None
    )
    assert said in effect
