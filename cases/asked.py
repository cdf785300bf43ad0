"""Enough of a case for whoever is asked to take it to answer: what it is about and what is due, no journal.

The reader does not work on the case yet, so the page shows no notes, no assessment and no CPR number; that it
was shown stands in the read log like every other reading.
"""

from dataclasses import dataclass
from datetime import date, datetime

from cases.enums import SessionOutcome
from cases.models import AssessmentSession, Case
from rusmiddel.deadlines.models import Deadline
from rusmiddel.deadlines.models.deadline import NOT_SHOWN


@dataclass(frozen=True, kw_only=True)
class Summary:
    case: Case
    age: int | None
    stage: str
    substance: str
    deadlines: list[Deadline]
    # When the citizen is to come next.
    next_talk_at: datetime | None
    co_workers: list[str]


def summary_of(case: Case, *, now: datetime, today: date) -> Summary:
    """Read it, in a number of queries that does not grow."""
    wish = case.latest_request
    talks = AssessmentSession.objects.filter(
        assessment__request__case=case, outcome=SessionOutcome.PLANNED, planned_at__gte=now
    )
    open_deadlines = Deadline.objects.open().filter(case=case).defer(*NOT_SHOWN).order_by("due_on", "pk")
    return Summary(
        case=case,
        age=wish.age_on(today) if wish else case.citizen.age_on(today),
        stage=wish.get_stage_display() if wish else "Rådgivning",
        substance=wish.get_substance_display() if wish else "",
        deadlines=list(open_deadlines),
        next_talk_at=talks.order_by("planned_at").values_list("planned_at", flat=True).first(),
        co_workers=list(
            case.co_workers.standing().order_by("user__name").values_list("user__name", flat=True)
        ),
    )
