"""Scenes of casework: plain facts for the rules, stored rows for everything else."""

from datetime import date, datetime
from uuid import uuid4
from zoneinfo import ZoneInfo

import factory

from cases.enums import (
    Channel,
    Children,
    CitizenKind,
    ClockEventKind,
    ContactedBy,
    NextStep,
    Pregnancy,
    Substance,
    Wish,
)
from cases.guarantee import Fact, RequestFacts
from cases.models import Case, Citizen, CoWorker, Inquiry, TreatmentRequest
from cases.models.assessment import TOPICS
from cases.services.assessments import complete_assessment, write_assessment
from cases.services.inquiries import InquiryValues, Person, register_inquiry
from rusmiddel.access.enums import Role
from rusmiddel.access.models import User
from rusmiddel.standards.loading import preset_text
from rusmiddel.standards.models import StandardVersion
from rusmiddel.standards.services import load_standard
from tests.access.factories import UserFactory, make_staff

DANISH = ZoneInfo("Europe/Copenhagen")
# A Monday; the last lawful day is Monday 16 March.
INQUIRY_ON = date(2026, 3, 2)
DUE_ON = date(2026, 3, 16)
NOW = datetime(2026, 3, 2, 10, 0, tzinfo=DANISH)
# Days over 60 are no real person's number.
ADULT_CPR = "6707850123"
CHILD_CPR = "6105104120"  # born on 1 May 2010


def danish(day: date, hour: int = 12, minute: int = 0) -> datetime:
    return datetime(day.year, day.month, day.day, hour, minute, tzinfo=DANISH)


def march(day: int, hour: int = 9) -> datetime:
    return datetime(2026, 3, day, hour, tzinfo=DANISH)


def load_preset(name: str, *, valid_from: date = date(2020, 1, 1)) -> StandardVersion:
    """The municipality's standard, in force since long before the scenes."""
    return load_standard(
        text=preset_text(name), file=f"{name}.toml", by=None, today=INQUIRY_ON, valid_from=valid_from
    )


def co_worker(case: Case, *roles: Role) -> User:
    """Somebody else who works on the case: whose work it is not may do nothing on it."""
    user = make_staff(*roles)
    let_work_on(case, user)
    return user


def let_work_on(case: Case, *users: User) -> None:
    for user in users:
        CoWorker.objects.create(case=case, user=user, added_at=NOW, added_by=user)


def facts(*events: Fact, **changes) -> RequestFacts:
    """An adult who called about alcohol, and what has happened since."""
    values = {
        "inquiry_on": INQUIRY_ON,
        "contacted_by": ContactedBy.SELF,
        "substance": Substance.ALCOHOL,
        "is_anonymous": False,
        "age": 40,
        "serious_problems": None,
        "from_other_municipality": False,
    }
    return RequestFacts(**{**values, **changes}, events=events)


def fact(kind: ClockEventKind, on: date, reason: str = "") -> Fact:
    return Fact(kind=kind, on=on, reason=reason)


class CitizenFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Citizen

    class Params:
        anonymous = factory.Trait(
            kind=CitizenKind.ANONYMOUS,
            name="",
            fictitious_number=factory.Sequence(lambda number: f"61{number:08}"),
        )

    kind = CitizenKind.IDENTIFIED
    name = factory.Sequence("Karsten Holmgaard {}".format)


class CaseFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Case

    number = factory.Sequence(lambda number: f"2025-{number:04}")
    citizen = factory.SubFactory(CitizenFactory)
    opened_on = INQUIRY_ON


class InquiryFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Inquiry

    case = factory.SubFactory(CaseFactory)
    citizen = factory.SelfAttribute("case.citizen")
    contacted_at = NOW
    registered_by = factory.SubFactory(UserFactory)
    channel = Channel.PHONE
    contacted_by = ContactedBy.SELF
    wish = Wish.TREATMENT
    substance = Substance.ALCOHOL
    children = Children.NONE
    next_step = NextStep.FIRST_TALK


class TreatmentRequestFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = TreatmentRequest

    inquiry = factory.SubFactory(InquiryFactory)
    case = factory.SelfAttribute("inquiry.case")
    substance = Substance.ALCOHOL


def values(**changes) -> InquiryValues:
    """What is written down of a call in which a citizen asks for treatment for alcohol."""
    told = {
        "submission": uuid4(),
        "contacted_at": NOW,
        "channel": Channel.PHONE,
        "contacted_by": ContactedBy.SELF,
        "wish": Wish.TREATMENT,
        "substance": Substance.ALCOHOL,
        "children": Children.NONE,
        "next_step": NextStep.FIRST_TALK,
    }
    return InquiryValues(**{**told, **changes})


KARSTEN = Person(name="Karsten Holmgaard", cpr=ADULT_CPR)
ANONYMOUS = Person(is_anonymous=True, alias="Bo")


def inquire(by: User, person: Person = KARSTEN, now: datetime | None = None, **changes) -> Inquiry:
    """A contact that is registered while it happens."""
    told = values(**changes)
    return register_inquiry(values=told, person=person, by=by, now=now or max(NOW, told.contacted_at))


def request_of(inquiry: Inquiry) -> TreatmentRequest:
    return TreatmentRequest.objects.with_facts().filter(case=inquiry.case).latest("pk")


WHOLE = {
    **dict.fromkeys(TOPICS, "Beskrevet."),
    "tried_before": "",
    "children": Children.NONE,
    "pregnancy": Pregnancy.NO,
    "conclusion": "Ambulant behandling er nok.",
}


def assess(request: TreatmentRequest, by: User, *, now: datetime) -> None:
    """Write and close the assessment, so that the request is ready for visitation."""
    write_assessment(request_id=request.pk, written=WHOLE, wished_offer="individual", by=by, now=now)
    complete_assessment(request_id=request.pk, by=by, now=now)
