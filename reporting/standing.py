"""Read how far many requests have come, in a constant number of queries."""

from collections.abc import Iterable
from datetime import date, datetime

from django.utils import timezone

from cases.enums import RequestStage, SessionOutcome
from cases.models import AssessmentSession, TreatmentRequest
from offers.models import Session
from reporting.missing import Standing, missing

# The day a talk is planned for, and how it went.
Talk = tuple[date, str]


def missing_by_request(request_ids: Iterable[int], *, today: date) -> dict[int, str]:
    """What each of the requests still lacks."""
    stages = dict(TreatmentRequest.objects.filter(pk__in=set(request_ids)).values_list("pk", "stage"))
    talks = _by_request(
        AssessmentSession.objects.filter(assessment__request__in=list(stages))
        .order_by("planned_at")
        .values_list("assessment__request", "planned_at", "outcome")
    )
    sessions = _by_request(
        Session.objects.filter(course__request__in=list(stages))
        .order_by("planned_at")
        .values_list("course__request", "planned_at", "outcome")
    )
    return {
        pk: missing(_standing(RequestStage(stage), talks.get(pk, []), sessions.get(pk, []), today=today))
        for pk, stage in stages.items()
    }


def _by_request(rows: Iterable[tuple[int, datetime, str]]) -> dict[int, list[Talk]]:
    found: dict[int, list[Talk]] = {}
    for request_id, planned_at, outcome in rows:
        found.setdefault(request_id, []).append((timezone.localdate(planned_at), outcome))
    return found


def _standing(stage: RequestStage, talks: list[Talk], sessions: list[Talk], *, today: date) -> Standing:
    return Standing(
        stage=stage,
        today=today,
        talk_on=_first(on for on in _planned(talks) if on >= today),
        unfinished_talk_on=_first(on for on in _planned(talks) if on < today),
        no_show_on=_last_no_show(talks),
        has_talked=any(outcome == SessionOutcome.HELD for _, outcome in talks),
        first_session_on=_first(on for on in _planned(sessions) if on >= today),
        unfinished_session_on=_first(on for on in _planned(sessions) if on < today),
        missed_session_on=_last_no_show(sessions),
    )


def _planned(talks: list[Talk]) -> Iterable[date]:
    return (on for on, outcome in talks if outcome == SessionOutcome.PLANNED)


def _first(days: Iterable[date]) -> date | None:
    return min(days, default=None)


def _last_no_show(talks: list[Talk]) -> date | None:
    """The day of the last talk that is over, where the citizen stayed away from it."""
    settled = [(on, outcome) for on, outcome in talks if outcome != SessionOutcome.PLANNED]
    return settled[-1][0] if settled and settled[-1][1] == SessionOutcome.NO_SHOW else None
