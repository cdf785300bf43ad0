from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from cases.forms import ReasonForm
from cases.permissions import require
from cases.views.acting import plain_act_page
from offers.enums import QualificationKind
from offers.models import NadaTime, Qualification
from offers.nada import USUAL_NADA_MINUTES
from offers.nada_forms import NadaTimesForm
from offers.permissions import can_see, can_treat
from offers.services.nada import nada_offers
from offers.services.nada_times import cancel_nada_time, plan_nada_times
from rusmiddel.access.enums import CASE_ROLES
from rusmiddel.access.models import User
from rusmiddel.danish_dates import long_date
from rusmiddel.forms import refusals_shown
from rusmiddel.standards.services import in_force

SHOWN = 30


@require_safe
def nada_times(request: HttpRequest) -> HttpResponse:
    """When there is NADA, where, and who gives it."""
    require(can_see(request.user))
    now = timezone.now()
    return render(
        request,
        "offers/nada_times.html",
        {
            "times": NadaTime.objects.to_come(now).select_related("practitioner", "room")[:SHOWN],
            "may_plan": can_treat(request.user),
            "is_offered": bool(nada_offers(in_force(timezone.localdate(now)))),
        },
    )


@require_http_methods(["GET", "POST"])
def nada_times_new(request: HttpRequest) -> HttpResponse:
    require(can_treat(request.user))
    now = timezone.now()
    today = timezone.localdate(now)
    standard = in_force(today)
    offers = [standard.offer(key) for key in nada_offers(standard)]
    staff = User.objects.with_role(*CASE_ROLES).order_by("name")
    if any(offer.certified_practitioner.value for offer in offers):
        certified = Qualification.objects.in_force(today).filter(kind=QualificationKind.NADA)
        staff = staff.filter(pk__in=certified.values("user"))
    minutes = next((offer.session_minutes.value for offer in offers), None)
    form = NadaTimesForm(
        request.POST or None,
        practitioners=staff,
        initial={"minutes": minutes or USUAL_NADA_MINUTES, "count": 8, "weeks_between": 1},
    )
    if request.method == "POST" and form.is_valid():
        with refusals_shown(form):
            planned, left_out = plan_nada_times(by=request.user, now=now, **form.cleaned_data)
            said = f"{len(planned)} {'tid er' if len(planned) == 1 else 'tider er'} planlagt."
            if left_out:
                days = ", ".join(long_date(day) for day in left_out)
                said += f" Sprunget over, fordi det er helligdag: {days}."
            messages.success(request, said)
            return redirect("offers:nada_times")
    return plain_act_page(
        request,
        form,
        title="Nye NADA-tider",
        act="Planlæg tider",
        back="offers:nada_times",
        consequence="Behandler og lokale er optaget i kalenderen på de tider.",
    )


@require_http_methods(["GET", "POST"])
def nada_time_cancel(request: HttpRequest, time: int) -> HttpResponse:
    require(can_treat(request.user))
    found = get_object_or_404(NadaTime.objects.planned(), pk=time)
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with refusals_shown(form):
            cancel_nada_time(time_id=found.pk, reason=form.cleaned_data["reason"], by=request.user)
            messages.success(request, "Tiden er aflyst.")
            return redirect("offers:nada_times")
    return plain_act_page(
        request,
        form,
        title=f"Aflys NADA den {long_date(timezone.localdate(found.planned_at))}",
        act="Aflys tid",
        back="offers:nada_times",
        consequence="Behandler og lokale bliver fri igen.",
    )
