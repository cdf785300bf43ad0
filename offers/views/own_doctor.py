from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from cases.permissions import require
from cases.views.acting import act_page
from cases.views.opening import open_case
from offers.enums import OwnDoctorKind
from offers.forms import OwnDoctorEndForm, OwnDoctorForm
from offers.models import OwnDoctorCare
from offers.permissions import can_treat
from offers.services.own_doctor import end_own_doctor, note_own_doctor
from rusmiddel.forms import refusals_shown


@require_http_methods(["GET", "POST"])
def own_doctor_new(request: HttpRequest, number: str) -> HttpResponse:
    case = open_case(request, number)
    require(can_treat(request.user))
    form = OwnDoctorForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with refusals_shown(form):
            values = {**form.cleaned_data, "kind": OwnDoctorKind(form.cleaned_data["kind"])}
            note_own_doctor(case_id=case.pk, by=request.user, now=timezone.now(), **values)
            messages.success(request, "Det er skrevet ned.")
            return redirect(case)
    return act_page(
        request,
        case,
        form,
        title="Behandling hos egen læge",
        act="Skriv ned",
        consequence="Centret ordinerer det ikke og følger det ikke op. Det Fælles Medicinkort gælder.",
    )


@require_http_methods(["GET", "POST"])
def own_doctor_end(request: HttpRequest, number: str, care: int) -> HttpResponse:
    case = open_case(request, number)
    require(can_treat(request.user))
    found = get_object_or_404(OwnDoctorCare, pk=care, case=case)
    form = OwnDoctorEndForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with refusals_shown(form):
            end_own_doctor(
                care_id=found.pk, until_on=form.cleaned_data["until_on"], by=request.user, now=timezone.now()
            )
            messages.success(request, "Det er noteret.")
            return redirect(case)
    return act_page(request, case, form, title=f"{found.get_kind_display()} hos egen læge slutter", act="Gem")
