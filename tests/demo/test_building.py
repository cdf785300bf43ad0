from datetime import date, timedelta
from itertools import pairwise

from django.db import transaction

from cases.enums import (
    RequestStage,
)
from cases.models import AssessmentSession, Case, Citizen, Inquiry, StoryEntry, TreatmentRequest
from rusmiddel.deadlines.models import Deadline
from rusmiddel.deadlines.reconciliation import reconcile
from tests.demo.conftest import TODAY, build_on


def test_a_sunday_shows_a_days_work_too(municipality):
    sunday = date(2026, 11, 22)
    municipality(today=sunday)

    assert AssessmentSession.objects.filter(planned_at__date=sunday).exists()


def told():
    """What a reader sees, whatever keys the rows have."""
    return [
        list(Citizen.objects.order_by("pk").values_list("name", "alias", "birth_date", "phone")),
        list(Case.objects.order_by("pk").values_list("number", "opened_on", "closed_on")),
        list(Inquiry.objects.order_by("pk").values_list("submission", "contacted_at", "note")),
        list(StoryEntry.objects.order_by("pk").values_list("at", "text")),
        list(Deadline.objects.order_by("case__number", "kind").values_list("kind", "due_on", "status")),
    ]


class Undo(Exception):
    pass


def test_the_same_seed_tells_the_same_stories_and_another_seed_others(standard):
    standard()
    stories = []
    for seed in (1, 1, 2):
        try:
            with transaction.atomic():
                build_on(TODAY, citizens=50, seed=seed)
                stories.append(told())
                raise Undo
        except Undo:
            pass

    assert stories[0] == stories[1]
    assert stories[0] != stories[2]


def test_more_may_be_added_to_what_is_there(municipality):
    municipality(citizens=50)
    build_on(TODAY, citizens=50)

    assert Citizen.objects.count() == 100
    assert reconcile(today=TODAY).drift_count == 0


def test_those_who_come_again_have_one_case_at_a_time(standard):
    standard()
    build_on(TODAY, citizens=120, months=60, cases_per_citizen=3)

    several = [citizen for citizen in Citizen.objects.prefetch_related("cases") if citizen.cases.count() > 1]
    assert several
    for citizen in several:
        cases = sorted(citizen.cases.all(), key=lambda case: case.opened_on)
        for earlier, later in pairwise(cases):
            assert earlier.closed_on is not None
            assert earlier.closed_on < later.opened_on


def test_those_who_have_come_often_are_as_consistent_as_the_others(standard):
    standard()
    build_on(TODAY, citizens=300, months=60, cases_per_citizen=3, most_talks=2)

    assert reconcile(today=TODAY).drift_count == 0
    waiting = TreatmentRequest.objects.filter(stage=RequestStage.READY)
    assert waiting.exists()
    assert not waiting.filter(inquiry__contacted_at__date__lt=TODAY - timedelta(days=60)).exists()
