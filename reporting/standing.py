"""Read how far many requests have come, in at most four queries."""

from collections.abc import Callable, Iterable
from datetime import date, datetime
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from cases.enums import RequestStage, SessionOutcome
from cases.models import AssessmentSession, TreatmentRequest
from offers.models import Session
from reporting.missing import Standing, missing
from rusmiddel.prepared import Keys, prepared
from visitation.enums import ItemOutcome
from visitation.models import AgendaItem

# A day something is planned for, and what came of it.
Dated = tuple[date, str]
Planned = tuple[int, datetime, str]
Ask = Callable[..., list[Planned]]


def missing_by_request(request_ids: Iterable[int], *, today: date) -> dict[int, str]:
    """What each of the requests still lacks."""
    asked = Keys.of(set(request_ids))
    stages = dict(_stages(requests=asked)) if asked.are_any else {}

    # What is said of a request depends on one of the three, and nothing is asked about nobody.
    def those(ask: Ask, *wanted: RequestStage) -> dict[int, list[Dated]]:
        requests = Keys.of(pk for pk, stage in stages.items() if stage in wanted)
        return _by_request(ask(requests=requests)) if requests.are_any else {}

    talks = those(_talks, RequestStage.REGISTERED, RequestStage.ASSESSING)
    sessions = those(_sessions, RequestStage.GRANTED)
    items = those(_items, RequestStage.READY)
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


@prepared
def _stages(*, requests: Keys) -> QuerySet[TreatmentRequest, tuple[int, str]]:
    return TreatmentRequest.objects.filter(pk__in=requests.among).values_list("pk", "stage")


@prepared
def _talks(*, requests: Keys) -> QuerySet[AssessmentSession, Planned]:
    return (
        AssessmentSession.objects.filter(assessment__request__in=requests.among)
        .order_by("planned_at")
        .values_list("assessment__request", "planned_at", "outcome")
    )


@prepared
def _sessions(*, requests: Keys) -> QuerySet[Session, Planned]:
    return (
        Session.objects.filter(course__request__in=requests.among)
        .order_by("planned_at")
        .values_list("course__request", "planned_at", "outcome")
    )


@prepared
def _items(*, requests: Keys) -> QuerySet[AgendaItem, Planned]:
    return (
        AgendaItem.objects.filter(request__in=requests.among)
        .order_by("meeting__starts_at")
        .values_list("request", "meeting__starts_at", "outcome")
    )


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
