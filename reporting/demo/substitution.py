"""Substitution treatment at a made-up centre: a plan, doses, an agreement and something irregular."""

from datetime import date, timedelta
from decimal import Decimal

from django.db.models import Q

from cases.enums import CitizenKind, RequestStage, Substance
from cases.models import CoWorker, TreatmentRequest
from offers.enums import IntakeControl, PrescriptionKind, Signer, UrineOccasion, UrineOutcome
from offers.models import Course
from offers.services.agreements import sign_agreement, write_agreement
from offers.services.doses import note_missed_dose
from offers.services.irregularities import note_irregularity
from offers.services.prescribing import (
    DoseValues,
    PlanValues,
    hold_doctors_talk,
    prescribe,
    write_doctors_plan,
)
from offers.services.sanctions import note_breach, propose_sanction, rungs_now
from offers.services.urine_tests import answer_children, plan_test, write_test
from offers.substitution.preparations import dispensing_places, preparations
from offers.substitution.recognising import substitution_keys
from reporting.demo.world import moment
from rusmiddel.access.enums import Role
from rusmiddel.access.models import User
from rusmiddel.calendar import add_months
from rusmiddel.standards.services import in_force, version_in_force

TREATED = 3
WEEKS_BACK = 8
PLAN = PlanValues(
    indication="Opioidafhængig gennem en årrække. Stoffrihed er ikke mulig nu.",
    purpose="En stabil hverdag uden illegale stoffer.",
    support="Samtale hver uge hos behandleren, hjælp til bolig.",
    health="Tilbudt screening for leverbetændelse og vaccination.",
    harm_reduction="Talt om overdosis og naloxon.",
)


def tell_of_substitution(*, today: date) -> None:
    """Some citizens in substitution treatment, where the standard has it."""
    doctor = User.objects.with_role(Role.DOCTOR).order_by("pk").first()
    therapist = User.objects.with_role(Role.CASEWORKER).order_by("pk").first()
    if doctor is None or therapist is None or not substitution_keys(in_force(today)):
        return
    for place, course in enumerate(_courses(doctor, therapist, today)):
        _treat(course, doctor, therapist, today)
        if place == 0:
            _breach(course, doctor, therapist, today)


def _courses(doctor: User, therapist: User, today: date) -> list[Course]:
    began = today - timedelta(weeks=WEEKS_BACK)
    grown_up = Q(case__citizen__birth_date__lte=add_months(today, -18 * 12))
    requests = (
        TreatmentRequest.objects.select_related("case", "inquiry")
        .filter(
            grown_up,
            stage=RequestStage.IN_TREATMENT,
            substance__in=[Substance.DRUGS, Substance.BOTH],
            case__closed_on=None,
            case__citizen__kind=CitizenKind.IDENTIFIED,
            inquiry__contacted_at__lt=moment(began, 0),
        )
        .order_by("-pk")[:TREATED]
    )
    made = []
    for request in requests:
        standard = in_force(request.requested_on)
        keys = substitution_keys(standard)
        if not keys:
            continue
        course = Course(
            case_id=request.case_id,
            request=request,
            offer_key=keys[0],
            offer_name=standard.offer(keys[0]).name,
            standard=version_in_force(request.requested_on),
            responsible=therapist,
            granted_on=began,
        )
        course._history_user = doctor
        course.save()
        for user in (doctor, therapist):
            if not CoWorker.objects.standing().filter(case=request.case_id, user=user).exists():
                CoWorker.objects.create(
                    case_id=request.case_id, user=user, added_at=moment(began, 8), added_by=therapist
                )
        made.append(course)
    return made


def _treat(course: Course, doctor: User, therapist: User, today: date) -> None:
    began = today - timedelta(weeks=WEEKS_BACK)
    standard = in_force(course.request.requested_on)
    places = dispensing_places(in_force(today)) or ("Apoteket",)
    at = moment(began, 10)
    write_doctors_plan(course_id=course.pk, values=PLAN, by=doctor, now=at)
    for weeks, dose in enumerate((30, 45, 60)):
        on = began + timedelta(weeks=weeks)
        prescribe(
            course_id=course.pk,
            values=DoseValues(
                kind=PrescriptionKind.DOSE,
                from_on=on,
                preparation_key=preparations(standard)[0].key,
                daily_mg=Decimal(dose),
                dispensing_place=places[0],
                intake=IntakeControl.SUPERVISED,
                note="Optrapning." if weeks else "",
            ),
            by=doctor,
            now=moment(on, 11),
        )
    hold_doctors_talk(
        course_id=course.pk,
        held_on=began + timedelta(weeks=3),
        text="Sover bedre. Ingen abstinenser på den nuværende dosis.",
        next_on=add_months(began, 5),
        by=doctor,
        now=moment(began + timedelta(weeks=3), 12),
    )
    answer_children(
        course_id=course.pk, from_on=began, at_home=True, note="Søn på 7 år.", by=therapist, now=at
    )
    write_test(
        course_id=course.pk,
        taken_on=began,
        occasion=UrineOccasion.START,
        outcome=UrineOutcome.FOUND,
        findings="Kokain, cannabis",
        by=therapist,
        now=moment(began, 13),
    )
    plan_test(course_id=course.pk, planned_on=today + timedelta(days=9), by=therapist, now=moment(today, 8))
    text = in_force(today).substitution.agreement_text.value or "Vi holder vores aftaler."
    agreement = write_agreement(course_id=course.pk, text=text, by=therapist, now=moment(began, 14))
    sign_agreement(
        agreement_id=agreement.pk,
        signer=Signer.CITIZEN,
        signed_on=began,
        reason="",
        by=therapist,
        now=moment(began, 15),
    )


def _breach(course: Course, doctor: User, therapist: User, today: date) -> None:
    yesterday = today - timedelta(days=1)
    at = moment(yesterday, 14)
    note_missed_dose(
        course_id=course.pk, on=yesterday - timedelta(days=1), note="Hentede ikke.", by=therapist, now=at
    )
    breach = note_breach(
        course_id=course.pk,
        on=yesterday,
        text="Kom påvirket til udlevering og råbte ad personalet.",
        citizens_words="Havde ikke sovet og er ked af det.",
        by=therapist,
        now=at,
    )
    for rung in rungs_now(course)[:1]:
        propose_sanction(
            breach_id=breach.pk,
            number=rung.number,
            reasons="Første brud.",
            by=doctor,
            now=moment(yesterday, 15),
        )
    note_irregularity(
        course_id=course.pk,
        found_on=yesterday,
        text="Virkede påvirket af andet end den ordinerede medicin.",
        by=therapist,
        now=at,
    )
