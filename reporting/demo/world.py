"""What every made-up case shares: the day it is, the standards, the people, the next free numbers."""

import random
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

from django.utils import timezone

from reporting.demo.bulk import Ids
from reporting.demo.people import Register
from reporting.demo.staff import Staff
from rusmiddel.calendar import is_working_day, next_working_day
from rusmiddel.standards.schema import Standard
from rusmiddel.standards.services import Timeline


@dataclass(kw_only=True)
class World:
    today: date
    standards: Timeline
    staff: Staff
    ids: Ids
    register: Register = field(default_factory=Register)

    @property
    def present(self) -> datetime:
        """The night before today: what lies later has not happened, whatever time it is when this runs."""
        return moment(self.today, 0)

    def standard(self, on: date) -> Standard:
        return self.standards.on(on)

    def is_worked(self, day: date) -> bool:
        """A try-out on a Sunday should still show a day's work."""
        return day == self.today or is_working_day(day)

    def workday(self, rng: random.Random, first: date, last: date) -> date:
        """A day somebody works between the two, or else the next one after them."""
        days = [
            day
            for offset in range((last - first).days + 1)
            if self.is_worked(day := first + timedelta(days=offset))
        ]
        return rng.choice(days) if days else next_working_day(max(first, last))


def moment(day: date, hour: int, minute: int = 0) -> datetime:
    """Local time."""
    return datetime.combine(day, time(hour, minute), tzinfo=timezone.get_current_timezone())
