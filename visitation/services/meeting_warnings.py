"""Cases whose visitation meeting falls after the guarantee is due, kept in the deadline register (VIS-1)."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date

from django.db.models import Prefetch, QuerySet
from django.utils import timezone

from cases.enums import RequestStage
from cases.guarantee import ClockStatus, guarantee
from cases.models import TreatmentRequest
from cases.services.clocks import facts_of
from rusmiddel.access.models import User
from rusmiddel.deadlines import register
from rusmiddel.deadlines.enums import DeadlineKind, DeadlineStatus
from rusmiddel.deadlines.models import Deadline
from rusmiddel.deadlines.values import DeadlineValues, Milestone, Step
from rusmiddel.standards.schema import Standard
from rusmiddel.standards.services import timeline
from visitation.competence import deciders, weekly_body
from visitation.models import AgendaItem

# A milestone without a number is shown by its name.
FOUND = "Mødet ligger for sent"
SETTLED = "Sagen er afgjort, taget af dagsordenen eller kommer på et møde i tide."


def expected_meeting_warnings(requests: Iterable[TreatmentRequest]) -> Iterator[DeadlineValues]:
    """One deadline per ready request whose meeting is too late, or that has none where meetings are weekly.

    `requests` are read as `ready_requests()` reads them.
    """
    standards = timeline()
    for request in requests:
        values = _warning(request, standards.on(request.requested_on))
        if values is not None:
            yield values


def ready_requests() -> QuerySet[TreatmentRequest]:
    """The requests that wait for a decision, with what the warning is computed from."""
    return (
        TreatmentRequest.objects.with_facts()
        .filter(stage=RequestStage.READY)
        .prefetch_related(Prefetch("agenda_items", AgendaItem.objects.pending().select_related("meeting")))
        .order_by("ready_at", "pk")
    )


def open_item(request: TreatmentRequest) -> AgendaItem | None:
    """The agenda a ready request stands on, of one read by `ready_requests()`."""
    return next(iter(request.agenda_items.all()), None)


def refresh_meeting_warnings(*, today: date, by: User | None, only: TreatmentRequest | None = None) -> int:
    """Keep the register in step with the agendas, for all requests or one; return how many rows changed."""
    ready = ready_requests()
    stored = Deadline.objects.open().of_kind(DeadlineKind.MEETING_AFTER_DUE)
    if only is not None:
        ready, stored = ready.filter(pk=only.pk), stored.filter(ref=only.deadline_ref)
    expected = {values.ref: values for values in expected_meeting_warnings(ready)}
    settled = [
        replace(row.values, status=DeadlineStatus.LAPSED, closed_on=today, reason=SETTLED)
        for row in stored
        if row.ref not in expected
    ]
    return register.keep_many([*expected.values(), *settled], by=by)


def _warning(request: TreatmentRequest, standard: Standard) -> DeadlineValues | None:
    clock = guarantee(facts_of(request, standard), standard)
    if clock.status != ClockStatus.RUNNING or clock.due_on is None or request.ready_at is None:
        return None
    item = open_item(request)
    meeting_on = item.meeting.held_on if item else None
    if meeting_on is None and not _meets_weekly(request, standard):
        return None
    if meeting_on is not None and meeting_on <= clock.due_on:
        return None
    ready_on = timezone.localdate(request.ready_at)
    steps = [
        Step(on=ready_on, text="Klar til visitation", rule="VIS-1"),
        Step(on=clock.due_on, text="Behandlingen skal være i gang", rule="GUA-4"),
    ]
    if meeting_on is not None:
        steps.append(Step(on=meeting_on, text="Sagen er på visitationsmødets dagsorden", rule="VIS-1"))
    else:
        steps.append(Step(on=clock.due_on, text="Intet visitationsmøde er planlagt", rule="VIS-1"))
    return DeadlineValues(
        case_id=request.case_id,
        kind=DeadlineKind.MEETING_AFTER_DUE,
        ref=request.deadline_ref,
        opened_on=ready_on,
        due_on=clock.due_on,
        responsible_id=request.case.responsible_id,
        explanation=tuple(steps),
        milestones=(Milestone(name=FOUND, on=ready_on),),
    )


def _meets_weekly(request: TreatmentRequest, standard: Standard) -> bool:
    body = weekly_body(standard)
    return body is not None and body.key in {
        each.body.key for each in deciders(standard, request.wished_offer, request.substance)
    }
