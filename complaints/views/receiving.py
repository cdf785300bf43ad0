"""A complaint is written down, with what goes before it."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from cases.drafting import Drafting
from cases.enums import DraftForm
from cases.permissions import require
from cases.views.answers import add_refusal
from cases.views.opening import open_case
from complaints.forms import ComplaintForm, PowerForm
from complaints.permissions import can_handle_complaint, can_receive_complaint
from complaints.services.receiving import receive_complaint, record_power
from rusmiddel.letters.services import LetterRefused
from rusmiddel.standards.services import in_force


@require_http_methods(["GET", "POST"])
def complaint_new(request: HttpRequest, number: str) -> HttpResponse:
    """Write a complaint down; what is typed is kept as a draft."""
    case = open_case(request, number)
    require(can_receive_complaint(request.user))
    today = timezone.localdate()
    initial = {"received_on": today, "who": ""}
    if can_handle_complaint(request.user):
        initial["responsible"] = request.user.pk
    form = ComplaintForm(request.POST or None, case=case, initial=initial)
    drafting = Drafting(request, DraftForm.COMPLAINT, case)
    if request.method == "POST":
        drafting.keep()
        if kept := drafting.on_purpose():
            return kept
        drafting.tell_first(form)
        if form.is_valid():
            try:
                received = receive_complaint(
                    case_id=case.pk, values=form.values, by=request.user, now=timezone.now()
                )
            except (ValidationError, LetterRefused) as refusal:
                add_refusal(form, refusal)
            else:
                drafting.finish()
                messages.success(request, "Klagen er registreret.")
                return redirect(received)
    else:
        drafting.restore(form)
    return render(
        request,
        "complaints/complaint_new.html",
        {"case": case, "form": form, "draft": drafting, "routes": in_force(today).complaints},
        status=422 if form.errors else 200,
    )


@require_http_methods(["GET", "POST"])
def power_new(request: HttpRequest, number: str) -> HttpResponse:
    """Register a power of attorney with its document."""
    case = open_case(request, number)
    require(can_receive_complaint(request.user))
    form = PowerForm(request.POST or None, request.FILES or None, initial={"given_on": timezone.localdate()})
    if request.method == "POST" and form.is_valid():
        try:
            record_power(
                case_id=case.pk,
                values=form.values,
                document=form.cleaned_data["document"],
                by=request.user,
                now=timezone.now(),
            )
        except ValidationError as error:
            add_refusal(form, error)
        else:
            messages.success(request, "Fuldmagten er lagt på sagen.")
            return redirect("complaints:complaint_new", number=number)
    return render(
        request,
        "complaints/act.html",
        {
            "case": case,
            "form": form,
            "title": "Fuldmagt til at klage",
            "act": "Registrér fuldmagten",
            "back": case.get_absolute_url(),
        },
        status=422 if form.errors else 200,
    )
