"""Who works on a case, and the question whether somebody takes it."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from cases.asked import summary_of
from cases.assignment_forms import CoWorkerForm, DeclineForm, TransferForm
from cases.models import Case, CoWorker, Transfer
from cases.permissions import can_pass_on, require
from cases.services.assignment import (
    accept_transfer,
    add_co_worker,
    decline_transfer,
    end_co_worker,
    offer_transfer,
    withdraw_transfer,
)
from cases.views.acting import act_page
from cases.views.opening import open_case
from rusmiddel.forms import refusals_shown


@require_http_methods(["GET", "HEAD", "POST"])
def transfer_new(request: HttpRequest, number: str) -> HttpResponse:
    case = open_case(request, number)
    require(can_pass_on(request.user, case))
    form = TransferForm(request.POST or None, without={case.responsible_id, request.user.pk})
    if request.method == "POST" and form.is_valid():
        with refusals_shown(form):
            transfer = offer_transfer(
                case_id=case.pk, by=request.user, now=timezone.now(), **form.cleaned_data
            )
            name = transfer.receiver.name
            messages.success(request, f"{name} er spurgt. Sagen bliver, hvor den er, til svaret er ja.")
            return redirect(case)
    return act_page(
        request,
        case,
        form,
        title="Bed en anden tage sagen",
        act="Spørg",
        consequence="Kollegaen ser, hvem borgeren er, og hvilke frister der løber, og svarer ja eller nej. "
        "Først ved ja skifter sagen og alle dens åbne frister hænder.",
    )


@require_http_methods(["GET", "HEAD", "POST"])
def co_worker_new(request: HttpRequest, number: str) -> HttpResponse:
    case = open_case(request, number)
    require(can_pass_on(request.user, case))
    already = set(case.co_workers.standing().values_list("user", flat=True))
    form = CoWorkerForm(request.POST or None, without={case.responsible_id, *already})
    if request.method == "POST" and form.is_valid():
        with refusals_shown(form):
            work = add_co_worker(case_id=case.pk, by=request.user, now=timezone.now(), **form.cleaned_data)
            messages.success(request, f"{work.user.name} er nu medbehandler.")
            return redirect(case)
    return act_page(
        request,
        case,
        form,
        title="Ny medbehandler",
        act="Gør til medbehandler",
        consequence="Kollegaen kan se og arbejde på sagen. Fristerne bliver hos behandleren.",
    )


@require_POST
def co_worker_end(request: HttpRequest, number: str, co_worker: int) -> HttpResponse:
    case = open_case(request, number)
    work = get_object_or_404(CoWorker, pk=co_worker, case=case)
    end_co_worker(co_worker_id=work.pk, by=request.user, now=timezone.now())
    messages.success(request, f"{work.user.name} er ikke længere medbehandler.")
    # Whoever steps back may no longer see the case.
    return redirect("reporting:my_day" if work.user_id == request.user.pk else case)


@require_POST
def transfer_withdraw(request: HttpRequest, number: str, transfer: int) -> HttpResponse:
    case = open_case(request, number)
    found = get_object_or_404(Transfer, pk=transfer, case=case)
    try:
        withdraw_transfer(transfer_id=found.pk, by=request.user, now=timezone.now())
    except ValidationError as error:
        messages.error(request, error.messages[0])
    else:
        messages.success(request, f"{found.receiver.name} er ikke længere spurgt.")
    return redirect(case)


@require_safe
def transfer(request: HttpRequest, transfer: int) -> HttpResponse:
    """What one is asked to take: enough of the case to answer."""
    return _question(request, _asked_of(request, transfer), DeclineForm())


@require_POST
def transfer_accept(request: HttpRequest, transfer: int) -> HttpResponse:
    asked = _asked_of(request, transfer)
    try:
        accept_transfer(transfer_id=asked.pk, by=request.user, now=timezone.now())
    except ValidationError as error:
        messages.error(request, error.messages[0])
        return redirect("reporting:my_day")
    messages.success(request, f"Sag {asked.case.number} er nu din.")
    return redirect(asked.case)


@require_POST
def transfer_decline(request: HttpRequest, transfer: int) -> HttpResponse:
    asked = _asked_of(request, transfer)
    form = DeclineForm(request.POST)
    if form.is_valid():
        with refusals_shown(form):
            decline_transfer(
                transfer_id=asked.pk, reason=form.cleaned_data["reason"], by=request.user, now=timezone.now()
            )
            messages.success(request, f"Du har sagt nej til sag {asked.case.number}.")
            return redirect("reporting:my_day")
    return _question(request, asked, form)


def _asked_of(request: HttpRequest, pk: int) -> Transfer:
    """The question to the user that waits for an answer; 404 where there is none."""
    mine = Transfer.objects.waiting().filter(
        receiver=request.user, case__in=Case.objects.not_hidden_from(request.user)
    )
    asked = get_object_or_404(mine.select_related("case__citizen", "case__responsible", "offered_by"), pk=pk)
    request.opened_case_id = asked.case_id
    return asked


def _question(request: HttpRequest, asked: Transfer, form: BaseForm) -> HttpResponse:
    now = timezone.now()
    today = timezone.localdate(now)
    context = {
        "asked": asked,
        "summary": summary_of(asked.case, now=now, today=today),
        "form": form,
        "today": today,
    }
    return render(request, "cases/transfer.html", context, status=422 if form.errors else 200)
