from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from cases.consent import last_valid_day
from cases.consent_letters import PaperConsent, form_to_sign
from cases.enums import ConsentForm, ConsentGiver, Direction
from cases.models import Attachment, Case, Consent
from cases.note_forms import DocumentForm
from cases.permissions import can_exchange_information, require
from cases.services.consents import (
    ConsentValues,
    attach_signed_form,
    let_consent_expire,
    record_consent,
    renew_consent,
    withdraw_consent,
    write_to_partner,
)
from cases.sharing_forms import NewConsentForm, copied
from cases.views.opening import open_case
from rusmiddel.forms import refusals_shown
from rusmiddel.letters.enums import LetterKind
from rusmiddel.letters.papers import inline
from rusmiddel.letters.pdf import UnprintableCharacter
from rusmiddel.letters.services import LetterRefused
from rusmiddel.standards.services import in_force

# The button that prints the form to sign and stores nothing.
PRINT = "print"


@require_http_methods(["GET", "POST"])
def consent_new(request: HttpRequest, number: str) -> HttpResponse:
    case = open_case(request, number)
    require(can_exchange_information(request.user))
    return _form_page(request, case, renews=None)


@require_http_methods(["GET", "POST"])
def consent_renew(request: HttpRequest, number: str, consent: int) -> HttpResponse:
    case = open_case(request, number)
    require(can_exchange_information(request.user))
    return _form_page(request, case, renews=_found(case, consent))


@require_safe
def consent(request: HttpRequest, number: str, consent: int) -> HttpResponse:
    case = open_case(request, number)
    found = _found(case, consent)
    today = timezone.localdate()
    state, colour = found.state_on(today)
    letters = case.letters.filter(kind=LetterKind.CONSENT_WITHDRAWN, issued_at__gte=found.recorded_at)
    return render(
        request,
        "cases/consent.html",
        {
            "case": case,
            "consent": found,
            "state": state,
            "colour": colour,
            "is_on_paper": found.form != ConsentForm.ORAL,
            "signed": _signed(found),
            "is_active": found.is_active_on(today),
            "disclosures": found.disclosures.select_related("recorded_by").order_by("-occurred_at", "-pk"),
            "letters": letters.for_list().order_by("pk") if found.is_withdrawn else [],
            "may_exchange": can_exchange_information(request.user),
            "is_open": case.is_open and found.ended_at is None,
        },
    )


@require_http_methods(["GET", "POST"])
def consent_sign(request: HttpRequest, number: str, consent: int) -> HttpResponse:
    """Lay the form that was signed with the consent."""
    case = open_case(request, number)
    require(can_exchange_information(request.user))
    found = _found(case, consent)
    form = DocumentForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        with refusals_shown(form):
            for file in form.cleaned_data["attached"]:
                attach_signed_form(consent_id=found.pk, file=file, by=request.user, now=timezone.now())
            messages.success(request, "Den underskrevne blanket ligger nu ved samtykket.")
            return redirect(found)
    return render(
        request,
        "cases/consent_sign.html",
        {"case": case, "consent": found, "form": form},
        status=422 if form.errors else 200,
    )


@require_POST
def consent_withdraw(request: HttpRequest, number: str, consent: int) -> HttpResponse:
    """One click, and nothing more may be exchanged."""
    case = open_case(request, number)
    require(can_exchange_information(request.user))
    found = _found(case, consent)
    try:
        withdrawal = withdraw_consent(consent_id=found.pk, by=request.user, now=timezone.now())
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
        return redirect(found)
    to_whom = " og ".join(letter.recipient_name for letter in withdrawal.letters)
    written = f" Der er skrevet brev til {to_whom}." if to_whom else ""
    messages.success(request, f"Samtykket er trukket tilbage.{written}")
    for refusal in withdrawal.refusals:
        messages.warning(request, f"Et brev kunne ikke skrives. {refusal}")
    return redirect(found)


@require_POST
def consent_letter(request: HttpRequest, number: str, consent: int) -> HttpResponse:
    """Write to the partner of a withdrawn consent, where that was not done at once."""
    case = open_case(request, number)
    require(can_exchange_information(request.user))
    found = _found(case, consent)
    try:
        write_to_partner(consent_id=found.pk, by=request.user, now=timezone.now())
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    except LetterRefused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, f"Der er skrevet brev til {found.partner.name}.")
    return redirect(found)


@require_POST
def consent_expire(request: HttpRequest, number: str, consent: int) -> HttpResponse:
    case = open_case(request, number)
    require(can_exchange_information(request.user))
    found = _found(case, consent)
    let_consent_expire(consent_id=found.pk, by=request.user, now=timezone.now())
    messages.success(request, "Det er noteret, at samtykket ikke fornys.")
    return redirect(case)


@require_safe
def consent_paper(request: HttpRequest, number: str, consent: int) -> HttpResponse:
    """The form to sign, with what stands in the consent."""
    case = open_case(request, number)
    require(can_exchange_information(request.user))
    found = _found(case, consent)
    paper = PaperConsent(
        case=case,
        partner=found.partner.name,
        direction=Direction(found.direction),
        purpose=found.purpose,
        scope=found.scope,
        given_by=ConsentGiver(found.given_by),
        valid_until=found.valid_until,
    )
    try:
        content = form_to_sign(paper, today=timezone.localdate())
    except UnprintableCharacter:
        messages.error(request, "Blanketten kan ikke trykkes: samtykket indeholder tegn, skriften ikke har.")
        return redirect(found)
    return inline(content, name=f"samtykke-{case.number}-{found.pk}")


def _found(case: Case, consent: int) -> Consent:
    found = get_object_or_404(Consent.objects.for_page(), pk=consent, case=case)
    found.case = case
    return found


def _signed(consent: Consent) -> list[Attachment]:
    """The signed forms, newest first."""
    attachments = list(consent.attachments.for_list())
    for attachment in attachments:
        attachment.case = consent.case
    return attachments


def _form_page(request: HttpRequest, case: Case, *, renews: Consent | None) -> HttpResponse:
    today = timezone.localdate()
    months = in_force(today).consents.expires_after_months.value
    form = NewConsentForm(
        request.POST or None,
        months=months,
        renews=renews,
        initial=copied(renews, today=today) if renews else None,
    )
    if request.method == "POST" and form.is_valid():
        values = form.values
        if PRINT in request.POST:
            try:
                return inline(_paper(case, values, form, months=months), name=f"samtykke-{case.number}")
            except UnprintableCharacter as error:
                signs = ", ".join(f"»{sign}«" for sign in error.characters)
                form.add_error(None, f"Blanketten indeholder tegn, der ikke kan trykkes: {signs}.")
        else:
            with refusals_shown(form):
                if renews is None:
                    record_consent(case_id=case.pk, values=values, by=request.user, now=timezone.now())
                else:
                    renew_consent(consent_id=renews.pk, values=values, by=request.user, now=timezone.now())
                messages.success(request, "Samtykket er registreret.")
                return redirect(case)
    return render(
        request,
        "cases/consent_form.html",
        {
            "case": case,
            "form": form,
            "title": "Forny samtykke" if renews else "Nyt samtykke",
            "standard": in_force(today).consents,
            "has_partners": form.fields["partner"].queryset.exists(),
        },
        status=422 if form.errors else 200,
    )


def _paper(case: Case, values: ConsentValues, form: NewConsentForm, *, months: int) -> bytes:
    latest = last_valid_day(
        given_on=values.given_on,
        months=months,
        given_by=values.given_by,
        birth_date=case.citizen.birth_date,
    )
    paper = PaperConsent(
        case=case,
        partner=form.cleaned_data["partner"].name,
        direction=values.direction,
        purpose=values.purpose,
        scope=values.scope,
        given_by=values.given_by,
        valid_until=values.valid_until or latest,
    )
    return form_to_sign(paper, today=timezone.localdate())
