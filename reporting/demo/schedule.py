"""The days on which a made-up case will go on, whether or not they have come yet."""

import random
from dataclasses import dataclass
from datetime import date, timedelta

from reporting.demo.meetings import MEETING_WEEKDAY
from reporting.demo.paths import Path
from reporting.demo.world import World

GUARANTEE_DAYS = 14


@dataclass
class Schedule:
    first_talk_on: date
    # When the citizen did not come to the first.
    second_try_on: date
    last_talk_on: date
    decided_on: date
    starts_on: date

    def decide_after(self, day: date, *, world: World, rng: random.Random) -> None:
        """Holidays may put the last talk off; then a later meeting decides."""
        while self.decided_on <= day:
            self.decided_on += timedelta(days=7)
        tomorrow = self.decided_on + timedelta(days=1)
        self.starts_on = max(self.starts_on, world.workday(rng, tomorrow, tomorrow))


def schedule(path: Path, *, day_0: date, world: World, rng: random.Random) -> Schedule:
    """In time or late, as the path says."""

    def between(first: int, last: int) -> date:
        return world.workday(rng, day_0 + timedelta(days=first), day_0 + timedelta(days=last))

    if path.has_talk_today:
        today = world.today
        return Schedule(today, today, today, today, today + timedelta(days=7))
    first_meeting, last_meeting = (10, 17) if path.is_late else (4, 12)
    meetings = [
        day
        for offset in range(first_meeting, last_meeting + 1)
        if (day := day_0 + timedelta(days=offset)).weekday() == MEETING_WEEKDAY
    ]
    decided_on = world.last_workday if path.is_fresh else rng.choice(meetings)
    to_meeting = (decided_on - day_0).days
    first_talk_on = between(1, 3)
    last_talk_on = max(between(3, to_meeting - 1), first_talk_on)
    if not path.is_late:
        starts_on = between(to_meeting + 1, GUARANTEE_DAYS)
    else:
        earliest = max(to_meeting, GUARANTEE_DAYS) + 1
        starts_on = between(earliest, earliest + 8)
    if path.is_stuck:
        starts_on = max(starts_on, world.today + timedelta(days=2))
    return Schedule(first_talk_on, between(8, 9), last_talk_on, decided_on, starts_on)
