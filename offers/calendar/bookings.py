"""What is in the calendar: talks of every kind, meetings of groups and NADA; each app adds its own.

Nobody's name is here: a page that shows a case reads it by its key, for those who may see it.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import models
from django.db.models import Q
from django.urls import reverse

from cases.enums import Place, SessionOutcome
from cases.models import AssessmentSession, PsychologyTalk, RelativeTalk, Talk
from offers.models import GroupMeeting, GroupTherapist, NadaTime, Session

# A talk that began before the period may last into it; none lasts longer.
LONGEST = timedelta(hours=8)
SHOWN = (SessionOutcome.PLANNED, SessionOutcome.HELD, SessionOutcome.NO_SHOW)


@dataclass(frozen=True, kw_only=True)
class Booking:
    """Something that takes an employee's time, and perhaps a room."""

    key: str
    starts_at: datetime
    ends_at: datetime
    employee_id: int
    what: str
    place: str
    case_id: int | None
    outcome: str = SessionOutcome.PLANNED
    room_id: int | None = None
    # Where it is about no single case: the page of what it is.
    path: str = ""

    @property
    def is_planned(self) -> bool:
        return self.outcome == SessionOutcome.PLANNED


@dataclass(frozen=True, kw_only=True)
class Wanted:
    """Whose bookings are asked for, and when."""

    since: datetime
    until: datetime
    employee_ids: tuple[int, ...] = ()
    room_id: int | None = None

    @property
    def of_talks(self) -> Q:
        condition = Q(planned_at__gte=self.since - LONGEST, planned_at__lt=self.until, outcome__in=SHOWN)
        return condition & Q(employee__in=self.employee_ids) if self.employee_ids else condition


Source = Callable[[Wanted], Iterable[Booking]]
_sources: list[Source] = []


def register_bookings(source: Source) -> None:
    """Let the calendar show another kind of booking."""
    _sources.append(source)


def bookings(wanted: Wanted) -> list[Booking]:
    """Everything in the period, earliest first, in one query for each kind."""
    found = [
        booking
        for source in _sources
        for booking in source(wanted)
        if booking.ends_at > wanted.since and booking.starts_at < wanted.until
    ]
    return sorted(found, key=lambda booking: (booking.starts_at, booking.key))


def clash(
    *,
    starts_at: datetime,
    ends_at: datetime,
    employee_id: int | None = None,
    room_id: int | None = None,
    but: str = "",
) -> Booking | None:
    """What the employee, or the room, has already been booked for in that time; None where they are free."""
    wanted = Wanted(
        since=starts_at,
        until=ends_at,
        employee_ids=() if employee_id is None else (employee_id,),
        room_id=room_id,
    )
    return next((booking for booking in bookings(wanted) if booking.is_planned and booking.key != but), None)


def treatment(wanted: Wanted) -> Iterator[Booking]:
    talks = Session.objects.filter(wanted.of_talks).select_related("course")
    if wanted.room_id is not None:
        talks = talks.filter(room=wanted.room_id)
    for talk in talks:
        yield _booking(
            talk,
            key=f"session:{talk.pk}",
            what=talk.course.offer_name,
            case_id=talk.course.case_id,
            room_id=talk.room_id,
        )


def assessment(wanted: Wanted) -> Iterator[Booking]:
    if wanted.room_id is not None:
        return
    talks = AssessmentSession.objects.filter(wanted.of_talks).select_related("assessment__request")
    for talk in talks:
        yield _booking(
            talk,
            key=f"assessment:{talk.pk}",
            what="Afdækningssamtale",
            case_id=talk.assessment.request.case_id,
        )


def psychology(wanted: Wanted) -> Iterator[Booking]:
    if wanted.room_id is not None:
        return
    for talk in PsychologyTalk.objects.filter(wanted.of_talks).select_related("examination"):
        yield _booking(
            talk, key=f"psychology:{talk.pk}", what="Psykologsamtale", case_id=talk.examination.case_id
        )


def relatives(wanted: Wanted) -> Iterator[Booking]:
    if wanted.room_id is not None:
        return
    for talk in RelativeTalk.objects.filter(wanted.of_talks).select_related("course"):
        yield _booking(
            talk, key=f"relative:{talk.pk}", what="Samtale med pårørende", case_id=talk.course.case_id
        )


def group_meetings(wanted: Wanted) -> Iterator[Booking]:
    """A meeting takes each therapist of its group, and the group's room."""
    meetings = (
        GroupMeeting.objects.planned()
        .filter(planned_at__gte=wanted.since - LONGEST, planned_at__lt=wanted.until)
        .select_related("group")
        .prefetch_related(
            models.Prefetch("group__therapists", GroupTherapist.objects.standing().order_by("pk"))
        )
    )
    if wanted.room_id is not None:
        meetings = meetings.filter(group__room=wanted.room_id)
    for meeting in meetings:
        leading = [each.user_id for each in meeting.group.therapists.all()]
        # Who asks for nobody's time in particular sees the meeting once.
        for employee_id in (
            [each for each in leading if each in wanted.employee_ids] if wanted.employee_ids else leading[:1]
        ):
            yield Booking(
                key=f"group_meeting:{meeting.pk}",
                starts_at=meeting.planned_at,
                ends_at=meeting.planned_at + timedelta(minutes=meeting.minutes),
                employee_id=employee_id,
                what=f"Gruppen »{meeting.group.name}«",
                place=Place.CENTRE.label,
                case_id=None,
                room_id=meeting.group.room_id,
                path=meeting.group.get_absolute_url(),
            )


def nada_times(wanted: Wanted) -> Iterator[Booking]:
    times = NadaTime.objects.planned().filter(
        planned_at__gte=wanted.since - LONGEST, planned_at__lt=wanted.until
    )
    if wanted.employee_ids:
        times = times.filter(practitioner__in=wanted.employee_ids)
    if wanted.room_id is not None:
        times = times.filter(room=wanted.room_id)
    for each in times:
        yield Booking(
            key=f"nada:{each.pk}",
            starts_at=each.planned_at,
            ends_at=each.planned_at + timedelta(minutes=each.minutes),
            employee_id=each.practitioner_id,
            what="NADA",
            place=Place.CENTRE.label,
            case_id=None,
            room_id=each.room_id,
            path=reverse("offers:nada_times"),
        )


def register() -> None:
    for source in (treatment, assessment, psychology, relatives, group_meetings, nada_times):
        register_bookings(source)


def _booking(talk: Talk, *, key: str, what: str, case_id: int, room_id: int | None = None) -> Booking:
    return Booking(
        key=key,
        starts_at=talk.planned_at,
        ends_at=talk.planned_at + timedelta(minutes=talk.minutes),
        employee_id=talk.employee_id,
        what=what,
        place=Place(talk.place).label,
        case_id=case_id,
        outcome=talk.outcome,
        room_id=room_id,
    )
