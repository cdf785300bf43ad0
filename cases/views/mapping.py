"""VoksenMAP and UngMap on a case, and the paper that everything ends in."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from cases.forms import ReasonForm
from cases.journal_paper import journal_paper
from cases.mapping.forms import MappingForm
from cases.models import Code, MappingResult
from cases.permissions import can_assess, require
from cases.services.mapping import record_mapping, take_back_mapping
from cases.status.shown import labels
from cases.views.acting import act_page
from cases.views.case import latest_request
from cases.views.opening import open_case
from rusmiddel.forms import refusals_shown
from rusmiddel.letters.papers import inline
from rusmiddel.standards.services import in_force


@require_safe
def mapping_results(request: HttpRequest, number: str) -> HttpResponse:
    case = open_case(request, number)
    require(can_assess(request.user))
    words = labels()
    results = (
        MappingResult.objects.filter(case=case)
        .select_related("recorded_by", "withdrawn_by")
        .prefetch_related("attachments")
        .order_by("-mapped_on", "-id")
    )
    return render(
        request,
        "cases/mapping_results.html",
        {
            "case": case,
            "results": [(words[("mapping_tool", result.mapping_tool)], result) for result in results],
        },
    )


@require_http_methods(["GET", "POST"])
def mapping_new(request: HttpRequest, number: str) -> HttpResponse:
    case = open_case(request, number)
    require(can_assess(request.user))
    tools = Code.objects.in_force(timezone.localdate()).filter(list="mapping_tool")
    form = MappingForm(
        request.POST or None, request.FILES or None, tools=[(tool.code, tool.label) for tool in tools]
    )
    if request.method == "POST" and form.is_valid():
        with refusals_shown(form):
            record_mapping(case_id=case.pk, by=request.user, now=timezone.now(), **form.cleaned_data)
            messages.success(request, "Resultatet er gemt.")
            return redirect("cases:mapping_results", number=number)
    return act_page(request, case, form, title="Skriv resultat af kortlægning", act="Gem resultat")


@require_http_methods(["GET", "POST"])
def mapping_take_back(request: HttpRequest, number: str, result: int) -> HttpResponse:
    case = open_case(request, number)
    require(can_assess(request.user))
    found = get_object_or_404(MappingResult.objects.standing(), pk=result, case=case)
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with refusals_shown(form):
            take_back_mapping(
                result_id=found.pk, reason=form.cleaned_data["reason"], by=request.user, now=timezone.now()
            )
            messages.success(request, "Resultatet er taget tilbage.")
            return redirect("cases:mapping_results", number=number)
    return act_page(request, case, form, title="Tag resultatet tilbage", act="Tag tilbage")


@require_safe
def visitation_journal(request: HttpRequest, number: str) -> HttpResponse:
    """The visitationsjournal as a PDF."""
    case = open_case(request, number)
    require(can_assess(request.user))
    wish = latest_request(case)
    if wish is None:
        raise Http404
    made = journal_paper(wish, in_force(wish.requested_on))
    return inline(made.pdf, name=f"visitationsjournal-{case.number}")
