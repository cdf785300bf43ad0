"""Plays one made-up case from the call to the present, as caseworkers would have registered it."""

import random
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from cases.enums import (
    REFERRERS,
    Birthday,
    Channel,
    Children,
    ClockEventKind,
    ContactedBy,
    DeviationReason,
    MissCause,
    NextStep,
    Place,
    RequestStage,
    SessionOutcome,
    StoryKind,
    Substance,
    Wish,
)
from cases.guarantee import RequestFacts, may_deviate
from cases.models import (
    Assessment,
    AssessmentSession,
    BirthdayAcknowledgement,
    Case,
    Citizen,
    Inquiry,
    MissReason,
    TreatmentRequest,
)
from cases.services.clocks import clocks_from
from reporting.demo import assessment_texts, inquiry_texts
from reporting.demo.bulk import Row
from reporting.demo.meetings import MEETING_WEEKDAY, Meetings
from reporting.demo.paths import Arrival, End, Path, Who
from reporting.demo.people import phone_number
from reporting.demo.record import Record
from reporting.demo.treatment import Treatment
from reporting.demo.world import World, moment
from rusmiddel.access.models import User
from rusmiddel.calendar import age_on, birthday_on
from rusmiddel.deadlines.values import DeadlineValues
from rusmiddel.standards.enums import ClockStart, OfferKind
from rusmiddel.standards.schema import Offer, Standard
from visitation.enums import DecisionKind

GUARANTEE_DAYS = 14
ADULT_AGE = 18
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


def some_uuid(rng: random.Random) -> UUID:
    return UUID(int=rng.getrandbits(128), version=4)


def contact_moment(rng: random.Random, world: World, day: date) -> tuple[datetime, Channel]:
    """On days when nobody answers the telephone people write."""
    if world.is_worked(day):
        channel = rng.choice(
            [Channel.PHONE] * 8
            + [Channel.IN_PERSON] * 2
            + [Channel.EMAIL, Channel.EMAIL, Channel.LETTER, Channel.DIGITAL_POST]
        )
        return moment(day, rng.randrange(8, 15), rng.randrange(60)), channel
    return moment(day, rng.randrange(9, 22), rng.randrange(60)), rng.choice(
        [Channel.EMAIL, Channel.DIGITAL_POST]
    )


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

    world: World
    rng: random.Random
    citizen: Citizen
    arrival: Arrival
    number: str
    meetings: Meetings

    def run(self) -> tuple[list[Row], list[DeadlineValues]]:
        """What the case leaves in the database, and the clocks that follow from its facts."""
        self._register()
        if not self.path.is_waiting:
            self._assess()
        self._finish_assessment_row()
        self._explain_miss()
        self._acknowledge_birthdays()
        return self.record.rows, self._clocks()

    # What is known from the start

    @property
    def path(self) -> Path:
        return self.arrival.path

    def _register(self) -> None:
        rng, world = self.rng, self.world
        self.standard = world.standard(self.arrival.on)
        self.contacted_at, channel = contact_moment(rng, world, self.arrival.on)
        self.contacted_by = rng.choice(self.path.contacted_by)
        self.substance = self._substance()
        self.children = rng.choices(
            [Children.NONE, Children.AT_HOME, Children.CONTACT, Children.UNKNOWN], [55, 18, 17, 10]
        )[0]
        self.caseworker = self._caseworker()
        self.stated_age = self._stated_age()
        is_unassigned = self.path.is_untouched and rng.random() < 0.5
        case_id, request_id = world.ids(Case), world.ids(TreatmentRequest)
        self.record = Record(
            world=world, rng=rng, caseworker=self.caseworker, case_id=case_id, request_id=request_id
        )
        self.case = self.record.add(
            Case,
            id=case_id,
            number=self.number,
            citizen_id=self.citizen.pk,
            responsible_id=None if is_unassigned else self.caseworker.pk,
            opened_on=self.arrival.on,
        )
        registered_by = world.staff.secretary if is_unassigned or rng.random() < 0.2 else self.caseworker
        names = inquiry_texts.CONTACT_NAMES.get(self.contacted_by, ())
        inquiry = self.record.add(
            Inquiry,
            submission=some_uuid(rng),
            case_id=self.case["id"],
            citizen_id=self.citizen.pk,
            contacted_at=self.contacted_at,
            registered_at=self.contacted_at + timedelta(minutes=rng.randrange(2, 20)),
            registered_by_id=registered_by.pk,
            channel=channel,
            contacted_by=self.contacted_by,
            contact_name=rng.choice(names) if names else "",
            contact_phone=phone_number(rng) if names else "",
            wish=Wish.TREATMENT,
            substance=self.substance,
            stated_age=self.stated_age,
            municipality_code=self.citizen.municipality_code,
            children=self.children,
            next_step=NextStep.CALL_BACK if self.path.is_untouched else NextStep.FIRST_TALK,
            note=rng.choice(inquiry_texts.NOTES[self.substance]),
        )
        self.request = self.record.add(
            TreatmentRequest,
            id=request_id,
            case_id=self.case["id"],
            inquiry_id=inquiry["id"],
            substance=self.substance,
            serious_problems=self._serious_problems(),
        )
        self.assessment: Row | None = None
        self.record.tell(StoryKind.INQUIRY, self.contacted_at, _sentence(inquiry), by=registered_by)
        self.day_0 = self._day_0()

    def _substance(self) -> Substance:
        """What the municipality treats: some centres know drugs only."""
        wanted = (
            self.path.substance
            or self.rng.choices([Substance.ALCOHOL, Substance.DRUGS, Substance.BOTH], [50, 33, 17])[0]
        )
        treated = {substance for offer in self.standard.offers for substance in offer.substances}
        return wanted if Substance.ALCOHOL in treated else Substance.DRUGS

    def _caseworker(self) -> User:
        """The first has most to do, so that a try-out has something to look at."""
        staff = self.world.staff.caseworkers
        return staff[0] if self.rng.random() < 0.25 else self.rng.choice(staff)

    def _age(self) -> int | None:
        return age_on(self.citizen.birth_date, self.arrival.on) if self.citizen.birth_date else None

    def _age_at(self, day: date) -> int:
        """Whose age nobody has told is taken for an adult."""
        if self.citizen.birth_date:
            return age_on(self.citizen.birth_date, day)
        return self.stated_age or ADULT_AGE

    def _stated_age(self) -> int | None:
        if self.citizen.birth_date:
            return None
        if self.path.who in {Who.MINOR, Who.MINOR_NOT_SERIOUS, Who.NEARLY_18}:
            return 16
        return self.rng.randrange(20, 60) if self.rng.random() < 0.6 else None

    def _serious_problems(self) -> bool | None:
        if self.path.who == Who.MINOR_NOT_SERIOUS:
            return False
        return True if self._is_minor() else None

    def _is_minor(self) -> bool:
        age = self._age()
        return age is not None and age < ADULT_AGE

    def _day_0(self) -> date:
        """The day the clock starts, when what it waits for arrives."""
        day = self.arrival.on
        if self.path.is_waiting:
            return day
        if not self._contact_starts_the_clock():
            day = max(day, self._arrives(ClockEventKind.PERSONAL_CONFIRMATION, 1, 4))
        if self._is_minor():
            day = max(day, self._arrives(ClockEventKind.PARENTAL_CONSENT, 1, 3))
            self._arrives(ClockEventKind.OWN_CONSENT, 1, 3)
        if (
            self.path.who == Who.OTHER_MUNICIPALITY
            and self.standard.other_municipality.commitment_before_start.value
        ):
            day = max(day, self._arrives(ClockEventKind.COMMITMENT_RECEIVED, 2, 8))
        return day

    def _contact_starts_the_clock(self) -> bool:
        """Whether the citizen need not ask in person as well (GUA-3, GUA-5)."""
        counts_referrals = self.standard.guarantee.start.value == ClockStart.INQUIRY_OR_REFERRAL
        return self.contacted_by == ContactedBy.SELF or (counts_referrals and self.contacted_by in REFERRERS)

    def _arrives(self, kind: ClockEventKind, earliest: int, latest: int) -> date:
        on = self.world.workday(
            self.rng,
            self.arrival.on + timedelta(days=earliest),
            self.arrival.on + timedelta(days=latest),
        )
        self.record.fact(kind, moment(on, self.rng.randrange(9, 15), self.rng.randrange(60)))
        return on

    def _clocks(self) -> list[DeadlineValues]:
        facts = RequestFacts(
            inquiry_on=self.arrival.on,
            contacted_by=self.contacted_by,
            substance=self.substance,
            is_anonymous=self.citizen.is_anonymous,
            age=self._age() if self.citizen.birth_date else self.stated_age,
            serious_problems=self.request["serious_problems"],
            from_other_municipality=self.path.who == Who.OTHER_MUNICIPALITY,
            events=tuple(sorted(self.record.facts, key=lambda fact: fact.on)),
        )
        return clocks_from(
            facts,
            self.standard,
            case_id=self.case["id"],
            ref=f"request:{self.request['id']}",
            responsible_id=self.case["responsible_id"],
        )

    # From the first talk to the decision

    def _assess(self) -> None:
        self._plan()
        rng = self.rng
        booked_on = self.world.workday(rng, self.day_0, self.day_0 + timedelta(days=1))
        if self.path.is_untouched:
            booked_on = self.world.workday(
                rng, self.day_0 + timedelta(days=3), self.day_0 + timedelta(days=4)
            )
        booked_at = max(moment(booked_on, 15), self.contacted_at + timedelta(minutes=10))
        if not self.world.has_happened(booked_at):
            return
        self.assessment = self.record.add(Assessment, request_id=self.request["id"], children=self.children)
        self.request["stage"] = RequestStage.ASSESSING
        self.record.fact(ClockEventKind.MEETING_OFFERED, booked_at)
        first = self._session(self.first_talk_on, booked_at=booked_at)
        if self.path.end == End.DEVIATED:
            self._stay_away(first)
        elif first["outcome"] == SessionOutcome.HELD:
            self._talk_held(first)

    def _plan(self) -> None:
        """The days of what will happen, whether or not they have come yet."""
        rng, world, start = self.rng, self.world, self.day_0
        if self.path.has_talk_today:
            self.first_talk_on = self.last_talk_on = self.decided_on = world.today
            self.starts_on = world.today + timedelta(days=7)
            return
        first_meeting, last_meeting = (10, 17) if self.path.is_late else (4, 12)
        meetings = [
            day
            for offset in range(first_meeting, last_meeting + 1)
            if (day := start + timedelta(days=offset)).weekday() == MEETING_WEEKDAY
        ]
        self.decided_on = world.last_workday if self.path.is_fresh else rng.choice(meetings)
        self.first_talk_on = world.workday(rng, start + timedelta(days=1), start + timedelta(days=3))
        if self.path.end == End.DEVIATED:
            self.second_try_on = world.workday(rng, start + timedelta(days=8), start + timedelta(days=9))
        self.last_talk_on = max(
            world.workday(rng, start + timedelta(days=3), self.decided_on - timedelta(days=1)),
            self.first_talk_on,
        )
        if self.path.is_late:
            earliest = max(self.decided_on + timedelta(days=1), start + timedelta(days=GUARANTEE_DAYS + 1))
            self.starts_on = world.workday(rng, earliest, earliest + timedelta(days=8))
            if self.path.is_stuck:
                self.starts_on = max(self.starts_on, world.today + timedelta(days=2))
        else:
            self.starts_on = world.workday(
                rng, self.decided_on + timedelta(days=1), start + timedelta(days=GUARANTEE_DAYS)
            )

    def _stay_away(self, first: Row) -> None:
        """The citizen does not come; the guarantee is deviated from, and treatment comes later."""
        if first["outcome"] == SessionOutcome.PLANNED:
            return
        first["outcome"], first["note"] = SessionOutcome.NO_SHOW, ""
        reasons = [reason for reason in DeviationReason if may_deviate(reason, self.standard)]
        reason = self.rng.choice(sorted(reasons))
        self.record.fact(
            ClockEventKind.DEVIATION,
            moment(self.first_talk_on + timedelta(days=2), 11),
            reason=reason,
            note=inquiry_texts.DEVIATED[reason],
        )
        second = self._session(
            self.second_try_on, booked_at=moment(self.first_talk_on + timedelta(days=2), 12)
        )
        if second["outcome"] == SessionOutcome.HELD:
            self.last_talk_on = self.second_try_on
            self._talk_held(second)

    def _talk_held(self, talk: Row) -> None:
        self.record.fact(ClockEventKind.FIRST_TALK, talk["planned_at"])
        self._offer_medical_talk(talk["planned_at"])
        if self.path.end == End.WITHDRAWN:
            self._withdraw(talk["planned_at"] + timedelta(days=self.rng.randrange(1, 6)))
            return
        if self.last_talk_on > talk["planned_at"].date():
            last = self._session(self.last_talk_on, booked_at=talk["planned_at"] + timedelta(minutes=60))
            if last["outcome"] != SessionOutcome.HELD:
                return
            talk = last
        ready_at = talk["planned_at"] + timedelta(hours=2)
        if self.world.has_happened(ready_at):
            self._be_ready(ready_at)

    def _be_ready(self, at: datetime) -> None:
        assert self.assessment is not None
        self.wished = offer_for(self.rng, self.standard, self._wished_kinds(), self.substance)
        self.request["wished_offer"] = self.wished.key
        self.request["ready_at"] = at
        self.request["stage"] = RequestStage.READY
        self.assessment["completed_at"] = at
        self.assessment["completed_by_id"] = self.caseworker.pk
        self.record.tell(
            StoryKind.ASSESSMENT, at, "Afdækningen er afsluttet, og sagen er klar til visitation"
        )
        while self.decided_on <= at.date():
            # Holidays put the last talk off; so the next meeting decides.
            self.decided_on += timedelta(days=7)
        tomorrow = self.decided_on + timedelta(days=1)
        self.starts_on = max(self.starts_on, self.world.workday(self.rng, tomorrow, tomorrow))
        decided_at = moment(self.decided_on, 13, self.rng.randrange(60))
        if self.world.has_happened(decided_at):
            self._decide(decided_at)

    def _wished_kinds(self) -> Sequence[OfferKind]:
        if self.path.end in WISHED_BY_END:
            return (WISHED_BY_END[self.path.end],)
        if self._is_minor() and self.rng.random() < 0.6:
            return (OfferKind.MOVE, OfferKind.YOUR_CHOICE)
        return ORDINARY_KINDS

    def _decide(self, at: datetime) -> None:
        if self.path.end in LETTER_BY_END:
            self.meetings.leave_undecided(
                self.record,
                standard=self.standard,
                offer=self.wished,
                substance=self.substance,
                kind=LETTER_BY_END[self.path.end],
                at=at,
                ready_at=self.request["ready_at"],
                first_talk_on=self.starts_on,
            )
            return
        self.record.fact(ClockEventKind.DECIDED, at, by=self.world.staff.visitator)
        self.request["stage"] = RequestStage.GRANTED
        closed_before = self.arrival.closed_before
        treatment = Treatment(
            world=self.world,
            rng=self.rng,
            record=self.record,
            standard=self.standard,
            offer=self.wished,
            over_by=closed_before and closed_before - timedelta(days=10),
        )
        course = treatment.grant(at, first_on=self.starts_on)
        self.meetings.grant(
            self.record,
            standard=self.standard,
            offer=self.wished,
            substance=self.substance,
            age=self._age_at(at.date()),
            is_anonymous=self.citizen.is_anonymous,
            course_id=course["id"],
            at=at,
            ready_at=self.request["ready_at"],
        )
        if not treatment.has_begun:
            return
        self.request["stage"] = RequestStage.IN_TREATMENT
        ended_on = treatment.run()
        self._contact_again(self.starts_on, ended_on or self.world.today)
        if ended_on is not None:
            self.request["stage"] = RequestStage.ENDED
            self._close(ended_on + timedelta(days=3), self.rng.choice(inquiry_texts.CLOSED))

    def _contact_again(self, since: date, until: date) -> None:
        if self.rng.random() > 0.2:
            return
        day = since + timedelta(days=self.rng.randrange(1, max((until - since).days, 2)))
        at, channel = contact_moment(self.rng, self.world, day)
        if not self.world.has_happened(at):
            return
        inquiry = self.record.add(
            Inquiry,
            submission=some_uuid(self.rng),
            case_id=self.case["id"],
            citizen_id=self.citizen.pk,
            contacted_at=at,
            registered_at=at + timedelta(minutes=4),
            registered_by_id=self.world.staff.secretary.pk,
            channel=channel,
            contacted_by=ContactedBy.SELF,
            wish=Wish.COUNSELLING,
            substance=self.substance,
            municipality_code=self.citizen.municipality_code,
            children=self.children,
            next_step=NextStep.NOTHING,
            note=self.rng.choice(inquiry_texts.LATER_CONTACTS),
        )
        self.record.tell(StoryKind.INQUIRY, at, _sentence(inquiry), by=self.world.staff.secretary)

    def _withdraw(self, at: datetime) -> None:
        if not self.world.has_happened(at):
            return
        self.request["stage"] = RequestStage.WITHDRAWN
        self.record.fact(ClockEventKind.WITHDRAWN, at, note=self.rng.choice(inquiry_texts.WITHDRAWN))
        self._close(at.date() + timedelta(days=2), "borgeren ønsker ikke behandling nu")

    def _close(self, on: date, why: str) -> None:
        at = moment(on, 14, 30)
        if self.world.has_happened(at):
            self.case["closed_on"] = on
            self.record.tell(StoryKind.CASE, at, f"Sagen er lukket: {why}")

    # Beside the main line

    def _offer_medical_talk(self, at: datetime) -> None:
        terms = self.standard.medical_talk
        if not terms.offered.value or self.citizen.is_anonymous or self.substance == Substance.ALCOHOL:
            return
        self.record.fact(ClockEventKind.MEDICAL_OFFERED, at)
        if self.rng.random() < 0.35:
            self.record.fact(ClockEventKind.MEDICAL_DECLINED, at + timedelta(minutes=5))
            return
        self.record.fact(ClockEventKind.MEDICAL_ACCEPTED, at + timedelta(minutes=5))
        latest = 22 if self.path.is_late else GUARANTEE_DAYS
        on = self.world.workday(
            self.rng, self.arrival.on + timedelta(days=7), self.arrival.on + timedelta(days=latest)
        )
        held_at = moment(max(on, at.date() + timedelta(days=1)), 10)
        self.record.fact(ClockEventKind.MEDICAL_HELD, held_at, by=self.world.staff.doctor)

    def _session(self, on: date, *, booked_at: datetime) -> Row:
        planned_at = moment(on, self.rng.randrange(9, 15), self.rng.choice([0, 30]))
        is_held = self.world.has_happened(planned_at)
        minutes = self.standard.assessment.minutes.value or 60
        assert self.assessment is not None
        session = self.record.add(
            AssessmentSession,
            assessment_id=self.assessment["id"],
            planned_at=planned_at,
            minutes=minutes,
            place=self.rng.choice([Place.CENTRE] * 6 + [Place.PHONE, Place.HOME]),
            employee_id=self.caseworker.pk,
            outcome=SessionOutcome.HELD if is_held else SessionOutcome.PLANNED,
            note=self.rng.choice(assessment_texts.SESSION_NOTES) if is_held else "",
        )
        self.record.tell(
            StoryKind.SESSION,
            booked_at,
            f"Afdækningssamtale aftalt til {planned_at:%-d.%-m.%Y} kl. {planned_at:%H.%M}"
            f" hos {self.caseworker.name}",
        )
        if is_held and self.path.end != End.DEVIATED:
            self.record.tell(StoryKind.SESSION, planned_at, f"Afdækningssamtale: holdt, {minutes} minutter")
        return session

    def _finish_assessment_row(self) -> None:
        """As much is written as has been talked about."""
        if self.assessment is None:
            return
        is_whole = self.assessment.get("completed_at") is not None
        if is_whole and self.children == Children.UNKNOWN:
            self.children = Children.NONE
            self.assessment["children"] = self.children
        known = Children.NONE if self.children == Children.UNKNOWN else self.children
        substance = Substance.ALCOHOL if self.substance == Substance.UNKNOWN else self.substance
        texts = assessment_texts.written(self.rng, substance=substance, children=known)
        if not any(fact.kind == ClockEventKind.FIRST_TALK for fact in self.record.facts):
            return
        for name in texts if is_whole else ("substance_use", "relations"):
            self.assessment[name] = texts[name]

    def _explain_miss(self) -> None:
        due_on = self.day_0 + timedelta(days=GUARANTEE_DAYS)
        settling = {ClockEventKind.TREATMENT_STARTED, ClockEventKind.DEVIATION}
        is_settled = any(fact.kind in settling and fact.on <= due_on for fact in self.record.facts)
        at = moment(due_on + timedelta(days=self.rng.randrange(1, 5)), 9, 30)
        is_missed = self.path.is_late and not is_settled and not self.path.is_waiting
        if not is_missed or not self.world.has_happened(at) or self.rng.random() < 0.4:
            return
        cause = self.rng.choice([cause for cause in MissCause if cause != MissCause.OTHER])
        team_lead = self.world.staff.team_lead
        self.record.add(
            MissReason,
            request_id=self.request["id"],
            cause=cause,
            recorded_at=at,
            recorded_by_id=team_lead.pk,
        )
        self.record.tell(
            StoryKind.CLOCK, at, f"Årsag til, at fristen ikke er overholdt: {cause.label}", by=team_lead
        )

    def _acknowledge_birthdays(self) -> None:
        born_on = self.citizen.birth_date
        if born_on is None:
            return
        for birthday in Birthday:
            reached_on = birthday_on(born_on, birthday)
            if reached_on <= self.arrival.on:
                continue
            at = moment(reached_on + timedelta(days=4), 10)
            closed_on = self.case.get("closed_on")
            is_open = closed_on is None or at.date() <= closed_on
            if is_open and self.world.has_happened(at):
                self.record.add(
                    BirthdayAcknowledgement,
                    case_id=self.case["id"],
                    birthday=birthday,
                    at=at,
                    by_id=self.caseworker.pk,
                )


def _sentence(inquiry: Row) -> str:
    who = inquiry["contacted_by"].label
    if inquiry.get("contact_name"):
        who = f"{who} ({inquiry['contact_name']})"
    what = inquiry["wish"].label.lower()
    if inquiry["substance"] != Substance.UNKNOWN:
        what = f"{what}: {inquiry['substance'].label.lower()}"
    sentence = f"{who} – {what} ({inquiry['channel'].label.lower()})."
    return f"{sentence} {inquiry['note']}" if inquiry["note"] else sentence
