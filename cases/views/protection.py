from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from cases.enums import ProtectionEnd
from cases.models import AddressProtection
from cases.people_forms import EndProtectionForm, ProtectionForm, RenewalForm
from cases.permissions import can_do_casework, require
from cases.protection import usual_expiry
from cases.services.protection import end_protection, protect, renew_protection, require_may_reveal
from cases.views.acting import act_page
from cases.views.case import shown_case_page
from cases.views.opening import open_case
from rusmiddel.forms import refusals_shown


@require_POST
def show_protected(request: HttpRequest, number: str) -> HttpResponse:
    """The case page with the protected name and address; asking for them stands in the read log."""
    case = open_case(request, number)
    require_may_reveal(case_id=case.pk, by=request.user, now=timezone.now())
    return shown_case_page(request, case)


@require_http_methods(["GET", "POST"])
def protection_new(request: HttpRequest, number: str) -> HttpResponse:
    case = open_case(request, number)
    require(can_do_casework(request.user))
    if case.citizen.is_anonymous:
        raise Http404
    today = timezone.localdate()
    form = ProtectionForm(
        request.POST or None, initial={"registered_on": today, "expires_on": usual_expiry(today)}
    )
    if request.method == "POST" and form.is_valid():
        with refusals_shown(form):
            protect(case_id=case.pk, by=request.user, now=timezone.now(), **form.cleaned_data)
            messages.success(request, "Navn og adresse er skjult fra nu af.")
            return redirect(case)
    return act_page(
        request,
        case,
        form,
        title="Navne- og adressebeskyttelse",
        act="Skjul navn og adresse",
        consequence="De skjules i lister, søgning, filer og breve, og vises kun, når nogen beder om det.",
    )


@require_http_methods(["GET", "POST"])
def protection_renew(request: HttpRequest, number: str, protection: int) -> HttpResponse:
    case = open_case(request, number)
    require(can_do_casework(request.user))
    found = get_object_or_404(AddressProtection.objects.standing(), pk=protection, citizen=case.citizen_id)
    form = RenewalForm(
        request.POST or None,
        initial={"expires_on": usual_expiry(max(found.expires_on, timezone.localdate()))},
    )
    if request.method == "POST" and form.is_valid():
        with refusals_shown(form):
            renew_protection(
                case_id=case.pk,
                protection_id=found.pk,
                by=request.user,
                now=timezone.now(),
                **form.cleaned_data,
            )
            messages.success(request, "Beskyttelsen er fornyet.")
            return redirect(case)
    return act_page(request, case, form, title="Forny beskyttelsen", act="Forny")


@require_http_methods(["GET", "POST"])
def protection_end(request: HttpRequest, number: str, protection: int) -> HttpResponse:
    case = open_case(request, number)
    require(can_do_casework(request.user))
    found = get_object_or_404(AddressProtection.objects.standing(), pk=protection, citizen=case.citizen_id)
    form = EndProtectionForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with refusals_shown(form):
            end_protection(
                case_id=case.pk,
                protection_id=found.pk,
                end=ProtectionEnd(form.cleaned_data["end"]),
                by=request.user,
                now=timezone.now(),
            )
            messages.success(request, "Beskyttelsen er ophørt. Navn og adresse vises igen.")
            return redirect(case)
    return act_page(
        request,
        case,
        form,
        title="Beskyttelsen ophører",
        act="Vis navn og adresse igen",
        consequence="Er du i tvivl, så spørg borgeren og forny beskyttelsen i stedet.",
    )
