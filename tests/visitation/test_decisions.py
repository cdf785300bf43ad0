from datetime import date, timedelta
from threading import Barrier, Thread

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, connection, transaction

from cases.enums import ClockEventKind, RequestStage, Substance
from cases.models import StoryEntry
from cases.services.clocks import add_event
from offers.models import Course
from rusmiddel.access.enums import Role
from rusmiddel.deadlines.enums import DeadlineKind, DeadlineStatus
from rusmiddel.deadlines.models import Deadline
from rusmiddel.letters.enums import Channel, LetterKind
from rusmiddel.letters.models import Letter
from rusmiddel.letters.services import LetterRefused
from tests.cases.factories import let_work_on
from tests.letters.reading import text
from tests.visitation.scenes import (
    DECIDED_AT,
    DUE_ON,
    MEETING_AT,
    caseworker,
    decided,
    load_preset,
    make_user,
    plan,
    ready,
    values,
    visitator,
)
from visitation.enums import AppealRoute, DecisionKind, ItemOutcome
from visitation.models import AgendaItem, Decision
from visitation.services.decisions import decide, preview, record_told, write_letter
from visitation.services.meetings import note_attendance
from visitation.services.preparing import AlreadyDecided

FULL, PARTIAL, REJECTION = DecisionKind.FULL_GRANT, DecisionKind.PARTIAL_GRANT, DecisionKind.REJECTION
PRESETS = ["jammerbugt", "rebild", "mariagerfjord", "norddjurs"]


@pytest.fixture
def jammerbugt(db):
    return load_preset()


def kinds(request):
    return set(request.events.standing().values_list("kind", flat=True))


def printed(decision):
    return text(bytes(decision.letter.pdf))


def test_a_full_grant_gives_a_course_and_a_letter_and_moves_the_case(jammerbugt):
    request, meeting = ready(), plan()
    decision = decided(request, meeting=meeting)
    request.refresh_from_db()
    assert request.stage == RequestStage.GRANTED
    assert {ClockEventKind.DECIDED, ClockEventKind.OFFER_GIVEN} <= kinds(request)
    assert decision.course.offer_key == "individual"
    assert decision.letter.kind == LetterKind.VISITATION_LETTER
    assert decision.agenda_item.outcome == ItemOutcome.DECIDED
    assert (
        "Ambulant samtalebehandling bevilget som ønsket"
        in StoryEntry.objects.filter(kind="decision").get().text
    )


def test_a_full_grant_needs_no_reasons_and_its_letter_no_guidance(jammerbugt):
    decision = decided(ready(), meeting=plan())
    assert decision.reasons
    assert "Du kan klage" not in printed(decision)


def test_a_partial_grant_says_what_was_asked_for_and_what_was_given(jammerbugt):
    decision = decided(ready(offer="residential"), PARTIAL, granted_key="individual")
    letter = printed(decision)
    assert "Du søgte den 2. marts 2026 om døgnbehandling." in letter
    assert "at tilbyde dig ambulant samtalebehandling i stedet for døgnbehandling" in letter
    assert "Du kan klage" in letter
    assert decision.course.offer_key == "individual"


def test_a_rejection_ends_the_request_and_tells_how_to_complain(jammerbugt):
    request = ready(offer="residential")
    decision = decided(request, REJECTION)
    request.refresh_from_db()
    assert request.stage == RequestStage.REJECTED
    assert ClockEventKind.REJECTED in kinds(request)
    assert decision.course is None
    for expected in (
        "Afslag på døgnbehandling",
        "bor med din familie",
        "nok til at komme i gang",
        "støtte derhjemme",
    ):
        assert expected in printed(decision)
    assert "serviceloven" not in printed(decision)
    assert "Sundhedsloven § 141" in printed(decision)


def test_a_rejection_in_time_ends_the_guarantee(jammerbugt):
    request = ready(offer="residential")
    decided(request, REJECTION)
    clock = Deadline.objects.get(kind=DeadlineKind.GUARANTEE, ref=request.deadline_ref)
    assert clock.status == DeadlineStatus.LAPSED


@pytest.mark.parametrize("name", PRESETS)
def test_residential_treatment_is_rejected_under_every_standard(db, name):
    standard = load_preset(name)
    key = next(offer.key for offer in standard.offers if offer.kind == "residential")
    decision = decided(ready(offer=key, substance=Substance.DRUGS), REJECTION)
    letter = printed(decision)
    assert standard.organisation.municipality.value in letter
    assert decision.letter.complaint_guidance.splitlines()[0] in letter
    assert "Ankestyrelsen" in letter
    assert decision.appeal_route == AppealRoute.RESIDENTIAL_DECISION
    assert decision.competence_source
    assert "serviceloven § 101" in decision.provisions


@pytest.mark.parametrize("field", ["facts", "reasons", "weighed"])
@pytest.mark.parametrize("kind", [PARTIAL, REJECTION])
def test_less_than_was_asked_for_is_not_decided_without_its_grounds(jammerbugt, kind, field):
    request = ready(offer="residential")
    with pytest.raises(ValidationError) as error:
        decided(request, kind, granted_key="individual" if kind == PARTIAL else "", **{field: "  "})
    assert field in error.value.message_dict
    assert not Letter.objects.exists()


def test_an_unlawful_letter_decides_nothing(jammerbugt):
    request = ready(offer="residential")
    citizen = request.case.citizen
    citizen.address_line = citizen.postcode = citizen.city = ""
    citizen.save()
    with pytest.raises(LetterRefused, match="adresse"):
        decided(request, REJECTION)
    request.refresh_from_db()
    assert request.stage == RequestStage.READY
    assert not Decision.objects.exists()


def test_a_letter_that_names_an_abolished_authority_decides_nothing(jammerbugt):
    with pytest.raises(LetterRefused, match="Patientombuddet"):
        decided(ready(offer="residential"), REJECTION, reasons="Du kan spørge Patientombuddet.")
    assert not Decision.objects.exists()


def test_a_protected_address_is_printed_only_when_somebody_says_so(jammerbugt):
    request = ready(offer="residential")
    request.case.citizen.is_protected = True
    request.case.citizen.save()
    with pytest.raises(LetterRefused, match="adressebeskyttelse"):
        decided(request, REJECTION)
    decision = decided(request, REJECTION, may_print_protected_address=True)
    assert "Eksempelvej 12" in printed(decision)


def test_a_letter_given_by_hand_leaves_a_protected_address_out(jammerbugt):
    request = ready(offer="residential")
    request.case.citizen.is_protected = True
    request.case.citizen.save()
    assert "Eksempelvej" not in printed(decided(request, REJECTION, channel=Channel.HANDED_OVER))


def test_an_anonymous_citizens_letter_has_the_case_number_and_no_appeal(jammerbugt):
    request = ready(offer="individual", name="", is_anonymous=True, alias="Falken", substance=Substance.DRUGS)
    decision = decided(request, REJECTION, meeting=plan())
    letter = printed(decision)
    assert f"Borger i sag {request.case.number}" in letter
    assert "§ 101 a, stk. 6" in letter
    assert "Ankestyrelsen" not in letter
    assert (decision.appeal_route, decision.complaint_weeks) == (AppealRoute.NONE, None)
    assert decision.letter.recipient_address == ""


def test_the_wrong_body_is_refused(db):
    load_preset("norddjurs")
    with pytest.raises(ValidationError, match="Det afgøres af Visitationsafdelingen"):
        decided(ready(offer="residential"), REJECTION, body_key="behandlerteamet")


def test_what_the_weekly_meeting_decides_is_not_decided_outside_it(jammerbugt):
    with pytest.raises(ValidationError, match="på et møde"):
        decided(ready())


def test_a_meeting_does_not_give_what_the_doctor_decides(jammerbugt):
    request = ready(substance=Substance.DRUGS)
    with pytest.raises(ValidationError, match="Lægekonsulenten"):
        decided(request, PARTIAL, meeting=plan(), granted_key="substitution")


def test_a_case_is_decided_only_at_the_meeting_it_stands_on(jammerbugt):
    request = ready(offer="residential")
    with pytest.raises(ValidationError, match="ikke på mødets dagsorden"):
        decided(request, meeting=plan())


def test_nothing_is_decided_before_the_day_of_the_meeting(jammerbugt):
    request = ready()
    meeting = plan(starts_at=MEETING_AT + timedelta(days=1))
    with pytest.raises(ValidationError, match="ikke begyndt"):
        decided(request, meeting=meeting)


def test_nobody_at_the_meeting_decides_nothing(jammerbugt):
    request, meeting = ready(), plan()
    note_attendance(meeting_id=meeting.pk, attendees=[], others_present="", by=visitator())
    with pytest.raises(ValidationError, match="hvem der er på mødet"):
        decided(request, meeting=meeting)


def test_a_decision_remembers_who_was_there(jammerbugt):
    decision = decided(ready(), meeting=plan())
    assert decision.present == visitator().name


def test_a_decision_outside_a_meeting_takes_the_case_off_its_agenda(jammerbugt):
    request = ready(offer="residential")
    plan(key="visitation_committee")
    decided(request, REJECTION)
    assert AgendaItem.objects.get().outcome == ItemOutcome.REMOVED


def test_a_decision_written_down_the_day_after_counts_from_the_meeting(jammerbugt):
    request, meeting = ready(), plan()
    decision = decided(request, meeting=meeting, now=DECIDED_AT)
    assert decision.decided_on == date(2026, 3, 10)


def test_a_case_that_is_not_ready_is_not_decided(jammerbugt):
    from tests.visitation.scenes import call

    request = call()
    let_work_on(request.case, visitator())
    with pytest.raises(ValidationError, match="Afslut først afdækningen"):
        decided(request)


def test_without_a_known_substance_there_is_no_law_to_decide_by(jammerbugt):
    with pytest.raises(ValidationError, match="alkohol, stoffer eller begge"):
        decided(ready(substance=Substance.UNKNOWN), meeting=plan())


def test_anonymous_residential_treatment_is_refused_with_the_law(jammerbugt):
    request = ready(offer="residential", name="", is_anonymous=True, substance=Substance.DRUGS)
    with pytest.raises(ValidationError, match="kan ikke gives anonymt"):
        decided(request)


@pytest.mark.parametrize("role", sorted(set(Role) - {Role.VISITATOR, Role.TEAM_LEAD}))
def test_only_visitator_and_team_lead_decide(jammerbugt, role):
    request, meeting = ready(), plan()
    with pytest.raises(PermissionDenied):
        decided(request, meeting=meeting, by=make_user(role, username=f"{role}-alene"))


def test_a_second_decision_is_told_of_the_first(jammerbugt):
    request, meeting = ready(), plan()
    first = decided(request, meeting=meeting)
    with pytest.raises(AlreadyDecided) as error:
        decided(request, meeting=meeting)
    assert error.value.decision == first


def test_two_who_decide_at_once_make_one_decision(committed):
    load_preset()
    request, meeting = ready(), plan()
    by, barrier, outcomes = visitator(), Barrier(2), []

    def click():
        try:
            barrier.wait(timeout=10)
            decide(request_id=request.pk, values=values(), meeting_id=meeting.pk, by=by, now=DECIDED_AT)
            outcomes.append("decided")
        except AlreadyDecided:
            outcomes.append("already")
        finally:
            connection.close()

    threads = [Thread(target=click) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(outcomes) == ["already", "decided"]
    assert (Decision.objects.count(), Letter.objects.count(), Course.objects.count()) == (1, 1, 1)


def test_a_preview_is_the_letter_and_stores_nothing(jammerbugt):
    request = ready(offer="residential")
    pdf = preview(request_id=request.pk, values=values(REJECTION), by=visitator(), now=DECIDED_AT)
    assert "Afslag på døgnbehandling" in text(pdf)
    request.refresh_from_db()
    assert request.stage == RequestStage.READY
    assert not Letter.objects.exists()


def test_further_provisions_are_added_to_those_of_the_law(jammerbugt):
    decision = decided(
        ready(offer="residential"), REJECTION, further_provisions=("forvaltningsloven § 24", " ")
    )
    assert decision.provisions == ["sundhedsloven § 141", "forvaltningsloven § 24"]


def test_a_citizen_is_told_once(jammerbugt):
    decision = decided(ready(), meeting=plan())
    first = record_told(decision_id=decision.pk, by=caseworker(), now=DECIDED_AT)
    again = record_told(decision_id=decision.pk, by=visitator(), now=DECIDED_AT + timedelta(hours=1))
    assert again.told_orally_at == first.told_orally_at == DECIDED_AT


def test_a_letter_about_a_grant_can_be_written_later(jammerbugt):
    decision = decided(ready(), meeting=plan())
    letter = decision.letter
    again = write_letter(
        decision_id=decision.pk,
        channel=Channel.POST,
        may_print_protected_address=False,
        by=visitator(),
        now=DECIDED_AT,
    )
    assert again == letter


def refused(name, decision, **changes):
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        _copy(decision, **changes)


def _copy(decision, **changes):
    """The same decision of a request that has none, to see what the database itself refuses."""
    other = ready(name=f"Kopi {Decision.objects.count()}", at=DECIDED_AT - timedelta(days=8))
    fields = {field.attname: getattr(decision, field.attname) for field in Decision._meta.concrete_fields}
    fields.update(id=None, case_id=other.case_id, request_id=other.pk, agenda_item_id=None, meeting_id=None)
    Decision(**{**fields, **changes}).save()


def test_the_database_refuses_what_no_page_would_send(jammerbugt):
    decision = decided(ready(offer="residential"), REJECTION)
    for field in ("facts", "reasons", "weighed"):
        refused("decision_less_than_granted_is_reasoned", decision, **{field: " \n"})
    refused("decision_less_than_granted_is_reasoned", decision, provisions=[])
    refused("decision_less_than_granted_has_letter", decision, letter_id=None)
    refused("decision_route_valid", decision, appeal_route="x")
    refused("decision_grant_has_course", decision, granted_key="individual", granted_name="Samtaler")
    refused("decision_says_who_and_by_what_law", decision, present=" ")
    refused("decision_told_by_somebody", decision, told_orally_at=DECIDED_AT)
    refused("decision_on_agenda_has_meeting", decision, meeting_id=plan().pk)


def test_a_kind_of_decision_that_does_not_exist_is_not_stored(jammerbugt):
    decision = decided(ready(offer="residential"), PARTIAL, granted_key="individual")
    refused("decision_kind_valid", decision, kind="x")


def test_one_request_has_one_decision_in_the_database(jammerbugt):
    decision = decided(ready(), meeting=plan())
    with pytest.raises(IntegrityError, match="decision_one_per_request"), transaction.atomic():
        _copy(decision, request_id=decision.request_id, letter_id=None)


def test_a_full_grant_gives_just_what_was_asked_for(jammerbugt):
    decision = decided(ready(), meeting=plan())
    refused("decision_full_grant_is_what_was_asked", decision, granted_key="group", letter_id=None)


def test_a_decision_is_never_changed(jammerbugt):
    decision = decided(ready(), meeting=plan())
    for change in ("reasons = 'x'", "letter_id = NULL", "kind = 'rejection'"):
        with pytest.raises(IntegrityError, match="never be changed"), transaction.atomic():
            _sql(f"UPDATE visitation_decision SET {change} WHERE id = {decision.pk}")
    with pytest.raises(IntegrityError, match="never be changed"), transaction.atomic():
        _sql(f"DELETE FROM visitation_decision WHERE id = {decision.pk}")


def _sql(statement):
    with connection.cursor() as cursor:
        cursor.execute(statement)


def test_a_decision_after_the_due_date_keeps_the_guarantee_running(jammerbugt):
    request = ready(at=DECIDED_AT - timedelta(days=20))
    decided(request, meeting=plan())
    clock = Deadline.objects.get(kind=DeadlineKind.GUARANTEE, ref=request.deadline_ref)
    assert (clock.status, clock.is_overdue(DECIDED_AT.date())) == (DeadlineStatus.OPEN, True)
    assert clock.due_on < DUE_ON


def test_the_meeting_that_was_too_late_is_warned_of_no_more(jammerbugt):
    request = ready(at=DECIDED_AT - timedelta(days=20))
    meeting = plan()
    assert Deadline.objects.open().of_kind(DeadlineKind.MEETING_AFTER_DUE).count() == 1
    decided(request, meeting=meeting)
    assert not Deadline.objects.open().of_kind(DeadlineKind.MEETING_AFTER_DUE).exists()


def test_an_event_that_was_recorded_by_hand_does_not_stop_a_decision(jammerbugt):
    request, meeting = ready(), plan()
    add_event(
        request_id=request.pk,
        kind=ClockEventKind.OFFER_GIVEN,
        occurred_at=DECIDED_AT,
        by=caseworker(),
        now=DECIDED_AT,
    )
    assert decided(request, meeting=meeting)
