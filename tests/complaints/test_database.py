"""What the database itself refuses, whoever writes the row and however."""

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction

from complaints.enums import ComplaintKind, ComplaintStatus, ReassessmentOutcome, Result
from complaints.models import Complaint, Forwarding, Reassessment
from tests.complaints import scenes
from tests.complaints.scenes import complained
from tests.visitation import scenes as visitation
from visitation.models import Decision, Reopening

pytestmark = pytest.mark.django_db


def run(sql, *params):
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql, params)
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")


SET = "UPDATE complaints_complaint SET {} WHERE id = %s"


@pytest.mark.parametrize(
    "change",
    [
        "text = 'Noget andet'",
        "received_on = received_on - 1",
        "kind = 'case_handling'",
        "channel = 'letter'",
        "handling = 'answer'",
        "onward_key = ''",
        "is_late = true",
        "recipient_name = 'En anden'",
        "recorded_by_id = responsible_id + 1",
    ],
)
def test_what_came_stays_as_it_came(complaint, change):
    with pytest.raises(DatabaseError, match="never be changed"):
        run(SET.format(change), complaint.pk)


@pytest.mark.parametrize(
    ("change", "constraint"),
    [
        ("status = 'reassessed'", "Nobody has done what"),
        ("status = 'forwarded'", "Nobody has done what"),
        ("status = 'done', result = 'board_upheld'", "Nobody has done what"),
        ("status = 'done', result = 'passed_on'", "Nobody has done what"),
        ("status = 'done'", "complaint_ended_with_result"),
        ("result = 'granted'", "complaint_ended_with_result"),
        ("result = 'withdrawn', status = 'done'", "complaint_withdrawn_is_result"),
        ("status = 'closed', result = 'granted'", "complaint_closed_with_lesson"),
        ("handled_on = received_on", "complaint_in_hand_is_not_handled"),
        ("lateness = 'late'", "complaint_late_is_assessed"),
        ("read_back_said = ''", "complaint_read_back_whole"),
        ("status = 'nowhere'", "complaint_status_valid"),
        ("lateness = 'perhaps'", "complaint_late"),
    ],
)
def test_no_status_says_what_nobody_did(complaint, change, constraint):
    with pytest.raises(IntegrityError, match=constraint):
        run(SET.format(change), complaint.pk)


def test_an_oral_complaint_is_not_handled_before_it_is_read_back(decision, lead):
    complaint = complained(decision, lead, read_back_said="")

    with pytest.raises(IntegrityError, match="complaint_oral_is_read_back"):
        run(SET.format("status = 'done', result = 'granted'"), complaint.pk)


def test_a_complaint_is_never_deleted(complaint):
    with pytest.raises(DatabaseError, match="never be changed or deleted"):
        run("DELETE FROM complaints_complaint WHERE id = %s", complaint.pk)
    with pytest.raises(DatabaseError, match="never be changed or deleted"):
        run("DELETE FROM complaints_historicalcomplaint WHERE id = %s", complaint.pk)


def test_nobody_it_concerns_is_made_to_handle_it(complaint, lead, colleague):
    conduct = scenes.of_kind(complaint.case, ComplaintKind.CASE_HANDLING, lead, concerns=colleague)

    with pytest.raises(IntegrityError, match="complaint_not_with_whom_it_concerns"):
        run(SET.format("responsible_id = concerns_id"), conduct.pk)


def test_a_complaint_of_anothers_decision_is_refused(complaint):
    another = visitation.call(name="Viggo Prøvesen").case
    copy = Complaint.objects.get(pk=complaint.pk)
    copy.pk, copy.case = None, another
    copy._history_user = None
    with pytest.raises(IntegrityError, match="is another's"), transaction.atomic():
        copy.save(force_insert=True)


def test_what_was_found_is_written_once(complaint, lead):
    reassessment = scenes.reassessed(complaint, lead)

    with pytest.raises(DatabaseError, match="never be changed"):
        run("UPDATE complaints_reassessment SET outcome = 'granted' WHERE id = %s", reassessment.pk)
    with pytest.raises(DatabaseError, match="never be changed"), transaction.atomic():
        Reassessment.objects.filter(pk=reassessment.pk).delete()


def test_the_bundle_is_sealed(complaint, lead):
    scenes.reassessed(complaint, lead)
    sent = scenes.forwarded(complaint, lead)

    with pytest.raises(DatabaseError, match="never be changed"):
        run("UPDATE complaints_forwarding SET pdf = 'x' WHERE id = %s", sent.pk)
    with pytest.raises(DatabaseError, match="never be changed"), transaction.atomic():
        Forwarding.objects.filter(pk=sent.pk).update(sha256="0" * 64)


def test_a_bundle_whose_seal_does_not_hold_is_not_stored(complaint, lead):
    scenes.reassessed(complaint, lead)
    sent = scenes.forwarded(complaint, lead)
    with pytest.raises(IntegrityError, match="forwarding_"), transaction.atomic():
        Forwarding.objects.create(
            complaint=complaint,
            to_name="Ankestyrelsen",
            forwarded_on=sent.forwarded_on,
            forwarded_at=sent.forwarded_at,
            forwarded_by=lead,
            letter_to_body=sent.letter_to_body,
            letter_to_citizen=sent.letter_to_citizen,
            pdf=b"andet",
            sha256=sent.sha256,
        )


def test_what_is_closed_does_not_change(complaint, lead):
    complaint.status, complaint.result = ComplaintStatus.WITHDRAWN, Result.WITHDRAWN
    complaint._history_user = lead
    complaint.save()

    with pytest.raises(DatabaseError, match="never be changed"):
        run(SET.format("lesson = 'Nyt'"), complaint.pk)


# A decision that is made again


def test_no_decision_replaces_one_that_nobody_reopened(complaint):
    decision = complaint.decision
    copy = Decision.objects.get(pk=decision.pk)
    copy.pk, copy.replaces, copy.letter, copy.agenda_item, copy.meeting = None, decision, None, None, None
    copy._history_user = None
    with pytest.raises(IntegrityError, match="is to be made again"), transaction.atomic():
        copy.save(force_insert=True)


def test_the_replaced_decision_and_its_reopening_stay_as_they_are(complaint, lead):
    scenes.reassessed(complaint, lead, ReassessmentOutcome.GRANTED)
    reopening = Reopening.objects.get(decision=complaint.decision)

    with pytest.raises(DatabaseError, match="never be changed"):
        run("UPDATE visitation_reopening SET reason = 'x' WHERE id = %s", reopening.pk)
    with pytest.raises(DatabaseError, match="never be changed"):
        run("UPDATE visitation_decision SET reasons = 'x' WHERE id = %s", complaint.decision_id)
