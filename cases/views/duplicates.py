from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from cases.forms import ReasonForm
from cases.models import CitizenLink
from cases.people_forms import LinkForm
from cases.permissions import can_do_casework, require
from cases.services.duplicates import link_citizens, possible_duplicates, unlink_citizens
from cases.views.acting import act_page
from cases.views.opening import open_case
from rusmiddel.forms import refusals_shown


@require_http_methods(["GET", "POST"])
def duplicates(request: HttpRequest, number: str) -> HttpResponse:
    """Who may be the same person under another record, and the act of linking the two."""
    case = open_case(request, number)
    require(can_do_casework(request.user))
    if case.citizen.is_anonymous:
        raise Http404
    form = LinkForm(request.POST or None, user=request.user)
    if request.method == "POST" and form.is_valid():
        other = form.cleaned_data["other"]
        with refusals_shown(form):
            link_citizens(
                case_id=case.pk,
                other_case_id=other.pk,
                reason=form.cleaned_data["reason"],
                by=request.user,
                now=timezone.now(),
            )
            messages.success(request, f"Kædet sammen med sag {other.number}. Begge sager er uændrede.")
            return redirect(case)
    return render(
        request,
        "cases/duplicates.html",
        {"case": case, "form": form, "found": possible_duplicates(case, request.user)},
        status=422 if form.errors else 200,
    )


@require_http_methods(["GET", "POST"])
def unlink(request: HttpRequest, number: str, link: int) -> HttpResponse:
    case = open_case(request, number)
    require(can_do_casework(request.user))
    found = get_object_or_404(CitizenLink.objects.standing().of(case.citizen_id), pk=link)
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with refusals_shown(form):
            unlink_citizens(
                link_id=found.pk,
                case_id=case.pk,
                reason=form.cleaned_data["reason"],
                by=request.user,
                now=timezone.now(),
            )
            messages.success(request, "Sammenkædningen er ophævet.")
            return redirect(case)
    return act_page(
        request,
        case,
        form,
        title="Ophæv sammenkædningen",
        act="Ophæv",
        consequence="Det bliver stående i forløbet, at de to har været kædet sammen, og hvorfor ikke mere.",
    )
