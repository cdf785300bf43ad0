from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError

from cases.enums import ClockEventKind
from cases.services.assessments import reopen_assessment
from cases.services.clocks import record_event
from cases.services.requests import withdraw_request
from rusmiddel.access.enums import Role
from rusmiddel.deadlines.enums import DeadlineKind, DeadlineStatus
from rusmiddel.deadlines.models import Deadline
from rusmiddel.deadlines.reconciliation import reconcile
from rusmiddel.deadlines.watching import watch
from tests.visitation.scenes import (
    CALLED_AT,
    DECIDED_AT,
    DUE_ON,
    MEETING_AT,
    READY_AT,
    caseworker,
    load_preset,
    make_user,
    plan,
    ready,
    visitator,
)
from visitation import tasks
from visitation.enums import ItemOutcome
from visitation.models import AgendaItem
from visitation.services.agenda import fill_agendas, postpone_item

pytestmark = pytest.mark.django_db
WEEK = timedelta(weeks=1)


@pytest.fixture(autouse=True)
def _standard():
    load_preset()


def fill(now=READY_AT):
    return fill_agendas(by=None, now=now)


def warning():
    return Deadline.objects.filter(kind=DeadlineKind.MEETING_AFTER_DUE).first()


def test_a_new_meeting_takes_what_is_ready():
    request = ready()
    assert plan().items.get().request == request


def test_a_case_that_gets_ready_comes_on_the_next_meeting():
    meeting, later = plan(), plan(starts_at=MEETING_AT + WEEK)
    ready()
    assert fill() == 1
    assert (meeting.items.count(), later.items.count()) == (1, 0)


def test_filling_twice_changes_nothing():
    plan()
    ready()
    assert (fill(), fill()) == (1, 0)


def test_a_case_goes_to_those_who_decide_on_what_is_asked_for():
    plan()
    committee = plan(key="visitation_committee", starts_at=MEETING_AT + WEEK)
    ready(offer="residential")
    fill()
    assert committee.items.count() == 1


def test_a_case_that_is_not_ready_any_more_comes_off():
    plan()
    request = ready()
    fill()
    reopen_assessment(request_id=request.pk, by=caseworker(), now=DECIDED_AT, reason="Mangler helbred")
    fill()
    assert AgendaItem.objects.get().outcome == ItemOutcome.REMOVED


def test_a_case_that_came_off_can_come_on_the_same_meeting_again():
    meeting = plan()
    request = ready()
    fill()
    AgendaItem.objects.update(outcome=ItemOutcome.REMOVED, settled_at=READY_AT)
    fill()
    assert meeting.items.pending().get().request == request


def test_a_meeting_that_is_sooner_takes_the_case_over():
    later = plan(starts_at=MEETING_AT + WEEK)
    ready()
    fill()
    sooner = plan()
    assert (sooner.items.pending().count(), later.items.pending().count()) == (1, 0)


def test_the_most_urgent_guarantee_comes_first():
    late = ready(name="Sidst", at=CALLED_AT + timedelta(days=3))
    urgent = ready(name="Først", at=CALLED_AT - timedelta(days=5))
    middle = ready(name="Midt", at=CALLED_AT)
    meeting = plan()
    assert [item.request for item in meeting.items.for_agenda()] == [urgent, middle, late]


def test_a_request_is_on_one_open_agenda_only():
    request = ready()
    plan()
    other = plan(starts_at=MEETING_AT + WEEK)
    with pytest.raises(IntegrityError, match="item_one_open_per_request"):
        AgendaItem.objects.create(meeting=other, request=request)


def test_an_outcome_that_does_not_exist_is_not_stored():
    request, meeting = ready(), plan()
    with pytest.raises(IntegrityError, match="item_outcome_valid"):
        AgendaItem.objects.create(meeting=meeting, request=request, outcome="x", settled_at=DECIDED_AT)


def test_a_postponed_case_says_what_is_missing_and_waits_for_the_next_meeting():
    ready()
    meeting, later = plan(), plan(starts_at=MEETING_AT + WEEK)
    postpone_item(
        item_id=meeting.items.get().pk, missing="Udtalelse fra lægen", by=visitator(), now=DECIDED_AT
    )
    item = meeting.items.get()
    assert (item.outcome, item.missing) == (ItemOutcome.POSTPONED, "Udtalelse fra lægen")
    assert later.items.pending().count() == 1


def test_a_postponed_case_does_not_come_back_on_the_same_meeting():
    ready()
    meeting = plan()
    postpone_item(item_id=meeting.items.get().pk, missing="Lægen", by=visitator(), now=DECIDED_AT)
    fill(now=DECIDED_AT)
    assert meeting.items.pending().count() == 0


def test_nothing_is_postponed_without_a_word_on_what_is_missing():
    ready()
    item = plan().items.get()
    with pytest.raises(ValidationError, match="hvad der mangler"):
        postpone_item(item_id=item.pk, missing=" ", by=visitator(), now=DECIDED_AT)
    with pytest.raises(IntegrityError, match="item_postponed_says_what_is_missing"):
        AgendaItem.objects.update(outcome=ItemOutcome.POSTPONED, settled_at=DECIDED_AT)


def test_a_caseworker_postpones_nothing():
    ready()
    item = plan().items.get()
    with pytest.raises(PermissionDenied):
        postpone_item(item_id=item.pk, missing="Noget", by=caseworker(), now=DECIDED_AT)


def test_a_meeting_after_the_guarantee_is_due_is_warned_of():
    plan(starts_at=MEETING_AT + WEEK)
    ready()
    fill()
    assert warning().due_on == DUE_ON
    assert warning().status == DeadlineStatus.OPEN
    assert "Sagen er på visitationsmødets dagsorden" in [step.text for step in warning().steps]


def test_a_meeting_on_the_last_day_is_not_warned_of():
    plan(starts_at=MEETING_AT + timedelta(days=6))
    ready()
    fill()
    assert warning() is None


def test_where_meetings_are_weekly_no_meeting_is_warned_of():
    ready()
    fill()
    assert warning().status == DeadlineStatus.OPEN


def test_a_case_decided_outside_meetings_needs_none():
    ready(offer="residential")
    fill()
    assert warning() is None


def test_a_sooner_meeting_ends_the_warning():
    ready()
    fill()
    plan()
    assert warning().status == DeadlineStatus.LAPSED


def test_the_warning_reaches_the_caseworker_once():
    ready()
    fill()
    assert watch(today=READY_AT.date()).notice_count == 1
    assert watch(today=READY_AT.date()).notice_count == 0


def test_a_withdrawn_wish_comes_off_and_is_warned_of_no_more():
    plan(starts_at=MEETING_AT + WEEK)
    request = ready()
    fill()
    withdraw_request(request_id=request.pk, occurred_at=DECIDED_AT, by=caseworker(), now=DECIDED_AT, note="")
    tasks.fill_agendas()
    assert AgendaItem.objects.get().outcome == ItemOutcome.REMOVED
    assert warning().status == DeadlineStatus.LAPSED


def test_a_deviation_ends_the_warning_at_the_next_sweep():
    request = ready()
    fill()
    record_event(
        request_id=request.pk,
        kind=ClockEventKind.DEVIATION,
        reason="free_choice",
        occurred_at=DECIDED_AT,
        by=caseworker(),
        now=DECIDED_AT,
    )
    tasks.fill_agendas()
    assert warning().status == DeadlineStatus.LAPSED


def test_the_night_finds_no_drift_in_the_warnings():
    ready()
    ready(name="En anden", at=CALLED_AT - timedelta(days=3))
    plan(starts_at=MEETING_AT + WEEK)
    assert reconcile(today=date(2026, 3, 11)).drift_count == 0


def test_the_night_finds_a_warning_that_was_lost():
    ready()
    assert warning() is None
    assert reconcile(today=date(2026, 3, 11)).drift_count == 1
    assert warning().status == DeadlineStatus.OPEN


def test_an_agenda_costs_the_same_however_long_it_is(count_queries):
    ready()
    meeting = plan()
    with count_queries() as one:
        assert len(meeting.items.standing().for_agenda()) == 1
    for number in range(4):
        ready(name=f"Borger {number}")
    fill()
    with count_queries() as five:
        assert len(meeting.items.standing().for_agenda()) == 5
    assert len(one) == len(five)


def test_only_those_who_run_meetings_plan_them():
    with pytest.raises(PermissionDenied):
        plan(by=make_user(Role.PSYCHOLOGIST))


def test_closing_the_assessment_puts_the_case_on_the_next_agenda_at_once(
    django_capture_on_commit_callbacks,
):
    meeting = plan()
    with django_capture_on_commit_callbacks(execute=True):
        request = ready()

    assert meeting.items.get().request == request
    assert fill() == 0


def test_opening_it_again_takes_the_case_off_at_once(django_capture_on_commit_callbacks):
    meeting = plan()
    with django_capture_on_commit_callbacks(execute=True):
        request = ready()
    with django_capture_on_commit_callbacks(execute=True):
        reopen_assessment(request_id=request.pk, by=caseworker(), now=READY_AT, reason="Mangler")

    assert meeting.items.get().outcome == ItemOutcome.REMOVED


def test_a_meeting_that_is_too_late_is_warned_of_at_once(django_capture_on_commit_callbacks):
    plan(starts_at=MEETING_AT + 2 * WEEK)
    with django_capture_on_commit_callbacks(execute=True):
        ready()

    assert warning().status == DeadlineStatus.OPEN
