"""Every pair of states against the table of moves."""

from itertools import product

import pytest
from django.db import IntegrityError

from cases.enums import NEXT_OUTCOMES, NEXT_STAGES, OPEN_STAGES, RequestStage, SessionOutcome
from cases.models import AssessmentSession, TreatmentRequest
from cases.services.requests import move_request
from rusmiddel.transitions import TransitionError
from tests.cases.factories import TreatmentRequestFactory

S = RequestStage
MOVES = {
    (S.REGISTERED, S.ASSESSING),
    (S.REGISTERED, S.READY),
    (S.REGISTERED, S.WITHDRAWN),
    (S.ASSESSING, S.READY),
    (S.ASSESSING, S.WITHDRAWN),
    (S.READY, S.ASSESSING),
    (S.READY, S.GRANTED),
    (S.READY, S.REJECTED),
    (S.READY, S.WITHDRAWN),
    (S.GRANTED, S.IN_TREATMENT),
    (S.GRANTED, S.WITHDRAWN),
    (S.IN_TREATMENT, S.ENDED),
}


@pytest.mark.parametrize(("now", "wanted"), list(product(RequestStage, repeat=2)))
def test_a_request_moves_only_as_the_table_says(now, wanted):
    request = TreatmentRequest(stage=now)

    if (now, wanted) in MOVES:
        request.move_to(wanted)
        assert request.stage == wanted
    else:
        with pytest.raises(TransitionError, match=f"»{now.label}« kan ikke blive til »{wanted.label}«"):
            request.move_to(wanted)
        assert request.stage == now


@pytest.mark.parametrize(("now", "wanted"), list(product(SessionOutcome, repeat=2)))
def test_a_talk_is_planned_until_it_is_said_how_it_went(now, wanted):
    session = AssessmentSession(outcome=now)

    if now == SessionOutcome.PLANNED != wanted:
        session.move_to(wanted)
        assert session.outcome == wanted
    else:
        with pytest.raises(TransitionError):
            session.move_to(wanted)


def test_what_is_open_has_somewhere_to_go():
    assert {now for now, _ in MOVES} == OPEN_STAGES
    assert {(now, wanted) for now, all_wanted in NEXT_STAGES.items() for wanted in all_wanted} == MOVES
    assert set(NEXT_OUTCOMES) == {SessionOutcome.PLANNED}


def test_a_move_is_kept_with_who_made_it(db, caseworker):
    request = TreatmentRequestFactory()

    move_request(request_id=request.pk, stage=S.ASSESSING, by=caseworker)

    assert request.history.latest().history_user == caseworker


def test_a_case_has_one_open_request(db):
    first = TreatmentRequestFactory()

    with pytest.raises(IntegrityError, match="request_one_open_per_case"):
        TreatmentRequestFactory(inquiry__case=first.case)


@pytest.mark.parametrize("stage", sorted(set(RequestStage) - OPEN_STAGES))
def test_a_closed_request_leaves_room_for_a_new_one(db, stage):
    first = TreatmentRequestFactory(stage=stage)

    assert TreatmentRequestFactory(inquiry__case=first.case).pk


def test_the_database_knows_the_stages(db):
    with pytest.raises(IntegrityError, match="request_stage_valid"):
        TreatmentRequestFactory(stage="noget")
