"""A few of each of those who are not simply a citizen with a name, made by the acts themselves."""

from datetime import date, datetime, timedelta
from uuid import UUID

from cases.enums import CircumstanceKind, CitizenKind, Place, RelativeGround, SessionOutcome
from cases.models import Case, TreatmentRequest
from cases.protection import usual_expiry
from cases.relatives import offers_for_relatives
from cases.services.circumstances import keep_contract, note_circumstance
from cases.services.commitments import ask_for_commitment
from cases.services.duplicates import link_citizens
from cases.services.protection import protect
from cases.services.relations import keep_relation
from cases.services.relatives import Relative, book_relative_talk, close_relative_talk, open_relative
from offers.calendar.bookings import clash
from reporting.demo.world import moment
from rusmiddel.access.enums import Role
from rusmiddel.access.models import User
from rusmiddel.standards.services import in_force

OF_EACH = 3
PARTNERS = {
    CircumstanceKind.PREGNANT: "Familieambulatoriet",
    CircumstanceKind.DEVELOPMENTAL_DISABILITY: "Socialafdelingen",
    CircumstanceKind.TREATMENT_SENTENCE: "Kriminalforsorgen",
    CircumstanceKind.DUAL_DIAGNOSIS: "Psykiatrien",
}
RELATIVES = ("Grethe", "Bjarke", "Solveig")


def tell_of_people(*, today: date) -> None:
    """Add those near, special circumstances, relatives and a duplicate to a made-up municipality."""
    by = User.objects.with_role(Role.CASEWORKER).order_by("pk").first()
    if by is None:
        return
    now = moment(today, 0)
    open_cases = list(
        Case.objects.open()
        .select_related("citizen", "responsible")
        .filter(citizen__kind=CitizenKind.IDENTIFIED, opened_on__lt=today)
        .exclude(citizen__birth_date=None)
        .order_by("-opened_on", "-pk")[: OF_EACH * 6]
    )
    for case in open_cases[:OF_EACH]:
        _near(case, case.responsible or by, now)
    for case, kind in zip(open_cases[OF_EACH:], CircumstanceKind, strict=False):
        _circumstance(case, kind, case.responsible or by, now)
    for case in open_cases[-2:]:
        if not case.citizen.is_protected:
            protect(
                case_id=case.pk,
                registered_on=today,
                expires_on=usual_expiry(today),
                by=case.responsible or by,
                now=now,
            )
    _commitments(by, now)
    _relatives(by, now)
    if len(open_cases) > 1:
        link_citizens(
            case_id=open_cases[0].pk,
            other_case_id=open_cases[1].pk,
            reason="Samme borger, oprettet to gange",
            by=User.objects.with_role(Role.TEAM_LEAD).first() or by,
            now=now,
        )


def _near(case: Case, by: User, now: datetime) -> None:
    for facts in (
        {"kind": "child", "name": "Emil", "stated_age": 7, "lives": "at_home"},
        {"kind": "parent", "name": "Lis", "phone": "00 11 22 33", "has_custody": True},
    ):
        keep_relation(case_id=case.pk, relation_id=None, facts=facts, by=by, now=now)


def _circumstance(case: Case, kind: CircumstanceKind, by: User, now: datetime) -> None:
    facts = {"since_on": case.opened_on, "partner": PARTNERS[kind]}
    if kind == CircumstanceKind.PREGNANT:
        facts |= {"expected_birth_on": now.date() + timedelta(days=120)}
    note_circumstance(case_id=case.pk, kind=kind, facts=facts, by=by, now=now)
    if kind == CircumstanceKind.PREGNANT:
        offered_on = case.opened_on
        keep_contract(
            case_id=case.pk,
            contract_id=None,
            facts={"offered_on": offered_on, "answer": "concluded", "answered_on": offered_on},
            by=by,
            now=now,
        )


def _commitments(by: User, now: datetime) -> None:
    own_code = in_force(now.date()).organisation.municipality_code.value
    elsewhere = (
        TreatmentRequest.objects.open()
        .select_related("inquiry", "case__responsible")
        .filter(case__citizen__kind=CitizenKind.IDENTIFIED)
        .exclude(inquiry__municipality_code__in=["", own_code])
        .order_by("-pk")[:OF_EACH]
    )
    for request in elsewhere:
        whose = request.case.responsible or by
        on = request.requested_on
        ask_for_commitment(request_id=request.pk, requested_on=on, note="", by=whose, now=now)


def _relatives(by: User, now: datetime) -> None:
    standard = in_force(now.date())
    offers = offers_for_relatives(standard)
    for number, name in enumerate(RELATIVES if offers else ()):
        relative = Relative(
            name=name,
            age=40 + number,
            municipality_code=standard.organisation.municipality_code.value,
            ground=RelativeGround.NEAR_IN_TREATMENT,
        )
        course = open_relative(
            submission=UUID(int=now.toordinal() * 100 + number),
            relative=relative,
            offer_key=offers[0].key,
            by=by,
            now=now - timedelta(days=8),
        )
        for days in (-7, 7)[: number + 1]:
            talk = book_relative_talk(
                course_id=course.pk,
                planned_at=_free_hour(by, now + timedelta(days=days, hours=10)),
                minutes=60,
                place=Place.CENTRE,
                employee=by,
                by=by,
                now=now - timedelta(days=8),
            )
            if days < 0:
                close_relative_talk(talk_id=talk.pk, outcome=SessionOutcome.HELD, note="", by=by, now=now)


def _free_hour(by: User, at: datetime) -> datetime:
    """The first whole hour from then on when the employee is free."""
    while clash(employee_id=by.pk, starts_at=at, ends_at=at + timedelta(hours=1)):
        at += timedelta(hours=1)
    return at
