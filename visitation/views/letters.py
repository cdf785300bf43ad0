from django.contrib import messages
from django.db.models import Count, Prefetch
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from cases.forms import ReasonForm
from cases.models import Case
from cases.permissions import require
from cases.views.acting import act_page
from cases.views.answers import add_refusal
from cases.views.opening import open_case
from rusmiddel.danish_dates import long_date
from rusmiddel.letters.enums import ReceiptOutcome
from rusmiddel.letters.models import (
    DigitalMessage,
    DigitalReceipt,
    Dispatch,
    Letter,
    LetterBatch,
    LetterSetback,
)
from rusmiddel.letters.models.digital_post import DigitalMessageQuerySet, receipts_due_since
from rusmiddel.letters.papers import inline
from rusmiddel.letters.services import LetterRefused, content
from rusmiddel.letters.waiting import waiting
from visitation.forms import ReceiptForm, SentForm
from visitation.permissions import can_see_visitation, can_send_letters
from visitation.services.letters import (
    correct_letter_receipt,
    hand_over_letter,
    post_letter,
    take_back_letter,
)
from visitation.tables import LetterTable

SHOWN = 50
OPEN_SETBACKS = Prefetch("setbacks", queryset=LetterSetback.objects.open(), to_attr="open_setbacks")


@require_safe
def letter_list(request: HttpRequest) -> HttpResponseBase:
    """What is still to be sent, and every letter."""
    require(can_see_visitation(request.user))
    letters = Letter.objects.visible_to(request.user).for_list().select_related("case__citizen")
    may_send = can_send_letters(request.user)
    since = receipts_due_since(timezone.now())
    return LetterTable(request, letters).response(
        "visitation/letter_list.html",
        to_send=waiting(letters).prefetch_related(OPEN_SETBACKS)[:SHOWN],
        digital=_on_their_way(request).filter(begun_at__gte=since)[:SHOWN],
        without_receipt=_on_their_way(request).without_receipt(since)[:SHOWN],
        unread_receipts=DigitalReceipt.objects.filter(outcome=ReceiptOutcome.UNKNOWN).order_by("-read_at")
        if may_send
        else [],
        batches=LetterBatch.objects.visible_to(request.user)
        .open()
        .annotate(letters=Count("rows"))
        .defer("pdf")
        .order_by("begun_at")
        if may_send
        else [],
        may_send=may_send,
    )


def _on_their_way(request: HttpRequest) -> DigitalMessageQuerySet:
    return (
        DigitalMessage.objects.under_way()
        .filter(letter__in=Letter.objects.visible_to(request.user))
        .select_related("letter__case__citizen")
        .defer("letter__pdf", "letter__html")
        .order_by("begun_at")
    )


@require_safe
def letter_pdf(request: HttpRequest, number: str, letter: int) -> HttpResponse:
    """The letter exactly as it was issued."""
    case = open_case(request, number)
    require(can_see_visitation(request.user))
    found = get_object_or_404(Letter.objects.visible_to(request.user).defer("html"), pk=letter, case=case)
    return inline(content(found), name=f"brev-{case.number}-{found.pk}")


@require_http_methods(["GET", "POST"])
def letter_post(request: HttpRequest, number: str, letter: int) -> HttpResponse:
    return _send(request, number, letter, act=post_letter, done="sendt med posten")


@require_http_methods(["GET", "POST"])
def letter_hand_over(request: HttpRequest, number: str, letter: int) -> HttpResponse:
    return _send(request, number, letter, act=hand_over_letter, done="givet i hånden")


@require_http_methods(["GET", "POST"])
def letter_take_back(request: HttpRequest, number: str, letter: int, dispatch: int) -> HttpResponse:
    case = open_case(request, number)
    require(can_send_letters(request.user))
    found = get_object_or_404(Dispatch, pk=dispatch, letter=letter, letter__case=case)
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            take_back_letter(
                dispatch_id=found.pk, reason=form.cleaned_data["reason"], by=request.user, now=timezone.now()
            )
        except LetterRefused as refusal:
            add_refusal(form, refusal)
        else:
            messages.success(request, "Taget tilbage. Brevet står igen som ikke sendt.")
            return _back(case, letter)
    return act_page(
        request,
        case,
        form,
        title=f"Tag tilbage: {found.get_channel_display().lower()} {long_date(found.sent_on)}",
        act="Tag tilbage",
        consequence="Klagefristen løber ikke, før brevet er sendt eller givet.",
    )


@require_http_methods(["GET", "POST"])
def letter_receipt(request: HttpRequest, number: str, letter: int, dispatch: int) -> HttpResponse:
    case = open_case(request, number)
    require(can_send_letters(request.user))
    found = get_object_or_404(Dispatch, pk=dispatch, letter=letter, letter__case=case)
    form = ReceiptForm(
        request.POST or None, initial={"received_on": found.received_on, "source": found.received_source}
    )
    if request.method == "POST" and form.is_valid():
        try:
            correct_letter_receipt(
                dispatch_id=found.pk, by=request.user, now=timezone.now(), **form.cleaned_data
            )
        except LetterRefused as refusal:
            add_refusal(form, refusal)
        else:
            messages.success(request, "Modtagelsen er rettet, og klagefristen er regnet om.")
            return _back(case, letter)
    return act_page(
        request,
        case,
        form,
        title="Hvornår blev brevet modtaget?",
        act="Ret modtagelsen",
        consequence="Klagefristen regnes om. Det, der først blev regnet med, bliver stående.",
    )


def _send(request: HttpRequest, number: str, letter: int, *, act, done: str) -> HttpResponse:
    case = open_case(request, number)
    require(can_send_letters(request.user))
    found = get_object_or_404(Letter.objects.defer("html", "pdf"), pk=letter, case=case)
    now = timezone.now()
    # The button says today; the page asks for the day.
    asks = request.method == "GET" or "sent_on" in request.POST
    form = SentForm(request.POST or None, initial={"sent_on": timezone.localdate(now)})
    day = form.cleaned_data["sent_on"] if asks and form.is_valid() else None
    if day is not None or not asks:
        try:
            dispatch = act(letter_id=found.pk, by=request.user, now=now, on=day)
        except LetterRefused as refusal:
            if not asks:
                messages.error(request, str(refusal))
            else:
                form.add_error("sent_on", str(refusal))
        else:
            messages.success(request, f"Brevet er {done} den {long_date(dispatch.sent_on)}.")
    if asks and (form.errors or not form.is_bound):
        return act_page(
            request,
            case,
            form,
            title=f"{found.title}: {done}",
            act="Registrér",
            consequence="Klagefristen regnes fra den dag, borgeren formodes at have fået brevet.",
        )
    if request.POST.get("from") == "list":
        return redirect("visitation:letter_list")
    return _back(case, found.pk)


def _back(case: Case, letter: int) -> HttpResponse:
    decision = case.decisions.filter(letter=letter).first()
    if decision is None:
        further = case.further_decisions.filter(letter=letter).first()
        return redirect(further) if further else redirect("visitation:letter", case.number, letter)
    return redirect("visitation:decision", number=case.number, decision=decision.pk)
