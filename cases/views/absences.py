"""Who is away, and who stands in."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from cases.absence_forms import AbsenceForm, LastDayForm, StandInForm
from cases.cover import cover_of
from cases.permissions import can_give_at_once, can_register_inquiry, require
from cases.services.absences import change_stand_in, end_absence, record_absence
from cases.views.acting import plain_act_page
from rusmiddel.access.models import Absence
from rusmiddel.forms import refusals_shown

SHOWN = 100


@require_safe
def absence_list(request: HttpRequest) -> HttpResponse:
    """One's own absences and those one stands in for; whoever leads sees everybody's."""
    require(can_register_inquiry(request.user))
    today = timezone.localdate()
    standing = Absence.objects.standing().exclude(last_on__lt=today).select_related("employee", "stand_in")
    leads = can_give_at_once(request.user)
    own = standing if leads else standing.filter(employee=request.user)
    return render(
        request,
        "cases/absence_list.html",
        {
            "absences": own.order_by("first_on", "pk")[:SHOWN],
            "covered": standing.filter(stand_in=request.user).order_by("first_on", "pk")[:SHOWN],
            "leads": leads,
            "today": today,
        },
    )


@require_http_methods(["GET", "HEAD", "POST"])
def absence_new(request: HttpRequest) -> HttpResponse:
    require(can_register_inquiry(request.user))
    leads = can_give_at_once(request.user)
    form = AbsenceForm(
        request.POST or None,
        user=request.user,
        for_others=leads,
        initial={"employee": request.GET.get("hvem") or (None if leads else request.user.pk)},
    )
    if request.method == "POST" and form.is_valid():
        with refusals_shown(form):
            absence = record_absence(by=request.user, now=timezone.now(), **form.cleaned_data)
            messages.success(request, "Fraværet er skrevet.")
            return redirect("cases:absence", absence=absence.pk)
    return plain_act_page(
        request,
        form,
        title="Nyt fravær",
        act="Gem fraværet",
        back="cases:absence_list",
        consequence="Vikaren ser sagerne, fristerne og samtalerne i de dage og ikke længere.",
    )


@require_safe
def absence(request: HttpRequest, absence: int) -> HttpResponse:
    """An absence, and what in it nobody covers."""
    found = _own(request, absence)
    today = timezone.localdate()
    return render(
        request,
        "cases/absence.html",
        {
            "absence": found,
            "cover": cover_of(found, now=timezone.now()),
            "is_over": found.cancelled_at is not None or (found.last_on and found.last_on < today),
        },
    )


@require_http_methods(["GET", "HEAD", "POST"])
def absence_stand_in(request: HttpRequest, absence: int) -> HttpResponse:
    found = _own(request, absence)
    form = StandInForm(
        request.POST or None, without={found.employee_id}, initial={"stand_in": found.stand_in_id}
    )
    if request.method == "POST" and form.is_valid():
        with refusals_shown(form):
            changed = change_stand_in(
                absence_id=found.pk, by=request.user, now=timezone.now(), **form.cleaned_data
            )
            messages.success(request, "Vikaren er skiftet.")
            return redirect("cases:absence", absence=changed.pk)
    return plain_act_page(
        request,
        form,
        title=f"Anden vikar for {found.employee.name}",
        act="Skift vikar",
        back="cases:absence_list",
        consequence="Gælder fra i dag, eller fra fraværets første dag. Den hidtidige vikar mister adgangen.",
    )


@require_http_methods(["GET", "HEAD", "POST"])
def absence_end(request: HttpRequest, absence: int) -> HttpResponse:
    found = _own(request, absence)
    form = LastDayForm(request.POST or None, initial={"last_on": found.last_on})
    if request.method == "POST" and form.is_valid():
        with refusals_shown(form):
            end_absence(absence_id=found.pk, by=request.user, now=timezone.now(), **form.cleaned_data)
            messages.success(request, "Fraværet er rettet.")
            return redirect("cases:absence_list")
    return plain_act_page(
        request,
        form,
        title=f"Hvor længe er {found.employee.name} væk?",
        act="Gem",
        back="cases:absence_list",
        consequence="Det, der stadig er åbent, venter på Min dag, når fraværet er slut.",
    )


def _own(request: HttpRequest, pk: int) -> Absence:
    """One's own absence, or anybody's for whoever leads; 404 else."""
    require(can_register_inquiry(request.user))
    absences = Absence.objects.select_related("employee", "stand_in", "recorded_by")
    if not can_give_at_once(request.user):
        absences = absences.filter(employee=request.user)
    return get_object_or_404(absences, pk=pk)
