from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from cases.drafting import Drafting
from cases.enums import DraftForm, RequestStage
from cases.models import Assessment, Case, TreatmentRequest
from cases.permissions import require
from cases.views.answers import add_refusal
from cases.views.case import latest_request
from cases.views.opening import open_case
from offers.models import Course
from offers.services.beginning import what_treatment_waits_for
from rusmiddel.forms import refusals_shown
from rusmiddel.letters.enums import BlockUse
from rusmiddel.letters.papers import inline
from rusmiddel.letters.services import LetterRefused
from rusmiddel.standards.enums import OfferKind
from rusmiddel.standards.schema import Standard
from visitation.competence import deciders, weekly_body
from visitation.forms import DecisionForm, PostponeForm
from visitation.inserting import INSERT, insert_block, offered_blocks
from visitation.models import AgendaItem, Meeting, Proposal
from visitation.permissions import can_decide, can_run_meeting, can_see_visitation
from visitation.services.agenda import postpone_item
from visitation.services.decisions import decide, preview
from visitation.services.preparing import AlreadyDecided, known_basis
from visitation.services.proposals import propose_decision, waits_for_approval
from visitation.wishes import wished, with_wishes

# The button that shows the letter and stores nothing.
PREVIEW = "preview"
# Where a text block may be inserted.
BLOCK_FIELDS = ("reasons", "weighed")
LONG_FIELDS = ("facts", "reasons", "weighed", "known_from", "further_provisions")


@require_http_methods(["GET", "POST"])
def meeting_case(request: HttpRequest, meeting: int, number: str) -> HttpResponse:
    """One case of the agenda: the facts, and the form that decides it."""
    case = open_case(request, number)
    require(can_see_visitation(request.user))
    found = get_object_or_404(Meeting.objects.prefetch_related("attendees"), pk=meeting)
    item = get_object_or_404(
        AgendaItem.objects.standing().select_related("decision").order_by("-pk"),
        meeting=found,
        request__case=case,
    )
    wish = wish_of(item.request_id, case)
    standard = wish.standard
    form = DecisionForm(_sent(request), case=case, wish=wish, is_at_meeting=True)
    drafting = Drafting(request, DraftForm.DECISION, case, worth_keeping=LONG_FIELDS)
    proposal = waiting_proposal(wish)
    if request.method == "POST":
        require(can_decide(request.user))
        here = reverse("visitation:meeting_case", args=[found.pk, number])
        answer = _decide(request, form, drafting, wish, meeting_id=found.pk, go_to=here)
        if answer is not None:
            return answer
    else:
        write_anew(form, proposal)
        drafting.restore(form)
    items = with_wishes(found.items.standing().visible_to(request.user).for_agenda())
    left = [each for each in items if each.is_pending and each.pk != item.pk]
    return render(
        request,
        "visitation/meeting_case.html",
        {
            **facts_of_wish(wish),
            "meeting": found,
            "items": items,
            "item": next(each for each in items if each.pk == item.pk),
            "next_item": left[0] if left else None,
            "form": form,
            "draft": drafting,
            "postpone_form": PostponeForm(),
            "has_begun": found.has_begun(timezone.localdate()),
            "may_run": can_run_meeting(request.user),
            "may_decide": can_decide(request.user) and item.is_pending and found.is_planned,
            "body_name": found.body_name,
            "proposal": proposal,
            "blocks": offered_blocks(BlockUse.DECISION, timezone.localdate()),
            "always_writes": standard.decisions.written_on_full_grant.value,
        },
        status=422 if form.errors else 200,
    )


@require_POST
def item_postpone(request: HttpRequest, meeting: int, number: str) -> HttpResponse:
    case = open_case(request, number)
    require(can_decide(request.user))
    item = get_object_or_404(
        AgendaItem.objects.standing().order_by("-pk"), meeting=meeting, request__case=case
    )
    form = PostponeForm(request.POST)
    if form.is_valid():
        with refusals_shown(form):
            missing = form.cleaned_data["missing"]
            postpone_item(item_id=item.pk, missing=missing, by=request.user, now=timezone.now())
            messages.success(request, "Sagen er udsat. Garantien løber videre.")
    for refused in form.errors.values():
        messages.error(request, " ".join(refused))
    return redirect("visitation:meeting_case", meeting=meeting, number=number)


@require_http_methods(["GET", "POST"])
def decision_new(request: HttpRequest, number: str) -> HttpResponse:
    """A decision outside a meeting, where the standard leaves it to others than the weekly meeting."""
    case = open_case(request, number)
    require(can_decide(request.user))
    wish = latest_request(case)
    if wish is None:
        raise Http404
    decision = wish.decisions.standing().select_related("case").first()
    if decision is not None:
        messages.info(request, "Sagen er allerede afgjort.")
        return redirect(decision)
    if wish.stage != RequestStage.READY:
        messages.info(request, "Sagen er ikke klar til visitation. Afslut først afdækningen.")
        return redirect(case)
    standard = wish.standard
    competent = deciders(standard, wish.wished_offer, wish.substance)
    weekly = weekly_body(standard)
    outside = [each for each in competent if weekly is None or each.body.key != weekly.key]
    if not outside:
        messages.info(request, f"{competent[0].body.name} afgør sagen på et møde.")
        return redirect("visitation:meeting_list")
    form = DecisionForm(
        _sent(request),
        case=case,
        wish=wish,
        is_at_meeting=False,
        body_key=outside[0].body.key,
        initial={"present": request.user.name},
    )
    drafting = Drafting(request, DraftForm.DECISION, case, worth_keeping=LONG_FIELDS)
    proposal = waiting_proposal(wish)
    if request.method == "POST":
        answer = _decide(request, form, drafting, wish, meeting_id=None, go_to="")
        if answer is not None:
            return answer
    else:
        write_anew(form, proposal)
        drafting.restore(form)
    return render(
        request,
        "visitation/decision_new.html",
        {
            **facts_of_wish(wish),
            "form": form,
            "draft": drafting,
            "may_decide": True,
            "body_name": outside[0].body.name,
            "competence": outside[0],
            "blocks": offered_blocks(BlockUse.DECISION, timezone.localdate()),
            "always_writes": standard.decisions.written_on_full_grant.value,
        },
        status=422 if form.errors else 200,
    )


def _sent(request: HttpRequest) -> QueryDict | None:
    """What the form is held to; nothing where a text block is inserted first."""
    return None if INSERT in request.POST else request.POST or None


def waiting_proposal(wish: TreatmentRequest) -> Proposal | None:
    return Proposal.objects.open().filter(request=wish, course=None).first()


def write_anew(form: DecisionForm, proposal: Proposal | None) -> None:
    """What waits for approval is where one begins from."""
    if proposal is not None:
        written = proposal.written
        form.initial |= {
            **written,
            "hearing": str(written["hearing_id"] or ""),
            "further_provisions": "\n".join(written["further_provisions"]),
        }


def _decide(
    request: HttpRequest,
    form: DecisionForm,
    drafting: Drafting,
    wish: TreatmentRequest,
    *,
    meeting_id: int | None,
    go_to: str,
) -> HttpResponse | None:
    """The answer to the form; None where it must be shown again. A second click changes nothing."""
    drafting.keep()
    if INSERT in request.POST:
        into = request.POST[INSERT] if request.POST[INSERT] in BLOCK_FIELDS else BLOCK_FIELDS[0]
        today = timezone.localdate()
        insert_block(form, request, wish.case, use=BlockUse.DECISION, into=into, today=today)
        return None
    if kept := drafting.on_purpose():
        return kept
    drafting.tell_first(form)
    if not form.is_valid():
        return None
    act = {"request_id": wish.pk, "values": form.values, "meeting_id": meeting_id, "by": request.user}
    try:
        if PREVIEW in request.POST:
            return inline(preview(**act, now=timezone.now()), name=f"udkast-{wish.case.number}")
        if waits_for_approval(form.values.kind):
            proposal = propose_decision(**act, now=timezone.now())
            drafting.finish()
            messages.success(request, "Afgørelsen er skrevet og venter på en andens godkendelse.")
            return redirect(proposal)
        decision = decide(**act, now=timezone.now())
    except AlreadyDecided as error:
        messages.info(request, "Sagen er allerede afgjort.")
        return redirect(error.decision)
    except (ValidationError, LetterRefused) as refusal:
        add_refusal(form, refusal)
        return None
    drafting.finish()
    written = ", og brevet er skrevet" if decision.letter_id else ""
    messages.success(request, f"Sag {wish.case.number} er afgjort{written}.")
    return redirect(go_to or decision.get_absolute_url())


def wish_of(request_id: int, case: Case) -> TreatmentRequest:
    wish = TreatmentRequest.objects.with_facts().get(pk=request_id)
    wish.case = case
    return wish


def _residential_criteria(wish: TreatmentRequest, standard: Standard) -> str:
    """What the standard lays weight on, where residential treatment is asked for."""
    asked = {offer.key for offer in standard.offers if offer.kind == OfferKind.RESIDENTIAL}
    return (standard.visitation.residential_criteria.value or "") if wish.wished_offer in asked else ""


def facts_of_wish(wish: TreatmentRequest) -> dict[str, Any]:
    """What one needs to know of a case to decide it."""
    today = timezone.localdate()
    standard = wish.standard
    hindrances, medical_warning = what_treatment_waits_for(wish, now=timezone.now())
    guarantee = wish.case.deadlines.filter(kind="guarantee", ref=wish.deadline_ref).first()
    return {
        "case": wish.case,
        "citizen": wish.case.citizen,
        "wish": wish,
        "age": wish.age_on(today),
        "wished": wished(wish, standard),
        "assessment": Assessment.objects.filter(request=wish).first(),
        "guarantee": guarantee,
        "hindrances": hindrances,
        "medical_warning": medical_warning,
        "early_courses": Course.objects.open().filter(request=wish, begun_early=True, granted_on=None),
        "basis": known_basis(wish, standard, on=today),
        "residential_criteria": _residential_criteria(wish, standard),
        "today": today,
        "at_risk_days": standard.guarantee.at_risk_days.value,
    }
