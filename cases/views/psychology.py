from functools import partial

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from cases.enums import Place, PsychologyKind, PsychologyTalkPurpose
from cases.forms import ReasonForm, SessionOutcomeForm
from cases.models import Case, PsychologicalExamination, PsychologyTalk
from cases.permissions import can_assess, can_examine, require
from cases.psychology.forms import PsychologyTalkForm, ReferralForm, ReportForm
from cases.psychology.terms import report_due_on, terms
from cases.services.psychology import (
    book_psychology_talk,
    close_psychology_talk,
    refer,
    stop_examination,
    terms_of,
    write_report,
)
from cases.views.acting import act_page
from cases.views.opening import open_case
from cases.views.talks import talk_close_page
from rusmiddel.forms import refusals_shown
from rusmiddel.standards.services import in_force

# The button that closes the report after saving it.
FINISH = "finish"


@require_safe
def examinations(request: HttpRequest, number: str) -> HttpResponse:
    case = open_case(request, number)
    require(can_assess(request.user))
    standard = in_force(timezone.localdate())
    return render(
        request,
        "cases/examinations.html",
        {
            "case": case,
            "examinations": PsychologicalExamination.objects.filter(case=case)
            .select_related("psychologist")
            .order_by("-referred_on", "-id"),
            "offered": [found for kind in PsychologyKind if (found := terms(kind, standard))],
        },
    )


def _found(case: Case, pk: int) -> PsychologicalExamination:
    found = get_object_or_404(
        PsychologicalExamination.objects.select_related("psychologist", "reported_by"), pk=pk, case=case
    )
    found.case = case
    return found


@require_http_methods(["GET", "POST"])
def examination_new(request: HttpRequest, number: str) -> HttpResponse:
    case = open_case(request, number)
    require(can_assess(request.user))
    form = ReferralForm(request.POST or None, standard=in_force(timezone.localdate()))
    if request.method == "POST" and form.is_valid():
        cleaned = form.cleaned_data
        with refusals_shown(form):
            made = refer(
                case_id=case.pk,
                kind=PsychologyKind(cleaned["kind"]),
                question=cleaned["question"],
                psychologist=cleaned["psychologist"],
                referred_on=cleaned["referred_on"],
                by=request.user,
                now=timezone.now(),
            )
            messages.success(request, "Borgeren er henvist til psykologen.")
            made.case = case
            return redirect(made)
    return act_page(
        request,
        case,
        form,
        title="Henvis til psykolog",
        act="Henvis",
        consequence="Psykologen får en frist efter kvalitetsstandarden, regnet fra henvisningen.",
    )


@require_http_methods(["GET", "POST"])
def examination(request: HttpRequest, number: str, examination: int) -> HttpResponse:
    """The talks and the report; the psychologist writes the report here."""
    case = open_case(request, number)
    require(can_assess(request.user))
    found = _found(case, examination)
    if request.method == "POST":
        require(can_examine(request.user))
    form = ReportForm(request.POST or None, initial={"report": found.report})
    if request.method == "POST" and form.is_valid():
        with refusals_shown(form):
            write_report(
                examination_id=found.pk,
                report=form.cleaned_data["report"],
                finish=FINISH in request.POST,
                attached=form.cleaned_data["attached"],
                by=request.user,
                now=timezone.now(),
            )
            messages.success(request, "Beskrivelsen er gemt.")
            return redirect(found)
    own_terms = terms_of(found)
    return render(
        request,
        "cases/examination.html",
        {
            "case": case,
            "examination": found,
            "form": form,
            "terms": own_terms,
            "due_on": report_due_on(found.referred_on, own_terms),
            "attachments": found.attachments.order_by("uploaded_at", "key"),
            "talks": found.talks.select_related("employee").order_by("planned_at"),
            "may_examine": can_examine(request.user),
            "today": timezone.localdate(),
        },
        status=422 if form.errors else 200,
    )


@require_http_methods(["GET", "POST"])
def examination_stop(request: HttpRequest, number: str, examination: int) -> HttpResponse:
    case = open_case(request, number)
    require(can_assess(request.user))
    found = _found(case, examination)
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with refusals_shown(form):
            stop_examination(
                examination_id=found.pk,
                reason=form.cleaned_data["reason"],
                by=request.user,
                now=timezone.now(),
            )
            messages.success(request, "Undersøgelsen er stoppet.")
            return redirect(found)
    return act_page(request, case, form, title="Stop undersøgelsen", act="Stop uden beskrivelse")


@require_http_methods(["GET", "POST"])
def psychology_talk_new(request: HttpRequest, number: str, examination: int) -> HttpResponse:
    case = open_case(request, number)
    require(can_examine(request.user))
    found = _found(case, examination)
    form = PsychologyTalkForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        cleaned = form.cleaned_data
        with refusals_shown(form):
            book_psychology_talk(
                examination_id=found.pk,
                purpose=PsychologyTalkPurpose(cleaned["purpose"]),
                planned_at=cleaned["planned_at"],
                minutes=cleaned["minutes"],
                place=Place(cleaned["place"]),
                by=request.user,
                now=timezone.now(),
            )
            messages.success(request, "Samtalen er aftalt.")
            return redirect(found)
    return act_page(request, case, form, title="Book psykologsamtale", act="Book samtale")


@require_http_methods(["GET", "POST"])
def psychology_talk_close(request: HttpRequest, number: str, talk: int) -> HttpResponse:
    case = open_case(request, number)
    require(can_examine(request.user))
    found = get_object_or_404(
        PsychologyTalk.objects.select_related("examination"), pk=talk, examination__case=case
    )
    return talk_close_page(
        request,
        case,
        form=SessionOutcomeForm(request.POST or None),
        close=partial(close_psychology_talk, talk_id=found.pk),
        back=reverse("cases:examination", args=[number, found.examination_id]),
    )
