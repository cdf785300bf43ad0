"""The co-operation agreement, its breaches and what follows from them."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from cases.permissions import require
from offers.enums import Signer
from offers.models import AgreementBreach, CooperationAgreement, Sanction
from offers.permissions import (
    can_approve_sanctions,
    can_follow_substitution,
    can_prescribe,
    can_see_substitution,
)
from offers.services.agreements import sign_agreement, write_agreement
from offers.services.sanctions import (
    approve_sanction,
    carry_out_sanction,
    give_up_sanction,
    hear_citizen,
    note_breach,
    propose_sanction,
    rungs_now,
)
from offers.substitution.forms import (
    AgreementForm,
    AgreementSignatureForm,
    BreachForm,
    HearingForm,
    NothingForm,
    SanctionForm,
    WhyForm,
)
from offers.substitution.paper import agreement_paper
from offers.views.substitution_acting import open_substitution, substitution_act
from rusmiddel.letters.papers import inline
from rusmiddel.standards.services import in_force


@require_http_methods(["GET", "POST"])
def agreement_new(request: HttpRequest, number: str, course: int) -> HttpResponse:
    """The standard's text to begin from, or the last version's."""
    case, found = open_substitution(request, number, course)
    require(can_follow_substitution(request.user))
    last = found.agreements.order_by("-version").first()
    text = last.text if last else in_force(timezone.localdate()).substitution.agreement_text.value
    version = last.version + 1 if last else 1
    form = AgreementForm(request.POST or None, initial={"text": (text or "").strip(), "version": version})
    return substitution_act(
        request,
        case,
        found,
        form,
        do=lambda: write_agreement(
            course_id=found.pk, by=request.user, now=timezone.now(), **form.cleaned_data
        ),
        title=f"Samarbejdsaftale, udgave {version}",
        act="Gem aftalen",
        done="Aftalen er gemt. Skriv den ud til underskrift.",
        consequence="Udgaven kan ikke ændres bagefter. Ændres aftalen, skrives en ny udgave.",
    )


@require_http_methods(["GET", "POST"])
def agreement_sign(request: HttpRequest, number: str, course: int, agreement: int) -> HttpResponse:
    case, found = open_substitution(request, number, course)
    require(can_follow_substitution(request.user))
    written = get_object_or_404(CooperationAgreement, pk=agreement, course=found)
    form = AgreementSignatureForm(request.POST or None)
    return substitution_act(
        request,
        case,
        found,
        form,
        do=lambda: sign_agreement(
            agreement_id=written.pk,
            signer=Signer(form.cleaned_data["signer"]),
            signed_on=form.cleaned_data["signed_on"],
            reason=form.cleaned_data["reason"],
            by=request.user,
            now=timezone.now(),
        ),
        title=f"Underskrift på samarbejdsaftale, udgave {written.version}",
        act="Registrér underskrift",
        done="Underskriften er registreret.",
        consequence="Det kan ikke ændres bagefter.",
    )


@require_safe
def agreement_print(request: HttpRequest, number: str, course: int, agreement: int) -> HttpResponse:
    _, found = open_substitution(request, number, course)
    require(can_see_substitution(request.user))
    written = get_object_or_404(CooperationAgreement, pk=agreement, course=found)
    written.course = found
    return inline(agreement_paper(written, in_force(timezone.localdate())).pdf, name="samarbejdsaftale")


@require_http_methods(["GET", "POST"])
def breach_new(request: HttpRequest, number: str, course: int) -> HttpResponse:
    case, found = open_substitution(request, number, course)
    require(can_follow_substitution(request.user))
    form = BreachForm(request.POST or None)
    return substitution_act(
        request,
        case,
        found,
        form,
        do=lambda: note_breach(course_id=found.pk, by=request.user, now=timezone.now(), **form.cleaned_data),
        title="Brud på samarbejdsaftalen",
        act="Gem",
        done="Bruddet er skrevet ned. Lægen beslutter, hvad der følger.",
    )


@require_http_methods(["GET", "POST"])
def sanction_new(request: HttpRequest, number: str, course: int, breach: int) -> HttpResponse:
    case, found = open_substitution(request, number, course)
    require(can_prescribe(request.user))
    written = get_object_or_404(AgreementBreach, pk=breach, agreement__course=found)
    form = SanctionForm(request.POST or None, rungs=rungs_now(found))
    return substitution_act(
        request,
        case,
        found,
        form,
        do=lambda: propose_sanction(
            breach_id=written.pk, by=request.user, now=timezone.now(), **form.cleaned_data
        ),
        title="Hvad følger af bruddet?",
        act="Beslut",
        done="Lægens beslutning er gemt.",
        consequence="Følgerne tages i standardens rækkefølge. Ændres udleveringen, skrives en ny ordination.",
    )


@require_http_methods(["GET", "POST"])
def sanction_hear(request: HttpRequest, number: str, course: int, sanction: int) -> HttpResponse:
    case, found = open_substitution(request, number, course)
    require(can_follow_substitution(request.user))
    proposed = get_object_or_404(Sanction, pk=sanction, breach__agreement__course=found)
    form = HearingForm(request.POST or None)
    return substitution_act(
        request,
        case,
        found,
        form,
        do=lambda: hear_citizen(
            sanction_id=proposed.pk, by=request.user, now=timezone.now(), **form.cleaned_data
        ),
        title="Partshøring",
        act="Gem partshøringen",
        done="Partshøringen er gemt.",
        consequence="Borgeren skal have hørt, hvad der overvejes og hvorfor, og have haft tid til at svare.",
    )


@require_http_methods(["GET", "POST"])
def sanction_approve(request: HttpRequest, number: str, course: int, sanction: int) -> HttpResponse:
    case, found = open_substitution(request, number, course)
    require(can_approve_sanctions(request.user))
    proposed = get_object_or_404(Sanction, pk=sanction, breach__agreement__course=found)
    form = NothingForm(request.POST if request.method == "POST" else None)
    return substitution_act(
        request,
        case,
        found,
        form,
        do=lambda: approve_sanction(sanction_id=proposed.pk, by=request.user, now=timezone.now()),
        title=f"Godkend: {proposed.text}",
        act="Godkend følgen",
        done="Følgen er godkendt.",
        consequence="Den sættes først i værk, når der er truffet en afgørelse med brev.",
    )


@require_http_methods(["GET", "POST"])
def sanction_carry_out(request: HttpRequest, number: str, course: int, sanction: int) -> HttpResponse:
    case, found = open_substitution(request, number, course)
    require(can_prescribe(request.user))
    proposed = get_object_or_404(Sanction, pk=sanction, breach__agreement__course=found)
    form = NothingForm(request.POST if request.method == "POST" else None)
    return substitution_act(
        request,
        case,
        found,
        form,
        do=lambda: carry_out_sanction(sanction_id=proposed.pk, by=request.user, now=timezone.now()),
        title=f"Sæt i værk: {proposed.text}",
        act="Sæt i værk",
        done="Følgen er sat i værk.",
        consequence="Det kræver partshøring, teamlederens godkendelse og en afgørelse med brev.",
    )


@require_http_methods(["GET", "POST"])
def sanction_give_up(request: HttpRequest, number: str, course: int, sanction: int) -> HttpResponse:
    case, found = open_substitution(request, number, course)
    require(can_prescribe(request.user) or can_approve_sanctions(request.user))
    proposed = get_object_or_404(Sanction, pk=sanction, breach__agreement__course=found)
    form = WhyForm(request.POST or None)
    return substitution_act(
        request,
        case,
        found,
        form,
        do=lambda: give_up_sanction(
            sanction_id=proposed.pk, reason=form.cleaned_data["reason"], by=request.user, now=timezone.now()
        ),
        title=f"Opgiv: {proposed.text}",
        act="Opgiv følgen",
        done="Følgen er opgivet.",
    )
