from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import DatabaseError, IntegrityError

from cases.enums import (
    MEDICAL_EVENTS,
    REVERSIBLE_EVENTS,
    ClockEventKind,
    ContactedBy,
    DeviationReason,
    Substance,
)
from cases.models import ClockEvent
from cases.services.clocks import record_event, take_back_event
from rusmiddel.access.enums import Role
from rusmiddel.deadlines.enums import DeadlineKind, DeadlineStatus
from rusmiddel.deadlines.models import Deadline
from tests.access.factories import make_staff
from tests.cases.factories import (
    DUE_ON,
    NOW,
    TreatmentRequestFactory,
    co_worker,
    inquire,
    load_preset,
    march,
    request_of,
)


@pytest.fixture(scope="module")
def begun_once():
    return False


def deadline(request, kind=DeadlineKind.GUARANTEE) -> Deadline:
    return Deadline.objects.get(kind=kind, ref=request.deadline_ref)


def record(request, by, kind, **changes) -> ClockEvent:
    facts = {"occurred_at": march(4), "now": march(5), **changes}
    return record_event(request_id=request.pk, kind=kind, by=by, **facts)


def test_every_request_has_one_row_for_each_clock_even_where_none_runs(request_):
    rows = {row.kind: row.status for row in Deadline.objects.filter(ref=request_.deadline_ref)}

    assert rows == {
        DeadlineKind.GUARANTEE: DeadlineStatus.OPEN,
        DeadlineKind.GUARANTEE_GOAL: DeadlineStatus.OPEN,
        DeadlineKind.MEDICAL_TALK: DeadlineStatus.LAPSED,
    }


def test_the_responsible_is_warned_on_days_7_10_12_and_when_it_is_due(request_):
    row = deadline(request_)

    assert row.milestone_names == ["day_7", "day_10", "day_12", "due", "overdue"]
    assert row.next_warning_on == date(2026, 3, 9)


def test_nobody_is_warned_of_the_own_goal(request_):
    assert deadline(request_, DeadlineKind.GUARANTEE_GOAL).next_warning_on is None


def test_the_medical_talk_is_warned_of_on_day_10(standard, caseworker):
    request = request_of(inquire(caseworker, substance=Substance.DRUGS))

    assert deadline(request, DeadlineKind.MEDICAL_TALK).next_warning_on == date(2026, 3, 12)


def test_a_fact_moves_the_clock_and_stands_in_the_story(request_, caseworker):
    record(request_, caseworker, ClockEventKind.OFFER_GIVEN, note="Ambulant")

    assert deadline(request_, DeadlineKind.GUARANTEE_GOAL).status == DeadlineStatus.MET
    assert request_.case.story.latest("pk").text == "Tilbud om behandling givet. Ambulant"


def test_a_deviation_keeps_the_dates_and_says_why(request_, caseworker):
    record(request_, caseworker, ClockEventKind.DEVIATION, reason=DeviationReason.FREE_CHOICE)

    row = deadline(request_)
    assert (row.status, row.due_on) == (DeadlineStatus.WAIVED, DUE_ON)
    assert "frit valg" in row.reason


def test_a_ground_the_standard_does_not_know_is_refused(request_, caseworker):
    with pytest.raises(ValidationError, match="kender ikke den grund"):
        record(request_, caseworker, ClockEventKind.DEVIATION, reason=DeviationReason.NO_SHOW)


def test_the_same_ground_is_taken_where_the_standard_knows_it(db, clock, caseworker):
    load_preset("mariagerfjord")
    request = request_of(inquire(caseworker))

    record(request, caseworker, ClockEventKind.DEVIATION, reason=DeviationReason.NO_SHOW)

    assert deadline(request).status == DeadlineStatus.WAIVED


def test_a_fact_taken_back_is_as_if_it_had_not_been_and_stays_to_be_seen(request_, caseworker, team_lead):
    event = record(request_, caseworker, ClockEventKind.DEVIATION, reason=DeviationReason.FREE_CHOICE)

    take_back_event(event_id=event.pk, by=team_lead, now=march(6), reason="Forkert borger")

    event.refresh_from_db()
    assert deadline(request_).status == DeadlineStatus.OPEN
    assert (event.cancelled_by, event.cancelled_reason) == (team_lead, "Forkert borger")
    assert "Taget tilbage" in request_.case.story.latest("pk").text


@pytest.mark.parametrize("reason", ["", "   "])
def test_taking_back_needs_a_reason(request_, caseworker, reason):
    event = record(request_, caseworker, ClockEventKind.OFFER_GIVEN)

    with pytest.raises(ValidationError, match="hvorfor"):
        take_back_event(event_id=event.pk, by=caseworker, now=march(6), reason=reason)


def test_a_fact_is_taken_back_once(request_, caseworker):
    event = record(request_, caseworker, ClockEventKind.OFFER_GIVEN)
    take_back_event(event_id=event.pk, by=caseworker, now=march(6), reason="Fejl")

    with pytest.raises(ValidationError, match="allerede taget tilbage"):
        take_back_event(event_id=event.pk, by=caseworker, now=march(6), reason="Fejl")


def test_what_was_taken_back_can_be_recorded_anew(request_, caseworker):
    event = record(request_, caseworker, ClockEventKind.OFFER_GIVEN)
    take_back_event(event_id=event.pk, by=caseworker, now=march(6), reason="Forkert dag")

    assert record(request_, caseworker, ClockEventKind.OFFER_GIVEN, occurred_at=march(3)).pk


@pytest.mark.parametrize("kind", sorted(set(ClockEventKind) - REVERSIBLE_EVENTS))
def test_what_follows_from_something_else_is_not_taken_back_by_itself(request_, caseworker, kind):
    event = ClockEvent.objects.create(
        request=request_, kind=kind, occurred_at=march(4), recorded_by=caseworker
    )

    with pytest.raises(ValidationError, match="følger af noget andet"):
        take_back_event(event_id=event.pk, by=caseworker, now=march(6), reason="Fejl")


def test_a_fact_in_the_future_is_refused(request_, caseworker):
    with pytest.raises(ValidationError, match="fremtiden"):
        record(request_, caseworker, ClockEventKind.OFFER_GIVEN, occurred_at=march(5) + timedelta(minutes=1))


def test_a_fact_from_before_the_inquiry_is_refused(request_, caseworker):
    with pytest.raises(ValidationError, match="før henvendelsen"):
        record(request_, caseworker, ClockEventKind.OFFER_GIVEN, occurred_at=march(1))


def test_the_same_fact_twice_is_refused(request_, caseworker):
    record(request_, caseworker, ClockEventKind.OFFER_GIVEN)

    with pytest.raises(ValidationError, match="allerede registreret"):
        record(request_, caseworker, ClockEventKind.OFFER_GIVEN)


def test_a_deviation_may_be_noted_more_than_once(request_, caseworker):
    for _ in range(2):
        record(request_, caseworker, ClockEventKind.DEVIATION, reason=DeviationReason.FREE_CHOICE)

    assert ClockEvent.objects.filter(request=request_).count() == 2


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize("kind", [ClockEventKind.OFFER_GIVEN, ClockEventKind.MEDICAL_HELD])
def test_caseworkers_record_facts_and_the_doctor_those_of_the_medical_talk(standard, role, kind):
    request = TreatmentRequestFactory()
    allowed = {Role.CASEWORKER, Role.VISITATOR, Role.TEAM_LEAD}
    if kind in MEDICAL_EVENTS:
        allowed.add(Role.DOCTOR)

    by = co_worker(request.case, role)
    if role in allowed:
        assert record(request, by, kind).pk
    else:
        with pytest.raises(PermissionDenied):
            record(request, by, kind)
        assert not ClockEvent.objects.exists()


def test_nobody_without_casework_takes_a_fact_back(request_, caseworker):
    event = record(request_, caseworker, ClockEventKind.OFFER_GIVEN)

    with pytest.raises(PermissionDenied):
        take_back_event(event_id=event.pk, by=make_staff(Role.SECRETARY), now=march(6), reason="Fejl")


def test_the_database_lets_no_fact_be_rewritten(request_, caseworker):
    event = record(request_, caseworker, ClockEventKind.OFFER_GIVEN)
    event.occurred_at = march(3)

    with pytest.raises(DatabaseError, match="may never be changed"):
        event.save()


@pytest.mark.parametrize(
    ("facts", "constraint"),
    [
        ({"kind": "noget"}, "event_kind_valid"),
        ({"kind": ClockEventKind.DEVIATION}, "event_deviation_has_reason"),
        ({"cancelled_at": NOW}, "event_cancelled_with_reason"),
        ({"occurred_at": march(31) + timedelta(days=9)}, "event_recorded_after_it_happened"),
    ],
)
def test_the_database_refuses_a_fact_that_cannot_be(request_, caseworker, facts, constraint):
    facts = {"kind": ClockEventKind.OFFER_GIVEN, "occurred_at": NOW, "recorded_by": caseworker, **facts}

    with pytest.raises(IntegrityError, match=constraint):
        ClockEvent.objects.create(request=request_, **facts)


def test_a_kept_guarantee_says_so_on_the_day_treatment_began(request_, caseworker):
    record(request_, caseworker, ClockEventKind.TREATMENT_STARTED, occurred_at=march(12), now=march(12))

    row = deadline(request_)
    assert (row.status, row.closed_on, row.next_warning_on) == (DeadlineStatus.MET, date(2026, 3, 12), None)


def test_a_clock_that_waits_stands_closed_from_the_day_of_the_call(standard, caseworker):
    request = request_of(inquire(caseworker, contacted_by=ContactedBy.RELATIVE))

    row = deadline(request)
    assert (row.status, row.closed_on) == (DeadlineStatus.LAPSED, date(2026, 3, 2))
    assert "selv bekræfter" in row.reason
