"""The requests for treatment that are one person's, and the next step on each."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from cases.enums import RequestStage
from cases.guarantee import ClockStatus, guarantee
from cases.models import AssessmentSession, Case, TreatmentRequest
from cases.need_to_know import in_sight
from cases.next_steps import NextStep, next_steps
from cases.permissions import CALL_ROLES
from cases.services.clocks import facts_of
from reporting.my_cover import Roles, covered_by
from rusmiddel.prepared import Keys, prepared
from rusmiddel.standards.services import Timeline

# Read further than shown: which of the requests wait is known only when their clocks have been computed.
WISHES_READ = 50
BEFORE_TREATMENT = (
    RequestStage.REGISTERED,
    RequestStage.ASSESSING,
    RequestStage.READY,
    RequestStage.GRANTED,
)


@dataclass(frozen=True, kw_only=True)
class Wish:
    """A request for treatment, with the one link to move it on."""

    case: Case
    request: TreatmentRequest
    text: str
    path: str
    act: str
    # Since which day the clock cannot start; None where it does not wait.
    since: date | None = None


@prepared
def wishes_of(
    roles: Roles, is_all_but: bool, /, *, user: int, today: date, keys: Keys
) -> QuerySet[TreatmentRequest]:
    """Requests before treatment that are the user's, or nobody's where the user takes calls; newest first."""
    mine = Q(case__responsible=user) | Q(case__responsible__in=covered_by(roles, user=user, today=today))
    if roles & CALL_ROLES:
        mine |= Q(case__responsible=None)
    return (
        TreatmentRequest.objects.with_facts()
        .filter(mine, in_sight(keys, is_all_but), stage__in=BEFORE_TREATMENT, case__closed_on=None)
        .defer("case__citizen__cpr")
        .order_by("-inquiry__contacted_at", "-pk")[:WISHES_READ]
    )


def steps_of(
    case_ids: Iterable[int], wishes: Iterable[TreatmentRequest], standards: Timeline
) -> dict[int, list[NextStep]]:
    """What must be done next on each case, as the case page says it."""
    known = {wish.case_id: wish for wish in wishes}
    unknown = set(case_ids) - set(known)
    others = _open_requests(cases=Keys.of(unknown)) if unknown else []
    requests = {**known, **{request.case_id: request for request in others}}
    talks: dict[int, list[AssessmentSession]] = {}
    for talk in _talks_of(requests=Keys.of(request.pk for request in requests.values())):
        talks.setdefault(talk.assessment.request_id, []).append(talk)
    return {
        case_id: next_steps(request, talks.get(request.pk, []), standards.on(request.requested_on))
        for case_id, request in requests.items()
    }


@prepared
def _open_requests(*, cases: Keys) -> QuerySet[TreatmentRequest]:
    requests = TreatmentRequest.objects.with_facts().open()
    return requests.filter(case__in=cases.among).defer("case__citizen__cpr")


@prepared
def _talks_of(*, requests: Keys) -> QuerySet[AssessmentSession]:
    talks = AssessmentSession.objects.filter(assessment__request__in=requests.among)
    return talks.select_related("assessment").only("planned_at", "outcome", "assessment__request")


def waits_since(wish: TreatmentRequest, standards: Timeline) -> date | None:
    """Since when the clock cannot start before somebody answers: the citizen, a parent, a municipality.

    None where nobody else is waited for.
    """
    standard = standards.on(wish.requested_on)
    clock = guarantee(facts_of(wish, standard), standard)
    if clock.status != ClockStatus.WAITING:
        return None
    return clock.steps[-1].on if clock.steps else wish.requested_on


def shown_wish(
    wish: TreatmentRequest, steps: Mapping[int, list[NextStep]], *, since: date | None = None
) -> Wish:
    step = next(iter(steps.get(wish.case_id, [])), None)
    return Wish(
        case=wish.case,
        request=wish,
        text=step.text if step else "",
        path=step.path if step else wish.case.get_absolute_url(),
        act=step.act if step else "Åbn sagen",
        since=since,
    )
