"""Moving a talk (flytte en samtale): another time, place or therapist, in one act with its history."""

from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from cases.booking_days import booking_day_refused
from cases.enums import Place, StoryKind
from cases.permissions import require
from cases.seeing import require_sees
from cases.services.story import tell
from offers.calendar.free import hold_calendars, require_free
from offers.models import Session
from offers.permissions import can_book
from offers.places import place_refused
from offers.services.locks import locked, require_open
from offers.services.sessions import TalkValues
from rusmiddel.access.models import User
from rusmiddel.danish_dates import clock, long_date
from rusmiddel.standards.services import in_force
from rusmiddel.versions import beside_colleague


@transaction.atomic
def move_session(
    *, session_id: int, values: TalkValues, reason: str, by: User, now: datetime, seen: str = ""
) -> Session:
    """Give a booked talk another time, length, place, room or therapist; whoever was reminded is so again.

    Raises ValidationError for a talk that has been closed, a time that is taken and a day before the inquiry;
    BothHaveWritten where a colleague has moved it since `seen`. The same values change nothing.
    """
    require(can_book(by))
    require_sees(by, now, courses__sessions=session_id)
    course = locked(Session.objects.values_list("course", flat=True).get(pk=session_id))
    require_open(course)
    session = (
        Session.objects.select_for_update(of=("self",)).select_related("employee", "room").get(pk=session_id)
    )
    if session.is_closed:
        raise ValidationError(
            f"Samtalen er registreret som {session.said_outcome.lower()} og kan ikke flyttes."
        )
    if timezone.localdate(values.planned_at) < course.request.requested_on:
        raise ValidationError({"planned_at": "Samtalen kan ikke ligge før henvendelsen."})
    if too_far := booking_day_refused(timezone.localdate(values.planned_at), today=timezone.localdate(now)):
        raise ValidationError({"planned_at": too_far})
    if refused := place_refused(values.place, values.place_reason, in_force(course.request.requested_on)):
        raise ValidationError(refused)
    wanted = vars(values) | {
        "place_reason": values.place_reason.strip(),
        "room": values.room if values.place == Place.CENTRE else None,
    }
    changes = beside_colleague((session, wanted), seen=seen)[0]
    changed = {name for name, value in changes.items() if getattr(session, name) != value}
    if not changed:
        return session
    was = _where_and_when(session)
    hold_calendars(employees=[session.employee, values.employee], rooms=[session.room, wanted["room"]])
    for name in changed:
        setattr(session, name, changes[name])
    session.take_its_time()
    require_free(
        starts_at=session.planned_at,
        minutes=session.minutes,
        employees=[session.employee],
        room=session.room,
        but=f"session:{session.pk}",
    )
    if changed & {"planned_at", "place", "room"}:
        session.reminded_at = None
    session.validate_constraints()
    session._history_user = by
    session._change_reason = reason.strip()[:100] or "Flyttet"
    session.save()
    why = f". {reason.strip()}" if reason.strip() else ""
    tell(
        case_id=course.case_id,
        kind=StoryKind.SESSION,
        at=now,
        text=f"{course.offer_name}: samtalen {was} er flyttet til {_where_and_when(session)}{why}",
        by=by,
        path=course.get_absolute_url(),
    )
    return session


def _where_and_when(session: Session) -> str:
    """'den 12. marts 2026 kl. 10.00, 45 minutter, hos Lone Prøve, Samtalerum 1'."""
    where = session.room.name if session.room else session.get_place_display().lower()
    return (
        f"den {long_date(timezone.localdate(session.planned_at))} kl. {clock(session.planned_at)}, "
        f"{session.minutes} minutter, hos {session.employee.name}, {where}"
    )
