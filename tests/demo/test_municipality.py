from datetime import date, timedelta
from itertools import pairwise

import pytest
from django.db import transaction
from django.db.models import F
from django.utils import timezone

from cases.enums import (
    Channel,
    CitizenKind,
    ContactedBy,
    RequestStage,
    SessionOutcome,
    Wish,
)
from cases.models import AssessmentSession, Case, Citizen, ClockEvent, Inquiry, StoryEntry, TreatmentRequest
from offers.models import Course, Session
from reporting.demo.municipality import build
from rusmiddel.cpr import parse
from rusmiddel.deadlines.enums import DeadlineKind, DeadlineState
from rusmiddel.deadlines.models import Deadline
from rusmiddel.deadlines.reconciliation import reconcile
from rusmiddel.letters.models import Letter
from rusmiddel.letters.services import content
from rusmiddel.standards.loading import preset_names
from tests.demo.conftest import TODAY
from visitation.enums import DecisionKind, MeetingStatus
from visitation.models import AgendaItem, Decision, Meeting


@pytest.mark.parametrize("name", preset_names())
def test_the_deadlines_are_what_the_facts_say_in_every_municipality(municipality, name):
    municipality(name)

    run = reconcile(today=TODAY)

    assert (run.drift_count, run.error) == (0, "")
    assert run.due_count >= 180


def test_every_state_of_the_guarantee_is_there_to_look_at(municipality):
    municipality()

    counts = Deadline.objects.of_kind(DeadlineKind.GUARANTEE).counts_by_state(day=TODAY, at_risk_days=4)

    assert [state for state, number in counts.items() if not number] == []
    assert counts[DeadlineState.OVERDUE] >= 3


def test_every_stage_of_a_request_is_there_to_look_at(municipality):
    municipality()

    assert set(TreatmentRequest.objects.values_list("stage", flat=True)) == set(RequestStage.values)


def test_all_kinds_of_inquiry_are_there(municipality):
    municipality(citizens=400)

    assert set(Inquiry.objects.values_list("channel", flat=True)) == set(Channel.values)
    assert set(Inquiry.objects.values_list("contacted_by", flat=True)) == set(ContactedBy.values)
    assert Inquiry.objects.without_case().filter(wish=Wish.COUNSELLING).exists()


def test_somebody_is_expected_today_and_some_talks_have_been_held(municipality):
    municipality()

    for sessions in (AssessmentSession.objects, Session.objects):
        assert sessions.filter(planned_at__date=TODAY, outcome=SessionOutcome.PLANNED).exists()
        assert sessions.filter(outcome=SessionOutcome.HELD).exists()


def test_a_sunday_shows_a_days_work_too(municipality):
    sunday = date(2026, 11, 22)
    municipality(today=sunday)

    assert AssessmentSession.objects.filter(planned_at__date=sunday).exists()


def test_nothing_has_happened_that_lies_ahead(municipality):
    municipality()

    assert not ClockEvent.objects.filter(occurred_at__date__gte=TODAY).exists()
    assert not StoryEntry.objects.filter(at__date__gte=TODAY).exists()
    assert not Inquiry.objects.filter(contacted_at__date__gte=TODAY).exists()
    for sessions in (AssessmentSession.objects, Session.objects):
        assert (
            not sessions.filter(planned_at__date__gte=TODAY).exclude(outcome=SessionOutcome.PLANNED).exists()
        )


def test_no_number_can_belong_to_a_living_person(municipality):
    municipality(citizens=300)

    numbers = [citizen.cpr or citizen.fictitious_number for citizen in Citizen.objects.all()]
    told = [number for number in numbers if number]
    assert len(told) > 250
    assert all(parse(number).is_replacement for number in told)


def test_the_number_tells_the_birth_date_that_is_stored(municipality):
    municipality()

    named = Citizen.objects.filter(kind=CitizenKind.IDENTIFIED).exclude(cpr_hash=None)
    assert all(parse(citizen.cpr).birth_date == citizen.birth_date for citizen in named)


def test_a_course_has_begun_where_the_request_is_in_treatment(municipality):
    municipality()

    treated = TreatmentRequest.objects.filter(stage__in=[RequestStage.IN_TREATMENT, RequestStage.ENDED])
    assert treated.exists()
    assert not treated.exclude(courses__started_on__isnull=False).exists()
    assert not Course.objects.filter(started_on=None, request__stage=RequestStage.IN_TREATMENT).exists()


def test_cases_are_numbered_in_the_order_they_were_opened(municipality):
    municipality()

    by_year = {}
    for case in Case.objects.all():
        by_year.setdefault(case.number[:4], []).append((case.opened_on, int(case.number[5:])))
    for numbered in by_year.values():
        days = [opened_on for opened_on, _ in sorted(numbered, key=lambda pair: pair[1])]
        assert days == sorted(days)


def told():
    """What a reader sees, whatever keys the rows have."""
    return [
        list(Citizen.objects.order_by("pk").values_list("name", "alias", "birth_date", "phone")),
        list(Case.objects.order_by("pk").values_list("number", "opened_on", "closed_on")),
        list(Inquiry.objects.order_by("pk").values_list("submission", "contacted_at", "note")),
        list(StoryEntry.objects.order_by("pk").values_list("at", "text")),
        list(Deadline.objects.order_by("pk").values_list("kind", "due_on", "status", "closed_on")),
    ]


class Undo(Exception):
    pass


def test_the_same_seed_tells_the_same_stories_and_another_seed_others(standard):
    standard()
    stories = []
    for seed in (1, 1, 2):
        try:
            with transaction.atomic():
                build(citizens=50, months=12, seed=seed, today=TODAY, shows_progress=False)
                stories.append(told())
                raise Undo
        except Undo:
            pass

    assert stories[0] == stories[1]
    assert stories[0] != stories[2]


def test_more_may_be_added_to_what_is_there(municipality):
    municipality(citizens=50)
    build(citizens=50, months=12, seed=1, today=TODAY, shows_progress=False)

    assert Citizen.objects.count() == 100
    assert reconcile(today=TODAY).drift_count == 0


def test_those_who_come_again_have_one_case_at_a_time(standard):
    standard()
    build(citizens=120, months=60, seed=1, today=TODAY, cases_per_citizen=3, shows_progress=False)

    several = [citizen for citizen in Citizen.objects.prefetch_related("cases") if citizen.cases.count() > 1]
    assert several
    for citizen in several:
        cases = sorted(citizen.cases.all(), key=lambda case: case.opened_on)
        for earlier, later in pairwise(cases):
            assert earlier.closed_on is not None
            assert earlier.closed_on < later.opened_on


def test_what_happened_is_recorded_after_it_happened(municipality):
    municipality()

    assert not ClockEvent.objects.filter(recorded_at__lt=F("occurred_at")).exists()
    longest = timedelta(minutes=40)
    assert not ClockEvent.objects.filter(recorded_at__gt=F("occurred_at") + longest).exists()
    assert timezone.is_aware(ClockEvent.objects.first().occurred_at)


@pytest.mark.parametrize("name", preset_names())
def test_what_gives_less_than_asked_has_a_real_letter(municipality, name):
    municipality(name)

    less = Decision.objects.exclude(kind=DecisionKind.FULL_GRANT)
    assert {decision.kind for decision in less} == {DecisionKind.PARTIAL_GRANT, DecisionKind.REJECTION}
    assert all(content(decision.letter).startswith(b"%PDF") for decision in less.select_related("letter"))
    assert Letter.objects.not_sent().exists()
    assert Letter.objects.exclude(dispatches=None).exists()


def test_what_is_ready_stands_on_the_agenda_of_the_next_meeting(municipality):
    municipality()

    ready = TreatmentRequest.objects.filter(stage=RequestStage.READY)
    assert ready.count() >= 2
    assert set(AgendaItem.objects.pending().values_list("request", flat=True)) == set(
        ready.values_list("pk", flat=True)
    )
    assert Meeting.objects.planned().exists()
    assert Meeting.objects.filter(status=MeetingStatus.HELD).exclude(minutes=None).exists()
