"""Talks of the treatment: booked, said how they went, and taken back."""

from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from cases.enums import ClockEventKind, Place, SessionOutcome, StoryKind
from cases.permissions import require
from cases.services.clocks import add_event
from cases.services.story import tell
from cases.services.talks import booked_already, refuse_if_relied_on, tell_taken_back
from offers.enums import CourseStatus
from offers.models import Course, Session
from offers.permissions import can_book, can_treat
from offers.services.beginning import not_begun_with, start
from offers.services.locks import locked, require_open
from rusmiddel.access.models import User
from rusmiddel.danish_dates import clock, long_date


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
) -> Session:
    """Book a talk; the first one on a granted course is the meeting that was agreed (GUA-12, GUA-16).

    The same talk booked twice gives the same talk; another at the same time raises ValidationError.
    """
    require(can_book(by))
    course = locked(course_id)
    require_open(course)
    return book(
        course, planned_at=planned_at, minutes=minutes, place=place, employee=employee, by=by, now=now
    )


@transaction.atomic
def close_session(
    *, session_id: int, outcome: SessionOutcome, by: User, now: datetime, note: str = ""
) -> Session:
    """Say how a talk went. The first one held is the start of treatment and freezes the guarantee (GUA-2).

    Raises ValidationError where treatment may not begin yet: a consent or a commitment to pay is missing.
    """
    require(can_treat(by))
    course = locked(Session.objects.values_list("course", flat=True).get(pk=session_id))
    session = Session.objects.select_for_update(of=("self",)).get(pk=session_id)
    session.end(outcome, note=note, by=by, now=now)
    if outcome == SessionOutcome.HELD:
        require_open(course)
        if course.status == CourseStatus.PLANNED:
            start(course, session, by=by, now=now)
    session.save()
    tell(
        case_id=course.case_id,
        kind=StoryKind.SESSION,
        at=session.ended_at(now),
        text=f"{course.offer_name}: samtale {session.ending}",
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
    course = locked(Session.objects.values_list("course", flat=True).get(pk=session_id))
    session = Session.objects.select_for_update(of=("self",)).get(pk=session_id)
    if not course.is_open:
        raise ValidationError(
            f"Forløbet er afsluttet ({course.end_reason}), og samtalen kan ikke længere tages tilbage."
        )
    refuse_if_relied_on(session, course.request)
    was = SessionOutcome(session.outcome)
    session.take_back(reason=reason, by=by)
    session.save()
    if was == SessionOutcome.HELD:
        not_begun_with(session, course, reason=reason, by=by, now=now)
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
) -> Session:
    if timezone.localdate(planned_at) < course.request.requested_on:
        raise ValidationError({"planned_at": "Samtalen kan ikke ligge før henvendelsen."})
    session = Session(course=course, planned_at=planned_at, minutes=minutes, place=place, employee=employee)
    already = booked_already(session, among=Session.objects.filter(course=course))
    if already is not None:
        return already
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
