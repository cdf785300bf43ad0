from django.contrib import messages
from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from cases.models import Case, Consent, Disclosure
from cases.permissions import can_exchange_information, require
from cases.services.disclosures import correct_disclosure, disclose_by_consent, disclose_by_law
from cases.sharing_forms import CorrectionForm, DisclosureByLawForm, DisclosureForm
from cases.sharing_tables import CorrectableDisclosureTable, DisclosureTable
from cases.views.acting import act_page
from cases.views.opening import open_case
from rusmiddel.forms import refusals_shown


@require_safe
def disclosure_list(request: HttpRequest, number: str) -> HttpResponseBase:
    """What has been disclosed and obtained on a case, to look at and to take out."""
    case = open_case(request, number)
    may_exchange = can_exchange_information(request.user)
    table = CorrectableDisclosureTable if may_exchange else DisclosureTable
    rows = Disclosure.objects.filter(case=case).for_list()
    return table(request, rows).response("cases/disclosure_list.html", case=case, may_exchange=may_exchange)


@require_http_methods(["GET", "POST"])
def disclosure_new(request: HttpRequest, number: str, consent: int) -> HttpResponse:
    case = open_case(request, number)
    require(can_exchange_information(request.user))
    found = get_object_or_404(Consent.objects.select_related("partner"), pk=consent, case=case)
    form = DisclosureForm(request.POST or None, consent=found)
    if request.method == "POST" and form.is_valid():
        with refusals_shown(form):
            disclose_by_consent(consent_id=found.pk, values=form.values, by=request.user, now=timezone.now())
            return _done(request, case)
    return _page(request, case, form, title=f"Oplysninger: {found.partner.name}", consent=found)


@require_http_methods(["GET", "POST"])
def disclosure_by_law(request: HttpRequest, number: str) -> HttpResponse:
    case = open_case(request, number)
    require(can_exchange_information(request.user))
    form = DisclosureByLawForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        cleaned = form.cleaned_data
        with refusals_shown(form):
            disclose_by_law(
                case_id=case.pk,
                duty=cleaned["duty"],
                reason=cleaned["reason"],
                counterpart=cleaned["counterpart"],
                values=form.values,
                by=request.user,
                now=timezone.now(),
            )
            return _done(request, case)
    return _page(request, case, form, title="Oplysninger uden samtykke")


@require_http_methods(["GET", "POST"])
def disclosure_correct(request: HttpRequest, number: str, disclosure: int) -> HttpResponse:
    case = open_case(request, number)
    require(can_exchange_information(request.user))
    found = get_object_or_404(Disclosure, pk=disclosure, case=case)
    form = CorrectionForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with refusals_shown(form):
            correct_disclosure(
                disclosure_id=found.pk,
                text=form.cleaned_data["text"],
                by=request.user,
                now=timezone.now(),
            )
            messages.success(request, "Rettelsen er skrevet.")
            return redirect("cases:disclosure_list", number=number)
    return act_page(
        request,
        case,
        form,
        title="Skriv rettelse",
        act="Skriv rettelsen",
        consequence="Linjen bliver stående, som den er. Rettelsen står ved siden af.",
    )


def _done(request: HttpRequest, case: Case) -> HttpResponse:
    messages.success(request, "Oplysningerne er skrevet i loggen.")
    return redirect("cases:disclosure_list", number=case.number)


def _page(
    request: HttpRequest, case: Case, form: BaseForm, *, title: str, consent: Consent | None = None
) -> HttpResponse:
    return render(
        request,
        "cases/disclosure_form.html",
        {"case": case, "form": form, "title": title, "consent": consent},
        status=422 if form.errors else 200,
    )
