"""Written by one, approved by another, made as it was approved."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection

from cases.models import StoryEntry
from rusmiddel.letters.enums import SetbackReason
from tests.offers.staying import refused
from tests.visitation import deciding as scenes
from tests.visitation.scenes import DECIDED_AT, caseworker, decided, load_preset, ready, values, visitator
from visitation.enums import DecisionKind, FurtherKind
from visitation.models import Decision, FurtherDecision, Proposal
from visitation.services.approval_demand import demand_told
from visitation.services.letters import post_letter
from visitation.services.proposals import drop_proposal, propose_decision
from visitation.services.setbacks import register_returned

pytestmark = pytest.mark.django_db
REJECTION = DecisionKind.REJECTION


@pytest.fixture(autouse=True)
def _standard():
    load_preset()


@pytest.fixture
def rejections_too(settings):
    settings.SECOND_PERSON_FOR = ["rejection", "termination", "expulsion"]


def written(request, **changes):
    return propose_decision(
        request_id=request.pk,
        values=values(REJECTION, **changes),
        meeting_id=None,
        by=visitator(),
        now=DECIDED_AT,
    )


def test_an_expulsion_is_not_made_without_a_second_person():
    with pytest.raises(ValidationError, match="godkendes af en anden"):
        scenes.ended(scenes.course())
    assert not FurtherDecision.objects.exists()


def test_where_the_setting_says_so_a_rejection_is_approved_first(rejections_too):
    request = ready(offer="residential")
    with pytest.raises(ValidationError, match="godkendes af en anden"):
        decided(request, REJECTION)
    proposal = written(request)
    with pytest.raises(ValidationError, match="ikke godkendt"):
        scenes.made(proposal)
    decision = scenes.made(scenes.approved(proposal))
    assert (decision.kind, decision.proposal, decision.needs_approval) == (REJECTION, proposal, True)
    assert StoryEntry.objects.filter(text__startswith="Godkendt af").exists()


def test_nobody_approves_what_they_wrote():
    proposal = scenes.proposed(scenes.course())
    with pytest.raises(ValidationError, match="ikke selv godkende"):
        scenes.approved(proposal, by=visitator())
    with refused("proposal_approved_by_somebody_else"):
        Proposal.objects.filter(pk=proposal.pk).update(approved_by=visitator(), approved_at=DECIDED_AT)


def test_those_who_may_not_decide_may_not_approve():
    with pytest.raises(PermissionDenied):
        scenes.approved(scenes.proposed(scenes.course()), by=caseworker())


def test_an_edit_takes_the_approval_away():
    course = scenes.course()
    proposal = scenes.approved(scenes.proposed(course))
    again = scenes.proposed(course, reasons="En ny begrundelse.")

    assert again == proposal
    again.refresh_from_db()
    assert (again.is_approved, again.written["reasons"]) == (False, "En ny begrundelse.")
    with pytest.raises(ValidationError, match="ikke godkendt"):
        scenes.made(again)


def test_an_edit_past_the_service_takes_the_approval_away_too():
    proposal = scenes.approved(scenes.proposed(scenes.course()))
    with connection.cursor() as cursor:
        cursor.execute(
            """UPDATE visitation_proposal SET written = jsonb_set(written, '{reasons}', '"Andet"')
            WHERE id = %s""",
            [proposal.pk],
        )
    proposal.refresh_from_db()
    assert (proposal.approved_at, proposal.approved_by) == (None, None)


def test_whoever_wrote_last_is_the_one_who_may_not_approve():
    course = scenes.course()
    scenes.proposed(course)
    again = scenes.proposed(course, by=scenes.lead(), reasons="Rettet af lederen.")
    with pytest.raises(ValidationError, match="ikke selv godkende"):
        scenes.approved(again)
    assert scenes.approved(again, by=visitator()).is_approved


def test_made_twice_it_is_one_decision():
    proposal = scenes.approved(scenes.proposed(scenes.course()))
    assert scenes.made(proposal) == scenes.made(proposal)


def test_what_is_dropped_is_not_approved_nor_made():
    proposal = scenes.proposed(scenes.course())
    drop_proposal(proposal_id=proposal.pk, by=visitator(), now=DECIDED_AT)
    with pytest.raises(ValidationError):
        scenes.approved(proposal)
    with pytest.raises(ValidationError, match="opgivet"):
        scenes.made(proposal)


def test_the_database_refuses_another_decision_than_the_one_approved():
    decision = scenes.made(scenes.approved(scenes.proposed(scenes.course())))
    other = scenes.approved(scenes.proposed(scenes.course("Bo Lund"), reasons="En anden."))
    decision.pk, decision._state.adding, decision.proposal = None, True, other
    with refused("decision_approved_as_written"):
        FurtherDecision.objects.bulk_create([decision])
    decision.proposal = None
    with refused("decision_approval_demanded"):
        FurtherDecision.objects.bulk_create([decision])


def test_the_database_refuses_an_end_that_says_it_needs_no_approval():
    decision = scenes.made(scenes.approved(scenes.proposed(scenes.course())))
    decision.pk, decision._state.adding = None, True
    decision.proposal, decision.needs_approval = None, False
    with refused("decision_approval_demanded"):
        FurtherDecision.objects.bulk_create([decision])


def test_the_services_hold_the_database_to_the_municipalitys_own_setting(settings):
    settings.SECOND_PERSON_FOR = []
    assert scenes.ended(scenes.course()).proposal is None
    settings.SECOND_PERSON_FOR = ["rejection"]
    decision = decided(ready(offer="residential", name="Bo Lund"), DecisionKind.OUT_OF_TARGET)
    decision.pk, decision._state.adding, decision.kind = None, True, REJECTION
    with refused("decision_approval_demanded"), demand_told(settings.SECOND_PERSON_FOR):
        Decision.objects.bulk_create([decision])


def test_a_hearing_whose_letter_came_back_still_holds_the_decision():
    request = ready(offer="residential")
    hearing = scenes.heard(request)
    dispatch = post_letter(letter_id=hearing.letter_id, by=visitator(), now=DECIDED_AT)
    later = DECIDED_AT + timedelta(days=60)
    register_returned(
        dispatch_id=dispatch.pk,
        returned_on=later.date(),
        reason=SetbackReason.MOVED,
        note="",
        by=visitator(),
        now=later,
    )
    with connection.cursor() as cursor:
        cursor.execute("SELECT visitation_hearing_is_over(h, %s) FROM visitation_hearing h", [later.date()])
        assert cursor.fetchone() == (False,)


def test_the_database_refuses_a_rejection_that_skipped_its_approval():
    decision = decided(ready(offer="residential"), REJECTION)
    decision.pk, decision._state.adding, decision.needs_approval = None, True, True
    with refused("decision_approved_by_second_person"):
        Decision.objects.bulk_create([decision])


def test_an_unlawful_decision_is_not_even_proposed():
    with pytest.raises(ValidationError, match="anden hjælp"):
        scenes.proposed(scenes.course(), FurtherKind.TERMINATION, what_next=" ")
    assert not Proposal.objects.exists()
