"""An employee's calendar for their telephone: when and where, and nobody's name or treatment."""

from datetime import datetime, timedelta

from icalendar import Calendar, Event

from offers.calendar.bookings import Wanted, bookings
from offers.models import Room
from rusmiddel.access.models import User

# What is long over, or far ahead, is not fetched again and again.
BACK, AHEAD = timedelta(days=14), timedelta(days=180)


def feed_of(user: User, *, now: datetime) -> bytes:
    """The employee's own planned talks as iCalendar."""
    rooms = dict(Room.objects.values_list("pk", "name"))
    calendar = Calendar()
    calendar.add("prodid", "-//Rusmiddel//Kalender//DA")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", "Aftaler")
    for booking in bookings(Wanted(since=now - BACK, until=now + AHEAD, employee_ids=(user.pk,))):
        if not booking.is_planned:
            continue
        event = Event()
        event.add("uid", f"{booking.key}@rusmiddel")
        event.add("dtstamp", now)
        event.add("dtstart", booking.starts_at)
        event.add("dtend", booking.ends_at)
        event.add("summary", "Aftale")
        event.add("location", rooms.get(booking.room_id or 0, booking.place))
        calendar.add_component(event)
    content: bytes = calendar.to_ical()
    return content
