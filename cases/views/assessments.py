from functools import partial

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from cases.assessment_talks import Talks, length_warning, number_warning, too_few_warning, usual_number
from cases.drafting import Drafting
from cases.enums import DraftForm, Place, RequestStage
from cases.forms import USUAL_MINUTES, AssessmentForm, AssessmentOutcomeForm, ReasonForm, SessionForm
from cases.models import AssessmentSession, Case, TreatmentRequest
from cases.models.assessment import TOPICS
from cases.permissions import can_assess, can_book, require
from cases.services.assessments import (
    assessment_of,
    begun_assessment,
    book_session,
    close_session,
    complete_assessment,
    reopen_assessment,
    take_back_session,
    write_assessment,
)
from cases.views.acting import act_page
from cases.views.case import latest_request
from cases.views.opening import open_case
from cases.views.talks import talk_close_page
from rusmiddel.forms import add_service_errors, refusals_shown
from rusmiddel.standards.services import in_force
from rusmiddel.versions import BothHaveWritten, version_of

# The button that closes the assessment after saving it.
COMPLETE = "complete"
LONG_FIELDS = (*TOPICS, "tried_before", "conclusion")


def _wish(case: Case) -> TreatmentRequest:
    wish = latest_request(case)
    if wish is None:
        raise Http404
    return wish


def _talks(wish: TreatmentRequest) -> Talks:
    talks = AssessmentSession.objects.filter(assessment__request=wish)
    return Talks.of(talks.values_list("outcome", flat=True))


@require_http_methods(["GET", "POST"])
def assessment(request: HttpRequest, number: str) -> HttpResponse:
    case = open_case(request, number)
    require(can_assess(request.user))
    wish = _wish(case)
    standard = in_force(wish.requested_on)
    stored = begun_assessment(wish)
    form = AssessmentForm(
        request.POST or None,
        instance=stored,
        initial={"wished_offer": wish.wished_offer, "seen": version_of(stored, wish)},
        standard=standard,
    )
    drafting = Drafting(request, DraftForm.ASSESSMENT, case, worth_keeping=LONG_FIELDS)
    if request.method == "POST":
        drafting.keep()
        drafting.tell_first(form)
    else:
        drafting.restore(form)
    if request.method == "POST" and form.is_valid():
        try:
            saved = write_assessment(
                request_id=wish.pk,
                written=form.written,
                wished_offer=form.cleaned_data["wished_offer"],
                seen=form.cleaned_data["seen"],
                by=request.user,
                now=timezone.now(),
            )
            drafting.finish()
            drafting.begin_anew()
            if COMPLETE not in request.POST:
                messages.success(request, "Afdækningen er gemt.")
                return redirect("cases:assessment", number=number)
            form.begin_from(saved, wish)
            complete_assessment(request_id=wish.pk, by=request.user, now=timezone.now())
        except ValidationError as error:
            add_service_errors(form, error)
            if isinstance(error, BothHaveWritten):
                # Only now is it sure that there is one.
                form.tell_of(assessment_of(wish), wish)
        else:
            messages.success(request, "Afdækningen er afsluttet, og sagen er klar til visitation.")
            if warning := too_few_warning(_talks(wish), standard.assessment):
                messages.warning(request, warning)
            return redirect(case)
    sessions = list(
        AssessmentSession.objects.filter(assessment__request=wish)
        .select_related("employee")
        .order_by("planned_at")
    )
    talks = Talks.of(session.outcome for session in sessions)
    return render(
        request,
        "cases/assessment.html",
        {
            "case": case,
            "wish": wish,
            "standard": standard,
            "form": form,
            "draft": drafting,
            "assessment": stored,
            "sessions": sessions,
            "talks": talks,
            "usual_talks": usual_number(standard.assessment),
            "warnings": [
                warning
                for warning in (
                    number_warning(talks, standard.assessment),
                    too_few_warning(talks, standard.assessment),
                )
                if warning
            ],
            "may_write": wish.stage in {RequestStage.REGISTERED, RequestStage.ASSESSING},
            "may_assess": True,
            "may_reopen": wish.stage == RequestStage.READY,
        },
        status=422 if form.errors else 200,
    )


@require_http_methods(["GET", "POST"])
def assessment_reopen(request: HttpRequest, number: str) -> HttpResponse:
    case = open_case(request, number)
    require(can_assess(request.user))
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with refusals_shown(form):
            reopen_assessment(
                request_id=_wish(case).pk,
                by=request.user,
                now=timezone.now(),
                reason=form.cleaned_data["reason"],
            )
            messages.success(request, "Afdækningen er åben igen.")
            return redirect("cases:assessment", number=number)
    return act_page(
        request,
        case,
        form,
        title="Åbn afdækningen igen",
        act="Åbn igen",
        consequence="Sagen er ikke længere klar til visitation, før afdækningen er afsluttet igen.",
    )


@require_http_methods(["GET", "POST"])
def session_new(request: HttpRequest, number: str) -> HttpResponse:
    case = open_case(request, number)
    require(can_book(request.user))
    wish = _wish(case)
    minutes = in_force(wish.requested_on).assessment.minutes.value or USUAL_MINUTES
    form = SessionForm(
        request.POST or None,
        initial={"minutes": minutes, "employee": case.responsible_id or request.user.pk},
    )
    if request.method == "POST" and form.is_valid():
        cleaned = form.cleaned_data
        with refusals_shown(form):
            book_session(
                request_id=wish.pk,
                planned_at=cleaned["planned_at"],
                minutes=cleaned["minutes"],
                place=Place(cleaned["place"]),
                employee=cleaned["employee"],
                by=request.user,
                now=timezone.now(),
            )
            messages.success(request, "Samtalen er aftalt.")
            planned = in_force(wish.requested_on).assessment
            warnings = number_warning(_talks(wish), planned), length_warning(cleaned["minutes"], planned)
            for warning in filter(None, warnings):
                messages.warning(request, warning)
            return redirect(case)
    return act_page(request, case, form, title="Book afdækningssamtale", act="Book samtale")


@require_http_methods(["GET", "POST"])
def session_close(request: HttpRequest, number: str, session: int) -> HttpResponse:
    case = open_case(request, number)
    require(can_assess(request.user))
    found = get_object_or_404(AssessmentSession, pk=session, assessment__request__case=case)
    form = AssessmentOutcomeForm(
        request.POST or None,
        initial={"note": found.note, "began_at": found.planned_at, "lasted_minutes": found.minutes},
    )
    return talk_close_page(
        request,
        case,
        form=form,
        close=partial(close_session, session_id=found.pk),
        back=case.get_absolute_url(),
    )


@require_http_methods(["GET", "POST"])
def session_take_back(request: HttpRequest, number: str, session: int) -> HttpResponse:
    case = open_case(request, number)
    require(can_assess(request.user))
    found = get_object_or_404(AssessmentSession, pk=session, assessment__request__case=case)
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with refusals_shown(form):
            take_back_session(
                session_id=found.pk, reason=form.cleaned_data["reason"], by=request.user, now=timezone.now()
            )
            messages.success(request, "Taget tilbage. Samtalen er aftalt igen.")
            return redirect(case)
    return act_page(
        request,
        case,
        form,
        title=f"Tag tilbage: samtalen er registreret som {found.get_outcome_display().lower()}",
        act="Tag tilbage",
        consequence="Samtalen bliver aftalt igen, og fristerne regnes om.",
    )
