"""Read how far many requests have come, in at most four queries."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django.utils import timezone

from cases.enums import RequestStage, SessionOutcome
from cases.models import AssessmentSession, TreatmentRequest
from offers.models import Session
from reporting.missing import Standing, missing
from visitation.enums import ItemOutcome
from visitation.models import AgendaItem

# A day something is planned for, and what came of it.
Dated = tuple[date, str]


def missing_by_request(request_ids: Iterable[int], *, today: date) -> dict[int, str]:
    """What each of the requests still lacks."""
    stages = dict(TreatmentRequest.objects.filter(pk__in=set(request_ids)).values_list("pk", "stage"))

    # What is said of a request depends on one of the three, and nothing is asked about nobody.
    def those(*wanted: RequestStage) -> list[int]:
        return [pk for pk, stage in stages.items() if stage in wanted]

    talks = _by_request(
        AssessmentSession.objects.filter(
            assessment__request__in=those(RequestStage.REGISTERED, RequestStage.ASSESSING)
        )
        .order_by("planned_at")
        .values_list("assessment__request", "planned_at", "outcome")
    )
    sessions = _by_request(
        Session.objects.filter(course__request__in=those(RequestStage.GRANTED))
        .order_by("planned_at")
        .values_list("course__request", "planned_at", "outcome")
    )
    items = _by_request(
        AgendaItem.objects.filter(request__in=those(RequestStage.READY))
        .order_by("meeting__starts_at")
        .values_list("request", "meeting__starts_at", "outcome")
    )
    return {
        pk: missing(
            Standing(
                stage=RequestStage(stage),
                today=today,
                **_talked(talks.get(pk, []), today),
                **_in_treatment(sessions.get(pk, []), today),
                **_on_agenda(items.get(pk, [])),
            )
        )
        for pk, stage in stages.items()
    }


def _by_request(rows: Iterable[tuple[int, datetime, str]]) -> dict[int, list[Dated]]:
    found: dict[int, list[Dated]] = {}
    for request_id, planned_at, outcome in rows:
        found.setdefault(request_id, []).append((timezone.localdate(planned_at), outcome))
    return found


def _talked(talks: list[Dated], today: date) -> dict[str, Any]:
    return {
        "talk_on": _first(on for on in _planned(talks) if on >= today),
        "unfinished_talk_on": _first(on for on in _planned(talks) if on < today),
        "no_show_on": _last_no_show(talks),
        "has_talked": any(outcome == SessionOutcome.HELD for _, outcome in talks),
    }


def _in_treatment(sessions: list[Dated], today: date) -> dict[str, Any]:
    return {
        "first_session_on": _first(on for on in _planned(sessions) if on >= today),
        "unfinished_session_on": _first(on for on in _planned(sessions) if on < today),
        "missed_session_on": _last_no_show(sessions),
    }


def _on_agenda(items: list[Dated]) -> dict[str, Any]:
    return {
        "meeting_on": _first(on for on, outcome in items if outcome == ItemOutcome.PENDING),
        "postponed_on": max((on for on, outcome in items if outcome == ItemOutcome.POSTPONED), default=None),
    }


def _planned(talks: list[Dated]) -> Iterable[date]:
    return (on for on, outcome in talks if outcome == SessionOutcome.PLANNED)


def _first(days: Iterable[date]) -> date | None:
    return min(days, default=None)


def _last_no_show(talks: list[Dated]) -> date | None:
    """The day of the last talk that is over, where the citizen stayed away from it."""
    settled = [(on, outcome) for on, outcome in talks if outcome != SessionOutcome.PLANNED]
    return settled[-1][0] if settled and settled[-1][1] == SessionOutcome.NO_SHOW else None
