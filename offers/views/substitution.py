"""The page of substitution treatment, and what is the doctor's on it."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from cases.permissions import require
from offers.models import MissedDose, Prescription
from offers.permissions import (
    can_approve_sanctions,
    can_follow_substitution,
    can_prescribe,
    can_see_substitution,
)
from offers.services.doses import note_missed_dose, strike_missed_dose
from offers.services.prescribing import (
    correct_prescription,
    hold_doctors_talk,
    prescribe,
    write_doctors_plan,
)
from offers.substitution.forms import (
    DoctorsPlanForm,
    DoctorTalkForm,
    DoseCorrectionForm,
    DoseForm,
    MissedDoseForm,
    WhyForm,
)
from offers.substitution.sanctions import ladder
from offers.substitution.shown import current_of, shown
from offers.views.substitution_acting import open_substitution, substitution_act
from rusmiddel.standards.services import in_force


@require_safe
def substitution(request: HttpRequest, number: str, course: int) -> HttpResponse:
    """All that is written of the treatment; what is the doctor's is written by the doctor alone."""
    case, found = open_substitution(request, number, course)
    require(can_see_substitution(request.user))
    today = timezone.localdate()
    standard = in_force(found.request.requested_on)
    asks_for_tests = bool(standard.substitution.urine_interval_months.value)
    is_going_on = found.is_open and case.is_open
    return render(
        request,
        "offers/substitution.html",
        {
            "case": case,
            "course": found,
            "shown": shown(found, case, asks_for_tests=asks_for_tests, today=today),
            "terms": standard.substitution,
            "rungs": ladder(standard),
            "asks_for_tests": asks_for_tests,
            "may_prescribe": is_going_on and can_prescribe(request.user),
            "may_follow": is_going_on and can_follow_substitution(request.user),
            "may_approve": is_going_on and can_approve_sanctions(request.user),
            "today": today,
        },
    )


@require_http_methods(["GET", "POST"])
def doctors_plan_new(request: HttpRequest, number: str, course: int) -> HttpResponse:
    case, found = open_substitution(request, number, course)
    require(can_prescribe(request.user))
    last = found.substitution_plans.order_by("-version").first()
    form = DoctorsPlanForm(request.POST or None, last=last)
    return substitution_act(
        request,
        case,
        found,
        form,
        do=lambda: write_doctors_plan(
            course_id=found.pk,
            values=form.values,
            version=form.cleaned_data["version"],
            by=request.user,
            now=timezone.now(),
        ),
        title="Lægens plan" if last is None else f"Lægens plan, udgave {last.version + 1}",
        act="Gem planen",
        done="Planen er gemt.",
        consequence="Planen kan ikke ændres bagefter. Ændres den, skrives en ny udgave.",
    )


@require_http_methods(["GET", "POST"])
def prescription_new(request: HttpRequest, number: str, course: int) -> HttpResponse:
    case, found = open_substitution(request, number, course)
    require(can_prescribe(request.user))
    today = timezone.localdate()
    current = current_of(list(Prescription.objects.filter(course=found)), today)
    form = DoseForm(request.POST or None, standard=in_force(today), current=current)
    return substitution_act(
        request,
        case,
        found,
        form,
        do=lambda: prescribe(course_id=found.pk, values=form.values, by=request.user, now=timezone.now()),
        title="Ordination",
        act="Gem ordinationen",
        done="Ordinationen er gemt. Husk Fælles Medicinkort.",
        consequence="Den skal også stå i Fælles Medicinkort. Her kan den kun rettes med en ny linje.",
    )


@require_http_methods(["GET", "POST"])
def prescription_correct(request: HttpRequest, number: str, course: int, line: int) -> HttpResponse:
    case, found = open_substitution(request, number, course)
    require(can_prescribe(request.user))
    wrong = get_object_or_404(Prescription, pk=line, course=found)
    form = DoseCorrectionForm(request.POST or None, standard=in_force(timezone.localdate()), current=wrong)
    form.initial |= {"from_on": wrong.from_on, "kind": wrong.kind, "note": wrong.note}
    return substitution_act(
        request,
        case,
        found,
        form,
        do=lambda: correct_prescription(
            prescription_id=wrong.pk,
            values=form.values,
            reason=form.cleaned_data["reason"],
            by=request.user,
            now=timezone.now(),
        ),
        title="Ret ordinationen",
        act="Gem rettelsen",
        done="Ordinationen er rettet. Husk Fælles Medicinkort.",
        consequence="Den forkerte linje bliver stående, mærket som rettet.",
    )


@require_http_methods(["GET", "POST"])
def doctors_talk_new(request: HttpRequest, number: str, course: int) -> HttpResponse:
    case, found = open_substitution(request, number, course)
    require(can_prescribe(request.user))
    form = DoctorTalkForm(request.POST or None)
    return substitution_act(
        request,
        case,
        found,
        form,
        do=lambda: hold_doctors_talk(
            course_id=found.pk, by=request.user, now=timezone.now(), **form.cleaned_data
        ),
        title="Lægesamtale",
        act="Gem samtalen",
        done="Lægesamtalen er gemt.",
        consequence="Samtalen kan ikke ændres bagefter.",
    )


@require_http_methods(["GET", "POST"])
def missed_dose_new(request: HttpRequest, number: str, course: int) -> HttpResponse:
    case, found = open_substitution(request, number, course)
    require(can_follow_substitution(request.user))
    form = MissedDoseForm(request.POST or None)
    return substitution_act(
        request,
        case,
        found,
        form,
        do=lambda: note_missed_dose(
            course_id=found.pk, by=request.user, now=timezone.now(), **form.cleaned_data
        ),
        title="Udebleven dosis",
        act="Gem",
        done="Det er skrevet ned.",
    )


@require_http_methods(["GET", "POST"])
def missed_dose_strike(request: HttpRequest, number: str, course: int, missed: int) -> HttpResponse:
    case, found = open_substitution(request, number, course)
    require(can_follow_substitution(request.user))
    written = get_object_or_404(MissedDose, pk=missed, course=found)
    form = WhyForm(request.POST or None)
    return substitution_act(
        request,
        case,
        found,
        form,
        do=lambda: strike_missed_dose(
            missed_id=written.pk, reason=form.cleaned_data["reason"], by=request.user, now=timezone.now()
        ),
        title="Tag den udeblevne dosis tilbage",
        act="Tag tilbage",
        done="Det er taget tilbage.",
    )
