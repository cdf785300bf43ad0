"""Two at the same moment over one complaint, on real connections."""

from datetime import timedelta
from uuid import UUID

import pytest
from django.core.exceptions import ValidationError

from complaints.enums import BoardOutcome, ComplaintKind, ComplaintStatus, ReassessmentOutcome
from complaints.models import BoardAnswer, Complaint, ConfidentialLetter, Forwarding, Reassessment
from complaints.services.answering import answer_complaint
from complaints.services.receiving import acknowledge, withdraw_complaint
from rusmiddel.access.enums import Role
from rusmiddel.letters.enums import LetterKind
from rusmiddel.letters.models import Letter
from rusmiddel.transitions import TransitionError
from tests.access.factories import UserFactory
from tests.cases.test_races import at_once
from tests.complaints import scenes
from tests.complaints.scenes import NOW, REASONS, complained, rejected
from tests.visitation import scenes as visitation

SUBMISSION = UUID(int=4711)
TOO_LATE = ValidationError | TransitionError


@pytest.fixture
def leads(committed):
    visitation.load_preset("jammerbugt")
    return [UserFactory(roles=[Role.TEAM_LEAD]) for _ in range(2)]


@pytest.fixture
def decision(leads):
    return rejected()


@pytest.fixture
def complaint(decision, leads):
    return complained(decision, leads[0])


def refused(results):
    found = [result for result in results if isinstance(result, Exception)]
    assert all(isinstance(each, TOO_LATE) for each in found), found
    return found


def test_the_same_form_sent_twice_at_once_is_one_complaint(decision, leads):
    results = at_once(
        *(lambda by=by: complained(decision, by, responsible=leads[0], submission=SUBMISSION) for by in leads)
    )

    assert refused(results) == []
    assert results[0] == results[1]
    assert Complaint.objects.count() == 1


def test_two_receipts_asked_for_at_once_are_one_letter(complaint, leads):
    results = at_once(*(lambda by=by: acknowledge(complaint_id=complaint.pk, by=by, now=NOW) for by in leads))

    assert refused(results) == []
    assert Letter.objects.filter(kind=LetterKind.COMPLAINT_RECEIPT).count() == 1


def test_two_who_look_at_it_again_at_once_find_one_thing(complaint, leads):
    outcomes = (ReassessmentOutcome.MAINTAINED, ReassessmentOutcome.GRANTED)
    results = at_once(
        *(
            lambda by=by, outcome=outcome: scenes.reassessed(complaint, by, outcome)
            for by, outcome in zip(leads, outcomes, strict=True)
        )
    )

    assert len(refused(results)) == 1
    assert Reassessment.objects.get() in results
    assert Letter.objects.filter(kind=LetterKind.COMPLAINT_RESULT).count() == 1


def test_two_who_send_it_on_at_once_seal_one_bundle(complaint, leads):
    scenes.reassessed(complaint, leads[0])
    results = at_once(*(lambda by=by: scenes.forwarded(complaint, by) for by in leads))

    assert len(refused(results)) == 1
    assert Forwarding.objects.count() == 1


def test_what_is_withdrawn_while_it_is_sent_on_is_one_or_the_other(complaint, leads):
    scenes.reassessed(complaint, leads[0])
    sent, withdrawn = at_once(
        lambda: scenes.forwarded(complaint, leads[0]),
        lambda: withdraw_complaint(
            complaint_id=complaint.pk, reason="Borgeren ringede", by=leads[1], now=NOW
        ),
    )

    refused([sent, withdrawn])
    status = Complaint.objects.get().status
    assert (status == ComplaintStatus.WITHDRAWN) == (not isinstance(withdrawn, Exception))
    assert Forwarding.objects.exists() == (not isinstance(sent, Exception))


def test_the_boards_answer_registered_twice_at_once_is_one(complaint, leads):
    scenes.reassessed(complaint, leads[0])
    scenes.forwarded(complaint, leads[0])
    outcomes = (BoardOutcome.UPHELD, BoardOutcome.CHANGED)
    results = at_once(
        *(
            lambda by=by, outcome=outcome: scenes.answered(complaint, by, outcome)
            for by, outcome in zip(leads, outcomes, strict=True)
        )
    )

    assert len(refused(results)) == 1
    assert BoardAnswer.objects.count() == 1


def test_two_who_answer_for_the_department_at_once_answer_once(decision, leads):
    conduct = scenes.of_kind(decision.case, ComplaintKind.CASE_HANDLING, leads[0])
    results = at_once(
        *(
            lambda: answer_complaint(
                complaint_id=conduct.pk,
                outcome=ReassessmentOutcome.MAINTAINED,
                reasons=REASONS,
                by=leads[0],
                now=NOW + timedelta(days=1),
            ),
        )
        * 2
    )

    assert len(refused(results)) == 1
    assert ConfidentialLetter.objects.filter(complaint=conduct).count() == 1
