"""What every made-up case shares: the day it is, the standards, the people, the next free numbers."""

import random
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db.models import Model
from django.utils import timezone

from reporting.demo.bulk import Ids, Row
from reporting.demo.people import Register
from reporting.demo.staff import Staff
from rusmiddel.calendar import ONE_DAY, is_working_day
from rusmiddel.standards.schema import Standard
from rusmiddel.standards.services import Timeline

HALF_HOUR = timedelta(minutes=30)
# Talks are booked within these hours.
FIRST_HOUR, LAST_HOUR = 8, 16


@dataclass(kw_only=True)
class World:
    today: date
    standards: Timeline
    staff: Staff
    ids: Ids
    register: Register = field(default_factory=Register)
    # Of each course no more talks held than these are told of.
    most_talks: int = 50
    courses_going_on: int = 0
    # The half hours that an employee is booked for.
    booked: set[tuple[int, datetime]] = field(default_factory=set)

    def __post_init__(self) -> None:
        # The night before today: what lies later has not happened, whatever time it is when this runs.
        self.present = moment(self.today, 0)

    @property
    def last_workday(self) -> date:
        day = self.today - ONE_DAY
        while not is_working_day(day):
            day -= ONE_DAY
        return day

    def has_talk_today(self) -> bool:
        """One of every four courses that go on."""
        self.courses_going_on += 1
        return self.courses_going_on % 4 == 1

    def has_happened(self, at: datetime) -> bool:
        return at < self.present

    def row(self, model: type[Model], **values: Any) -> Row:
        """A row with a key of its own, unless it has one."""
        if "id" not in values:
            values["id"] = self.ids(model)
        return Row(model, values)

    def standard(self, on: date) -> Standard:
        return self.standards.on(on)

    def free_time(self, employee_id: int, at: datetime, *, minutes: int) -> datetime:
        """The first time from then on when the employee is free so long, booked from now on."""
        needed = range(-(-minutes // 30))
        while True:
            halves = {(employee_id, at + HALF_HOUR * number) for number in needed}
            if self.booked.isdisjoint(halves):
                self.booked |= halves
                return at
            at += HALF_HOUR
            if at.hour >= LAST_HOUR:
                day = at.date() + ONE_DAY
                while not self.is_worked(day):
                    day += ONE_DAY
                at = moment(day, FIRST_HOUR)

    def book(self, employee_id: int, at: datetime, *, until: datetime) -> None:
        """Take the half hours that what was planned earlier touches."""
        half = at - timedelta(minutes=at.minute % 30)
        while half < until:
            self.booked.add((employee_id, half))
            half += HALF_HOUR

    def is_worked(self, day: date) -> bool:
        """A try-out on a Sunday should still show a day's work."""
        return day == self.today or is_working_day(day)

    def workday(self, rng: random.Random, first: date, last: date) -> date:
        """A day somebody works between the two, or else the next one after them."""
        day = first + timedelta(days=rng.randrange(max((last - first).days, 0) + 1))
        while not self.is_worked(day):
            day += ONE_DAY
        if day <= last:
            return day
        earlier = last
        while earlier >= first and not self.is_worked(earlier):
            earlier -= ONE_DAY
        return earlier if earlier >= first else day


# Looked up once: every made-up moment asks for it.
LOCAL_TIME = timezone.get_default_timezone()


def moment(day: date, hour: int, minute: int = 0) -> datetime:
    """Local time."""
    return datetime.combine(day, time(hour, minute), tzinfo=LOCAL_TIME)
