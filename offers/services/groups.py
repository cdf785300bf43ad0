"""Groups (grupper) from the day they are made to the day they end, and the meetings they plan."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from cases.booking_days import booking_day_refused
from cases.permissions import require
from offers.calendar.free import hold_calendars, require_free
from offers.enums import SEATED, GroupMeetingStatus, GroupStatus, Intake
from offers.groups import MOST_MEETINGS, meeting_days, meets_in_group, why_too_large, why_wrong_length
from offers.models import Group, GroupMeeting, GroupTherapist, Room
from offers.permissions import can_run_groups
from offers.services.memberships import stop_membership
from rusmiddel.access.models import User
from rusmiddel.calendar import danish_holidays
from rusmiddel.danish_dates import long_date
from rusmiddel.standards.schema import Offer
from rusmiddel.standards.services import in_force, version_in_force

GROUP_ENDED = "Gruppen er afsluttet"


@dataclass(frozen=True, kw_only=True)
class GroupValues:
    """What a group is, as it was typed."""

    name: str
    intake: Intake
    soft_limit: int
    hard_limit: int
    minutes: int
    weeks_between: int
    room: Room | None = None


@transaction.atomic
def make_group(
    *, offer_key: str, values: GroupValues, therapists: Collection[User], by: User, now: datetime
) -> Group:
    """Make a group for one of today's offers; ValidationError where the standard's sizes say otherwise."""
    require(can_run_groups(by))
    today = timezone.localdate(now)
    offer = in_force(today).offer(offer_key)
    if not meets_in_group(offer):
        raise ValidationError({"offer_key": "Kvalitetsstandarden giver ikke det tilbud i gruppe."})
    group = Group(offer_key=offer.key, offer_name=offer.name, standard=version_in_force(today))
    _describe(group, offer, values, by=by)
    _set_therapists(group, therapists, by=by, now=now)
    return group


@transaction.atomic
def change_group(
    *, group_id: int, values: GroupValues, therapists: Collection[User], by: User, now: datetime
) -> Group:
    """Change what a group is and who leads it; never fewer places than are taken.

    Its planned meetings follow: ValidationError where a new therapist or room is taken at one of them.
    """
    require(can_run_groups(by))
    group = _locked_open(group_id)
    taken = group.memberships.filter(status__in=SEATED).count()
    if values.hard_limit < taken:
        raise ValidationError({"hard_limit": f"Der er allerede {taken} pladser i brug."})
    room_before = group.room
    hold_calendars(employees=[*therapists, *_leading(group)], rooms=[room_before, values.room])
    begin = {each.pk for each in therapists} - {each.pk for each in _leading(group)}
    new_room = values.room if values.room != room_before else None
    for meeting in group.meetings.planned().order_by("planned_at"):
        try:
            _require_free(meeting, [each for each in therapists if each.pk in begin], room=new_room)
        except ValidationError as error:
            day = long_date(timezone.localdate(meeting.planned_at))
            raise ValidationError(f"Gruppens møde den {day}: {' '.join(error.messages)}") from None
    _describe(group, offer_of(group), values, by=by)
    _set_therapists(group, therapists, by=by, now=now)
    return group


@transaction.atomic
def plan_meetings(
    *, group_id: int, first_at: datetime, count: int, by: User, now: datetime
) -> Sequence[GroupMeeting]:
    """Plan so many meetings at the group's interval; public holidays are passed over.

    They take the therapists' time and the group's room. Raises ValidationError with every day that is taken.
    """
    require(can_run_groups(by))
    group = _locked_open(group_id)
    if not 1 <= count <= MOST_MEETINGS:
        raise ValidationError({"count": f"Planlæg mellem 1 og {MOST_MEETINGS} møder ad gangen."})
    local = timezone.localtime(first_at)
    if too_far := booking_day_refused(local.date(), today=timezone.localdate(now)):
        raise ValidationError({"first_at": too_far})
    last_year = (local + timedelta(weeks=group.weeks_between * (count + 4))).year
    closed = {day for year in range(local.year, last_year + 1) for day in danish_holidays(year)}
    planned: list[GroupMeeting] = []
    taken: list[str] = []
    therapists = _leading(group)
    hold_calendars(employees=therapists, rooms=[group.room])
    for day in meeting_days(local.date(), weeks_between=group.weeks_between, count=count, closed=closed):
        # The same hour by the clock on the wall, also when summer time has begun between two meetings.
        at = timezone.make_aware(datetime.combine(day, local.time()))
        meeting = GroupMeeting(group=group, planned_at=at, minutes=group.minutes)
        meeting._history_user = by
        try:
            meeting.validate_constraints()
            _require_free(meeting, therapists, room=group.room)
        except ValidationError as error:
            taken.append(f"{long_date(day)}: {' '.join(error.messages)}")
            continue
        if not taken:
            meeting.save()
            planned.append(meeting)
    if taken:
        raise ValidationError({"first_at": taken})
    return planned


@transaction.atomic
def cancel_meeting(*, meeting_id: int, reason: str, by: User) -> GroupMeeting:
    """Call a meeting off; nobody is said to have stayed away."""
    require(can_run_groups(by))
    meeting = GroupMeeting.objects.select_for_update(of=("self",)).get(pk=meeting_id)
    if not reason.strip():
        raise ValidationError({"reason": "Skriv, hvorfor mødet aflyses."})
    return _cancelled(meeting, reason.strip(), by=by)


@transaction.atomic
def end_group(*, group_id: int, reason: str, by: User, now: datetime) -> Group:
    """End a group: planned meetings are called off and its members stop; their courses go on."""
    require(can_run_groups(by))
    if not reason.strip():
        raise ValidationError({"reason": "Skriv, hvorfor gruppen afsluttes."})
    group = _locked_open(group_id)
    for meeting in group.meetings.planned().select_for_update(of=("self",)):
        _cancelled(meeting, GROUP_ENDED, by=by)
    for membership in group.memberships.open().select_for_update(of=("self",)).order_by("pk"):
        stop_membership(membership, reason=f"{GROUP_ENDED}: {reason.strip()}", by=by, now=now)
    group.move_to(GroupStatus.ENDED)
    group.ended_on = timezone.localdate(now)
    group.end_reason = reason.strip()
    group._history_user = by
    group.save(update_fields=["status", "ended_on", "end_reason"])
    return group


def begin_group(group: Group, *, on: datetime, by: User) -> None:
    """The first meeting that was held is the group's beginning; part of writing its attendance."""
    if group.status == GroupStatus.FORMING:
        group.move_to(GroupStatus.RUNNING)
        group.began_on = timezone.localdate(on)
        group._history_user = by
        group.save(update_fields=["status", "began_on"])


def offer_of(group: Group) -> Offer:
    """The offer as the standard had it when the group was made."""
    return group.standard.read().offer(group.offer_key)


def _describe(group: Group, offer: Offer, values: GroupValues, *, by: User) -> None:
    wrong = {
        "hard_limit": why_too_large(offer, values.hard_limit),
        "minutes": why_wrong_length(offer, values.minutes),
        "name": "" if values.name.strip() else "Skriv gruppens navn.",
    }
    if any(wrong.values()):
        raise ValidationError({field: text for field, text in wrong.items() if text})
    group.name = values.name.strip()
    group.intake = values.intake
    group.soft_limit, group.hard_limit = values.soft_limit, values.hard_limit
    group.minutes, group.weeks_between = values.minutes, values.weeks_between
    group.room = values.room
    group._history_user = by
    group.full_clean(validate_unique=False)
    group.save()


def _set_therapists(group: Group, therapists: Collection[User], *, by: User, now: datetime) -> None:
    if not therapists:
        raise ValidationError({"therapists": "Vælg mindst én behandler."})
    standing = {each.user_id: each for each in group.therapists.standing()}
    wanted = {user.pk: user for user in therapists}
    for user_id, leading in standing.items():
        if user_id not in wanted:
            leading.ended_at, leading.ended_by = now, by
            leading.save(update_fields=["ended_at", "ended_by"])
    GroupTherapist.objects.bulk_create(
        GroupTherapist(group=group, user=user, added_at=now, added_by=by)
        for user_id, user in wanted.items()
        if user_id not in standing
    )


def _leading(group: Group) -> list[User]:
    return [each.user for each in group.therapists.standing().select_related("user").order_by("pk")]


def _require_free(meeting: GroupMeeting, therapists: Sequence[User], *, room: Room | None = None) -> None:
    """Talks, NADA and other groups' meetings take the same people and rooms."""
    try:
        require_free(
            starts_at=meeting.planned_at,
            minutes=meeting.minutes,
            employees=therapists,
            room=room,
            but=f"group_meeting:{meeting.pk}",
        )
    except ValidationError as error:
        raise ValidationError(error.messages) from None


def _cancelled(meeting: GroupMeeting, reason: str, *, by: User) -> GroupMeeting:
    meeting.move_to(GroupMeetingStatus.CANCELLED)
    meeting.cancelled_reason = reason
    meeting._history_user = by
    meeting.save(update_fields=["status", "cancelled_reason"])
    return meeting


def _locked_open(group_id: int) -> Group:
    group = Group.objects.select_for_update(of=("self",)).select_related("standard", "room").get(pk=group_id)
    if not group.is_open:
        raise ValidationError("Gruppen er afsluttet.")
    return group
