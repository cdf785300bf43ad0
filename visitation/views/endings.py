"""Treatment ends against the citizen's wish, another offer is given, a broken promise is told."""

from collections.abc import Callable

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from cases.models import Case, Code
from cases.permissions import require
from cases.views.acting import act_page
from cases.views.answers import add_refusal
from cases.views.case import latest_request
from cases.views.opening import open_case
from offers.models import Course
from rusmiddel.letters.services import LetterRefused
from rusmiddel.standards.schema import UnknownOffer
from rusmiddel.standards.services import in_force
from visitation.competence import deciders
from visitation.ending_forms import ChangeForm, EndingForm, ExceededForm
from visitation.enums import ENDING_KINDS, FurtherKind
from visitation.further_forms import FurtherForm
from visitation.models import FurtherDecision, Proposal
from visitation.permissions import can_decide
from visitation.services.endings import change_offer, end_treatment, exceeded_on, tell_guarantee_exceeded
from visitation.services.proposals import propose_ending, waits_for_approval

TITLES = {
    FurtherKind.TERMINATION: "Afslut behandlingen mod borgerens ønske",
    FurtherKind.EXPULSION: "Bortvis borgeren",
}


@require_http_methods(["GET", "POST"])
def ending_new(request: HttpRequest, number: str, course: int, kind: str) -> HttpResponse:
    """End treatment against the citizen's wish; where a second person approves it, it waits for that."""
    case = open_case(request, number)
    require(can_decide(request.user))
    if kind not in ENDING_KINDS:
        raise Http404
    kind = FurtherKind(kind)
    found = get_object_or_404(Course.objects.select_related("request__inquiry"), pk=course, case=case)
    standard = in_force(found.request.requested_on)
    waiting = Proposal.objects.open().filter(course=found, kind=kind).first()
    form = EndingForm(
        request.POST or None,
        case=case,
        codes=list(Code.objects.in_force(timezone.localdate())),
        deciders=deciders(standard, found.offer_key, found.request.substance),
        initial=_again(waiting) if waiting else {"present": request.user.name},
    )
    proposes = waits_for_approval(kind)

    def act() -> FurtherDecision | Proposal:
        written = {"course_id": found.pk, "kind": kind, "ending": form.ending, "grounds": form.grounds}
        do = propose_ending if proposes else end_treatment
        return do(**written, by=request.user, now=timezone.now())

    words = standard.closing.expulsion.value if kind == FurtherKind.EXPULSION else ""
    then = (
        "En anden skal godkende afgørelsen, før den træffes."
        if proposes
        else "Brevet skrives, og forløbet slutter."
    )
    return _page(
        request,
        case,
        form,
        act=act,
        title=f"{TITLES[kind]}: {found.offer_name}",
        button="Send til godkendelse" if proposes else "Afgør og skriv brev",
        done="Afgørelsen venter på godkendelse." if proposes else "Afgørelsen er truffet.",
        consequence=f"{words or ''} {then}".strip(),
    )


@require_http_methods(["GET", "POST"])
def offer_change(request: HttpRequest, number: str, course: int) -> HttpResponse:
    """Give another offer instead of the one going on."""
    case = open_case(request, number)
    require(can_decide(request.user))
    found = get_object_or_404(Course.objects.select_related("request__inquiry"), pk=course, case=case)
    standard = in_force(found.request.requested_on)
    form = ChangeForm(
        request.POST or None,
        case=case,
        standard=standard,
        now_key=found.offer_key,
        deciders=deciders(standard, found.offer_key, found.request.substance),
        initial={"present": request.user.name},
    )

    def act() -> FurtherDecision:
        return change_offer(
            course_id=found.pk,
            offer_key=form.cleaned_data["offer_key"],
            grounds=form.grounds,
            submission=form.cleaned_data["submission"],
            by=request.user,
            now=timezone.now(),
        )

    return _page(
        request,
        case,
        form,
        act=act,
        title=f"Et andet tilbud i stedet for {found.offer_name}",
        button="Afgør og skriv brev",
        done="Afgørelsen er truffet, og brevet er skrevet.",
        consequence="Det nye forløb er bevilget. Det gamle slutter, og dets aftalte samtaler aflyses.",
    )


@require_http_methods(["GET", "POST"])
def guarantee_exceeded(request: HttpRequest, number: str) -> HttpResponse:
    """Tell the citizen that treatment did not begin in time."""
    case = open_case(request, number)
    require(can_decide(request.user))
    wish = latest_request(case)
    if wish is None or exceeded_on(wish, today=timezone.localdate()) is None:
        raise Http404
    standard = in_force(wish.requested_on)
    try:
        offer = standard.offer(wish.wished_offer)
    except UnknownOffer:
        offer = standard.offers[0]
    form = ExceededForm(
        request.POST or None,
        case=case,
        deciders=deciders(standard, offer.key, wish.substance),
        initial={"present": request.user.name},
    )

    def act() -> FurtherDecision:
        return tell_guarantee_exceeded(
            request_id=wish.pk,
            what_next=form.cleaned_data["what_next"],
            grounds=form.grounds,
            submission=form.cleaned_data["submission"],
            by=request.user,
            now=timezone.now(),
        )

    return _page(
        request,
        case,
        form,
        act=act,
        title="Fortæl, at behandlingsgarantien er overskredet",
        button="Skriv brev",
        done="Brevet er skrevet.",
        consequence="Brevet siger, hvordan borgeren kan klage. Fristen står, som den var.",
    )


def _page(
    request: HttpRequest,
    case: Case,
    form: FurtherForm,
    *,
    act: Callable[[], FurtherDecision | Proposal],
    title: str,
    button: str,
    done: str,
    consequence: str,
) -> HttpResponse:
    if request.method == "POST" and form.is_valid():
        try:
            made = act()
        except (ValidationError, LetterRefused) as refusal:
            add_refusal(form, refusal)
        else:
            messages.success(request, done)
            return redirect(made)
    return act_page(request, case, form, title=title, act=button, consequence=consequence)


def _again(proposal: Proposal) -> dict[str, object]:
    """What was written before, to be written anew."""
    return {**proposal.written, "hearing": str(proposal.written["hearing_id"] or "")}
