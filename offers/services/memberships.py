"""Into a group and out of it: the waiting list, the places that are offered in its order, who stops."""

from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from cases.enums import ClockEventKind, StoryKind
from cases.models import Case, RelativeCourse
from cases.permissions import require
from cases.seeing import require_sees
from cases.services.clocks import add_event
from cases.services.relatives import offer_of as offer_of_relative
from cases.services.story import tell
from offers.enums import MembershipStatus
from offers.groups import meets_in_group, pre_talk_missing
from offers.models import Course, Group, Membership
from offers.permissions import can_run_groups
from offers.services.locks import locked, require_open
from rusmiddel.access.models import User
from rusmiddel.danish_dates import clock, long_date
from rusmiddel.locks import hold
from rusmiddel.standards.schema import Offer
from rusmiddel.standards.services import in_force


@transaction.atomic
def wait_for_group(*, course_id: int, by: User, now: datetime) -> Membership:
    """Put a citizen who has been granted an offer in groups on its waiting list."""
    require(can_run_groups(by))
    require_sees(by, now, courses=course_id)
    course = locked(course_id)
    require_open(course)
    return line_up(course, by=by, now=now)


def line_up(course: Course, *, by: User, now: datetime) -> Membership:
    """The same as part of an act whose permission has been checked."""
    offer = in_force(course.request.requested_on).offer(course.offer_key)
    _require_group_offer(offer)
    return _lined_up(
        Membership(case=course.case, course=course, offer_key=offer.key, waiting_since=now),
        offer,
        by=by,
        now=now,
    )


@transaction.atomic
def wait_as_relative(*, relative_course_id: int, by: User, now: datetime) -> Membership:
    """Put a relative (pårørende) on the waiting list of the relatives' group."""
    require(can_run_groups(by))
    require_sees(by, now, relative_course=relative_course_id)
    course = (
        RelativeCourse.objects.select_for_update(of=("self",))
        .select_related("case")
        .get(pk=relative_course_id)
    )
    if not course.case.is_open:
        raise ValidationError("Sagen er lukket.")
    offer = offer_of_relative(course)
    _require_group_offer(offer)
    membership = Membership(case=course.case, relative_course=course, offer_key=offer.key, waiting_since=now)
    return _lined_up(membership, offer, by=by, now=now)


@transaction.atomic
def note_background(
    *, membership_id: int, is_from_outside: bool, pre_talk_on: date | None, by: User, now: datetime
) -> Membership:
    """Note whether the citizen comes from another place, and the talk held before the group (forsamtale)."""
    require(can_run_groups(by))
    require_sees(by, now, memberships=membership_id)
    membership = _locked(membership_id)
    if pre_talk_on is not None and pre_talk_on > timezone.localdate(now):
        raise ValidationError({"pre_talk_on": "Datoen ligger i fremtiden."})
    if pre_talk_on is not None and pre_talk_on < membership.case.opened_on:
        raise ValidationError({"pre_talk_on": "Datoen ligger, før sagen blev åbnet."})
    is_new = pre_talk_on is not None and pre_talk_on != membership.pre_talk_on
    membership.is_from_outside, membership.pre_talk_on = is_from_outside, pre_talk_on
    membership._history_user = by
    membership.save(update_fields=["is_from_outside", "pre_talk_on"])
    if is_new and pre_talk_on is not None:
        _tell(membership, f"Forsamtale før gruppen holdt den {long_date(pre_talk_on)}", by=by, now=now)
    return membership


@transaction.atomic
def offer_next_place(*, group_id: int, by: User, now: datetime) -> Membership:
    """Offer a free place to whoever is first in line and ready; nobody is passed over.

    Raises ValidationError where nobody waits, the group is full or takes nobody, or the first in line is a
    citizen whom the user has no access to.
    """
    require(can_run_groups(by))
    group = Group.objects.select_for_update(of=("self",)).get(pk=group_id)
    _require_room(group)
    hold(f"waiting list:{group.offer_key}")
    membership = next_in_line(group)
    if membership is None:
        raise ValidationError("Ingen venter på en plads.")
    if not Case.objects.visible_to(by, now).filter(pk=membership.case_id).exists():
        raise ValidationError("Den næste på listen er en borger, du ikke har adgang til. Bed teamlederen.")
    membership.move_to(MembershipStatus.OFFERED)
    membership.group = group
    membership.offered_at = now
    membership._history_user = by
    membership.save(update_fields=["status", "group", "offered_at"])
    _tell(membership, f"Plads tilbudt i gruppen »{group.name}«", by=by, now=now)
    return membership


def next_in_line(group: Group) -> Membership | None:
    """Whoever has waited longest for what the group gives, and lacks nothing."""
    for membership in (
        Membership.objects.in_line()
        .filter(offer_key=group.offer_key)
        .select_related("case", "course__request")
    ):
        if not hindrance_of(membership):
            return membership
    return None


def hindrance_of(membership: Membership) -> str:
    """Why the citizen cannot be offered a place yet; empty where nothing is missing."""
    if membership.course is None:
        return ""
    offer = in_force(membership.course.request.requested_on).offer(membership.offer_key)
    return pre_talk_missing(
        offer, is_from_outside=membership.is_from_outside, is_held=membership.pre_talk_on is not None
    )


@transaction.atomic
def take_place(*, membership_id: int, by: User, now: datetime) -> Membership:
    """The citizen says yes; the group's next meeting is the meeting that was agreed (GUA-12)."""
    require(can_run_groups(by))
    require_sees(by, now, memberships=membership_id)
    course_id = Membership.objects.values_list("course", flat=True).get(pk=membership_id)
    course = locked(course_id) if course_id else None
    membership = _locked(membership_id)
    if course is not None:
        require_open(course)
    membership.move_to(MembershipStatus.MEMBER)
    membership.joined_on = timezone.localdate(now)
    membership._history_user = by
    membership.save(update_fields=["status", "joined_on"])
    group = membership.group
    if group is None:
        raise ValueError("a place is always in a group")
    meeting = group.meetings.to_come(now).first()
    text = f"Begynder i gruppen »{group.name}«"
    if meeting is not None:
        day = long_date(timezone.localdate(meeting.planned_at))
        text = f"{text}; næste møde er den {day} kl. {clock(meeting.planned_at)}"
        if course is not None and course.granted_on is not None:
            _agreed(course, by=by, now=now)
    _tell(membership, text, by=by, now=now)
    return membership


@transaction.atomic
def keep_waiting(*, membership_id: int, by: User, now: datetime) -> Membership:
    """The citizen would rather wait for another place, and keeps the old one in the line."""
    require(can_run_groups(by))
    require_sees(by, now, memberships=membership_id)
    membership = _locked(membership_id)
    membership.move_to(MembershipStatus.WAITING)
    membership.group = membership.offered_at = None
    membership._history_user = by
    membership.save(update_fields=["status", "group", "offered_at"])
    _tell(membership, "Vil hellere vente på en anden plads i gruppe", by=by, now=now)
    return membership


@transaction.atomic
def leave(*, membership_id: int, reason: str, by: User, now: datetime) -> Membership:
    """Somebody declines, leaves the waiting list or stops in the group; the course itself goes on."""
    require(can_run_groups(by))
    require_sees(by, now, memberships=membership_id)
    if not reason.strip():
        raise ValidationError({"reason": "Skriv, hvorfor borgeren stopper."})
    membership = _locked(membership_id)
    return stop_membership(membership, reason=reason.strip(), by=by, now=now)


def stop_with_course(course: Course, *, reason: str, by: User, now: datetime) -> None:
    """Whoever's course ends is in no group and no line; part of the act of ending it."""
    for membership in course.memberships.open().select_for_update(of=("self",)):
        stop_membership(membership, reason=reason, by=by, now=now)


def stop_membership(membership: Membership, *, reason: str, by: User, now: datetime) -> Membership:
    """The same as part of an act whose permission has been checked."""
    was = MembershipStatus(membership.status)
    membership.move_to(
        MembershipStatus.DECLINED if was == MembershipStatus.OFFERED else MembershipStatus.LEFT
    )
    membership.left_on = timezone.localdate(now)
    membership.left_reason = reason
    membership._history_user = by
    membership._change_reason = reason[:100]
    membership.save(update_fields=["status", "left_on", "left_reason"])
    words = (
        "Ikke længere på venteliste til gruppe" if was == MembershipStatus.WAITING else "Stopper i gruppen"
    )
    if was == MembershipStatus.OFFERED:
        words = "Pladsen i gruppen er ikke taget"
    _tell(membership, f"{words}: {reason}", by=by, now=now)
    return membership


def _lined_up(membership: Membership, offer: Offer, *, by: User, now: datetime) -> Membership:
    membership._history_user = by
    membership.validate_constraints()
    membership.save()
    _tell(membership, f"På venteliste til {offer.name}", by=by, now=now)
    return membership


def _agreed(course: Course, *, by: User, now: datetime) -> None:
    standing = course.request.events.standing()
    if not standing.filter(kind=ClockEventKind.MEETING_AGREED).exists():
        kind = ClockEventKind.MEETING_AGREED
        add_event(request_id=course.request_id, kind=kind, occurred_at=now, by=by, now=now)


def _tell(membership: Membership, text: str, *, by: User, now: datetime) -> None:
    path = membership.course.get_absolute_url() if membership.course else membership.case.get_absolute_url()
    tell(case_id=membership.case_id, kind=StoryKind.TREATMENT, at=now, text=text, by=by, path=path)


def _require_group_offer(offer: Offer) -> None:
    if not meets_in_group(offer):
        raise ValidationError("Kvalitetsstandarden giver ikke det tilbud i gruppe.")


def _require_room(group: Group) -> None:
    if not group.takes_new:
        raise ValidationError("Gruppen tager ikke nye ind.")
    if group.memberships.seated().count() >= group.hard_limit:
        raise ValidationError(f"Gruppen er fuld: alle {group.hard_limit} pladser er i brug.")


def _locked(membership_id: int) -> Membership:
    return (
        Membership.objects.select_for_update(of=("self",))
        .select_related("case", "course__case", "group")
        .get(pk=membership_id)
    )
