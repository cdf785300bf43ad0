"""The agenda: it fills itself with what is ready; a case is taken up, or postponed with what is missing."""

from collections.abc import Iterable
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from cases.enums import RequestStage, StoryKind
from cases.models import TreatmentRequest
from cases.permissions import require
from cases.seeing import require_sees
from cases.services.story import tell
from rusmiddel.access.models import User
from rusmiddel.danish_dates import long_date
from rusmiddel.locks import hold
from rusmiddel.standards.schema import UnknownOffer
from rusmiddel.standards.services import timeline
from visitation.competence import deciders
from visitation.enums import ItemOutcome
from visitation.models import AgendaItem, Meeting, Recommendation
from visitation.models.meeting import STANDING
from visitation.permissions import can_decide
from visitation.services.meeting_warnings import open_item, ready_requests, refresh_meeting_warnings

# Held, before any row is locked, by whatever moves cases between agendas.
AGENDAS = "agendas"


@transaction.atomic
def fill_agendas(*, by: User | None, now: datetime) -> int:
    """Put every ready case on the next meeting of those who decide on it; return how many cases moved.

    May run at any time and any number of times: what is no longer ready comes off, what can come sooner is
    moved. Warns of what comes up after the guarantee is due.
    """
    hold(AGENDAS)
    moved = _remove_what_is_not_ready(by=by, now=now)
    # Locked, so that nobody decides a case while it is being moved.
    moved += _place(ready_requests().select_for_update(of=("self",)), by=by, now=now)
    refresh_meeting_warnings(today=timezone.localdate(now), by=by)
    return moved


@transaction.atomic
def place_request(request_id: int, *, by: User, now: datetime) -> int:
    """Put one case on the next meeting as soon as it is ready, or take it off where it no longer is."""
    hold(AGENDAS)
    moved = _remove_what_is_not_ready(by=by, now=now)
    ready = ready_requests().filter(pk=request_id).select_for_update(of=("self",))
    moved += _place(ready, by=by, now=now)
    request = TreatmentRequest.objects.with_facts().get(pk=request_id)
    refresh_meeting_warnings(today=timezone.localdate(now), by=by, only=request)
    return moved


@transaction.atomic
def postpone_item(*, item_id: int, missing: str, by: User, now: datetime) -> AgendaItem:
    """Put a case off to a later meeting and say what is missing; the guarantee keeps running."""
    require(can_decide(by))
    require_sees(by, now, requests__agenda_items=item_id)
    if not missing.strip():
        raise ValidationError({"missing": "Skriv, hvad der mangler."})
    hold(AGENDAS)
    item = (
        AgendaItem.objects.select_for_update(of=("self",))
        .select_related("meeting", "request")
        .get(pk=item_id)
    )
    if not item.is_pending:
        raise ValidationError("Sagen er allerede behandlet på mødet.")
    settle(item, ItemOutcome.POSTPONED, missing=missing.strip(), by=by, now=now)
    tell(
        case_id=item.request.case_id,
        kind=StoryKind.VISITATION,
        at=now,
        text=f"Udsat på visitationsmødet den {long_date(item.meeting.held_on)}. Mangler: {item.missing}",
        by=by,
        path=item.meeting.get_absolute_url(),
    )
    fill_agendas(by=by, now=now)
    return item


def settle(
    item: AgendaItem, outcome: ItemOutcome, *, by: User | None, now: datetime, missing: str = ""
) -> None:
    """Say what became of a case on the agenda, as part of an act whose permission has been checked."""
    item.move_to(outcome)
    item.missing = missing
    item.settled_at = now
    item._history_user = by
    item.save(update_fields=["outcome", "missing", "settled_at"])


def _remove_what_is_not_ready(*, by: User | None, now: datetime) -> int:
    stale = (
        AgendaItem.objects.pending()
        .exclude(request__stage=RequestStage.READY)
        .select_for_update(of=("self",))
    )
    count = 0
    for item in stale:
        settle(item, ItemOutcome.REMOVED, by=by, now=now)
        count += 1
    return count


def _place(requests: Iterable[TreatmentRequest], *, by: User | None, now: datetime) -> int:
    standards = timeline()
    today = timezone.localdate(now)
    meetings = [
        meeting
        for meeting in Meeting.objects.planned().order_by("starts_at", "pk")
        if meeting.held_on >= today
    ]
    taken_up = set(
        AgendaItem.objects.filter(
            meeting__in=meetings, outcome__in=sorted(STANDING - {ItemOutcome.PENDING})
        ).values_list("meeting", "request")
    )
    awaits_answer = set(Recommendation.objects.unanswered().values_list("request", flat=True))
    moved = 0
    for request in requests:
        if request.pk in awaits_answer:
            continue
        try:
            keys = {
                each.body.key
                for each in deciders(
                    standards.on(request.requested_on), request.wished_offer, request.substance
                )
            }
        except UnknownOffer:
            continue
        target = next(
            (
                meeting
                for meeting in meetings
                if meeting.body_key in keys and (meeting.pk, request.pk) not in taken_up
            ),
            None,
        )
        moved += _move(request, keys, target, by=by, now=now)
    return moved


def _move(
    request: TreatmentRequest, keys: set[str], target: Meeting | None, *, by: User | None, now: datetime
) -> int:
    current = open_item(request)
    if current is not None and current.meeting.body_key not in keys:
        settle(current, ItemOutcome.REMOVED, by=by, now=now)
        current = None
    if target is None or (current is not None and current.meeting.starts_at <= target.starts_at):
        return 0
    if current is None:
        current = AgendaItem(request=request)
    current.meeting = target
    current._history_user = by
    current.save()
    tell(
        case_id=request.case_id,
        kind=StoryKind.VISITATION,
        at=now,
        text=f"Sat på dagsordenen til visitationsmødet den {long_date(target.held_on)}",
        by=by,
        path=target.get_absolute_url(),
    )
    return 1
