"""Plays a made-up course of treatment: granted, begun, talked through week by week, ended."""

import random
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import count

from cases.enums import ClockEventKind, Place, SessionOutcome, StoryKind
from offers.enums import CourseStatus
from offers.models import Course, Session
from reporting.demo.bulk import Row
from reporting.demo.record import Record
from reporting.demo.world import World, moment
from rusmiddel.danish_dates import clock, day_of, long_date
from rusmiddel.standards.schema import Offer, Standard

NOTES = (
    "Gennemgik ugen. To dage uden, som aftalt.",
    "Talte om en svær situation i weekenden og om, hvad der hjalp.",
    "Arbejdede med risikosituationer og plan for højtiden.",
    "Kort samtale, borgeren var træt. Ny tid aftalt.",
    "God fremgang. Familien mærker forskellen.",
    "Tilbagefald i lørdags. Vi talte det igennem uden skyld.",
    "",
)
END_REASONS = (
    "Behandlingen er gennemført.",
    "Borgeren har nået sine mål.",
    "Borgeren er udeblevet og har ikke svaret på vores henvendelser.",
    "Borgeren er flyttet.",
)
WEEKLY_TALKS = 6


@dataclass(kw_only=True)
class Treatment:
    """One course and its talks."""

    world: World
    rng: random.Random
    record: Record
    standard: Standard
    offer: Offer
    # The course is over by this day, when the citizen comes again later.
    over_by: date | None

    def grant(self, at: datetime, *, first_on: date) -> Row:
        """The course, and its first talk booked on the same day."""
        self.course = self.record.add(
            Course,
            case_id=self.record.case_id,
            request_id=self.record.request_id,
            offer_key=self.offer.key,
            offer_name=self.offer.name,
            standard_id=self.standard.version_id,
            responsible_id=self.record.caseworker.pk,
            status=CourseStatus.PLANNED,
            granted_on=at.date(),
        )
        self.record.fact(ClockEventKind.OFFER_GIVEN, at, by=self.world.staff.visitator)
        booked_at = at + timedelta(hours=2)
        self.starts_at = self._free(moment(first_on, self.rng.randrange(9, 15)))
        self.record.fact(ClockEventKind.MEETING_AGREED, booked_at)
        self._tell_booked(self.starts_at, booked_at)
        self._talk(self.starts_at)
        return self.course

    @property
    def has_begun(self) -> bool:
        return self.world.has_happened(self.starts_at)

    def run(self) -> date | None:
        """Let it go its way; return the day it ended, or None while it goes on."""
        started_on = self.starts_at.date()
        self.course["status"], self.course["started_on"] = CourseStatus.ACTIVE, started_on
        self.record.fact(ClockEventKind.TREATMENT_STARTED, self.starts_at)
        self.record.fact(ClockEventKind.PLAN_CREATED, self.starts_at + timedelta(hours=1))
        ends_on = self.world.workday(
            self.rng, started_on + timedelta(days=40), started_on + timedelta(days=240)
        )
        if self.over_by is not None:
            ends_on = min(ends_on, self.over_by)
        ended_at = moment(ends_on, 12)
        self._weekly_talks(until=ends_on)
        if not self.world.has_happened(ended_at):
            return None
        reason = self.rng.choice(END_REASONS)
        self.course["status"], self.course["ended_on"] = CourseStatus.ENDED, ends_on
        self.course["end_reason"] = reason
        self.record.tell(StoryKind.TREATMENT, ended_at, f"{self.offer.name} er afsluttet: {reason}")
        return ends_on

    def _weekly_talks(self, *, until: date) -> None:
        """A talk a week, later every other, and the next one booked; some of those lie on the present day."""
        hour, minute = self.rng.randrange(9, 15), self.rng.choice([0, 30])
        on = self.starts_at.date()
        for number in count(2):
            on += timedelta(days=7 if number <= WEEKLY_TALKS else 14)
            day = self.world.workday(self.rng, on, on)
            if day >= until:
                return
            if day >= self.world.today:
                break
            if number <= self.world.most_talks:
                self._talk(moment(day, hour, minute))
        if self.world.has_talk_today():
            day = self.world.today
        at = self._free(moment(day, hour, minute))
        self._tell_booked(at, min(at - timedelta(days=7), self.world.present - timedelta(hours=9)))
        self._talk(at)

    def _free(self, at: datetime) -> datetime:
        """The caseworker's next free time: nobody is booked twice."""
        if self.world.has_happened(at):
            return at
        minutes = self.offer.session_minutes.value or 60
        return self.world.free_time(self.record.caseworker.pk, at, minutes=minutes)

    def _talk(self, at: datetime) -> Row:
        outcome = SessionOutcome.PLANNED
        if self.world.has_happened(at):
            is_first = at == self.starts_at
            outcome = SessionOutcome.HELD if is_first or self.rng.random() < 0.88 else SessionOutcome.NO_SHOW
        minutes = self.offer.session_minutes.value or 60
        talk = self.record.add(
            Session,
            course_id=self.course["id"],
            planned_at=at,
            minutes=minutes,
            place=self.rng.choice([Place.CENTRE] * 9 + [Place.PHONE]),
            employee_id=self.record.caseworker.pk,
            outcome=outcome,
            note=self.rng.choice(NOTES) if outcome == SessionOutcome.HELD else "",
        )
        if outcome == SessionOutcome.HELD:
            text = f"{self.offer.name}: samtale holdt, {minutes} minutter"
            self.record.tell(StoryKind.SESSION, at, f"{text}. {talk['note']}".removesuffix(". "))
        elif outcome == SessionOutcome.NO_SHOW:
            self.record.tell(StoryKind.SESSION, at, f"{self.offer.name}: borgeren udeblev fra samtalen")
        return talk

    def _tell_booked(self, at: datetime, booked_at: datetime) -> None:
        self.record.tell(
            StoryKind.SESSION,
            booked_at,
            f"{self.offer.name}: samtale aftalt til den {long_date(day_of(at))} kl. {clock(at)}"
            f" hos {self.record.caseworker.name}",
        )
