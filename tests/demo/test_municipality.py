import pytest
from django.db.models import F

from cases.enums import (
    CitizenKind,
    RequestStage,
    SessionOutcome,
)
from cases.models import AssessmentSession, Case, Citizen, ClockEvent, Inquiry, StoryEntry, TreatmentRequest
from offers.models import Course, Session
from rusmiddel.cpr import parse
from rusmiddel.deadlines.enums import DeadlineKind, DeadlineState
from rusmiddel.deadlines.models import Deadline
from tests.demo.conftest import TODAY
from visitation.enums import MeetingStatus
from visitation.models import AgendaItem, Meeting

pytestmark = [pytest.mark.usefixtures("small_municipality"), pytest.mark.django_db]


def test_every_state_of_the_guarantee_is_there_to_look_at():
    counts = Deadline.objects.of_kind(DeadlineKind.GUARANTEE).counts_by_state(day=TODAY, at_risk_days=4)

    assert [state for state, number in counts.items() if not number] == []
    assert counts[DeadlineState.OVERDUE] >= 3


def test_every_stage_of_a_request_is_there_to_look_at():
    assert set(TreatmentRequest.objects.values_list("stage", flat=True)) == set(RequestStage.values)


def test_somebody_is_expected_today_and_some_talks_have_been_held():
    for sessions in (AssessmentSession.objects, Session.objects):
        assert sessions.filter(planned_at__date=TODAY, outcome=SessionOutcome.PLANNED).exists()
        assert sessions.filter(outcome=SessionOutcome.HELD).exists()


def test_nothing_has_happened_that_lies_ahead():
    assert not ClockEvent.objects.filter(occurred_at__date__gte=TODAY).exists()
    assert not StoryEntry.objects.filter(at__date__gte=TODAY).exists()
    assert not Inquiry.objects.filter(contacted_at__date__gte=TODAY).exists()
    for sessions in (AssessmentSession.objects, Session.objects):
        ahead = sessions.filter(planned_at__date__gte=TODAY)
        assert set(ahead.values_list("outcome", flat=True)) == {SessionOutcome.PLANNED}


def test_the_number_tells_the_birth_date_that_is_stored():
    named = Citizen.objects.filter(kind=CitizenKind.IDENTIFIED).exclude(cpr_hash=None)
    assert all(parse(citizen.cpr).birth_date == citizen.birth_date for citizen in named)


def test_a_course_has_begun_where_the_request_is_in_treatment():
    treated = TreatmentRequest.objects.filter(stage__in=[RequestStage.IN_TREATMENT, RequestStage.ENDED])
    assert treated.exists()
    assert not treated.exclude(courses__started_on__isnull=False).exists()
    assert not Course.objects.filter(started_on=None, request__stage=RequestStage.IN_TREATMENT).exists()


def test_cases_are_numbered_in_the_order_they_were_opened():
    by_year = {}
    for case in Case.objects.all():
        by_year.setdefault(case.number[:4], []).append((case.opened_on, int(case.number[5:])))
    for numbered in by_year.values():
        days = [opened_on for opened_on, _ in sorted(numbered, key=lambda pair: pair[1])]
        assert days == sorted(days)


def test_nothing_is_recorded_before_it_happened():
    assert not ClockEvent.objects.filter(recorded_at__lt=F("occurred_at")).exists()
    assert not StoryEntry.objects.filter(recorded_at__lt=F("at")).exists()


def test_what_is_ready_stands_on_the_agenda_of_the_next_meeting():
    ready = TreatmentRequest.objects.filter(stage=RequestStage.READY)
    assert ready.count() >= 2
    assert set(AgendaItem.objects.pending().values_list("request", flat=True)) == set(
        ready.values_list("pk", flat=True)
    )
    assert Meeting.objects.planned().exists()
    assert Meeting.objects.filter(status=MeetingStatus.HELD).exclude(minutes=None).exists()
