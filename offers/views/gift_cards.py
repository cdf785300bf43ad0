from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from cases.forms import ReasonForm
from cases.permissions import require
from cases.views.acting import act_page, plain_act_page
from cases.views.opening import open_case
from offers.gift_card_citizens import GiftCardCitizenTable, citizens_with_cards
from offers.gift_card_forms import HandOutForm, ReceiveForm
from offers.gift_card_table import GiftCardTable
from offers.gift_cards import terms_of
from offers.models import Course, GiftCard, HandOut
from offers.permissions import can_hand_out_gift_cards, can_keep_gift_cards, can_see_gift_cards
from offers.services.gift_cards import (
    account,
    hand_out_card,
    note_signature,
    owed_talks,
    receive_cards,
    take_back_hand_out,
    withdraw_card,
)
from rusmiddel.forms import refusals_shown
from rusmiddel.standards.services import in_force


@require_safe
def gift_card_list(request: HttpRequest) -> HttpResponseBase:
    """The stock account: what was received, handed out and withdrawn, and every card."""
    require(can_see_gift_cards(request.user))
    year = timezone.localdate().year
    return GiftCardTable(request, GiftCard.objects.for_list()).response(
        "offers/gift_card_list.html",
        account=account(),
        this_year=account(year=year),
        year=year,
        may_keep=can_keep_gift_cards(request.user),
    )


@require_safe
def gift_card_citizens(request: HttpRequest) -> HttpResponseBase:
    """What each citizen was given in a year, of the cases that the user may see."""
    require(can_see_gift_cards(request.user))
    table = GiftCardCitizenTable(request, citizens_with_cards(request.user))
    return table.response("offers/gift_card_citizens.html", year=table.year)


@require_http_methods(["GET", "POST"])
def gift_card_receive(request: HttpRequest) -> HttpResponse:
    require(can_keep_gift_cards(request.user))
    today = timezone.localdate()
    amounts = [terms.amount for offer in in_force(today).offers if (terms := terms_of(offer))]
    form = ReceiveForm(request.POST or None, initial={"amount": amounts[0] if amounts else None})
    if request.method == "POST" and form.is_valid():
        with refusals_shown(form):
            cards = receive_cards(by=request.user, today=today, **form.cleaned_data)
            messages.success(request, f"{len(cards)} gavekort er lagt i beholdningen.")
            return redirect("offers:gift_card_list")
    return plain_act_page(
        request, form, title="Modtag gavekort", act="Læg i beholdningen", back="offers:gift_card_list"
    )


@require_http_methods(["GET", "POST"])
def gift_card_withdraw(request: HttpRequest, card: int) -> HttpResponse:
    require(can_keep_gift_cards(request.user))
    found = get_object_or_404(GiftCard, pk=card)
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with refusals_shown(form):
            withdraw_card(
                card_id=found.pk,
                reason=form.cleaned_data["reason"],
                by=request.user,
                today=timezone.localdate(),
            )
            messages.success(request, f"Gavekort {found.number} er trukket ud.")
            return redirect("offers:gift_card_list")
    return plain_act_page(
        request,
        form,
        title=f"Træk gavekort {found.number} ud",
        act="Træk ud",
        back="offers:gift_card_list",
        consequence="For kort, der er tabt, udløbet eller makuleret. Det kan ikke fortrydes.",
    )


@require_http_methods(["GET", "POST"])
def gift_card_hand_out(request: HttpRequest, number: str, course: int) -> HttpResponse:
    case = open_case(request, number)
    require(can_hand_out_gift_cards(request.user))
    found = get_object_or_404(Course.objects.select_related("request__inquiry"), pk=course, case=case)
    terms = terms_of(in_force(found.request.requested_on).offer(found.offer_key))
    if terms is None:
        raise Http404
    form = HandOutForm(request.POST or None, amount=terms.amount)
    if request.method == "POST" and form.is_valid():
        with refusals_shown(form):
            handed = hand_out_card(
                course_id=found.pk,
                card_id=form.cleaned_data["card"].pk,
                is_signed=form.cleaned_data["is_signed"],
                by=request.user,
                now=timezone.now(),
            )
            messages.success(request, f"Gavekort nr. {handed.nth} er udleveret.")
            return redirect("offers:course", number=number, course=found.pk)
    owed = owed_talks(found)
    empty = "" if form.fields["card"].queryset else " Beholdningen er tom: læg først nye kort ind."
    earned = (
        f"Optjent: {len(owed)} gavekort, der ikke er udleveret." if owed else "Intet gavekort er optjent."
    )
    return act_page(
        request,
        case,
        form,
        title=f"Udlevér gavekort på {terms.amount} kr.",
        act="Udlevér gavekort",
        consequence=f"{earned}{empty}",
    )


@require_POST
def gift_card_signed(request: HttpRequest, number: str, course: int, hand_out: int) -> HttpResponse:
    case = open_case(request, number)
    require(can_hand_out_gift_cards(request.user))
    found = get_object_or_404(HandOut, pk=hand_out, course=course, course__case=case)
    try:
        note_signature(hand_out_id=found.pk, by=request.user, now=timezone.now())
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    else:
        messages.success(request, "Kvitteringen er noteret.")
    return redirect("offers:course", number=number, course=course)


@require_http_methods(["GET", "POST"])
def gift_card_take_back(request: HttpRequest, number: str, course: int, hand_out: int) -> HttpResponse:
    case = open_case(request, number)
    require(can_hand_out_gift_cards(request.user))
    found = get_object_or_404(
        HandOut.objects.select_related("card"), pk=hand_out, course=course, course__case=case
    )
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with refusals_shown(form):
            take_back_hand_out(
                hand_out_id=found.pk,
                reason=form.cleaned_data["reason"],
                by=request.user,
                now=timezone.now(),
            )
            messages.success(request, "Gavekortet ligger i beholdningen igen.")
            return redirect(reverse("offers:course", args=[number, course]))
    return act_page(
        request,
        case,
        form,
        title=f"Tag gavekort {found.card.number} tilbage",
        act="Tag tilbage",
        consequence="Kortet ligger i beholdningen igen. Linjen bliver stående med, hvem og hvorfor.",
    )
