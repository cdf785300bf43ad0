from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from cases.enums import CircumstanceKind, CommitmentAnswer
from cases.models import Circumstance, PaymentCommitment, RetentionContract
from cases.people_forms import (
    CircumstanceForm,
    CommitmentAnswerForm,
    CommitmentForm,
    ContractForm,
    RetentionForm,
)
from cases.permissions import can_do_casework, can_see_counts, require
from cases.services.circumstances import contract_counts, keep_contract, note_circumstance, record_retention
from cases.services.commitments import answer_commitment, ask_for_commitment
from cases.views.acting import act_page
from cases.views.case import latest_request
from cases.views.opening import open_case
from rusmiddel.forms import refusals_shown
from rusmiddel.standards.services import in_force


@require_http_methods(["GET", "POST"])
def circumstance(request: HttpRequest, number: str, kind: str) -> HttpResponse:
    if kind not in CircumstanceKind.values:
        raise Http404
    kind = CircumstanceKind(kind)
    case = open_case(request, number)
    require(can_do_casework(request.user))
    found = Circumstance.objects.standing().filter(case=case, kind=kind).first()
    form = CircumstanceForm(
        request.POST or None,
        kind=kind,
        standard=in_force(timezone.localdate()),
        initial=vars(found) if found else {"since_on": timezone.localdate()},
    )
    if request.method == "POST" and form.is_valid():
        with refusals_shown(form):
            note_circumstance(
                case_id=case.pk, kind=kind, facts=form.cleaned_data, by=request.user, now=timezone.now()
            )
            messages.success(request, f"{kind.label} er gemt.")
            return redirect(case)
    return act_page(request, case, form, title=kind.label, act="Gem", consequence=form.guidance)


@require_http_methods(["GET", "POST"])
def contract(request: HttpRequest, number: str, contract: int = 0) -> HttpResponse:
    case = open_case(request, number)
    require(can_do_casework(request.user))
    found = get_object_or_404(RetentionContract, pk=contract, case=case) if contract else None
    form = ContractForm(
        request.POST or None, initial=vars(found) if found else {"offered_on": timezone.localdate()}
    )
    if request.method == "POST" and form.is_valid():
        with refusals_shown(form):
            keep_contract(
                case_id=case.pk,
                contract_id=contract or None,
                facts=form.cleaned_data,
                by=request.user,
                now=timezone.now(),
            )
            messages.success(request, "Kontrakten er gemt.")
            return redirect(case)
    return act_page(
        request,
        case,
        form,
        title="Kontrakt om behandling med mulighed for tilbageholdelse",
        act="Gem",
        consequence="Tilbydes, før døgnbehandling af en gravid begynder. Gælder til fødslen.",
    )


@require_http_methods(["GET", "POST"])
def retention(request: HttpRequest, number: str, contract: int) -> HttpResponse:
    case = open_case(request, number)
    require(can_do_casework(request.user))
    found = get_object_or_404(RetentionContract, pk=contract, case=case)
    form = RetentionForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with refusals_shown(form):
            record_retention(contract_id=found.pk, by=request.user, now=timezone.now(), **form.cleaned_data)
            messages.success(request, "Tilbageholdelsen er registreret.")
            return redirect(case)
    return act_page(request, case, form, title="Tilbageholdelse", act="Registrér")


@require_safe
def contract_report(request: HttpRequest) -> HttpResponse:
    """What is reported once a year; numbers only."""
    require(can_see_counts(request.user))
    counts = contract_counts(on=timezone.localdate(), by=request.user)
    return render(request, "cases/contract_report.html", {"counts": counts})


@require_http_methods(["GET", "POST"])
def commitment_new(request: HttpRequest, number: str) -> HttpResponse:
    case = open_case(request, number)
    require(can_do_casework(request.user))
    wish = latest_request(case)
    if wish is None:
        raise Http404
    form = CommitmentForm(request.POST or None, initial={"requested_on": timezone.localdate()})
    if request.method == "POST" and form.is_valid():
        with refusals_shown(form):
            ask_for_commitment(request_id=wish.pk, by=request.user, now=timezone.now(), **form.cleaned_data)
            messages.success(request, "Anmodningen om betalingstilsagn er registreret.")
            return redirect(case)
    return act_page(
        request,
        case,
        form,
        title="Betalingstilsagn er anmodet",
        act="Registrér",
        consequence="Behandling for stoffer begynder først, når tilsagnet er modtaget.",
    )


@require_http_methods(["GET", "POST"])
def commitment_answer(request: HttpRequest, number: str, commitment: int) -> HttpResponse:
    case = open_case(request, number)
    require(can_do_casework(request.user))
    found = get_object_or_404(PaymentCommitment, pk=commitment, request__case=case, answer="")
    form = CommitmentAnswerForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        values = {**form.cleaned_data, "answer": CommitmentAnswer(form.cleaned_data["answer"])}
        with refusals_shown(form):
            answer_commitment(commitment_id=found.pk, by=request.user, now=timezone.now(), **values)
            messages.success(request, "Svaret er registreret.")
            return redirect(case)
    return act_page(request, case, form, title="Hvad svarede hjemkommunen?", act="Registrér svaret")
