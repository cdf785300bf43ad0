"""The calendar as it is shown: days with bookings, with names only of cases that one may see."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.utils import timezone

from cases.models import Case
from offers.calendar.bookings import Booking, Wanted, bookings
from offers.models import Room
from rusmiddel.access.models import User

WEEKDAYS = ("mandag", "tirsdag", "onsdag", "torsdag", "fredag", "lørdag", "søndag")
ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, kw_only=True)
class Entry:
    """A booking, and the case where it may be seen; else nothing but that the time is taken."""

    booking: Booking
    case: Case | None
    employee: str
    room: str


@dataclass(frozen=True, kw_only=True)
class Day:
    on: date
    entries: list[Entry]

    @property
    def name(self) -> str:
        return WEEKDAYS[self.on.weekday()]


@dataclass(frozen=True, kw_only=True)
class Shown:
    """What is asked for: a day, or the week that it lies in."""

    on: date
    is_week: bool
    employee: User | None = None
    room: Room | None = None

    @property
    def days(self) -> list[date]:
        if not self.is_week:
            return [self.on]
        monday = self.on - timedelta(days=self.on.weekday())
        return [monday + timedelta(days=number) for number in range(len(WEEKDAYS))]

    @property
    def earlier(self) -> date:
        return self.days[0] - timedelta(days=7 if self.is_week else 1)

    @property
    def later(self) -> date:
        return self.days[-1] + ONE_DAY


def shown_days(shown: Shown, user: User) -> list[Day]:
    """Each day with its bookings; a weekend with nothing in it is left out of the week."""
    days = shown.days
    found = bookings(
        Wanted(
            since=_midnight(days[0]),
            until=_midnight(days[-1] + ONE_DAY),
            employee_ids=(shown.employee.pk,) if shown.employee else (),
            room_id=shown.room.pk if shown.room else None,
        )
    )
    by_day: dict[date, list[Entry]] = {}
    for entry in _entries(found, user):
        by_day.setdefault(timezone.localdate(entry.booking.starts_at), []).append(entry)
    return [
        Day(on=day, entries=by_day.get(day, []))
        for day in days
        if day in by_day or day.weekday() < 5 or not shown.is_week
    ]


def _entries(found: Iterable[Booking], user: User) -> list[Entry]:
    found = list(found)
    keys = {booking.case_id for booking in found if booking.case_id}
    cases = {
        case.pk: case
        for case in Case.objects.visible_to(user)
        .filter(pk__in=keys)
        .select_related("citizen")
        .defer("citizen__cpr")
    }
    names = dict(User.objects.filter(pk__in={each.employee_id for each in found}).values_list("pk", "name"))
    rooms = dict(Room.objects.values_list("pk", "name"))
    return [
        Entry(
            booking=booking,
            case=cases.get(booking.case_id or 0),
            employee=names.get(booking.employee_id, ""),
            room=rooms.get(booking.room_id or 0, ""),
        )
        for booking in found
    ]


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))
