"""Visitation meetings: planned, held, and sealed in minutes; the next one plans itself."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from cases.booking_days import booking_day_refused
from cases.permissions import require
from rusmiddel.access.models import User
from rusmiddel.calendar import next_working_day
from rusmiddel.locks import hold
from rusmiddel.standards.schema import Body
from rusmiddel.standards.services import in_force
from visitation.competence import weekly_body
from visitation.enums import ItemOutcome, MeetingStatus
from visitation.models import Meeting, Minutes
from visitation.papers import minutes_paper
from visitation.permissions import can_run_meeting
from visitation.services.agenda import AGENDAS, fill_agendas, settle

WEEK = timedelta(weeks=1)
NOT_REACHED = "Mødet nåede ikke til sagen."


@transaction.atomic
def plan_meeting(*, body: Body, starts_at: datetime, place: str, by: User, now: datetime) -> Meeting:
    """Plan a meeting and fill its agenda; those who were at the last one are expected.

    The same meeting twice gives the same meeting.
    """
    require(can_run_meeting(by))
    _require_day(starts_at, now)
    hold(AGENDAS)
    meeting = _plan(body.key, body.name, starts_at, place, by=by)
    fill_agendas(by=by, now=now)
    return meeting


@transaction.atomic
def move_meeting(*, meeting_id: int, starts_at: datetime, place: str, by: User, now: datetime) -> Meeting:
    """Hold a planned meeting at another time or place; the agendas follow."""
    require(can_run_meeting(by))
    _require_day(starts_at, now)
    meeting = _planned(meeting_id)
    meeting.starts_at, meeting.place = starts_at, place
    meeting._history_user = by
    meeting.validate_constraints()
    meeting.save(update_fields=["starts_at", "place"])
    fill_agendas(by=by, now=now)
    return meeting


@transaction.atomic
def cancel_meeting(*, meeting_id: int, by: User, now: datetime) -> Meeting:
    """Call a meeting off; its cases go to the next one."""
    require(can_run_meeting(by))
    meeting = _planned(meeting_id)
    if meeting.items.filter(outcome__in=[ItemOutcome.DECIDED, ItemOutcome.POSTPONED]).exists():
        raise ValidationError("Mødet har behandlet sager og kan ikke aflyses. Afslut det i stedet.")
    for item in meeting.items.pending().select_for_update(of=("self",)):
        settle(item, ItemOutcome.REMOVED, by=by, now=now)
    meeting.move_to(MeetingStatus.CANCELLED)
    meeting._history_user = by
    meeting.save(update_fields=["status"])
    fill_agendas(by=by, now=now)
    return meeting


@transaction.atomic
def note_attendance(*, meeting_id: int, attendees: Sequence[User], others_present: str, by: User) -> Meeting:
    """Say who is at the meeting; it stands in every decision made after that."""
    require(can_run_meeting(by))
    meeting = _planned(meeting_id)
    meeting.others_present = others_present.strip()
    meeting._history_user = by
    meeting.save(update_fields=["others_present"])
    meeting.attendees.set(attendees)
    return meeting


@transaction.atomic
def close_meeting(*, meeting_id: int, by: User, now: datetime) -> Meeting:
    """Close a meeting: seal its minutes, let what it did not reach wait for the next, and plan that.

    The next one is planned a week on where the standard says that the body meets weekly (VIS-1).
    """
    require(can_run_meeting(by))
    meeting = _planned(meeting_id)
    if meeting.held_on > timezone.localdate(now):
        raise ValidationError("Mødet er ikke holdt endnu.")
    if not meeting.present:
        raise ValidationError("Skriv først, hvem der er til stede.")
    for item in meeting.items.pending().select_for_update(of=("self",)):
        settle(item, ItemOutcome.POSTPONED, missing=NOT_REACHED, by=by, now=now)
    meeting.move_to(MeetingStatus.HELD)
    meeting.closed_at, meeting.closed_by = now, by
    meeting._history_user = by
    meeting.save(update_fields=["status", "closed_at", "closed_by"])
    paper = minutes_paper(meeting)
    Minutes.objects.create(
        meeting=meeting,
        html=paper.html,
        pdf=paper.pdf,
        sha256=paper.sha256,
        sealed_at=now,
        sealed_by=by,
    )
    _plan_the_next(meeting, by=by, now=now)
    fill_agendas(by=by, now=now)
    return meeting


def _plan_the_next(meeting: Meeting, *, by: User, now: datetime) -> None:
    body = weekly_body(in_force(timezone.localdate(now)))
    if body is None or body.key != meeting.body_key:
        return
    if Meeting.objects.planned().filter(body_key=body.key, starts_at__gt=meeting.starts_at).exists():
        return
    _plan(body.key, body.name, _a_week_on(meeting.starts_at, now), meeting.place, by=by)


def _a_week_on(starts_at: datetime, now: datetime) -> datetime:
    """The same weekday and time on the clock in a coming week; the next working day where it is a holiday."""
    local = timezone.localtime(starts_at)
    day = local.date() + WEEK
    while day <= timezone.localdate(now):
        day += WEEK
    return timezone.make_aware(datetime.combine(next_working_day(day), local.time()))


def _plan(body_key: str, body_name: str, starts_at: datetime, place: str, *, by: User) -> Meeting:
    already = (
        Meeting.objects.exclude(status=MeetingStatus.CANCELLED)
        .filter(body_key=body_key, starts_at=starts_at)
        .first()
    )
    if already is not None:
        return already
    last = (
        Meeting.objects.exclude(status=MeetingStatus.CANCELLED)
        .filter(body_key=body_key)
        .order_by("-starts_at")
        .first()
    )
    meeting = Meeting(
        body_key=body_key,
        body_name=body_name,
        starts_at=starts_at,
        place=place,
        others_present=last.others_present if last else "",
    )
    meeting._history_user = by
    meeting.save()
    meeting.attendees.set([user for user in last.attendees.all() if user.is_active] if last else [by])
    return meeting


def _require_day(starts_at: datetime, now: datetime) -> None:
    planned_on, today = timezone.localdate(starts_at), timezone.localdate(now)
    if planned_on < today:
        raise ValidationError({"starts_at": "Mødet kan ikke ligge før i dag."})
    if refused := booking_day_refused(planned_on, today=today):
        raise ValidationError({"starts_at": refused})


def _planned(meeting_id: int) -> Meeting:
    hold(AGENDAS)
    meeting = Meeting.objects.select_for_update(of=("self",)).get(pk=meeting_id)
    if not meeting.is_planned:
        raise ValidationError(f"Mødet er {meeting.get_status_display().lower()}.")
    return meeting
