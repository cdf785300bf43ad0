"""Read how far many requests have come, in a constant number of queries."""

from collections.abc import Iterable
from datetime import date, datetime

from django.utils import timezone

from cases.enums import RequestStage, SessionOutcome
from cases.models import AssessmentSession, TreatmentRequest
from reporting.missing import Standing, missing


def missing_by_request(request_ids: Iterable[int], *, today: date) -> dict[int, str]:
    """What each of the requests still lacks."""
    stages = dict(TreatmentRequest.objects.filter(pk__in=set(request_ids)).values_list("pk", "stage"))
    talks = _talks(stages)
    return {
        pk: missing(_standing(RequestStage(stage), talks.get(pk, []), today=today))
        for pk, stage in stages.items()
    }


def _talks(request_ids: Iterable[int]) -> dict[int, list[tuple[date, str]]]:
    rows = (
        AssessmentSession.objects.filter(assessment__request__in=list(request_ids))
        .order_by("planned_at")
        .values_list("assessment__request", "planned_at", "outcome")
    )
    return _by_request(rows)


def _by_request(rows: Iterable[tuple[int, datetime, str]]) -> dict[int, list[tuple[date, str]]]:
    found: dict[int, list[tuple[date, str]]] = {}
    for request_id, planned_at, outcome in rows:
        found.setdefault(request_id, []).append((timezone.localdate(planned_at), outcome))
    return found


def _standing(stage: RequestStage, talks: list[tuple[date, str]], *, today: date) -> Standing:
    return Standing(
        stage=stage,
        talk_on=_first(on for on, outcome in talks if outcome == SessionOutcome.PLANNED and on >= today),
        unfinished_talk_on=_first(
            on for on, outcome in talks if outcome == SessionOutcome.PLANNED and on < today
        ),
        no_show_on=_last_no_show(talks),
        has_talked=any(outcome == SessionOutcome.HELD for _, outcome in talks),
    )


def _first(days: Iterable[date]) -> date | None:
    return min(days, default=None)


def _last_no_show(talks: list[tuple[date, str]]) -> date | None:
    """The day of the last talk, where the citizen stayed away from it."""
    settled = [(on, outcome) for on, outcome in talks if outcome != SessionOutcome.PLANNED]
    return settled[-1][0] if settled and settled[-1][1] == SessionOutcome.NO_SHOW else None
