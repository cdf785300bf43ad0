from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from cases.forms import ReasonForm
from cases.models import Case
from cases.permissions import require
from cases.views.acting import act_page
from cases.views.opening import open_case
from offers.models import Course, FreeChoice, PaymentGuarantee, Placement
from offers.permissions import can_guarantee_payment, can_place, can_see
from offers.residential.forms import (
    AftercareForm,
    BeginForm,
    EndForm,
    GuaranteeForm,
    MoveForm,
    PlacementForm,
    StatusReportForm,
    SupervisionForm,
    usual_length,
)
from offers.services.placement_deadlines import STAY_KINDS
from offers.services.placements import (
    begin_stay,
    cancel_placement,
    end_stay,
    give_guarantee,
    move_stay,
    plan_placement,
    take_back_guarantee,
)
from offers.services.stays import record_status_report, record_supervision, write_aftercare_plan
from rusmiddel.danish_dates import long_date
from rusmiddel.forms import add_service_errors
from rusmiddel.standards.services import in_force


@require_safe
def placement(request: HttpRequest, number: str, placement: int) -> HttpResponse:
    """One stay: what was agreed and promised, what has happened, what is due."""
    case = open_case(request, number)
    require(can_see(request.user))
    found = get_object_or_404(
        Placement.objects.with_facts().select_related("moved_from__provider", "moved_to"),
        pk=placement,
        case=case,
    )
    today = timezone.localdate()
    deadlines = case.deadlines.filter(kind__in=STAY_KINDS).order_by("due_on", "pk")
    mine = {found.deadline_ref}
    offer = in_force(found.course.request.requested_on).offer(found.course.offer_key)
    return render(
        request,
        "offers/placement.html",
        {
            "case": case,
            "placement": found,
            "offer": offer,
            "guarantees": found.guarantees.all(),
            "supervisions": found.supervisions.select_related("note__author"),
            "reports": found.status_reports.select_related("recorded_by"),
            "plan": found.course.aftercare_plans.select_related("recorded_by").last(),
            "deadlines": [
                each
                for each in deadlines
                if each.ref in mine or each.ref.startswith(f"{found.deadline_ref}:")
            ],
            "is_approved": found.provider.is_approved_on(today),
            "today": today,
            "may_place": can_place(request.user),
            "may_guarantee": can_guarantee_payment(request.user) and found.is_open,
        },
    )


@require_http_methods(["GET", "POST"])
def placement_new(request: HttpRequest, number: str, course: int) -> HttpResponse:
    case = open_case(request, number)
    require(can_place(request.user))
    found = get_object_or_404(Course.objects.select_related("request__inquiry"), pk=course, case=case)
    if not found.is_residential:
        raise Http404
    chosen = FreeChoice.objects.open().filter(course=found).first()
    form = PlacementForm(
        request.POST or None,
        usual=usual_length(in_force(found.request.requested_on).offer(found.offer_key)),
        initial={"provider": chosen.provider_id if chosen else None},
    )
    return _act(
        request,
        case,
        form,
        lambda: plan_placement(course_id=found.pk, values=form.values, by=request.user, now=timezone.now()),
        title="Aftal ophold på institution",
        act="Aftal ophold",
        done="Opholdet er aftalt. Giv betalingsgaranti, før borgeren indskrives.",
        consequence="Borgeren indskrives først, når der er givet betalingsgaranti.",
    )


@require_http_methods(["GET", "POST"])
def guarantee_new(request: HttpRequest, number: str, placement: int) -> HttpResponse:
    case = open_case(request, number)
    require(can_guarantee_payment(request.user))
    found = _placement(case, placement)
    earlier = found.guarantees.standing().order_by("-until_on").first()
    price = found.provider.price_on(found.planned_from)
    initial: dict[str, Any] = {"per_day": earlier.per_day if earlier else price}
    if earlier is None:
        initial |= {"from_on": found.planned_from, "until_on": found.planned_until}
    form = GuaranteeForm(request.POST or None, initial=initial)
    return _act(
        request,
        case,
        form,
        lambda: give_guarantee(
            placement_id=found.pk, by=request.user, now=timezone.now(), **form.cleaned_data
        ),
        title=f"Betalingsgaranti til {found.provider.name}",
        act="Giv betalingsgaranti",
        done="Betalingsgarantien er givet.",
        to=found,
    )


@require_http_methods(["GET", "POST"])
def guarantee_take_back(request: HttpRequest, number: str, placement: int, guarantee: int) -> HttpResponse:
    case = open_case(request, number)
    require(can_guarantee_payment(request.user))
    found = get_object_or_404(
        PaymentGuarantee.objects.standing().select_related("placement__case"),
        pk=guarantee,
        placement=placement,
        placement__case=case,
    )
    form = ReasonForm(request.POST or None)
    return _act(
        request,
        case,
        form,
        lambda: take_back_guarantee(
            guarantee_id=found.pk, reason=form.cleaned_data["reason"], by=request.user, now=timezone.now()
        ),
        title=f"Tag betalingsgarantien til {long_date(found.until_on)} tilbage",
        act="Tag tilbage",
        done="Betalingsgarantien er taget tilbage.",
        to=found.placement,
    )


@require_http_methods(["GET", "POST"])
def stay_begin(request: HttpRequest, number: str, placement: int) -> HttpResponse:
    case = open_case(request, number)
    require(can_place(request.user))
    found = _placement(case, placement)
    form = BeginForm(request.POST or None, initial={"started_on": timezone.localdate()})
    return _act(
        request,
        case,
        form,
        lambda: begin_stay(
            placement_id=found.pk,
            started_on=form.cleaned_data["started_on"],
            by=request.user,
            now=timezone.now(),
        ),
        title=f"Indskriv på {found.provider.name}",
        act="Indskriv",
        done="Borgeren er indskrevet.",
        consequence="Behandlingen er begyndt den dag, og behandlingsgarantien gøres op efter den.",
    )


@require_http_methods(["GET", "POST"])
def stay_move(request: HttpRequest, number: str, placement: int) -> HttpResponse:
    case = open_case(request, number)
    require(can_place(request.user))
    found = _placement(case, placement)
    today = timezone.localdate()
    form = MoveForm(
        request.POST or None,
        initial={"moved_on": today, "planned_from": today, "planned_until": found.planned_until},
    )
    return _act(
        request,
        case,
        form,
        lambda: move_stay(
            placement_id=found.pk,
            values=form.values,
            moved_on=form.cleaned_data["moved_on"],
            reason=form.cleaned_data["reason"],
            by=request.user,
            now=timezone.now(),
        ),
        title=f"Flyt fra {found.provider.name}",
        act="Flyt",
        done="Det nye ophold er aftalt. Giv betalingsgaranti, og indskriv borgeren.",
        consequence="Opholdet på den nuværende institution slutter.",
    )


@require_http_methods(["GET", "POST"])
def stay_end(request: HttpRequest, number: str, placement: int) -> HttpResponse:
    case = open_case(request, number)
    require(can_place(request.user))
    found = _placement(case, placement)
    form = EndForm(request.POST or None, initial={"ended_on": timezone.localdate()})
    has_plan = found.course.aftercare_plans.exists()
    return _act(
        request,
        case,
        form,
        lambda: end_stay(placement_id=found.pk, values=form.values, by=request.user, now=timezone.now()),
        title=f"Udskriv fra {found.provider.name}",
        act="Udskriv",
        done="Borgeren er udskrevet. Afslut også forløbet, når behandlingen er slut.",
        consequence=""
        if has_plan
        else "Efterbehandlingsplanen mangler. Den skal skrives, før opholdet slutter.",
    )


@require_http_methods(["GET", "POST"])
def placement_cancel(request: HttpRequest, number: str, placement: int) -> HttpResponse:
    case = open_case(request, number)
    require(can_place(request.user))
    found = _placement(case, placement)
    if not found.is_planned:
        raise Http404
    form = ReasonForm(request.POST or None)
    return _act(
        request,
        case,
        form,
        lambda: cancel_placement(
            placement_id=found.pk, reason=form.cleaned_data["reason"], by=request.user, now=timezone.now()
        ),
        title=f"Opholdet på {found.provider.name} bliver ikke til noget",
        act="Annullér ophold",
        done="Opholdet er annulleret.",
    )


@require_http_methods(["GET", "POST"])
def supervision_new(request: HttpRequest, number: str, placement: int) -> HttpResponse:
    case = open_case(request, number)
    require(can_place(request.user))
    found = _placement(case, placement)
    form = SupervisionForm(request.POST or None)
    words = in_force(found.course.request.requested_on).offer(found.course.offer_key).supervision.value
    return _act(
        request,
        case,
        form,
        lambda: record_supervision(
            placement_id=found.pk,
            values=form.values,
            submission=form.cleaned_data["submission"],
            by=request.user,
            now=timezone.now(),
        ),
        title=f"Tilsyn på {found.provider.name}",
        act="Underskriv tilsyn",
        done="Tilsynet er skrevet, med notat i journalen.",
        consequence=f"Standarden: {words}" if words else "Notatet kan ikke ændres bagefter.",
        to=found,
    )


@require_http_methods(["GET", "POST"])
def status_report_new(request: HttpRequest, number: str, placement: int) -> HttpResponse:
    case = open_case(request, number)
    require(can_place(request.user))
    found = _placement(case, placement)
    form = StatusReportForm(request.POST or None)
    return _act(
        request,
        case,
        form,
        lambda: record_status_report(
            placement_id=found.pk, by=request.user, now=timezone.now(), **form.cleaned_data
        ),
        title=f"Statusbeskrivelse fra {found.provider.name}",
        act="Skriv modtaget",
        done="Statusbeskrivelsen er skrevet.",
        to=found,
    )


@require_http_methods(["GET", "POST"])
def aftercare_new(request: HttpRequest, number: str, placement: int) -> HttpResponse:
    case = open_case(request, number)
    require(can_place(request.user))
    found = _placement(case, placement)
    newest = found.course.aftercare_plans.last()
    form = AftercareForm(
        request.POST or None,
        initial={name: getattr(newest, name) for name in ("goals", "support", "relapse")} if newest else None,
    )
    return _act(
        request,
        case,
        form,
        lambda: write_aftercare_plan(
            course_id=found.course_id, values=form.values, by=request.user, now=timezone.now()
        ),
        title="Efterbehandlingsplan",
        act="Gem plan",
        done="Efterbehandlingsplanen er skrevet.",
        consequence="Planen kan ikke ændres bagefter; en ny udgave træder i stedet for den.",
        to=found,
    )


def _placement(case: Case, key: int) -> Placement:
    return get_object_or_404(
        Placement.objects.select_related("provider", "course__request__inquiry", "case"), pk=key, case=case
    )


def _act(
    request: HttpRequest,
    case: Case,
    form: forms.Form,
    do: Callable[[], Any],
    *,
    title: str,
    act: str,
    done: str,
    consequence: str = "",
    to: Placement | None = None,
) -> HttpResponse:
    """The form, and what it does; on to the stay where it goes well."""
    if request.method == "POST" and form.is_valid():
        try:
            result = do()
        except ValidationError as error:
            add_service_errors(form, error)
        else:
            messages.success(request, done)
            return redirect(to or result)
    return act_page(request, case, form, title=title, act=act, consequence=consequence)
