from collections.abc import Iterable
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import Max
from django.forms import BaseFormSet, formset_factory
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from cases.drafting import Drafting
from cases.enums import DraftForm
from cases.models import Assessment, Case
from cases.permissions import require
from cases.views.acting import act_page
from cases.views.case import latest_request
from cases.views.opening import open_case
from offers.enums import ActionPlanAnswer, Signer
from offers.models import ActionPlanOffer, PlanGoal, TreatmentPlan
from offers.permissions import can_plan, can_see
from offers.plans.arranging import arranged, in_reading_order
from offers.plans.forms import (
    ActionPlanAnswerForm,
    ActionPlanForm,
    GoalForm,
    PlanForm,
    PlanReviewForm,
    SignatureForm,
    initial_of_goal,
)
from offers.plans.paper import plan_paper
from offers.services.action_plans import answer_action_plan, offer_action_plan
from offers.services.plan_reviews import review_plan
from offers.services.plans import ColleagueHasWritten, begin_plan, record_signature, settle_plan, write_plan
from rusmiddel.deadlines.enums import DeadlineKind
from rusmiddel.forms import add_service_errors, refusals_shown
from rusmiddel.letters.papers import inline
from rusmiddel.standards.services import in_force
from rusmiddel.versions import version_of

# The buttons beside 'Gem': go on to more goals, and settle the plan.
MORE, SETTLE = "more", "settle"
EMPTY_ROWS = 2
LONG_FIELDS = ("findings", "methods", "tasks", "schedule", "participation")


@require_POST
def plan_begin(request: HttpRequest, number: str) -> HttpResponse:
    """Go on with the plan that is being written, or begin a new version."""
    case = open_case(request, number)
    require(can_plan(request.user))
    wish = latest_request(case)
    if wish is None:
        raise Http404
    try:
        made = begin_plan(request_id=wish.pk, by=request.user, now=timezone.now())
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
        return redirect(case)
    return redirect("offers:plan", number=number, plan=made.pk)


def _found(case: Case, pk: int) -> TreatmentPlan:
    plans = TreatmentPlan.objects.with_goals().with_reviews()
    plan = get_object_or_404(
        plans.select_related("request__inquiry", "settled_by", "signature_by"), pk=pk, case=case
    )
    plan.case = plan.request.case = case
    return plan


@require_http_methods(["GET", "POST"])
def plan(request: HttpRequest, number: str, plan: int) -> HttpResponse:
    """Read the plan; while it is not settled, write it with the assessment's findings beside it."""
    case = open_case(request, number)
    require(can_see(request.user))
    found = _found(case, plan)
    if request.method == "POST":
        require(can_plan(request.user))
    if found.is_settled or not can_plan(request.user):
        if request.method == "POST":
            messages.error(request, "Planen er gjort færdig og kan ikke ændres. Lav i stedet en ny udgave.")
            return redirect(found)
        return render(request, "offers/plan.html", _shown(request, found))
    form, goals = _forms(request, found)
    drafting = Drafting(
        request,
        DraftForm.PLAN,
        case,
        worth_keeping=(*LONG_FIELDS, *(goal.add_prefix("text") for goal in goals)),
    )
    if request.method == "POST":
        drafting.keep()
        drafting.tell_first(form)
    else:
        for each in (form, *goals):
            drafting.restore(each)
    if request.method == "POST" and form.is_valid() and goals.is_valid():
        try:
            write_plan(
                plan_id=found.pk,
                written=form.written,
                goals=[each.values for each in goals if each.cleaned_data],
                seen=form.cleaned_data["seen"],
                by=request.user,
                now=timezone.now(),
            )
            drafting.finish()
            drafting.begin_anew()
            if SETTLE in request.POST:
                settle_plan(plan_id=found.pk, by=request.user, now=timezone.now())
        except ColleagueHasWritten as error:
            _tell_of(error, form, goals, found)
        except ValidationError as error:
            add_service_errors(form, error)
        else:
            if SETTLE in request.POST:
                messages.success(request, "Planen er gjort færdig. Skriv den ud til underskrift.")
            elif MORE not in request.POST:
                messages.success(request, "Planen er gemt.")
            return redirect(found.get_absolute_url() + ("#nye-maal" if MORE in request.POST else ""))
    failed = bool(form.errors) or any(goals.errors)
    return render(
        request,
        "offers/plan_form.html",
        {
            "case": case,
            "plan": found,
            "form": form,
            "goals": goals,
            "draft": drafting,
            "assessment": Assessment.objects.filter(request=found.request).first(),
            "standard": in_force(found.request.requested_on),
        },
        status=422 if failed else 200,
    )


def _forms(request: HttpRequest, plan: TreatmentPlan) -> tuple[PlanForm, "BaseFormSet[GoalForm]"]:
    listed: list[PlanGoal] = in_reading_order(plan.listed)  # type: ignore[attr-defined]
    seen = _seen(listed)
    months = in_force(plan.request.requested_on).plan.short_term_months.value
    factory = formset_factory(GoalForm, extra=EMPTY_ROWS)
    goals = factory(
        request.POST or None,
        prefix="goals",
        initial=[initial_of_goal(goal, seen=seen.get(goal.pk, "")) for goal in listed],
        form_kwargs={"over": [goal for goal in listed if goal.under_id is None], "months": months},
    )
    initial = {name: getattr(plan, name) for name in PlanForm.base_fields if name != "seen"}
    form = PlanForm(request.POST or None, initial={**initial, "seen": version_of(plan)})
    return form, goals


def _seen(goals: Iterable[PlanGoal]) -> dict[int, str]:
    """The version of each goal that the page shows, in one query."""
    newest = (
        PlanGoal.history.filter(id__in=[goal.pk for goal in goals])
        .order_by()
        .values_list("id")
        .annotate(Max("history_id"))
    )
    return {pk: str(version) for pk, version in newest}


def _tell_of(
    error: ColleagueHasWritten, form: PlanForm, goals: "BaseFormSet[GoalForm]", plan: TreatmentPlan
) -> None:
    if error.plan:
        add_service_errors(form, error.plan)
        form.tell_of(plan)
    written = [each for each in goals if each.cleaned_data]
    for place, conflict in error.goals.items():
        each = written[place]
        add_service_errors(each, conflict)
        stored = PlanGoal.objects.get(pk=each.cleaned_data["goal"])
        each.tell_of_goal(stored)
    if error.goals:
        form.add_error(None, "En kollega har imens skrevet i de samme mål. Se ved målene nedenfor.")


def _shown(request: HttpRequest, plan: TreatmentPlan) -> dict[str, Any]:
    others = TreatmentPlan.objects.filter(request=plan.request_id).order_by("-version")
    newest = others.settled().order_by("-version").first()
    deadline = (
        plan.case.deadlines.open()
        .of_kind(DeadlineKind.PLAN_REVIEW)
        .filter(ref__in=[plan.deadline_ref, *(review.deadline_ref for review in plan.reviews.all())])
        .first()
    )
    may_plan = can_plan(request.user) and plan.case.is_open
    return {
        "case": plan.case,
        "plan": plan,
        "goals": arranged(plan.listed),  # type: ignore[attr-defined]
        "reviews": list(plan.reviews.all()),
        "versions": others,
        "is_newest": newest is not None and newest.pk == plan.pk,
        "deadline": deadline,
        "may_plan": may_plan,
        "today": timezone.localdate(),
    }


@require_http_methods(["GET", "POST"])
def plan_signature(request: HttpRequest, number: str, plan: int) -> HttpResponse:
    case = open_case(request, number)
    require(can_plan(request.user))
    found = get_object_or_404(TreatmentPlan, pk=plan, case=case)
    form = SignatureForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        cleaned = form.cleaned_data
        with refusals_shown(form):
            record_signature(
                plan_id=found.pk,
                signer=Signer(cleaned["signer"]),
                signed_on=cleaned["signed_on"],
                reason=cleaned["reason"],
                by=request.user,
                now=timezone.now(),
            )
            messages.success(request, "Underskriften er registreret.")
            return redirect("offers:plan", number=number, plan=found.pk)
    return act_page(
        request,
        case,
        form,
        title=f"Underskrift på behandlingsplan, udgave {found.version}",
        act="Registrér underskrift",
        consequence="Det kan ikke ændres bagefter.",
    )


@require_http_methods(["GET", "POST"])
def plan_review(request: HttpRequest, number: str, plan: int) -> HttpResponse:
    case = open_case(request, number)
    require(can_plan(request.user))
    found = _found(case, plan)
    form = PlanReviewForm(request.POST or None, plan=found)
    if request.method == "POST" and form.is_valid():
        with refusals_shown(form):
            review_plan(
                plan_id=found.pk,
                reviewed_on=form.cleaned_data["reviewed_on"],
                text=form.cleaned_data["text"],
                reached=form.reached,
                review_on=form.cleaned_data["review_on"],
                by=request.user,
                now=timezone.now(),
            )
            messages.success(request, "Opfølgningen er gemt.")
            return redirect(found)
    return act_page(
        request,
        case,
        form,
        title=f"Følg op på behandlingsplan, udgave {found.version}",
        act="Gem opfølgning",
        consequence="Opfølgningen kan ikke ændres bagefter. Ændres målene, laves en ny udgave.",
    )


@require_safe
def plan_print(request: HttpRequest, number: str, plan: int) -> HttpResponse:
    case = open_case(request, number)
    require(can_see(request.user))
    found = _found(case, plan)
    return inline(plan_paper(found, in_force(timezone.localdate())).pdf, name="behandlingsplan")


@require_http_methods(["GET", "POST"])
def action_plan_new(request: HttpRequest, number: str) -> HttpResponse:
    case = open_case(request, number)
    require(can_plan(request.user))
    form = ActionPlanForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with refusals_shown(form):
            offer_action_plan(case_id=case.pk, by=request.user, now=timezone.now(), **form.cleaned_data)
            messages.success(request, "Det er skrevet ned, at handleplanen er tilbudt.")
            return redirect(case)
    return act_page(request, case, form, title="Handleplan er tilbudt", act="Gem")


@require_http_methods(["GET", "POST"])
def action_plan_answer(request: HttpRequest, number: str, offer: int) -> HttpResponse:
    case = open_case(request, number)
    require(can_plan(request.user))
    found = get_object_or_404(ActionPlanOffer, pk=offer, case=case)
    form = ActionPlanAnswerForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with refusals_shown(form):
            answer_action_plan(
                offer_id=found.pk,
                answer=ActionPlanAnswer(form.cleaned_data["answer"]),
                answered_on=form.cleaned_data["answered_on"],
                by=request.user,
                now=timezone.now(),
            )
            messages.success(request, "Svaret er gemt.")
            return redirect(case)
    return act_page(request, case, form, title="Svar på tilbud om handleplan", act="Gem svar")
