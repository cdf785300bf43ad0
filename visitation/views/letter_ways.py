"""One letter and how it reaches its reader: what has left, what came back, what Digital Post says."""

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from cases.forms import ReasonForm
from cases.models import Case
from cases.permissions import require
from cases.views.acting import act_page
from cases.views.opening import open_case
from rusmiddel.forms import refusals_shown
from rusmiddel.letters.enums import Channel, SetbackKind
from rusmiddel.letters.models import DigitalMessage, Dispatch, Letter, LetterSetback
from rusmiddel.letters.services import LetterRefused
from rusmiddel.queue import hand_to_worker
from visitation.letter_forms import ReturnedForm
from visitation.permissions import can_see_visitation, can_send_letters
from visitation.services.digital_post import (
    begin_digital_post,
    give_up_digital_post,
    why_not_digitally,
    write_again,
)
from visitation.services.setbacks import register_returned, settle_setback, undo_return
from visitation.tasks import write_digital_post


@require_safe
def letter(request: HttpRequest, number: str, letter: int) -> HttpResponse:
    case = open_case(request, number)
    require(can_see_visitation(request.user))
    found = _letter(case, letter)
    sendings = list(
        Dispatch.with_taken_back.filter(letter=found)
        .select_related("sent_by", "taken_back_by")
        .order_by("pk")
    )
    sent = list(DigitalMessage.objects.filter(letter=found).prefetch_related("receipts").order_by("pk"))
    setbacks = list(found.setbacks.select_related("registered_by", "settled_by").order_by("pk"))
    open_one = next((setback for setback in setbacks if setback.settled_on is None), None)
    held = found.batch_rows.held().select_related("batch").defer("batch__pdf").first()
    is_out = any(each.taken_back_at is None and each.returned_on is None for each in sendings)
    is_on_its_way = any(each.is_under_way for each in sent)
    may_send = can_send_letters(request.user)
    return render(
        request,
        "visitation/letter.html",
        {
            "case": case,
            "letter": found,
            "sendings": sendings,
            "messages_sent": sent,
            "setbacks": setbacks,
            "open_setback": open_one,
            "held": held,
            "may_send": may_send,
            "may_post": may_send
            and not is_out
            and not held
            and not is_on_its_way
            and found.recipient_address,
            "may_hand_over": may_send and not is_out and not held,
            "not_digitally": why_not_digitally(found, case.citizen),
            "may_send_digitally": may_send
            and not is_out
            and not held
            and not is_on_its_way
            and bool(settings.DIGITAL_POST_OUTBOX),
            "address_now": case.citizen.address_lines if not case.citizen.is_protected else [],
        },
    )


@require_http_methods(["GET", "POST"])
def letter_returned(request: HttpRequest, number: str, letter: int, dispatch: int) -> HttpResponse:
    case = open_case(request, number)
    require(can_send_letters(request.user))
    found = get_object_or_404(Dispatch, pk=dispatch, letter=letter, letter__case=case, channel=Channel.POST)
    form = ReturnedForm(request.POST or None, initial={"returned_on": timezone.localdate()})
    if request.method == "POST" and form.is_valid():
        with refusals_shown(form):
            register_returned(dispatch_id=found.pk, by=request.user, now=timezone.now(), **form.cleaned_data)
            messages.success(
                request, "Registreret. Find adressen, og send brevet igen, eller giv det i hånden."
            )
            return redirect("visitation:letter", case.number, letter)
    return act_page(
        request,
        case,
        form,
        title="Brevet kom retur",
        act="Registrér",
        consequence=(
            "Borgeren regnes ikke længere for at have fået brevet. Klagefristen løber først, når brevet er "
            "sendt eller givet igen. Opgaven med at finde adressen står på sagen og på Min dag."
        ),
    )


@require_http_methods(["GET", "POST"])
def letter_settle(request: HttpRequest, number: str, letter: int, setback: int) -> HttpResponse:
    case = open_case(request, number)
    require(can_send_letters(request.user))
    found = get_object_or_404(LetterSetback.objects.open(), pk=setback, letter=letter, letter__case=case)
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with refusals_shown(form):
            settle_setback(
                setback_id=found.pk, how=form.cleaned_data["reason"], by=request.user, now=timezone.now()
            )
            messages.success(request, "Noteret. Opgaven er lukket.")
            return redirect("visitation:letter", case.number, letter)
    return act_page(
        request,
        case,
        form,
        title="Der gøres ikke mere for at få brevet frem",
        act="Luk opgaven",
        consequence="Borgeren har ikke fået brevet, og klagefristen løber ikke.",
    )


@require_http_methods(["GET", "POST"])
def letter_return_undo(request: HttpRequest, number: str, letter: int, setback: int) -> HttpResponse:
    case = open_case(request, number)
    require(can_send_letters(request.user))
    found = get_object_or_404(
        LetterSetback.objects.open(),
        pk=setback,
        kind=SetbackKind.RETURNED,
        letter=letter,
        letter__case=case,
    )
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with refusals_shown(form):
            undo_return(
                setback_id=found.pk, reason=form.cleaned_data["reason"], by=request.user, now=timezone.now()
            )
            messages.success(request, "Noteret. Brevet regnes igen for sendt.")
            return redirect("visitation:letter", case.number, letter)
    return act_page(
        request,
        case,
        form,
        title="Brevet kom ikke retur alligevel",
        act="Fortryd",
        consequence=(
            "Afsendelsen gælder igen fra den dag, brevet blev sendt, og klagefristen regnes derfra. Det, der "
            "var registreret, bliver stående med din grund."
        ),
    )


@require_POST
def letter_digital(request: HttpRequest, number: str, letter: int) -> HttpResponse:
    case = open_case(request, number)
    require(can_send_letters(request.user))
    found = _letter(case, letter)
    try:
        begun = begin_digital_post(letter_id=found.pk, by=request.user, now=timezone.now())
    except LetterRefused as refusal:
        messages.error(request, str(refusal))
    else:
        hand_to_worker(write_digital_post, begun.pk)
        messages.success(
            request, "Brevet er lagt til Digital Post. Det regnes for sendt, når kvitteringen kommer."
        )
    return redirect("visitation:letter", case.number, found.pk)


@require_POST
def letter_digital_again(request: HttpRequest, number: str, letter: int, message: int) -> HttpResponse:
    return _on_message(
        request,
        number,
        letter,
        message,
        act=write_again,
        done="Skrevet igen under samme nummer. Borgeren får brevet én gang.",
    )


@require_POST
def letter_digital_give_up(request: HttpRequest, number: str, letter: int, message: int) -> HttpResponse:
    return _on_message(
        request, number, letter, message, act=give_up_digital_post, done="Brevet er taget tilbage."
    )


def _on_message(
    request: HttpRequest, number: str, letter: int, message: int, *, act, done: str
) -> HttpResponse:
    case = open_case(request, number)
    require(can_send_letters(request.user))
    found = get_object_or_404(DigitalMessage, pk=message, letter=letter, letter__case=case)
    try:
        act(message_id=found.pk, by=request.user, now=timezone.now())
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    else:
        messages.success(request, done)
    return redirect("visitation:letter", case.number, letter)


def _letter(case: Case, letter: int) -> Letter:
    return get_object_or_404(
        Letter.objects.defer("pdf", "html").select_related("issued_by"), pk=letter, case=case
    )
