"""Talks of the treatment: booked, said how they went, and taken back."""

from dataclasses import dataclass
from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Count
from django.utils import timezone

from cases.booking_days import booking_day_refused
from cases.enums import ClockEventKind, Place, SessionOutcome, StoryKind
from cases.permissions import require
from cases.seeing import require_sees
from cases.services.clocks import add_event
from cases.services.story import tell
from cases.services.talks import booked_already, refuse_if_relied_on, tell_taken_back
from offers.calendar.free import hold_calendars, require_free
from offers.calendar.series import series
from offers.caps import Standing, booking_refused, standing
from offers.enums import CancelledBy, CourseStatus
from offers.models import Course, Room, Session
from offers.permissions import can_book, can_treat
from offers.places import place_refused
from offers.services.beginning import not_begun_with, start
from offers.services.gift_cards import refuse_if_card_rests_on
from offers.services.lengths import refresh_lengths
from offers.services.locks import locked, require_open
from rusmiddel.access.models import User
from rusmiddel.calendar import danish_holidays
from rusmiddel.danish_dates import clock, long_date
from rusmiddel.standards.schema import Standard
from rusmiddel.standards.services import in_force


@dataclass(frozen=True, kw_only=True)
class TalkValues:
    """When, how long, where and with whom a talk is to be."""

    planned_at: datetime
    minutes: int
    place: Place
    employee: User
    room: Room | None = None
    # Where the standard asks why it is there.
    place_reason: str = ""


@transaction.atomic
def book_session(
    *,
    course_id: int,
    planned_at: datetime,
    minutes: int,
    place: Place,
    employee: User,
    by: User,
    now: datetime,
    room: Room | None = None,
    place_reason: str = "",
) -> Session:
    """Book a talk; the first one on a granted course is the meeting that was agreed (GUA-12, GUA-16).

    The same talk booked twice gives the same talk; another at the same time raises ValidationError.
    """
    require(can_book(by))
    require_sees(by, now, courses=course_id)
    course = locked(course_id)
    require_open(course)
    return book(
        course,
        planned_at=planned_at,
        minutes=minutes,
        place=place,
        employee=employee,
        room=room,
        place_reason=place_reason,
        by=by,
        now=now,
    )


@transaction.atomic
def book_series(
    *, course_id: int, first: TalkValues, talks: int, weeks_between: int, by: User, now: datetime
) -> tuple[list[Session], list[date]]:
    """Book the same talk week after week; all of them, or none where one cannot be.

    Days on which nobody works are left out and told. Raises ValidationError with every day that is taken.
    """
    require(can_book(by))
    require_sees(by, now, courses=course_id)
    course = locked(course_id)
    require_open(course)
    booked: list[Session] = []
    left_out: list[date] = []
    taken: list[str] = []
    for planned_at in series(first.planned_at, talks=talks, weeks_between=weeks_between):
        day = timezone.localdate(planned_at)
        if day in danish_holidays(day.year):
            left_out.append(day)
            continue
        try:
            booked.append(book(course, **{**vars(first), "planned_at": planned_at}, by=by, now=now))
        except ValidationError as error:
            taken.append(f"{long_date(day)}: {' '.join(error.messages)}")
    if taken:
        raise ValidationError(taken)
    return booked, left_out


@transaction.atomic
def close_session(
    *,
    session_id: int,
    outcome: SessionOutcome,
    by: User,
    now: datetime,
    note: str = "",
    cancelled_by: CancelledBy = CancelledBy.CENTRE,
) -> Session:
    """Say how a talk went. The first one held is the start of treatment and freezes the guarantee (GUA-2).

    `cancelled_by` says who called it off, where it was.

    Raises ValidationError where treatment may not begin yet: a consent or a commitment to pay is missing.
    """
    require(can_treat(by))
    require_sees(by, now, courses__sessions=session_id)
    course = locked(Session.objects.values_list("course", flat=True).get(pk=session_id))
    session = Session.objects.select_for_update(of=("self",)).get(pk=session_id)
    session.end(outcome, note=note, by=by, now=now)
    session.cancelled_by = cancelled_by if outcome == SessionOutcome.CANCELLED else ""
    if outcome == SessionOutcome.HELD:
        require_open(course)
        if course.status == CourseStatus.PLANNED:
            start(course, session, by=by, now=now)
    session.save()
    refresh_lengths(course.pk, by=by, today=timezone.localdate(now))
    tell(
        case_id=course.case_id,
        kind=StoryKind.SESSION,
        at=session.ended_at(now),
        text=f"{course.offer_name}: samtale {_ending(session)}",
        by=by,
        path=course.get_absolute_url(),
    )
    return session


@transaction.atomic
def take_back_session(*, session_id: int, reason: str, by: User, now: datetime) -> Session:
    """Take back how a talk was said to have gone: it is booked again.

    Where treatment began with it, course, request and clocks go back with it, or on to the next talk that was
    held (GUA-2). Raises ValidationError where something else rests on the talk.
    """
    require(can_treat(by))
    require_sees(by, now, courses__sessions=session_id)
    course = locked(Session.objects.values_list("course", flat=True).get(pk=session_id))
    session = Session.objects.select_for_update(of=("self",)).get(pk=session_id)
    if not course.is_open:
        raise ValidationError(
            f"Forløbet er afsluttet ({course.end_reason}), og samtalen kan ikke længere tages tilbage."
        )
    refuse_if_relied_on(session, course.request)
    refuse_if_card_rests_on(session)
    was = SessionOutcome(session.outcome)
    session.cancelled_by = ""
    session.take_back(reason=reason, by=by)
    if not (hasattr(session, "group_attendance") or hasattr(session, "nada_attendance")):
        hold_calendars(employees=[session.employee], rooms=[session.room])
        _require_still_free(session)
    session.save()
    if was == SessionOutcome.HELD:
        not_begun_with(session, course, reason=reason, by=by, now=now)
    refresh_lengths(course.pk, by=by, today=timezone.localdate(now))
    tell_taken_back(
        course.case_id,
        session,
        f"{course.offer_name}: samtalen",
        was=was.label.lower(),
        reason=reason,
        by=by,
        now=now,
        path=course.get_absolute_url(),
    )
    return session


def book(
    course: Course,
    *,
    planned_at: datetime,
    minutes: int,
    place: Place,
    employee: User,
    by: User,
    now: datetime,
    room: Room | None = None,
    place_reason: str = "",
) -> Session:
    """Book as part of an act whose permission has been checked and whose course is held."""
    if timezone.localdate(planned_at) < course.request.requested_on:
        raise ValidationError({"planned_at": "Samtalen kan ikke ligge før henvendelsen."})
    if too_far := booking_day_refused(timezone.localdate(planned_at), today=timezone.localdate(now)):
        raise ValidationError({"planned_at": too_far})
    standard = in_force(course.request.requested_on)
    if refused := place_refused(place, place_reason, standard):
        raise ValidationError(refused)
    session = Session(
        course=course,
        planned_at=planned_at,
        minutes=minutes,
        place=place,
        place_reason=place_reason.strip(),
        room=room if place == Place.CENTRE else None,
        employee=employee,
    )
    session.take_its_time()
    hold_calendars(employees=[employee], rooms=[session.room])
    already = booked_already(session, among=Session.objects.filter(course=course))
    if already is not None:
        return already
    require_free(starts_at=planned_at, minutes=minutes, employees=[employee], room=session.room)
    if refusal := booking_refused(standing_of(course, standard)):
        raise ValidationError(refusal)
    session._history_user = by
    session.save()
    agreed = course.request.events.standing().filter(kind=ClockEventKind.MEETING_AGREED)
    if course.granted_on is not None and not agreed.exists():
        add_event(
            request_id=course.request_id,
            kind=ClockEventKind.MEETING_AGREED,
            occurred_at=now,
            by=by,
            now=now,
        )
    tell(
        case_id=course.case_id,
        kind=StoryKind.SESSION,
        at=now,
        text=(
            f"{course.offer_name}: samtale aftalt til den {long_date(timezone.localdate(planned_at))} "
            f"kl. {clock(planned_at)} hos {employee.name}"
        ),
        by=by,
        path=course.get_absolute_url(),
    )
    return session


def _require_still_free(session: Session) -> None:
    """What is booked again takes its time again."""
    try:
        require_free(
            starts_at=session.planned_at,
            minutes=session.minutes,
            employees=[session.employee],
            room=session.room,
            but=f"session:{session.pk}",
        )
    except ValidationError as error:
        raise ValidationError(error.messages) from None


def standing_of(course: Course, standard: Standard) -> Standing | None:
    """How far the course is from the most talks that the standard gives (END-4)."""
    counted = dict(
        course.sessions.filter(outcome__in=[SessionOutcome.HELD, SessionOutcome.PLANNED])
        .order_by()
        .values_list("outcome")
        .annotate(number=Count("pk"))
    )
    return standing(
        standard.offer(course.offer_key),
        held=counted.get(SessionOutcome.HELD, 0),
        planned=counted.get(SessionOutcome.PLANNED, 0),
    )


def _ending(session: Session) -> str:
    if not session.cancelled_by:
        return session.ending
    words = session.said_outcome.lower()
    return f"{words}. {session.note}" if session.note else words
