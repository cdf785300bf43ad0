"""Whatever people do, in whatever order, the register says what the facts say."""

import random
from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction

from cases.enums import (
    REVERSIBLE_EVENTS,
    Birthday,
    Channel,
    ClockEventKind,
    ContactedBy,
    DeviationReason,
    NextStep,
    Place,
    RequestStage,
    SessionOutcome,
    Substance,
    Wish,
)
from cases.models import AssessmentSession, Case, ClockEvent, TreatmentRequest
from cases.services.assessments import (
    book_session,
    close_session,
    complete_assessment,
    reopen_assessment,
    write_assessment,
)
from cases.services.birthdays import acknowledge_birthday
from cases.services.clocks import add_event, record_event, take_back_event
from cases.services.inquiries import Person
from cases.services.people import describe_citizen
from cases.services.requests import (
    assign_case,
    close_case,
    describe_request,
    move_request,
    withdraw_request,
)
from rusmiddel.access.enums import Role
from rusmiddel.deadlines.models import Drift
from rusmiddel.deadlines.reconciliation import reconcile
from tests.access.factories import make_staff
from tests.cases.factories import ADULT_CPR, CHILD_CPR, NOW, WHOLE, inquire, load_preset

ACTS = 60
# Looking takes longer than acting; what has drifted stays adrift until somebody looks.
ACTS_BETWEEN_LOOKS = 12
PEOPLE = [
    Person(name="Karsten Holmgaard", cpr=ADULT_CPR, municipality_code="0840"),
    Person(name="Ida Åkjær", cpr=CHILD_CPR, municipality_code="0840"),
    Person(name="Bo Ærø"),
    Person(is_anonymous=True, alias="Kim"),
    Person(name="Tove Dam", cpr="6606810122", municipality_code="0851"),
]


class Office:
    """Staff who do something new every few hours, at random but the same for the same seed."""

    def __init__(self, seed: int, clock) -> None:
        self.rng = random.Random(seed)
        self.clock = clock
        self.now = NOW
        self.staff = [make_staff(Role.CASEWORKER), make_staff(Role.TEAM_LEAD, Role.PSYCHOLOGIST)]
        self.done = 0

    @property
    def by(self):
        return self.rng.choice(self.staff)

    def moment(self):
        return self.now - timedelta(hours=self.rng.choice([0, 0, 1, 30, 200]))

    def act(self) -> None:
        self.now += timedelta(hours=self.rng.choice([1, 7, 30, 90]))
        self.clock.move_to(self.now)
        name = self.rng.choice(self.choices())
        try:
            getattr(self, name)()
        except (ValidationError, PermissionDenied):
            return
        self.done += 1

    def choices(self) -> list[str]:
        acts = ["call", "call"]
        if Case.objects.exists():
            acts += ["assign", "correct_citizen", "acknowledge", "close"]
        if TreatmentRequest.objects.open().exists():
            acts += ["record"] * 6 + ["book", "write", "complete", "decide", "describe", "withdraw"]
        if ClockEvent.objects.standing().exists():
            acts += ["take_back"] * 2
        if AssessmentSession.objects.exists():
            acts += ["hold"]
        return acts

    def pick(self, rows):
        return self.rng.choice(list(rows.order_by("pk")))

    @property
    def request(self) -> TreatmentRequest:
        return self.pick(TreatmentRequest.objects.open())

    def call(self) -> None:
        inquire(
            self.by,
            self.rng.choice(PEOPLE),
            now=self.now,
            contacted_at=self.moment(),
            wish=self.rng.choice([Wish.TREATMENT, Wish.TREATMENT, Wish.COUNSELLING]),
            contacted_by=self.rng.choice(list(ContactedBy)),
            citizen_confirms=self.rng.random() < 0.3,
            substance=self.rng.choice(list(Substance)),
            channel=self.rng.choice(list(Channel)),
            next_step=NextStep.FIRST_TALK,
            stated_age=self.rng.choice([None, 16, 40]),
        )

    def record(self) -> None:
        kind = self.rng.choice(sorted(REVERSIBLE_EVENTS))
        reason = self.rng.choice(list(DeviationReason)) if kind == ClockEventKind.DEVIATION else ""
        record_event(
            request_id=self.request.pk,
            kind=ClockEventKind(kind),
            occurred_at=self.moment(),
            by=self.by,
            now=self.now,
            reason=reason,
        )

    def take_back(self) -> None:
        event = self.pick(ClockEvent.objects.standing())
        take_back_event(event_id=event.pk, by=self.by, now=self.now, reason="Forkert sag")

    def book(self) -> None:
        book_session(
            request_id=self.request.pk,
            planned_at=self.now + timedelta(hours=5),
            minutes=60,
            place=Place.CENTRE,
            employee=self.by,
            by=self.by,
            now=self.now,
        )

    def hold(self) -> None:
        close_session(
            session_id=self.pick(AssessmentSession.objects.all()).pk,
            outcome=self.rng.choice(list(SessionOutcome)),
            by=self.by,
            now=self.now,
        )

    def write(self) -> None:
        write_assessment(
            request_id=self.request.pk, written=WHOLE, wished_offer="individual", by=self.by, now=self.now
        )

    def complete(self) -> None:
        request = self.request
        if request.stage == RequestStage.READY and self.rng.random() < 0.5:
            reopen_assessment(request_id=request.pk, by=self.by, now=self.now, reason="Noget mangler")
        else:
            complete_assessment(request_id=request.pk, by=self.by, now=self.now)

    def decide(self) -> None:
        """What the upper layers do with a request: grant it, start it, reject it, end it."""
        request = self.request
        stage, kind = self.rng.choice(
            [
                (RequestStage.GRANTED, ClockEventKind.DECIDED),
                (RequestStage.REJECTED, ClockEventKind.REJECTED),
                (RequestStage.IN_TREATMENT, ClockEventKind.TREATMENT_STARTED),
            ]
        )
        with transaction.atomic():
            move_request(request_id=request.pk, stage=stage, by=self.by)
            add_event(request_id=request.pk, kind=kind, occurred_at=self.moment(), by=self.by, now=self.now)

    def describe(self) -> None:
        describe_request(
            request_id=self.request.pk,
            substance=self.rng.choice(list(Substance)),
            serious_problems=self.rng.choice([None, True, False]),
            municipality_code=self.rng.choice(["", "0840", "0851"]),
            by=self.by,
            now=self.now,
        )

    def withdraw(self) -> None:
        withdraw_request(
            request_id=self.request.pk, occurred_at=self.moment(), by=self.by, now=self.now, note=""
        )

    def assign(self) -> None:
        assign_case(case_id=self.pick(Case.objects).pk, responsible=self.by, by=self.by, now=self.now)

    def correct_citizen(self) -> None:
        case = self.pick(Case.objects.select_related("citizen"))
        describe_citizen(
            case_id=case.pk,
            facts={"municipality_code": self.rng.choice(["0840", "0851"]), "phone": "12345678"},
            cpr=self.rng.choice(["", "6709124121", "6402780122"]) if not case.citizen.is_anonymous else "",
            by=self.by,
            now=self.now,
        )

    def acknowledge(self) -> None:
        acknowledge_birthday(
            case_id=self.pick(Case.objects).pk,
            birthday=self.rng.choice(list(Birthday)),
            by=self.by,
            now=self.now,
        )

    def close(self) -> None:
        close_case(case_id=self.pick(Case.objects).pk, by=self.by, now=self.now, reason="Færdig")


@pytest.mark.django_db
@pytest.mark.parametrize("preset", ["rebild", "mariagerfjord", "norddjurs"])
@pytest.mark.parametrize("seed", range(3))
def test_after_any_acts_in_any_order_the_register_has_no_drift(seed, preset, clock):
    load_preset(preset)
    office = Office(seed, clock)

    for _ in range(ACTS // ACTS_BETWEEN_LOOKS):
        for _ in range(ACTS_BETWEEN_LOOKS):
            office.act()
        run = reconcile(today=office.now.date())
        found = list(Drift.objects.values_list("kind", "field", "stored", "computed"))
        assert run.drift_count == 0, found

    assert office.done > ACTS / 3
