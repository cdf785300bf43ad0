"""A made-up case as it stands when the call is over: who, when, what, and what the clock waits for."""

import random
from dataclasses import dataclass
from datetime import date, timedelta

from cases.anonymity import conditions
from cases.enums import REFERRERS, Children, ClockEventKind, ContactedBy, NextStep, StoryKind, Substance, Wish
from cases.guarantee import ADULT_AGE, RequestFacts
from cases.models import AnonymityCheck, Case, Citizen, Inquiry, TreatmentRequest
from cases.services.clocks import clocks_from
from reporting.demo import inquiry_texts
from reporting.demo.contacts import contact_moment, sentence, some_uuid
from reporting.demo.paths import Arrival, Path, Who
from reporting.demo.people import phone_number
from reporting.demo.record import Record
from reporting.demo.staff import FEWEST_CASEWORKERS
from reporting.demo.world import World, moment
from rusmiddel.access.models import User
from rusmiddel.calendar import age_on
from rusmiddel.deadlines.values import DeadlineValues
from rusmiddel.standards.enums import ClockStart


@dataclass(kw_only=True)
class Scene:
    """The case, its citizen and the record of both."""

    world: World
    rng: random.Random
    citizen: Citizen
    arrival: Arrival
    number: str

    @property
    def path(self) -> Path:
        return self.arrival.path

    def open(self) -> None:
        """The call is taken and written down."""
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
        self.record.tell(StoryKind.INQUIRY, self.contacted_at, sentence(inquiry), by=registered_by)
        self._clarify_anonymity()
        self.day_0 = self._day_0()

    def _clarify_anonymity(self) -> None:
        asked = conditions(self.substance, self.standard)
        at = self.contacted_at + timedelta(days=1)
        if self.citizen.is_anonymous and asked and self.world.has_happened(at):
            self.record.add(
                AnonymityCheck,
                case_id=self.case["id"],
                substance=self.substance,
                asked=list(asked),
                at=at,
                by_id=self.caseworker.pk,
            )
            self.record.tell(StoryKind.CASE, at, "Afklaret: borgeren kan være anonym")

    def _substance(self) -> Substance:
        """What the municipality treats: some centres know drugs only."""
        wanted = (
            self.path.substance
            or self.rng.choices([Substance.ALCOHOL, Substance.DRUGS, Substance.BOTH], [50, 33, 17])[0]
        )
        treated = {substance for offer in self.standard.offers for substance in offer.substances}
        return wanted if Substance.ALCOHOL in treated else Substance.DRUGS

    def _caseworker(self) -> User:
        """In a small centre the first has most to do, so that a try-out has something to look at."""
        staff = self.world.staff.caseworkers
        share_of_first = 0.25 if len(staff) <= FEWEST_CASEWORKERS else 0
        return staff[0] if self.rng.random() < share_of_first else self.rng.choice(staff)

    @property
    def age(self) -> int | None:
        return age_on(self.citizen.birth_date, self.arrival.on) if self.citizen.birth_date else None

    def age_at(self, day: date) -> int:
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
        return True if self.is_minor else None

    @property
    def is_minor(self) -> bool:
        age = self.age
        return age is not None and age < ADULT_AGE

    @property
    def is_from_elsewhere(self) -> bool:
        own_code = self.standard.organisation.municipality_code.value
        return self.citizen.municipality_code not in {"", own_code}

    def _day_0(self) -> date:
        """The day the clock starts, when what it waits for arrives."""
        day = self.arrival.on
        if self.path.is_waiting:
            return day
        if not self._contact_starts_the_clock():
            day = max(day, self._arrives(ClockEventKind.PERSONAL_CONFIRMATION, 1, 4))
        if self.is_minor:
            day = max(day, self._arrives(ClockEventKind.PARENTAL_CONSENT, 1, 3))
            self._arrives(ClockEventKind.OWN_CONSENT, 1, 3)
        if self.is_from_elsewhere and self.standard.other_municipality.commitment_before_start.value:
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

    def clocks(self) -> list[DeadlineValues]:
        """What follows from the facts so far."""
        facts = RequestFacts(
            inquiry_on=self.arrival.on,
            contacted_by=self.contacted_by,
            substance=self.substance,
            is_anonymous=self.citizen.is_anonymous,
            age=self.age if self.citizen.birth_date else self.stated_age,
            serious_problems=self.request["serious_problems"],
            from_other_municipality=self.is_from_elsewhere,
            events=tuple(sorted(self.record.facts, key=lambda fact: fact.on)),
        )
        return clocks_from(
            facts,
            self.standard,
            case_id=self.case["id"],
            ref=f"request:{self.request['id']}",
            responsible_id=self.case["responsible_id"],
        )
