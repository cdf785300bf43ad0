"""Times of NADA in the calendar (NADA-tider): planned week after week, and called off."""

from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from cases.booking_days import booking_day_refused
from cases.permissions import require
from offers.calendar.free import hold_calendars, require_free
from offers.calendar.series import series
from offers.enums import NadaTimeStatus
from offers.groups import MOST_MEETINGS
from offers.models import NadaTime, Room
from offers.permissions import can_treat
from offers.services.nada import nada_offers, qualification_of
from rusmiddel.access.models import User
from rusmiddel.calendar import danish_holidays
from rusmiddel.danish_dates import long_date
from rusmiddel.standards.services import in_force


@transaction.atomic
def plan_nada_times(
    *,
    first_at: datetime,
    minutes: int,
    practitioner: User,
    room: Room,
    count: int,
    weeks_between: int,
    by: User,
    now: datetime,
) -> tuple[list[NadaTime], list[date]]:
    """Let a practitioner and a room be taken for NADA, week after week; all the times, or none.

    Public holidays are left out and told. Raises ValidationError with every day that is taken, and where the
    practitioner has no certificate on a day that the standard asks it for.
    """
    require(can_treat(by))
    if not 1 <= count <= MOST_MEETINGS:
        raise ValidationError({"count": f"Planlæg mellem 1 og {MOST_MEETINGS} tider ad gangen."})
    if first_at < now:
        raise ValidationError({"first_at": "Tidspunktet er passeret. Det, der har været, krydses af."})
    if too_far := booking_day_refused(timezone.localdate(first_at), today=timezone.localdate(now)):
        raise ValidationError({"first_at": too_far})
    if not nada_offers(in_force(timezone.localdate(now))):
        raise ValidationError("Kvalitetsstandarden har ikke NADA.")
    hold_calendars(employees=[practitioner], rooms=[room])
    planned: list[NadaTime] = []
    left_out: list[date] = []
    taken: list[str] = []
    for planned_at in series(first_at, talks=count, weeks_between=weeks_between):
        day = timezone.localdate(planned_at)
        if day in danish_holidays(day.year):
            left_out.append(day)
            continue
        qualification_of(practitioner, in_force(timezone.localdate(now)), day)
        try:
            require_free(starts_at=planned_at, minutes=minutes, employees=[practitioner], room=room)
        except ValidationError as error:
            taken.append(f"{long_date(day)}: {' '.join(error.messages)}")
            continue
        if not taken:
            each = NadaTime(planned_at=planned_at, minutes=minutes, practitioner=practitioner, room=room)
            each._history_user = by
            each.save()
            planned.append(each)
    if taken:
        raise ValidationError({"first_at": taken})
    return planned, left_out


@transaction.atomic
def cancel_nada_time(*, time_id: int, reason: str, by: User) -> NadaTime:
    """Call a time off: practitioner and room are free again."""
    require(can_treat(by))
    if not reason.strip():
        raise ValidationError({"reason": "Skriv, hvorfor tiden aflyses."})
    found = NadaTime.objects.select_for_update(of=("self",)).get(pk=time_id)
    found.move_to(NadaTimeStatus.CANCELLED)
    found.cancelled_reason = reason.strip()
    found._history_user = by
    found.save(update_fields=["status", "cancelled_reason"])
    return found
