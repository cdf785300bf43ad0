"""Attendance (fremmøde): written once for the whole group, standing in each member's own record."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from cases.enums import Place, SessionOutcome, StoryKind
from cases.models import Citizen, RelativeTalk
from cases.permissions import require
from cases.services.story import tell
from offers.attendance import names_somebody
from offers.enums import CancelledBy, CourseStatus, GroupMeetingStatus, MembershipStatus
from offers.models import Course, GroupAttendance, GroupMeeting, Membership, Session
from offers.models.membership import MembershipQuerySet
from offers.permissions import can_run_groups
from offers.services.beginning import start
from offers.services.groups import begin_group
from offers.services.locks import locked, require_open
from rusmiddel.access.models import User

NAMES_ANOTHER = "Teksten nævner en anden deltager ved navn. Skriv den om uden navnet."


@dataclass(frozen=True, kw_only=True)
class Attended:
    """How it went with one member, and what is noted of that member alone."""

    membership_id: int
    outcome: SessionOutcome
    note: str = ""


def members_at(meeting: GroupMeeting) -> MembershipQuerySet:
    """Who was a member of the group on the day of the meeting."""
    on = timezone.localdate(meeting.planned_at)
    return (
        Membership.objects.filter(Q(left_on=None) | Q(left_on__gte=on), group=meeting.group_id)
        .filter(status__in=[MembershipStatus.MEMBER, MembershipStatus.LEFT], joined_on__lte=on)
        .for_list()
        .order_by("joined_on", "pk")
    )


def to_be_written(meeting: GroupMeeting) -> MembershipQuerySet:
    """Those of them whose attendance nobody has written yet."""
    return members_at(meeting).exclude(attendances__meeting=meeting)


@transaction.atomic
def write_attendance(
    *, meeting_id: int, attended: Sequence[Attended], content: str, by: User, now: datetime
) -> GroupMeeting:
    """Write who came, for as many of the members as the user may see; the rest stays to be written.

    Every member gets a talk on the own course, with what the group did and the own note, and nobody's name.
    The first one held is the start of treatment (GUA-2). What is wrong with one member is told beside that
    member, as `outcome_<key>` or `note_<key>`, and nothing is written.
    """
    require(can_run_groups(by))
    if not attended:
        raise ValidationError("Der er ingen deltagere at skrive fremmøde for.")
    wanted = {each.membership_id: each for each in attended}
    courses = _locked_courses(wanted)
    meeting = GroupMeeting.objects.select_for_update(of=("self",)).select_related("group").get(pk=meeting_id)
    if meeting.status == GroupMeetingStatus.CANCELLED:
        raise ValidationError("Mødet er aflyst.")
    if meeting.planned_at > now:
        raise ValidationError("Mødet ligger i fremtiden.")
    members = {each.pk: each for each in to_be_written(meeting).visible_to(by).filter(pk__in=wanted)}
    if members.keys() != wanted.keys():
        raise ValidationError(
            "En anden har skrevet fremmøde imens, eller gruppen har ændret sig. Se siden igen."
        )
    _refuse_names(meeting, members, wanted, content)
    therapist = _therapist(meeting, by)
    wrong: dict[str, list[str]] = {}
    for key, member in members.items():
        try:
            _write(
                meeting,
                member,
                wanted[key],
                course=courses.get(member.course_id),
                therapist=therapist,
                content=content,
                by=by,
                now=now,
            )
        except ValidationError as error:
            wrong[f"outcome_{key}"] = error.messages
    if wrong:
        raise ValidationError(wrong)
    if meeting.status == GroupMeetingStatus.PLANNED:
        meeting.move_to(GroupMeetingStatus.HELD)
        meeting.written_at, meeting.written_by, meeting.content = now, by, content.strip()
        meeting._history_user = by
        meeting.save(update_fields=["status", "written_at", "written_by", "content"])
        begin_group(meeting.group, on=meeting.planned_at, by=by)
    return meeting


def _locked_courses(memberships: Iterable[int]) -> dict[int | None, Course]:
    """The courses of the members, each held with its request; always in the same order."""
    courses = Course.objects.filter(memberships__in=memberships).order_by("request", "pk")
    return {pk: locked(pk) for pk in courses.values_list("pk", flat=True)}


def _refuse_names(
    meeting: GroupMeeting, members: dict[int, Membership], wanted: dict[int, Attended], content: str
) -> None:
    """Nobody's name in what everybody's record will say, and nobody else's in one's own."""
    everybody = dict(
        Citizen.objects.filter(cases__memberships__in=members_at(meeting)).values_list("pk", "name")
    )
    if names_somebody(content, everybody.values()):
        raise ValidationError({"content": NAMES_ANOTHER})
    wrong = {
        f"note_{key}": NAMES_ANOTHER
        for key, member in members.items()
        if names_somebody(
            wanted[key].note, (name for pk, name in everybody.items() if pk != member.case.citizen_id)
        )
    }
    if wrong:
        raise ValidationError(wrong)


def _therapist(meeting: GroupMeeting, by: User) -> User:
    leading = [
        each.user for each in meeting.group.therapists.standing().select_related("user").order_by("pk")
    ]
    return by if by in leading or not leading else leading[0]


def _write(
    meeting: GroupMeeting,
    member: Membership,
    attended: Attended,
    *,
    course: Course | None,
    therapist: User,
    content: str,
    by: User,
    now: datetime,
) -> None:
    common = content.strip() if attended.outcome == SessionOutcome.HELD else ""
    note = "\n\n".join(filter(None, [common, attended.note.strip()]))
    facts = {
        "planned_at": meeting.planned_at,
        "minutes": meeting.minutes,
        "place": Place.CENTRE,
        "employee": therapist,
    }
    session = Session(course=course, **facts) if course else None
    relative_talk = None if course else RelativeTalk(course=member.relative_course, **facts)
    talk = session or relative_talk
    if talk is None:
        raise ValueError("a membership always rests on a course")
    talk.end(attended.outcome, note=note, by=by, now=now)
    if session is not None and attended.outcome == SessionOutcome.CANCELLED:
        session.cancelled_by = CancelledBy.CITIZEN
    if course is not None and session is not None and attended.outcome == SessionOutcome.HELD:
        require_open(course)
        if course.status == CourseStatus.PLANNED:
            start(course, session, by=by, now=now)
    talk.save()
    GroupAttendance.objects.create(
        meeting=meeting,
        membership=member,
        session=session,
        relative_talk=relative_talk,
        recorded_at=now,
        recorded_by=by,
    )
    tell(
        case_id=member.case_id,
        kind=StoryKind.SESSION,
        at=meeting.planned_at,
        text=f"Gruppen »{meeting.group.name}«: møde {talk.ending}",
        by=by,
        path=course.get_absolute_url() if course else member.case.get_absolute_url(),
    )
