"""A complaint from the telephone to what was learnt of it."""

import io
from datetime import timedelta

import pikepdf
import pytest
import time_machine
from django.core.exceptions import PermissionDenied, ValidationError

from cases.enums import Channel, RequestStage
from cases.models import StoryEntry
from cases.seeing import NotSeen
from complaints.enums import (
    BoardOutcome,
    ComplaintKind,
    ComplaintStatus,
    Handling,
    Lateness,
    ReassessmentOutcome,
    Result,
)
from complaints.models import Complaint
from complaints.services.answering import answer_complaint, close_complaint
from complaints.services.confidential import note_sent
from complaints.services.forwarding import bundle_of, pass_on
from complaints.services.reassessing import assess_lateness
from complaints.services.receiving import (
    Over,
    acknowledge,
    give_complaint_to,
    read_back,
    receive_complaint,
    withdraw_complaint,
)
from complaints.services.remedies import Done, record_remedy
from rusmiddel.access.enums import Role
from rusmiddel.deadlines.enums import DeadlineKind, DeadlineStatus
from rusmiddel.deadlines.models import Deadline, Drift
from rusmiddel.deadlines.reconciliation import reconcile
from rusmiddel.letters.enums import Channel as SendingChannel
from rusmiddel.letters.models import Letter
from tests.access.factories import UserFactory
from tests.complaints import scenes
from tests.complaints.scenes import NOW, TODAY, complained
from tests.letters import reading
from tests.visitation import scenes as visitation
from visitation.enums import DecisionKind
from visitation.models import Decision
from visitation.services.agenda import place_request

pytestmark = pytest.mark.django_db

DUE = TODAY + timedelta(weeks=4)


def clock_of(complaint, kind=DeadlineKind.REASSESSMENT):
    return Deadline.objects.filter(kind=kind, ref=complaint.deadline_ref).first()


def no_drift(day=TODAY):
    reconcile(today=day)
    return not Drift.objects.exists()


def fresh(complaint):
    return Complaint.objects.for_page().get(pk=complaint.pk)


# It comes


def test_it_stands_with_its_way_and_its_deadline(complaint, decision):
    assert (complaint.kind, complaint.handling) == (ComplaintKind.DECISION, Handling.REASSESS)
    assert complaint.recipient_name == "Rusmiddelcenter Jammerbugt"
    assert (complaint.onward_key, complaint.complain_by.isoformat()) == ("ankestyrelsen", "2026-04-15")
    assert not complaint.is_late
    assert (clock_of(complaint).due_on, clock_of(complaint).responsible) == (DUE, complaint.responsible)
    assert no_drift()


def test_a_double_click_makes_one(decision, lead):
    told = scenes.values(lead, Over(decision_id=decision.pk))
    first = receive_complaint(case_id=decision.case_id, values=told, by=lead, now=NOW)

    assert receive_complaint(case_id=decision.case_id, values=told, by=lead, now=NOW) == first
    assert Complaint.objects.count() == 1


def test_what_was_told_is_read_back_before_it_is_handled(decision, lead):
    complaint = complained(decision, lead, read_back_said="")

    with pytest.raises(ValidationError, match="Læs klagen op"):
        scenes.reassessed(complaint, lead)
    read_back(complaint_id=complaint.pk, said="Ja", by=lead, now=NOW)
    assert (fresh(complaint).read_back_by, fresh(complaint).read_back_at) == (lead, NOW)
    scenes.reassessed(complaint, lead)


def test_what_was_written_needs_no_reading(decision, lead):
    complaint = complained(decision, lead, channel=Channel.LETTER)

    assert complaint.read_back_at is None
    scenes.reassessed(complaint, lead)


def test_nobody_complains_of_tomorrow(decision, lead):
    with pytest.raises(ValidationError, match="fremtiden"):
        complained(decision, lead, received_on=TODAY + timedelta(days=1))


def test_anothers_decision_is_not_complained_of(decision, lead):
    another = visitation.call(name="Viggo Prøvesen").case
    told = scenes.values(lead, Over(decision_id=decision.pk))

    with pytest.raises(ValidationError, match="Vælg en afgørelse"):
        receive_complaint(case_id=another.pk, values=told, by=lead, now=NOW)


def test_the_receipt_says_when_and_repeats_what_was_told(complaint, lead):
    letter = acknowledge(complaint_id=complaint.pk, by=lead, now=NOW)
    text = reading.text(bytes(letter.pdf))

    for said in ("Vi har fået din klage", "22. april 2026", scenes.TEXT, "Ankestyrelsen", "inden fire uger"):
        assert said in text
    assert acknowledge(complaint_id=complaint.pk, by=lead, now=NOW) == letter


def test_only_one_with_a_power_that_holds_complains_for_another(decision, lead):
    power = scenes.power(decision.case, lead)
    complaint = complained(decision, lead, power_id=power.pk)
    letter = acknowledge(complaint_id=complaint.pk, by=lead, now=NOW)

    assert letter.recipient_name == "Birthe Prøvesen"


@pytest.mark.parametrize(
    "dates",
    [
        {"given_on": TODAY - timedelta(days=30), "expires_on": TODAY - timedelta(days=1)},
        {"given_on": TODAY},
    ],
)
def test_a_power_that_does_not_hold_on_the_day_is_refused(decision, lead, dates):
    power = scenes.power(decision.case, lead, **dates)

    with pytest.raises(ValidationError, match="gælder ikke den dag"):
        complained(
            decision,
            lead,
            power_id=power.pk,
            received_on=TODAY if "expires_on" in dates else TODAY - timedelta(days=1),
        )


def test_withdrawn_it_lets_the_deadline_lapse(complaint, lead):
    withdraw_complaint(complaint_id=complaint.pk, reason="Ringede og sagde det.", by=lead, now=NOW)

    assert fresh(complaint).result == Result.WITHDRAWN
    assert clock_of(complaint).status == DeadlineStatus.LAPSED
    assert no_drift()


# Too late


@pytest.fixture
def late(decision, lead, clock):
    clock.move_to(NOW + timedelta(days=60))
    return complained(decision, lead, now=NOW + timedelta(days=60), received_on=TODAY + timedelta(days=60))


def test_late_is_registered_all_the_same_and_assessed_first(late, lead):
    later = NOW + timedelta(days=60)

    assert late.is_late
    with pytest.raises(ValidationError, match="særlige grunde"):
        scenes.reassessed(late, lead, now=later)
    assess_lateness(
        complaint_id=late.pk, lateness=Lateness.EXCUSED, reason="Var indlagt.", by=lead, now=later
    )
    scenes.reassessed(late, lead, now=later)


def test_late_without_grounds_is_sent_on_all_the_same(late, lead):
    later = NOW + timedelta(days=60)
    assess_lateness(complaint_id=late.pk, lateness=Lateness.LATE, reason="Ingen grund.", by=lead, now=later)
    sent = scenes.forwarded(late, lead, now=later)

    assert fresh(late).status == ComplaintStatus.FORWARDED
    text = reading.text(bundle_of(sent))
    assert "Klagefristen var 15. april 2026" in text
    assert "Ankestyrelsen afgør, om den kan behandles" in text


def test_a_complaint_in_time_is_not_assessed_for_lateness(complaint, lead):
    with pytest.raises(ValidationError, match="rettidig"):
        assess_lateness(complaint_id=complaint.pk, lateness=Lateness.LATE, reason="x", by=lead, now=NOW)


# Looked at again


def test_kept_it_waits_to_be_sent_on_and_the_clock_runs(complaint, lead):
    reassessment = scenes.reassessed(complaint, lead)

    assert fresh(complaint).status == ComplaintStatus.REASSESSED
    assert clock_of(complaint).is_open
    text = reading.text(bytes(reassessment.letter.pdf))
    assert "Vi ændrer ikke på det" in text
    assert "Vi sender din klage videre til Ankestyrelsen" in text


def test_sent_on_the_deadline_is_kept_and_the_bundle_is_whole(complaint, lead, decision):
    scenes.reassessed(complaint, lead)
    sent = scenes.forwarded(complaint, lead)

    assert clock_of(complaint).status == DeadlineStatus.MET
    text = reading.text(bundle_of(sent))
    for said in (
        scenes.TEXT,
        decision.facts,
        decision.reasons,
        scenes.REASONS,
        "Vi fastholder.",
        "Sagens akter",
    ):
        assert said in text, said
    assert "7998 Statsservice" in reading.text(bytes(sent.letter_to_body.pdf))
    assert "Ankestyrelsen" in reading.text(bytes(sent.letter_to_citizen.pdf))
    assert no_drift()


def test_the_decisions_letter_lies_in_the_bundle_as_it_was_issued(complaint, lead, decision):
    scenes.reassessed(complaint, lead)
    sent = scenes.forwarded(complaint, lead)
    with pikepdf.open(io.BytesIO(bundle_of(sent))) as opened:
        inside = opened.attachments["afgoerelsen.pdf"].get_file().read_bytes()

    assert inside == bytes(Letter.objects.get(pk=decision.letter_id).pdf)


def test_nothing_is_sent_on_before_it_is_looked_at_again(complaint, lead):
    with pytest.raises(ValidationError, match="Genvurdér klagen"):
        scenes.forwarded(complaint, lead)


def test_a_letter_that_may_not_be_issued_leaves_nothing_behind(complaint, lead):
    with pytest.raises(ValidationError):
        scenes.reassess(
            complaint_id=complaint.pk,
            outcome=ReassessmentOutcome.MAINTAINED,
            reasons=" ",
            present="x",
            by=lead,
            now=NOW,
        )
    assert fresh(complaint).status == ComplaintStatus.RECEIVED


def test_met_in_full_the_decision_is_made_again_and_the_old_one_stands(complaint, lead, decision, clock):
    scenes.reassessed(complaint, lead, ReassessmentOutcome.GRANTED)
    decision.request.refresh_from_db()

    assert decision.request.stage == RequestStage.READY
    assert clock_of(complaint).is_open
    new = _decide_anew(decision)
    complaint = fresh(complaint)
    assert (complaint.status, complaint.result) == (ComplaintStatus.DONE, Result.GRANTED)
    assert complaint.remedies.get().decision == new
    assert new.replaces == decision
    assert clock_of(complaint).status == DeadlineStatus.MET
    stands = Decision.objects.get(pk=decision.pk)
    assert (stands.kind, stands.reasons, stands.replaced_by) == (decision.kind, decision.reasons, new)
    assert no_drift()


def test_met_in_part_it_is_decided_again_and_the_rest_goes_on(complaint, lead, decision):
    scenes.reassessed(complaint, lead, ReassessmentOutcome.PARTLY)

    with pytest.raises(ValidationError, match="nye afgørelse"):
        scenes.forwarded(complaint, lead)
    _decide_anew(decision)
    assert fresh(complaint).status == ComplaintStatus.REASSESSED
    scenes.forwarded(complaint, lead)
    assert fresh(complaint).status == ComplaintStatus.FORWARDED


def test_the_guarantee_counts_from_the_inquiry_again(complaint, lead, decision):
    ref = decision.request.deadline_ref
    assert Deadline.objects.get(kind=DeadlineKind.GUARANTEE, ref=ref).status == DeadlineStatus.LAPSED
    scenes.reassessed(complaint, lead, ReassessmentOutcome.GRANTED)

    clock = Deadline.objects.get(kind=DeadlineKind.GUARANTEE, ref=ref)
    assert (clock.status, clock.due_on) == (DeadlineStatus.OPEN, visitation.DUE_ON)


def test_whoever_decided_does_not_look_again_where_another_must(decision, settings):
    settings.COMPLAINTS_REASSESSED_BY_ANOTHER = True
    decider = visitation.visitator()
    complaint = complained(decision, decider)

    with pytest.raises(ValidationError, match="kan ikke selv genvurdere"):
        scenes.reassessed(complaint, decider)
    another = UserFactory(roles=[Role.TEAM_LEAD])
    give_complaint_to(complaint_id=complaint.pk, to=another, by=decider, now=NOW)
    scenes.reassessed(complaint, another)


def test_who_may_not_decide_may_not_look_again(complaint, decision):
    with pytest.raises(PermissionDenied):
        scenes.reassessed(complaint, visitation.caseworker())


# The board


@pytest.fixture
def at_the_board(complaint, lead):
    scenes.reassessed(complaint, lead)
    scenes.forwarded(complaint, lead)
    return complaint


@pytest.mark.parametrize(
    ("outcome", "result"),
    [
        (BoardOutcome.UPHELD, Result.BOARD_UPHELD),
        (BoardOutcome.DISMISSED, Result.BOARD_DISMISSED),
    ],
)
def test_what_the_board_lets_stand_is_over(at_the_board, lead, outcome, result):
    scenes.answered(at_the_board, lead, outcome)

    complaint = fresh(at_the_board)
    assert (complaint.status, complaint.result) == (ComplaintStatus.DONE, result)
    assert clock_of(complaint, DeadlineKind.COMPLAINT_ACTION) is None
    assert no_drift(TODAY + timedelta(days=60))


@pytest.mark.parametrize("outcome", [BoardOutcome.CHANGED, BoardOutcome.REMITTED])
def test_what_the_board_changes_waits_until_it_is_decided_again(at_the_board, lead, decision, outcome):
    scenes.answered(at_the_board, lead, outcome)

    assert fresh(at_the_board).status == ComplaintStatus.TO_ACT
    assert clock_of(at_the_board, DeadlineKind.COMPLAINT_ACTION).is_open
    decision.request.refresh_from_db()
    assert decision.request.stage == RequestStage.READY
    new = _decide_anew(decision, now=NOW + timedelta(days=61))
    complaint = fresh(at_the_board)
    assert complaint.status == ComplaintStatus.DONE
    assert complaint.remedies.get().decision == new
    assert clock_of(complaint, DeadlineKind.COMPLAINT_ACTION).status == DeadlineStatus.MET
    assert no_drift(TODAY + timedelta(days=61))


def test_what_is_done_in_another_way_is_written(at_the_board, lead):
    scenes.answered(at_the_board, lead, BoardOutcome.REMITTED)
    record_remedy(
        complaint_id=at_the_board.pk,
        done=Done(text="Borgeren er flyttet."),
        by=lead,
        now=NOW + timedelta(days=61),
    )

    assert fresh(at_the_board).status == ComplaintStatus.DONE


def test_an_answer_to_be_acted_on_has_a_day(at_the_board, lead):
    with pytest.raises(ValidationError, match="senest skal være gjort"):
        scenes.answered(at_the_board, lead, BoardOutcome.REMITTED, act_by=None)


def test_an_answer_is_not_older_than_the_complaint_that_was_sent(at_the_board, lead):
    with pytest.raises(ValidationError, match="sendt videre"):
        scenes.answered(at_the_board, lead, decided_on=TODAY - timedelta(days=1))


def test_it_is_put_away_with_what_was_learnt(at_the_board, lead):
    scenes.answered(at_the_board, lead, BoardOutcome.UPHELD)
    with pytest.raises(ValidationError, match="lærte"):
        close_complaint(complaint_id=at_the_board.pk, lesson=" ", by=lead, now=NOW)
    close_complaint(complaint_id=at_the_board.pk, lesson="Skriv kortere.", by=lead, now=NOW)

    assert fresh(at_the_board).status == ComplaintStatus.CLOSED
    assert no_drift(TODAY + timedelta(days=60))


# Each other kind


def test_health_treatment_is_guided_and_not_handled(decision, lead):
    complaint = scenes.of_kind(decision.case, ComplaintKind.HEALTH_TREATMENT, lead)

    assert (complaint.status, complaint.result) == (ComplaintStatus.DONE, Result.GUIDED)
    text = reading.text(bytes(complaint.receipt.pdf))
    for said in ("Styrelsen for Patientklager", "Olof Palmes Allé 18 H", "MitID", "to år"):
        assert said in text
    with pytest.raises(ValidationError):
        scenes.reassessed(complaint, lead)


def test_an_exceeded_guarantee_met_in_full_is_over(decision, lead):
    complaint = scenes.of_kind(decision.case, ComplaintKind.GUARANTEE_EXCEEDED, lead)
    scenes.reassessed(complaint, lead, ReassessmentOutcome.GRANTED)

    assert fresh(complaint).result == Result.GRANTED
    assert clock_of(complaint).status == DeadlineStatus.MET


def test_an_exceeded_guarantee_kept_goes_to_the_board(decision, lead):
    complaint = scenes.of_kind(decision.case, ComplaintKind.GUARANTEE_EXCEEDED, lead)
    scenes.reassessed(complaint, lead)
    scenes.forwarded(complaint, lead)

    assert fresh(complaint).status == ComplaintStatus.FORWARDED


def test_residential_treatment_is_passed_on_to_the_body_that_decided(db):
    visitation.load_preset("norddjurs")
    lead = UserFactory(roles=[Role.TEAM_LEAD])
    request = visitation.ready(offer="residential", substance="drugs", cpr=visitation.ADULT_CPR)
    keys = [each.key for each in visitation.bodies(visitation.standards.in_force(TODAY))]
    decided = next(
        made
        for made in (
            _try(lambda key=key: visitation.decided(request, DecisionKind.REJECTION, body_key=key))
            for key in keys
        )
        if made
    )
    complaint = complained(decided, lead)

    assert complaint.handling == Handling.PASS_ON
    with pytest.raises(ValidationError, match="genvurderes ikke her"):
        scenes.reassessed(complaint, lead)
    sent = pass_on(complaint_id=complaint.pk, statement="Hermed klagen.", by=lead, now=NOW)
    assert "Torvet 3" in reading.text(bytes(sent.letter_to_body.pdf))
    assert fresh(complaint).result == Result.PASSED_ON
    assert clock_of(complaint).status == DeadlineStatus.MET


# Between the citizen and the head of department


@pytest.fixture
def conduct(decision, lead):
    return scenes.of_kind(decision.case, ComplaintKind.CASE_HANDLING, lead, concerns=visitation.caseworker())


def test_the_one_it_concerns_neither_sees_nor_reads_of_it(conduct, decision):
    concerned = visitation.caseworker()

    assert not Complaint.objects.visible_to(concerned).filter(pk=conduct.pk).exists()
    assert not StoryEntry.objects.filter(case=decision.case, text__icontains="klage modtaget").exists()
    assert clock_of(conduct) is None
    with pytest.raises(NotSeen):
        withdraw_complaint(complaint_id=conduct.pk, reason="x", by=concerned, now=NOW)


def test_a_team_lead_it_concerns_does_not_see_it_either(decision, lead):
    chief = UserFactory(roles=[Role.TEAM_LEAD])
    conduct = scenes.of_kind(decision.case, ComplaintKind.CASE_HANDLING, lead, concerns=chief)

    assert not Complaint.objects.visible_to(chief).exists()
    with pytest.raises(NotSeen):
        answer_complaint(
            complaint_id=conduct.pk, outcome=ReassessmentOutcome.GRANTED, reasons="x", by=chief, now=NOW
        )
    with pytest.raises(ValidationError, match="handler om"):
        give_complaint_to(complaint_id=conduct.pk, to=chief, by=lead, now=NOW)


def test_whoever_wrote_it_down_sees_it_and_other_colleagues_do_not(decision, lead):
    secretary = UserFactory(roles=[Role.SECRETARY])
    conduct = scenes.of_kind(
        decision.case, ComplaintKind.CASE_HANDLING, visitation.caseworker(), responsible=lead
    )

    assert Complaint.objects.allowed_to(visitation.caseworker()).filter(pk=conduct.pk).exists()
    assert not Complaint.objects.allowed_to(secretary).filter(pk=conduct.pk).exists()


def test_its_letters_stand_with_the_complaint_alone(conduct, decision, lead):
    before = Letter.objects.count()
    acknowledge(complaint_id=conduct.pk, by=lead, now=NOW)
    answer_complaint(
        complaint_id=conduct.pk,
        outcome=ReassessmentOutcome.PARTLY,
        reasons="Vi beklager tonen.",
        by=lead,
        now=NOW,
    )

    assert Letter.objects.count() == before
    receipt, answer = conduct.confidential_letters.all()
    assert "Vi beklager tonen." in reading.text(bytes(answer.pdf))
    note_sent(
        letter_id=receipt.pk, complaint_id=conduct.pk, channel=SendingChannel.POST, on=TODAY, by=lead, now=NOW
    )
    assert fresh(conduct).result == Result.PARTLY


def test_a_colleague_who_is_told_to_handle_it_is_a_team_lead(decision, lead):
    with pytest.raises(ValidationError, match="teamleder"):
        scenes.of_kind(decision.case, ComplaintKind.CASE_HANDLING, lead, responsible=visitation.visitator())


def _decide_anew(decision, *, now=NOW):
    """The case stands on the agenda of a meeting again and gets what was asked for."""
    with time_machine.travel(now, tick=False):
        meeting = visitation.plan(starts_at=now, now=now)
        place_request(decision.request_id, by=visitation.visitator(), now=now)
        return visitation.decided(decision.request, meeting=meeting, now=now)


def _try(act):
    try:
        return act()
    except ValidationError:
        return None
