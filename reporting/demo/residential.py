"""Residential stays at a made-up centre: places, stays that go on and are over, self-payment, free choice."""

import uuid
from datetime import date, timedelta
from decimal import Decimal

from cases.enums import CitizenKind, RequestStage, Substance
from cases.models import TreatmentRequest
from offers.enums import Degree, PlacementEnd, SupervisionMeans, TalksAnswer, TreatmentForm
from offers.models import Course, Placement, Provider
from offers.services.free_choices import choose_provider
from offers.services.placements import (
    EndValues,
    StayValues,
    begin_stay,
    end_stay,
    give_guarantee,
    plan_placement,
)
from offers.services.providers import approve_provider, keep_provider, price_provider
from offers.services.stays import (
    AftercareValues,
    SupervisionValues,
    record_status_report,
    record_supervision,
    write_aftercare_plan,
)
from reporting.demo.world import moment
from rusmiddel.access.enums import Role
from rusmiddel.access.models import User
from rusmiddel.calendar import add_months
from rusmiddel.standards.enums import OfferKind
from rusmiddel.standards.services import in_force, version_in_force
from visitation.self_payment import refusal
from visitation.services.further import Grounds, SelfPayment, decide_self_payment

# Made-up places with made-up numbers.
PLACES = (
    ("Møllegården", "900001", TreatmentForm.RESIDENTIAL, False, 2450),
    ("Behandlingsstedet Åbrinken", "900002", TreatmentForm.RESIDENTIAL, True, 2180),
    ("Ambulatoriet Byporten", "900003", TreatmentForm.AMBULANT, True, 0),
    ("Skovly", "900004", TreatmentForm.RESIDENTIAL, False, 1990),
)
# Its approval ran out a while ago: what that looks like.
NOT_APPROVED = "Skovly"
# A stay that is over, one that goes on, one that is agreed, one that has chosen freely, one to be placed.
COURSES = 5
DAYS_BACK = (200, 75)
# What the made-up decision comes to; a real one is worked out for the citizen.
AMOUNT, INCOME, RENT = Decimal(2150), Decimal(12100), Decimal(4300)


def tell_of_stays(*, today: date) -> None:
    """A residential course in each state, where the standard has residential treatment."""
    lead = User.objects.with_role(Role.TEAM_LEAD).order_by("pk").first()
    if lead is None or not any(offer.kind == OfferKind.RESIDENTIAL for offer in in_force(today).offers):
        return
    places = _places(lead, today)
    over, here, agreed, chosen = (*_courses(lead, today), None, None, None, None)[:4]
    if over is not None:
        _over(over, places[0], lead, today)
    if here is not None:
        _here(here, places[1], lead, today)
    if agreed is not None:
        _planned(agreed, places[0], lead, today + timedelta(days=7))
    if chosen is not None:
        choose_provider(
            course_id=chosen.pk,
            provider_id=places[1].pk,
            chosen_on=today,
            wish="Vil gerne være tættere på sin familie.",
            by=lead,
            now=moment(today, 0),
        )


def _places(lead: User, today: date) -> list[Provider]:
    found = []
    for name, portal_id, form, is_public, per_day in PLACES:
        facts = {"name": name, "portal_id": portal_id, "form": form, "is_public": is_public}
        provider = keep_provider(provider_id=None, facts=facts, by=lead)
        approve_provider(
            provider_id=provider.pk,
            authority="Socialtilsyn Nord",
            from_on=add_months(today, -36),
            until_on=add_months(today, -1) if name == NOT_APPROVED else None,
            note="",
            by=lead,
        )
        if per_day:
            price_provider(
                provider_id=provider.pk,
                from_on=add_months(today, -36),
                per_day=Decimal(per_day),
                by=lead,
                now=moment(today, 0),
            )
        found.append(provider)
    return found


def _courses(lead: User, today: date) -> list[Course]:
    """Residential courses for grown-ups who are in treatment for drugs."""
    requests = (
        TreatmentRequest.objects.select_related("case", "inquiry")
        .filter(
            stage=RequestStage.IN_TREATMENT,
            substance=Substance.DRUGS,
            case__closed_on=None,
            case__citizen__kind=CitizenKind.IDENTIFIED,
            case__citizen__birth_date__lte=add_months(today, -18 * 12),
        )
        .order_by("inquiry__contacted_at", "pk")[:COURSES]
    )
    found = []
    for request in requests:
        standard = in_force(request.requested_on)
        offer = next((each for each in standard.offers if each.kind == OfferKind.RESIDENTIAL), None)
        if offer is None:
            continue
        course = Course(
            case_id=request.case_id,
            request=request,
            offer_key=offer.key,
            offer_name=offer.name,
            form=TreatmentForm.RESIDENTIAL,
            standard=version_in_force(request.requested_on),
            responsible=request.case.responsible,
            granted_on=_granted_on(request),
        )
        course._history_user = lead
        course.save()
        found.append(course)
    return found


def _granted_on(request: TreatmentRequest) -> date:
    """The day the other treatment was granted; the two were decided together."""
    days = request.courses.exclude(granted_on=None).values_list("granted_on", flat=True)
    return min((day for day in days if day), default=request.requested_on)


def _planned(course: Course, place: Provider, lead: User, on: date) -> Placement:
    now = moment(min(on, course.granted_on or on), 9)
    return plan_placement(
        course_id=course.pk,
        values=StayValues(
            provider_id=place.pk, planned_from=on, planned_until=add_months(on, 4), aim="Stoffri og stabil."
        ),
        by=lead,
        now=now,
    )


def _begun(course: Course, place: Provider, lead: User, on: date) -> Placement:
    placement = _planned(course, place, lead, on)
    give_guarantee(
        placement_id=placement.pk,
        from_on=on,
        until_on=placement.planned_until,
        per_day=place.price_on(on) or Decimal(1),
        reference=f"BG-{course.case.number}",
        by=lead,
        now=moment(on, 9),
    )
    return begin_stay(placement_id=placement.pk, started_on=on, by=lead, now=moment(on, 11))


def _since(course: Course, days_back: int, today: date) -> date:
    return max(today - timedelta(days=days_back), course.granted_on or today)


def _supervised(placement: Placement, lead: User, on: date, text: str) -> None:
    record_supervision(
        placement_id=placement.pk,
        values=SupervisionValues(
            held_on=on,
            means=SupervisionMeans.VISIT,
            with_whom="Forstander, kontaktperson og borger",
            delivers=Degree.YES,
            cooperates=Degree.PARTLY,
            text=text,
        ),
        submission=uuid.uuid4(),
        by=lead,
        now=moment(on, 14),
    )


def _over(course: Course, place: Provider, lead: User, today: date) -> None:
    on = _since(course, DAYS_BACK[0], today)
    ended_on = min(on + timedelta(days=100), today - timedelta(days=1))
    if ended_on <= on + timedelta(days=3):
        return
    placement = _begun(course, place, lead, on)
    middle = on + (ended_on - on) / 2
    _supervised(placement, lead, middle, "Målene er på vej. Aftalt familiesamtale.")
    record_status_report(
        placement_id=placement.pk,
        received_on=middle,
        summary="Deltager i alle grupper. Sover bedre.",
        by=lead,
        now=moment(middle, 15),
    )
    last = ended_on - timedelta(days=2)
    write_aftercare_plan(
        course_id=course.pk,
        values=AftercareValues(
            made_on=last,
            with_citizen=True,
            goals="Stoffri hverdag og arbejde i praktik.",
            support="Samtale hver uge på centret. Mentor fra jobcentret.",
            relapse="Ringer til sin kontaktperson og til søsteren.",
        ),
        by=lead,
        now=moment(last, 13),
    )
    end_stay(
        placement_id=placement.pk,
        values=EndValues(
            kind=PlacementEnd.AGREED,
            ended_on=ended_on,
            reason="Målene med opholdet er nået.",
            agreed_with="Forstander",
            talks_answer=TalksAnswer.ACCEPTED,
        ),
        by=lead,
        now=moment(ended_on, 12),
    )


def _here(course: Course, place: Provider, lead: User, today: date) -> None:
    on = _since(course, DAYS_BACK[1], today)
    placement = _begun(course, place, lead, on)
    seen_on = max(on, min(on + timedelta(days=30), today - timedelta(days=1)))
    _supervised(placement, lead, seen_on, "Faldet godt til. Deltager i grupperne.")
    request = TreatmentRequest.objects.select_related("inquiry").get(pk=course.request_id)
    if refusal(in_force(request.requested_on).offer(course.offer_key), request.substance):
        return
    decide_self_payment(
        course_id=course.pk,
        payment=SelfPayment(
            per_month=AMOUNT,
            from_on=on,
            income=INCOME,
            rent=RENT,
            calculation="Indkomst efter skat minus husleje og rådighedsbeløb til dig selv.",
        ),
        grounds=Grounds(
            known_from="Vi har talt med dig om beløbet, og du var enig i tallene.",
            facts="Du har oplyst, hvad du får udbetalt, og at du beholder din lejlighed.",
            reasons="Vi vurderer, at du kan betale en del af kost og logi.",
            present=lead.name,
        ),
        submission=uuid.uuid4(),
        by=lead,
        now=moment(min(on + timedelta(days=1), today), 0),
    )
