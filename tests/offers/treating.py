"""Scenes of substitution treatment, made by the acts themselves."""

from datetime import date, datetime, timedelta
from decimal import Decimal

from cases.enums import Substance
from cases.models import CoWorker
from offers.enums import IntakeControl, PrescriptionKind, Signer, UrineOccasion, UrineOutcome
from offers.models import Sanction
from offers.services.agreements import sign_agreement, write_agreement
from offers.services.doses import note_missed_dose
from offers.services.granting import grant_course
from offers.services.irregularities import note_irregularity
from offers.services.prescribing import (
    DoseValues,
    PlanValues,
    hold_doctors_talk,
    prescribe,
    write_doctors_plan,
)
from offers.services.sanctions import note_breach
from offers.services.urine_tests import answer_children, plan_test, write_test
from rusmiddel.access.enums import Role
from rusmiddel.standards.services import in_force
from tests.visitation.scenes import COPENHAGEN, DECIDED_AT, caseworker, make_user, ready

NOW = datetime(2026, 3, 20, 12, 0, tzinfo=COPENHAGEN)
TODAY = NOW.date()
START = date(2026, 3, 11)
OFFER = "substitution"
PLACE = "Sundhedsklinikken"


def doctor():
    return make_user(Role.DOCTOR)


def granted(name="Karsten Holmgaard", **values):
    """A citizen who has been granted substitution treatment, and a doctor who works on the case."""
    request = ready(offer=OFFER, name=name, substance=Substance.DRUGS, **values)
    # What a decision gives, without the meeting: the others' agendas are left alone.
    offer = in_force(request.requested_on).offer(OFFER)
    course = grant_course(request=request, offer=offer, by=caseworker(), now=DECIDED_AT)
    CoWorker.objects.get_or_create(
        case=course.case, user=doctor(), defaults={"added_at": DECIDED_AT, "added_by": caseworker()}
    )
    return course


def plan_values(**changes):
    told = {
        "indication": "Opioidafhængig gennem ti år.",
        "purpose": "Stabil hverdag.",
        "support": "Samtaler.",
    }
    return PlanValues(**{**told, **changes})


def planned(course=None, *, by=None, now=NOW, **changes):
    course = course or granted()
    write_doctors_plan(course_id=course.pk, values=plan_values(**changes), by=by or doctor(), now=now)
    return course


def dose_values(**changes):
    told = {
        "kind": PrescriptionKind.DOSE,
        "from_on": START,
        "preparation_key": "methadone_solution",
        "daily_mg": Decimal(60),
        "dispensing_place": PLACE,
        "intake": IntakeControl.SUPERVISED,
    }
    return DoseValues(**{**told, **changes})


def dose(course, *, by=None, now=NOW, **changes):
    return prescribe(course_id=course.pk, values=dose_values(**changes), by=by or doctor(), now=now)


def treated(name="Karsten Holmgaard", **changes):
    """Somebody with a plan and a first dose."""
    course = planned(granted(name))
    dose(course, **changes)
    return course


def talk(course, on, *, next_on=None, now=NOW):
    return hold_doctors_talk(
        course_id=course.pk, held_on=on, text="Det går godt.", next_on=next_on, by=doctor(), now=now
    )


def children(course, *, at_home=True, from_on=START, now=NOW):
    return answer_children(
        course_id=course.pk, from_on=from_on, at_home=at_home, note="", by=caseworker(), now=now
    )


def urine(course, on, *, outcome=UrineOutcome.NOTHING_FOUND, occasion=UrineOccasion.START, now=NOW):
    return write_test(
        course_id=course.pk,
        taken_on=on,
        occasion=occasion,
        outcome=outcome,
        findings="Kokain" if outcome == UrineOutcome.FOUND else "",
        by=caseworker(),
        now=now,
    )


def agreed(course, *, text="Vi holder vores aftaler.", is_signed=True, now=NOW):
    agreement = write_agreement(course_id=course.pk, text=text, by=caseworker(), now=now)
    if is_signed:
        sign_agreement(
            agreement_id=agreement.pk,
            signer=Signer.CITIZEN,
            signed_on=now.date(),
            reason="",
            by=caseworker(),
            now=now,
        )
    return agreement


def broken(course, *, on=TODAY, text="Solgte sin medicin.", now=NOW):
    return note_breach(course_id=course.pk, on=on, text=text, citizens_words="", by=caseworker(), now=now)


def irregular(course, *, on=TODAY, text="Kokain i prøven.", now=NOW):
    return note_irregularity(course_id=course.pk, found_on=on, text=text, by=caseworker(), now=now)


def behind_the_addresses(*, now):
    """Something of everything, under a standard that has no sanctions of its own to take them from."""
    course = planned(granted("Gorm Hemmelighed"), now=now)
    line = dose(course, dispensing_place="Hjemmesygeplejen", now=now)
    missed = note_missed_dose(course_id=course.pk, on=now.date(), note="", by=caseworker(), now=now)
    test = urine(course, now.date(), now=now)
    plan_of_test = plan_test(
        course_id=course.pk, planned_on=now.date() + timedelta(days=9), by=caseworker(), now=now
    )
    agreement = agreed(course, is_signed=False, now=now)
    breach = broken(course, on=now.date(), now=now)
    sanction = Sanction.objects.create(
        breach=breach,
        number=1,
        text="Behandlingen afsluttes",
        is_hard=True,
        reasons="Gentagne brud",
        proposed_at=now,
        doctor=doctor(),
    )
    return {
        "substitution_case": course.case.number,
        "substitution": course.pk,
        "prescription": line.pk,
        "missed_dose": missed.pk,
        "urine_test": test.pk,
        "urine_plan": plan_of_test.pk,
        "agreement": agreement.pk,
        "breach": breach.pk,
        "sanction": sanction.pk,
        "irregularity": irregular(course, on=now.date(), now=now).pk,
    }
