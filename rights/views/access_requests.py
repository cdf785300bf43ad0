from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from cases.forms import ReasonForm
from cases.models import Case
from cases.permissions import require
from cases.views.acting import act_page
from cases.views.answers import add_refusal
from cases.views.opening import open_case
from rights.clock import usual_delay_until
from rights.forms import AccessRequestForm, AnswerForm, DelayForm, GiveToForm, first_received
from rights.models import AccessRequest, Bundle
from rights.permissions import (
    can_answer_access_request,
    can_approve_destruction,
    can_receive_access_request,
    can_review_bundle,
)
from rights.services.access_requests import (
    answer_access_request,
    give_access_request_to,
    receive_access_request,
    tell_of_delay,
    withdraw_access_request,
)
from rights.tables import AccessRequestTable
from rights.views.opening import open_request
from rusmiddel.deadlines.enums import DeadlineKind
from rusmiddel.deadlines.models import Deadline
from rusmiddel.letters.services import LetterRefused

CLOCKS = (DeadlineKind.ACCESS_REQUEST, DeadlineKind.ACCESS_MONTH, DeadlineKind.ACCESS_COMPLAINT)


@require_safe
def access_request_list(request: HttpRequest) -> HttpResponseBase:
    """The requests of the cases one may see, those to be answered first."""
    require(can_receive_access_request(request.user))
    rows = AccessRequest.objects.visible_to(request.user).for_list()
    return AccessRequestTable(request, rows).response(
        "rights/access_request_list.html", may_approve=can_approve_destruction(request.user)
    )


@require_http_methods(["GET", "POST"])
def access_request_new(request: HttpRequest, number: str) -> HttpResponse:
    case = open_case(request, number)
    require(can_receive_access_request(request.user))
    form = AccessRequestForm(request.POST or None, initial=first_received(timezone.localdate()))
    if request.method == "POST" and form.is_valid():
        try:
            received = receive_access_request(
                case_id=case.pk, values=form.values, by=request.user, now=timezone.now()
            )
        except ValidationError as error:
            add_refusal(form, error)
        else:
            messages.success(request, "Anmodningen er registreret, og fristen løber.")
            return redirect(received)
    return act_page(request, case, form, title="Borgeren beder om indsigt", act="Registrér anmodningen")


@require_safe
def access_request(request: HttpRequest, number: str, request_id: int) -> HttpResponse:
    """Where the request stands, what is to be done, and what has been given."""
    case, found = open_request(request, number, request_id)
    bundle = Bundle.objects.standing().filter(request=found).first()
    seal = getattr(bundle, "seal", None) if bundle else None
    clocks = {clock.kind: clock for clock in Deadline.objects.of_kind(*CLOCKS).filter(ref=found.deadline_ref)}
    return render(
        request,
        "rights/access_request.html",
        {
            "case": case,
            "asked": found,
            "deadline": clocks.get(DeadlineKind.ACCESS_REQUEST),
            "month": clocks.get(DeadlineKind.ACCESS_MONTH),
            "window": clocks.get(DeadlineKind.ACCESS_COMPLAINT),
            "today": timezone.localdate(),
            "bundle": bundle,
            "seal": seal,
            "handovers": seal.handovers.select_related("recorded_by") if seal else [],
            "delays": found.delays.select_related("told_by"),
            "may_answer": can_answer_access_request(request.user),
            "may_review": can_review_bundle(request.user),
        },
    )


@require_http_methods(["GET", "POST"])
def access_delay(request: HttpRequest, number: str, request_id: int) -> HttpResponse:
    case, found = open_request(request, number, request_id)
    require(can_answer_access_request(request.user))
    form = DelayForm(request.POST or None, initial={"expected_on": usual_delay_until(found.received_on)})
    return _act(
        request,
        case,
        found,
        form,
        lambda: tell_of_delay(request_id=found.pk, **form.cleaned_data, by=request.user, now=timezone.now()),
        done="Brevet er skrevet, og fristen er flyttet. Husk at sende det.",
        title="Svaret tager længere tid",
        act="Skriv brevet",
        consequence="Brevet siger begrundelsen og dagen, og det kan ikke rettes.",
    )


@require_http_methods(["GET", "POST"])
def access_answer(request: HttpRequest, number: str, request_id: int) -> HttpResponse:
    case, found = open_request(request, number, request_id)
    require(can_answer_access_request(request.user))
    bundle = (
        Bundle.objects.standing().filter(request=found, seal__isnull=False).select_related("seal").first()
    )
    form = AnswerForm(
        request.POST or None,
        request=found,
        gives_everything=bundle is not None and bundle.seal.gives_everything,
        is_sealed=bundle is not None,
    )
    return _act(
        request,
        case,
        found,
        form,
        lambda: answer_access_request(
            request_id=found.pk,
            is_refused=form.cleaned_data.get("is_refused", False),
            reasons=form.cleaned_data.get("reasons", ""),
            provisions=form.cleaned_data.get("provisions", ""),
            by=request.user,
            now=timezone.now(),
        ),
        done="Svaret er skrevet. Husk at sende brevet.",
        title="Svar på anmodningen",
        act="Skriv svaret",
        consequence="Svaret er en afgørelse og kan ikke rettes.",
    )


@require_http_methods(["GET", "POST"])
def access_withdraw(request: HttpRequest, number: str, request_id: int) -> HttpResponse:
    case, found = open_request(request, number, request_id)
    require(can_answer_access_request(request.user))
    form = ReasonForm(request.POST or None)
    return _act(
        request,
        case,
        found,
        form,
        lambda: withdraw_access_request(
            request_id=found.pk, reason=form.cleaned_data["reason"], by=request.user, now=timezone.now()
        ),
        done="Det er noteret, at anmodningen er trukket tilbage.",
        title="Anmodningen er trukket tilbage",
        act="Notér det",
    )


@require_http_methods(["GET", "POST"])
def access_give_to(request: HttpRequest, number: str, request_id: int) -> HttpResponse:
    case, found = open_request(request, number, request_id)
    require(can_answer_access_request(request.user))
    form = GiveToForm(request.POST or None)
    return _act(
        request,
        case,
        found,
        form,
        lambda: give_access_request_to(
            request_id=found.pk, to=form.cleaned_data["to"], by=request.user, now=timezone.now()
        ),
        done="Anmodningen er givet videre.",
        title="Hvem svarer på anmodningen?",
        act="Giv den videre",
        consequence="Den, der svarer, kan se alle borgerens sager, så længe anmodningen er åben.",
    )


def _act(
    request: HttpRequest,
    case: Case,
    found: AccessRequest,
    form: BaseForm,
    act_on: Any,
    *,
    done: str,
    title: str,
    act: str,
    consequence: str = "",
) -> HttpResponse:
    if request.method == "POST" and form.is_valid():
        try:
            act_on()
        except (ValidationError, LetterRefused) as refusal:
            add_refusal(form, refusal)
        else:
            messages.success(request, done)
            return redirect(found)
    return act_page(request, case, form, title=title, act=act, consequence=consequence)
