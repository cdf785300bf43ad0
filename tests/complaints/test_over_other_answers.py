"""A complaint over an answer about access to the file, and over what was decided while treatment went on."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError

from complaints.enums import ComplaintKind, ComplaintStatus, Handling, ReassessmentOutcome
from complaints.models import Complaint, Forwarding
from complaints.services.receiving import Over, receive_complaint
from complaints.services.remedies import Done, record_remedy, waits_for_remedy
from rights.services.access_requests import answer_access_request
from rusmiddel.deadlines.enums import DeadlineKind, DeadlineStatus
from rusmiddel.deadlines.models import Deadline
from tests.complaints import scenes
from tests.complaints.scenes import NOW, POSTED_AT, TODAY, rejected, values
from tests.rights.scenes import asked
from tests.visitation import deciding
from tests.visitation import scenes as visitation
from visitation.services.letters import post_letter

pytestmark = pytest.mark.django_db
LATER = NOW + timedelta(days=2)


def complain(case, by, over, *, now=NOW, **changes):
    return receive_complaint(case_id=case.pk, values=values(by, over, **changes), by=by, now=now)


def fresh(complaint):
    return Complaint.objects.for_page().get(pk=complaint.pk)


def due(complaint):
    return Deadline.objects.get(kind=DeadlineKind.REASSESSMENT, ref=complaint.deadline_ref)


@pytest.fixture
def refusal(standard, lead):
    """Access that was asked for and refused, posted the same day."""
    request = asked(rejected().case, lead, now=POSTED_AT, received_on=POSTED_AT.date())
    answered = answer_access_request(
        request_id=request.pk,
        is_refused=True,
        reasons="Oplysningerne handler om andre end dig.",
        provisions="Forvaltningsloven § 15 b",
        by=lead,
        now=POSTED_AT,
    )
    post_letter(letter_id=answered.letter_id, by=lead, now=POSTED_AT)
    return answered


@pytest.fixture
def expulsion(standard, lead, settings, clock):
    """Posted the same day; the citizen complains two days later."""
    settings.SECOND_PERSON_FOR = []
    decision = deciding.ended(deciding.course(), now=NOW)
    post_letter(letter_id=decision.letter_id, by=lead, now=NOW)
    clock.move_to(LATER)
    return decision


def test_a_refusal_of_access_is_complained_of_and_looked_at_again(refusal, lead):
    complaint = complain(refusal.case, lead, Over(access_request_id=refusal.pk))

    assert (complaint.kind, complaint.access_request) == (ComplaintKind.ACCESS_TO_FILES, refusal)
    assert complaint.handling == Handling.REASSESS
    assert not complaint.is_late
    assert due(complaint).status == DeadlineStatus.OPEN


def test_a_kept_refusal_of_access_goes_on_with_the_answer_in_the_bundle(refusal, lead):
    complaint = complain(refusal.case, lead, Over(access_request_id=refusal.pk))
    scenes.reassessed(complaint, lead)
    scenes.forwarded(complaint, lead)

    assert fresh(complaint).status == ComplaintStatus.FORWARDED
    assert bytes(Forwarding.objects.get().pdf).startswith(b"%PDF")


def test_access_given_after_all_waits_for_the_new_answer(refusal, lead):
    complaint = complain(refusal.case, lead, Over(access_request_id=refusal.pk))
    scenes.reassessed(complaint, lead, ReassessmentOutcome.GRANTED)

    assert waits_for_remedy(fresh(complaint))
    with pytest.raises(ValidationError):
        record_remedy(complaint_id=complaint.pk, done=Done(access_request_id=refusal.pk), by=lead, now=NOW)
    record_remedy(complaint_id=complaint.pk, done=Done(text="Givet alt i dag."), by=lead, now=NOW)
    assert not waits_for_remedy(fresh(complaint))


def test_access_that_is_not_answered_yet_is_not_complained_of(standard, lead):
    request = asked(rejected().case, lead, now=NOW, received_on=TODAY)
    with pytest.raises(ValidationError, match="indsigt"):
        complain(request.case, lead, Over(access_request_id=request.pk))


def test_anothers_refusal_of_access_is_not_complained_of(refusal, lead):
    other = visitation.ready(name="Bo Lund").case
    with pytest.raises(ValidationError, match="indsigt"):
        complain(other, lead, Over(access_request_id=refusal.pk))


def complain_of(expulsion, by, *, case=None, now=LATER):
    over = Over(further_id=expulsion.pk)
    return complain(case or expulsion.case, by, over, now=now, received_on=now.date())


def test_an_expulsion_is_complained_of_by_its_own_route(expulsion, lead):
    complaint = complain_of(expulsion, lead)

    assert complaint.further == expulsion
    assert complaint.decision is None
    assert complaint.complain_by == expulsion.stated_deadline_on
    assert due(complaint).status == DeadlineStatus.OPEN


def test_an_expulsion_complained_of_too_late_is_registered_all_the_same(expulsion, lead, clock):
    late = NOW + timedelta(weeks=12)
    clock.move_to(late)
    complaint = complain(
        expulsion.case, lead, Over(further_id=expulsion.pk), now=late, received_on=late.date()
    )
    assert complaint.is_late


def test_a_kept_expulsion_goes_on_to_the_board(expulsion, lead):
    complaint = complain_of(expulsion, lead)
    scenes.reassessed(complaint, lead, now=LATER)
    scenes.forwarded(complaint, lead, now=LATER)
    assert fresh(complaint).status == ComplaintStatus.FORWARDED


def test_an_expulsion_that_was_wrong_is_made_good_by_something_newer(expulsion, lead):
    complaint = complain_of(expulsion, lead)
    scenes.reassessed(complaint, lead, ReassessmentOutcome.GRANTED, now=LATER)

    with pytest.raises(ValidationError):
        record_remedy(complaint_id=complaint.pk, done=Done(further_id=expulsion.pk), by=lead, now=LATER)
    record_remedy(complaint_id=complaint.pk, done=Done(text="Borgeren begynder igen."), by=lead, now=LATER)
    assert not waits_for_remedy(fresh(complaint))


def test_anothers_expulsion_is_not_complained_of(expulsion, lead):
    other = visitation.ready(name="Bo Lund").case
    with pytest.raises(ValidationError, match="afgørelse"):
        complain_of(expulsion, lead, case=other)
