"""Scenes from visitation, made by the acts themselves."""

from datetime import date, datetime, timedelta
from functools import cache
from pathlib import Path
from uuid import uuid4
from zoneinfo import ZoneInfo

from cases.anonymity import concerns_drugs
from cases.enums import Channel, Children, ContactedBy, NextStep, Pregnancy, Substance, Wish
from cases.models import TreatmentRequest
from cases.models.assessment import TOPICS
from cases.services.anonymity import clarify_anonymity
from cases.services.assessments import complete_assessment, write_assessment
from cases.services.inquiries import InquiryValues, Person, register_inquiry
from rusmiddel.access.enums import Role
from rusmiddel.access.models import User
from rusmiddel.standards import services as standards
from rusmiddel.standards.services import load_standard
from visitation.competence import bodies
from visitation.enums import DecisionKind
from visitation.services.decisions import decide
from visitation.services.meetings import plan_meeting
from visitation.services.preparing import DecisionValues

COPENHAGEN = ZoneInfo("Europe/Copenhagen")
PRESETS = Path(standards.__file__).with_name("presets")
CALLED_AT = datetime(2026, 3, 2, 9, 0, tzinfo=COPENHAGEN)
READY_AT = datetime(2026, 3, 6, 15, 0, tzinfo=COPENHAGEN)
MEETING_AT = datetime(2026, 3, 10, 13, 0, tzinfo=COPENHAGEN)
DECIDED_AT = MEETING_AT + timedelta(minutes=20)
DUE_ON = date(2026, 3, 16)
ADULT_CPR = "6102852225"
WRITTEN = {
    "facts": "Du har fortalt, at du drikker hver dag og bor med din familie.",
    "reasons": "Vi vurderer, at samtaler hver uge er nok til at komme i gang.",
    "known_from": "Du har selv fortalt os det i samtalerne.",
    "weighed": "Vi har lagt vægt på, at du har et hjem og støtte derhjemme.",
}


@cache
def preset_text(name):
    return (PRESETS / f"{name}.toml").read_text(encoding="utf-8")


def load_preset(name="jammerbugt"):
    load_standard(text=preset_text(name), file=f"{name}.toml", by=None, today=date(2026, 1, 1))
    return standards.in_force(CALLED_AT.date())


def make_user(*roles, username=""):
    username = username or "-".join(roles)
    return User.objects.get_or_create(
        username=username, defaults={"name": f"Prøve {username.title()}", "roles": list(roles)}
    )[0]


def visitator():
    return make_user(Role.VISITATOR)


def caseworker():
    return make_user(Role.CASEWORKER)


def call(*, at=CALLED_AT, substance=Substance.ALCOHOL, **person):
    """A wish for treatment from a grown-up citizen of the municipality with an address."""
    age = person.pop("stated_age", 40)
    code = person.pop("municipality_code", "")
    contacted_by = person.pop("contacted_by", ContactedBy.SELF)
    who = Person(**{"name": "Karsten Holmgaard", "municipality_code": code, **person})
    inquiry = register_inquiry(
        values=InquiryValues(
            submission=uuid4(),
            contacted_at=at,
            channel=Channel.PHONE,
            contacted_by=contacted_by,
            wish=Wish.TREATMENT,
            substance=substance,
            children=Children.NONE,
            next_step=NextStep.FIRST_TALK,
            stated_age=age,
        ),
        person=who,
        by=caseworker(),
        now=at,
    )
    citizen = inquiry.case.citizen
    if not citizen.is_anonymous:
        citizen.address_line, citizen.postcode, citizen.city = "Eksempelvej 12", "9999", "Prøveby"
        citizen.save()
    return TreatmentRequest.objects.select_related("case__citizen", "inquiry").get(inquiry=inquiry)


def ready(*, offer="individual", ready_at=READY_AT, **values):
    """A case whose assessment is closed, so that it waits for a decision on the offer."""
    request = call(**values)
    written = dict.fromkeys(TOPICS, "Beskrevet.") | {
        "children": Children.NONE,
        "pregnancy": Pregnancy.NO,
        "conclusion": "Motiveret.",
    }
    write_assessment(
        request_id=request.pk, written=written, wished_offer=offer, by=caseworker(), now=ready_at
    )
    if request.case.citizen.is_anonymous and concerns_drugs(request.substance):
        clarify_anonymity(request_id=request.pk, applying=[], by=caseworker(), now=ready_at)
    complete_assessment(request_id=request.pk, by=caseworker(), now=ready_at)
    request.refresh_from_db()
    return request


def body(key=None):
    everyone = bodies(standards.in_force(MEETING_AT.date()))
    return next(each for each in everyone if key in (None, each.key))


def plan(*, starts_at=MEETING_AT, key=None, now=READY_AT, by=None):
    return plan_meeting(
        body=body(key), starts_at=starts_at, place="Mødelokale 1", by=by or visitator(), now=now
    )


def values(kind=DecisionKind.FULL_GRANT, **changes):
    written = {} if kind == DecisionKind.FULL_GRANT else WRITTEN
    return DecisionValues(**{"kind": kind, "present": "Birgit Vestergaard", **written, **changes})


def decided(request, kind=DecisionKind.FULL_GRANT, *, meeting=None, now=DECIDED_AT, by=None, **changes):
    return decide(
        request_id=request.pk,
        values=values(kind, **changes),
        meeting_id=meeting.pk if meeting else None,
        by=by or visitator(),
        now=now,
    )
