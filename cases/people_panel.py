"""What the case page shows of who the citizen is and who is near ('Borgeren og de nærmeste')."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, QuerySet
from django.utils import timezone

from cases.anonymity import conditions, hindrance_of, providers
from cases.enums import CircumstanceKind, ClockEventKind, SessionOutcome, Substance
from cases.models import (
    AddressProtection,
    AnonymityCheck,
    BecameKnown,
    Case,
    Circumstance,
    CitizenLink,
    Relation,
    RelativeCourse,
    RelativeTalk,
    TreatmentRequest,
)
from cases.panels import Panel
from cases.permissions import can_assess, can_book, can_do_casework
from cases.relatives import is_near_cap, why_no_more
from cases.services.duplicates import linked_cases
from cases.services.relatives import offer_of
from cases.young import Change, changes_to_come, consents_needed, parents_may_see
from rusmiddel.access.models import User
from rusmiddel.municipalities import name_of
from rusmiddel.prepared import prepared
from rusmiddel.standards.enums import OfferKind
from rusmiddel.standards.legal_basis import NoLegalBasis, resolve
from rusmiddel.standards.schema import AnonymousProvider


@dataclass(frozen=True, kw_only=True)
class Anonymity:
    """Whether the citizen may be anonymous, where they are treated, and whether they became known."""

    hindrance: str
    is_asked: bool
    providers: tuple[AnonymousProvider, ...]
    form: str
    is_known: bool
    known_case: Case | None


CONSENT_OF = {
    ClockEventKind.PARENTAL_CONSENT: "Forældremyndighedens samtykke",
    ClockEventKind.OWN_CONSENT: "Den unges eget samtykke",
}


@dataclass(frozen=True, kw_only=True)
class Young:
    """By which law, with whose consent, and what a birthday will change."""

    basis: str
    consents: list[tuple[ClockEventKind, str, date | None]]
    deciding: list[Relation]
    changes: list[Change]


def people(case: Case, user: User, today: date) -> dict[str, Any]:
    wish = case.latest_request
    may_work = can_do_casework(user)
    relations = _relations(citizen=case.citizen_id)
    common = {
        "case": case,
        "may_work": may_work,
        "may_assess": can_assess(user),
        "relations": [(each, each.age_on(today)) for each in relations],
        "may_book": can_book(user),
        "relative": None if wish else _relative(case),
        "young": _young(case, wish, relations, today),
    }
    if case.citizen.is_anonymous:
        return {**common, "anonymity": _anonymity(case, wish, user)}
    ((former, links),) = _others(case=case.pk, citizen=case.citizen_id)
    return {
        **common,
        "today": today,
        "was_anonymous": list(Case.objects.visible_to(user).filter(pk__in=former)) if former else [],
        "linked": linked_cases(case, user) if links else [],
        **_circumstances(case),
        **_commitment(wish),
        "protection": AddressProtection.objects.standing().filter(citizen=case.citizen_id).first()
        if case.citizen.is_protected
        else None,
    }


@prepared
def _relations(*, citizen: int) -> QuerySet[Relation]:
    return Relation.objects.standing().filter(citizen=citizen).order_by("kind", "pk")


@prepared
def _others(*, case: int, citizen: int) -> QuerySet[Case, tuple[list[int], list[int]]]:
    """The nameless cases this one was known from, and the links to others; most often none of either."""
    former = BecameKnown.objects.filter(known_case=OuterRef("pk")).values("anonymous_case")
    links = CitizenLink.objects.standing().of(citizen).values("pk")
    return Case.objects.filter(pk=case).values_list(ArraySubquery(former), ArraySubquery(links))


@prepared
def _standing(*, case: int) -> QuerySet[Circumstance]:
    return Circumstance.objects.standing().filter(case=case).order_by("since_on")


def _anonymity(case: Case, wish: TreatmentRequest | None, user: User) -> Anonymity:
    known = BecameKnown.objects.filter(anonymous_case=case).first()
    known_case = Case.objects.visible_to(user).filter(pk=known.known_case_id).first() if known else None
    check = AnonymityCheck.objects.filter(case=case).order_by("-at", "-pk").first()
    if wish is None:
        return Anonymity(
            hindrance="",
            is_asked=False,
            providers=(),
            form="",
            is_known=known is not None,
            known_case=known_case,
        )
    standard, substance = wish.standard, Substance(wish.substance)
    form = standard.anonymity.form.value
    return Anonymity(
        hindrance=hindrance_of(substance, standard, answer=check.answer if check else None)
        if wish.is_open
        else "",
        is_asked=bool(conditions(substance, standard)) and wish.is_open,
        providers=providers(substance, standard),
        form=form.label if form else "",
        is_known=known is not None,
        known_case=known_case,
    )


def _young(case: Case, wish: TreatmentRequest | None, relations: list[Relation], today: date) -> Young | None:
    """What is otherwise for a citizen who is not of age; None for all others."""
    age = wish.age_on(today) if wish else case.citizen.age_on(today)
    if wish is None or age is None or not parents_may_see(age=age):
        return None
    standard, substance = wish.standard, Substance(wish.substance)
    needed = consents_needed(substance, standard, age=age)
    # Those that stand, read with the request.
    given = {
        event.kind: timezone.localdate(event.occurred_at)
        for event in wish.events.all()
        if event.kind in needed
    }
    return Young(
        basis=_basis(wish, age, today),
        consents=[(kind, CONSENT_OF[kind], given.get(kind)) for kind in needed],
        deciding=[each for each in relations if each.deciding],
        changes=changes_to_come(case.citizen.birth_date, today),
    )


def _basis(wish: TreatmentRequest, age: int, today: date) -> str:
    try:
        basis = resolve(wish.substance, age, wish.case.citizen.is_anonymous, OfferKind.INDIVIDUAL, today)
    except NoLegalBasis as error:
        return str(error)
    return " og ".join(basis.provisions)


@dataclass(frozen=True, kw_only=True)
class Talks:
    """A relative's own course, and how much of it is left."""

    course: RelativeCourse
    talks: list[RelativeTalk]
    taken: int
    cap: int | None
    is_near: bool
    refused: str


def _relative(case: Case) -> Talks | None:
    course = RelativeCourse.objects.filter(case=case).first()
    if course is None:
        return None
    course.case = case
    talks = list(course.talks.select_related("employee").order_by("planned_at"))
    taken = sum(talk.outcome != SessionOutcome.CANCELLED for talk in talks)
    offer = offer_of(course)
    return Talks(
        course=course,
        talks=talks,
        taken=taken,
        cap=offer.session_cap.value,
        is_near=is_near_cap(offer, taken),
        refused=why_no_more(offer, taken),
    )


def _circumstances(case: Case) -> dict[str, Any]:
    standing = _standing(case=case.pk)
    kinds = {each.kind for each in standing}
    is_pregnant = CircumstanceKind.PREGNANT in kinds
    contracts = case.retention_contracts.prefetch_related("retentions").order_by("offered_on")
    return {
        "circumstances": standing,
        "circumstance_kinds": [choice for choice in CircumstanceKind.choices if choice[0] not in kinds],
        "is_pregnant": is_pregnant,
        "contracts": list(contracts) if is_pregnant else [],
    }


def _commitment(wish: TreatmentRequest | None) -> dict[str, Any]:
    """What the home municipality has said, where it is asked at all."""
    if wish is None or not wish.inquiry.municipality_code:
        return {}
    standard = wish.standard
    code = wish.inquiry.municipality_code
    is_from_elsewhere = code != standard.organisation.municipality_code.value
    if not (is_from_elsewhere and standard.other_municipality.commitment_before_start.value):
        return {}
    return {
        "home_municipality": name_of(code),
        "commitment": wish.commitments.newest_first().first(),
    }


PANEL = Panel(template="cases/_people.html", content=people)
