"""Plays a made-up case from the first talk to the present, as caseworkers would have registered it."""

import random
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from cases.enums import (
    Children,
    ClockEventKind,
    Concern,
    DeviationReason,
    Place,
    Pregnancy,
    RequestStage,
    SessionOutcome,
    Sex,
    StoryKind,
    Substance,
)
from cases.guarantee import may_deviate
from cases.models import Assessment, AssessmentSession
from cases.notification import WITH_CHILDREN
from reporting.demo import assessment_texts, inquiry_texts
from reporting.demo.asides import acknowledge_birthdays, contact_again, explain_miss, offer_medical_talk
from reporting.demo.bulk import Row
from reporting.demo.journal import write_notes
from reporting.demo.meetings import Meetings
from reporting.demo.paths import End
from reporting.demo.scene import Scene
from reporting.demo.schedule import schedule
from reporting.demo.treatment import Treatment
from reporting.demo.world import moment
from rusmiddel.danish_dates import clock, day_of, long_date
from rusmiddel.deadlines.values import DeadlineValues
from rusmiddel.standards.enums import OfferKind
from rusmiddel.standards.schema import Offer, Standard
from visitation.enums import DecisionKind

ORDINARY_KINDS = (
    OfferKind.INDIVIDUAL,
    OfferKind.INDIVIDUAL,
    OfferKind.INDIVIDUAL,
    OfferKind.GROUP,
    OfferKind.MOTIVATIONAL,
    OfferKind.OTHER,
)
LETTER_BY_END = {
    End.PARTLY_GRANTED: DecisionKind.PARTIAL_GRANT,
    End.REJECTED: DecisionKind.REJECTION,
}
WISHED_BY_END = {End.PARTLY_GRANTED: OfferKind.RESIDENTIAL, End.REJECTED: OfferKind.RESIDENTIAL}


def offer_for(
    rng: random.Random, standard: Standard, kinds: Sequence[OfferKind], substance: Substance
) -> Offer:
    """An offer of one of the kinds for the substance; else the first there is."""
    known = {Substance.ALCOHOL, Substance.DRUGS}
    fitting = [offer for offer in standard.offers if substance not in known - {*offer.substances}]
    by_kind = {offer.kind: offer for offer in reversed(fitting)}
    chosen = [by_kind[kind] for kind in kinds if kind in by_kind]
    return rng.choice(chosen) if chosen else fitting[0]


@dataclass(kw_only=True)
class Play:
    """One case as it unfolds."""

    scene: Scene
    meetings: Meetings
    assessment: Row | None = None

    def run(self) -> tuple[list[Row], list[DeadlineValues]]:
        """What the case leaves in the database, and the clocks that follow from its facts."""
        scene = self.scene
        scene.open()
        if not scene.path.is_waiting:
            self.days = schedule(scene.path, day_0=scene.day_0, world=scene.world, rng=scene.rng)
            self._assess()
        self._finish_assessment_row()
        explain_miss(scene)
        acknowledge_birthdays(scene)
        write_notes(scene)
        return scene.record.rows, scene.clocks()

    def _assess(self) -> None:
        rng = self.scene.rng
        booked_on = self.scene.world.workday(rng, self.scene.day_0, self.scene.day_0 + timedelta(days=1))
        if self.scene.path.is_untouched:
            booked_on = self.scene.world.workday(
                rng, self.scene.day_0 + timedelta(days=3), self.scene.day_0 + timedelta(days=4)
            )
        booked_at = max(moment(booked_on, 15), self.scene.contacted_at + timedelta(minutes=10))
        if not self.scene.world.has_happened(booked_at):
            return
        self.assessment = self.scene.record.add(
            Assessment, request_id=self.scene.request["id"], children=self.scene.children
        )
        self.scene.request["stage"] = RequestStage.ASSESSING
        self.scene.record.fact(ClockEventKind.MEETING_OFFERED, booked_at)
        first = self._session(self.days.first_talk_on, booked_at=booked_at)
        if self.scene.path.end == End.DEVIATED:
            self._stay_away(first)
        elif first["outcome"] == SessionOutcome.HELD:
            self._talk_held(first)

    def _stay_away(self, first: Row) -> None:
        """The citizen does not come; the guarantee is deviated from, and treatment comes later."""
        if first["outcome"] == SessionOutcome.PLANNED:
            return
        first["outcome"], first["note"] = SessionOutcome.NO_SHOW, ""
        reasons = [reason for reason in DeviationReason if may_deviate(reason, self.scene.standard)]
        reason = self.scene.rng.choice(sorted(reasons))
        self.scene.record.fact(
            ClockEventKind.DEVIATION,
            moment(self.days.first_talk_on + timedelta(days=2), 11),
            reason=reason,
            note=inquiry_texts.DEVIATED[reason],
        )
        second = self._session(
            self.days.second_try_on, booked_at=moment(self.days.first_talk_on + timedelta(days=2), 12)
        )
        if second["outcome"] == SessionOutcome.HELD:
            self.days.last_talk_on = self.days.second_try_on
            self._talk_held(second)

    def _talk_held(self, talk: Row) -> None:
        self.scene.record.fact(ClockEventKind.FIRST_TALK, talk["planned_at"])
        offer_medical_talk(self.scene, talk["planned_at"])
        if self.scene.path.end == End.WITHDRAWN:
            self._withdraw(talk["planned_at"] + timedelta(days=self.scene.rng.randrange(1, 6)))
            return
        if self.days.last_talk_on > talk["planned_at"].date():
            last = self._session(self.days.last_talk_on, booked_at=talk["planned_at"] + timedelta(minutes=60))
            if last["outcome"] != SessionOutcome.HELD:
                return
            talk = last
        ready_at = talk["planned_at"] + timedelta(hours=2)
        if self.scene.world.has_happened(ready_at):
            self._be_ready(ready_at)

    def _be_ready(self, at: datetime) -> None:
        assert self.assessment is not None
        self.wished = offer_for(
            self.scene.rng, self.scene.standard, self._wished_kinds(), self.scene.substance
        )
        self.scene.request["wished_offer"] = self.wished.key
        self.scene.request["ready_at"] = at
        self.scene.request["stage"] = RequestStage.READY
        self.assessment["completed_at"] = at
        self.assessment["completed_by_id"] = self.scene.caseworker.pk
        self.scene.record.tell(
            StoryKind.ASSESSMENT, at, "Afdækningen er afsluttet, og sagen er klar til visitation"
        )
        self.days.decide_after(at.date(), world=self.scene.world, rng=self.scene.rng)
        decided_at = moment(self.days.decided_on, 13, self.scene.rng.randrange(60))
        if self.scene.world.has_happened(decided_at):
            self._decide(decided_at)

    def _wished_kinds(self) -> Sequence[OfferKind]:
        if self.scene.path.end in WISHED_BY_END:
            return (WISHED_BY_END[self.scene.path.end],)
        if self.scene.is_minor and self.scene.rng.random() < 0.6:
            return (OfferKind.MOVE, OfferKind.YOUR_CHOICE)
        return ORDINARY_KINDS

    def _decide(self, at: datetime) -> None:
        if self.scene.path.end in LETTER_BY_END:
            self.meetings.leave_undecided(
                self.scene.record,
                standard=self.scene.standard,
                offer=self.wished,
                substance=self.scene.substance,
                kind=LETTER_BY_END[self.scene.path.end],
                at=at,
                ready_at=self.scene.request["ready_at"],
                first_talk_on=self.days.starts_on,
            )
            return
        self.scene.record.fact(ClockEventKind.DECIDED, at, by=self.scene.world.staff.visitator)
        self.scene.request["stage"] = RequestStage.GRANTED
        closed_before = self.scene.arrival.closed_before
        treatment = Treatment(
            world=self.scene.world,
            rng=self.scene.rng,
            record=self.scene.record,
            standard=self.scene.standard,
            offer=self.wished,
            over_by=closed_before and closed_before - timedelta(days=10),
        )
        course = treatment.grant(at, first_on=self.days.starts_on)
        self.meetings.grant(
            self.scene.record,
            standard=self.scene.standard,
            offer=self.wished,
            substance=self.scene.substance,
            age=self.scene.age_at(at.date()),
            is_anonymous=self.scene.citizen.is_anonymous,
            course_id=course["id"],
            at=at,
            ready_at=self.scene.request["ready_at"],
        )
        if not treatment.has_begun:
            return
        self.scene.request["stage"] = RequestStage.IN_TREATMENT
        ended_on = treatment.run()
        contact_again(self.scene, self.days.starts_on, ended_on or self.scene.world.today)
        if ended_on is not None:
            self.scene.request["stage"] = RequestStage.ENDED
            self._close(ended_on + timedelta(days=3), self.scene.rng.choice(inquiry_texts.CLOSED))

    def _withdraw(self, at: datetime) -> None:
        if not self.scene.world.has_happened(at):
            return
        self.scene.request["stage"] = RequestStage.WITHDRAWN
        self.scene.record.fact(
            ClockEventKind.WITHDRAWN, at, note=self.scene.rng.choice(inquiry_texts.WITHDRAWN)
        )
        self._close(at.date() + timedelta(days=2), "borgeren ønsker ikke behandling nu")

    def _close(self, on: date, why: str) -> None:
        at = moment(on, 14, 30)
        if self.scene.world.has_happened(at):
            self.scene.case["closed_on"] = on
            self.scene.record.tell(StoryKind.CASE, at, f"Sagen er lukket: {why}")

    def _session(self, on: date, *, booked_at: datetime) -> Row:
        planned_at = moment(on, self.scene.rng.randrange(9, 15), self.scene.rng.choice([0, 30]))
        is_held = self.scene.world.has_happened(planned_at)
        minutes = self.scene.standard.assessment.minutes.value or 60
        if not is_held:
            planned_at = self.scene.world.free_time(self.scene.caseworker.pk, planned_at, minutes=minutes)
        assert self.assessment is not None
        session = self.scene.record.add(
            AssessmentSession,
            assessment_id=self.assessment["id"],
            planned_at=planned_at,
            minutes=minutes,
            place=self.scene.rng.choice([Place.CENTRE] * 6 + [Place.PHONE, Place.HOME]),
            employee_id=self.scene.caseworker.pk,
            outcome=SessionOutcome.HELD if is_held else SessionOutcome.PLANNED,
            note=self.scene.rng.choice(assessment_texts.SESSION_NOTES) if is_held else "",
        )
        self.scene.record.tell(
            StoryKind.SESSION,
            booked_at,
            f"Afdækningssamtale aftalt til {long_date(day_of(planned_at))} kl. {clock(planned_at)}"
            f" hos {self.scene.caseworker.name}",
        )
        if is_held and self.scene.path.end != End.DEVIATED:
            self.scene.record.tell(
                StoryKind.SESSION, planned_at, f"Afdækningssamtale: holdt, {minutes} minutter"
            )
        return session

    def _finish_assessment_row(self) -> None:
        """As much is written as has been talked about."""
        if self.assessment is None:
            return
        is_whole = self.assessment.get("completed_at") is not None
        if is_whole and self.scene.children == Children.UNKNOWN:
            self.scene.children = self.assessment["children"] = Children.NONE
        if is_whole:
            self.assessment["pregnancy"] = (
                Pregnancy.NO if self.scene.citizen.sex == Sex.FEMALE else Pregnancy.NOT_RELEVANT
            )
        known = Children.NONE if self.scene.children == Children.UNKNOWN else self.scene.children
        substance = Substance.ALCOHOL if self.scene.substance == Substance.UNKNOWN else self.scene.substance
        texts = assessment_texts.written(self.scene.rng, substance=substance, children=known)
        if not any(fact.kind == ClockEventKind.FIRST_TALK for fact in self.scene.record.facts):
            return
        if is_whole and known in WITH_CHILDREN:
            self.assessment["concern"] = Concern.NO
        for name in texts if is_whole else ("substance_use", "relations"):
            self.assessment[name] = texts[name]
