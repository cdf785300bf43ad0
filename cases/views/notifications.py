from dataclasses import asdict

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from cases.enums import NotificationStatus
from cases.forms import ReasonForm
from cases.models import Case, Notification
from cases.notification_forms import ChildForm, SendForm, described
from cases.notification_letter import suggested_receiver
from cases.permissions import can_decide_against_notifying, can_notify, require
from cases.services.notifications import (
    decide_against_notification,
    describe_notification,
    note_unknown_identity,
    open_notification,
    preview_notification,
    write_notification,
)
from cases.views.acting import act_page
from cases.views.answers import add_refusal
from cases.views.opening import open_case
from rusmiddel.forms import refusals_shown
from rusmiddel.letters.papers import inline
from rusmiddel.letters.services import LetterRefused
from rusmiddel.standards.services import in_force

# The button that goes on to the letter, and the one that shows it and stores nothing.
GO_ON = "go_on"
PREVIEW = "preview"


@require_http_methods(["GET", "POST"])
def notification_new(request: HttpRequest, number: str) -> HttpResponse:
    case = open_case(request, number)
    require(can_notify(request.user))
    form = ChildForm(
        request.POST or None, case=case, initial={"municipality_code": case.citizen.municipality_code}
    )
    if request.method == "POST" and form.is_valid():
        with refusals_shown(form):
            notification = open_notification(
                case_id=case.pk, values=form.values, by=request.user, now=timezone.now()
            )
            messages.success(request, "Underretningen er oprettet. Den mangler, til den er sendt.")
            return redirect(notification)
    return act_page(
        request,
        case,
        form,
        title="Underretning",
        act="Opret underretning",
        consequence="Underretningen skal sendes med det samme. Sagen kan ikke gå videre imens.",
    )


@require_http_methods(["GET", "POST"])
def notification(request: HttpRequest, number: str, notification: int) -> HttpResponse:
    """One notification: what is known, what is missing, and what was done."""
    case = open_case(request, number)
    require(can_notify(request.user))
    found = _found(case, notification)
    form = ChildForm(request.POST or None, case=case, initial=described(found))
    if request.method == "POST" and form.is_valid():
        with refusals_shown(form):
            describe_notification(
                notification_id=found.pk, values=form.values, by=request.user, now=timezone.now()
            )
            if GO_ON in request.POST:
                return redirect("cases:notification_send", number=number, notification=found.pk)
            messages.success(request, "Oplysningerne er gemt.")
            return redirect(found)
    return render(
        request,
        "cases/notification.html",
        {
            "case": case,
            "notification": found,
            "form": form,
            "policy": in_force(timezone.localdate()).notification,
            "may_decide_against": can_decide_against_notifying(request.user),
            "waits_for_post": found.status == NotificationStatus.WRITTEN,
        },
        status=422 if form.errors else 200,
    )


@require_http_methods(["GET", "POST"])
def notification_send(request: HttpRequest, number: str, notification: int) -> HttpResponse:
    case = open_case(request, number)
    require(can_notify(request.user))
    found = _found(case, notification)
    if not found.is_due:
        messages.info(request, "Underretningen er allerede skrevet eller afsluttet.")
        return redirect(found)
    suggested = suggested_receiver(found.municipality_code, in_force(timezone.localdate()))
    form = SendForm(request.POST or None, initial=asdict(suggested) if suggested else None)
    if request.method == "POST" and form.is_valid():
        facts = {
            "notification_id": found.pk,
            "receiver": form.receiver,
            "channel": form.chosen_channel,
            "by": request.user,
            "now": timezone.now(),
        }
        try:
            if PREVIEW in request.POST:
                return inline(preview_notification(**facts), name=f"underretning-{case.number}")
            written = write_notification(**facts)
        except (ValidationError, LetterRefused) as refusal:
            add_refusal(form, refusal)
        else:
            done = "er sendt" if not written.is_open else "er skrevet og venter på at blive sendt"
            messages.success(request, f"Underretningen {done}.")
            return redirect(found)
    return render(
        request,
        "cases/notification_send.html",
        {"case": case, "notification": found, "form": form},
        status=422 if form.errors else 200,
    )


@require_http_methods(["GET", "POST"])
def notification_decline(request: HttpRequest, number: str, notification: int) -> HttpResponse:
    case = open_case(request, number)
    require(can_decide_against_notifying(request.user))
    found = _found(case, notification)
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with refusals_shown(form):
            decide_against_notification(
                notification_id=found.pk,
                reason=form.cleaned_data["reason"],
                by=request.user,
                now=timezone.now(),
            )
            messages.success(request, "Det er noteret, at der ikke underrettes.")
            return redirect(case)
    return act_page(
        request,
        case,
        form,
        title="Underret ikke",
        act="Underret ikke",
        consequence="Begrundelsen bliver stående og kan ikke rettes.",
    )


@require_POST
def notification_unknown(request: HttpRequest, number: str, notification: int) -> HttpResponse:
    case = open_case(request, number)
    require(can_notify(request.user))
    found = _found(case, notification)
    try:
        note_unknown_identity(notification_id=found.pk, by=request.user, now=timezone.now())
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    else:
        messages.success(request, "Det er noteret, at barnet ikke kunne findes.")
    return redirect(found)


def _found(case: Case, notification: int) -> Notification:
    found = get_object_or_404(
        Notification.objects.select_related("opened_by", "closed_by"),
        pk=notification,
        case=case,
    )
    found.case = case
    return found
