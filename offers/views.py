from functools import partial
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from cases.enums import Place
from cases.forms import USUAL_MINUTES, ReasonForm, SessionForm
from cases.models import TreatmentRequest
from cases.permissions import can_do_casework, require
from cases.views.acting import act_page
from cases.views.case import latest_request
from cases.views.opening import open_case
from cases.views.talks import talk_close_page
from offers.enums import CourseStatus
from offers.forms import EarlyStartForm
from offers.models import Course, Session
from offers.permissions import can_book, can_see, can_treat
from offers.services import (
    book_session,
    close_session,
    end_course,
    start_before_visitation,
    take_back_session,
    what_treatment_waits_for,
)
from rusmiddel.forms import refusals_shown
from rusmiddel.standards.services import in_force


@require_safe
def course(request: HttpRequest, number: str, course: int) -> HttpResponse:
    case = open_case(request, number)
    require(can_see(request.user))
    found = get_object_or_404(Course.objects.for_list(), pk=course, case=case)
    wish = TreatmentRequest.objects.with_facts().get(pk=found.request_id)
    hindrances, medical_warning = what_treatment_waits_for(wish, now=timezone.now())
    has_not_begun = found.status == CourseStatus.PLANNED
    return render(
        request,
        "offers/course.html",
        {
            "case": case,
            "course": found,
            "offer": in_force(wish.requested_on).offer(found.offer_key),
            "sessions": found.sessions.all(),
            "hindrances": hindrances if has_not_begun else [],
            "medical_warning": medical_warning if has_not_begun else "",
            "guarantee": case.deadlines.filter(kind="guarantee", ref=wish.deadline_ref).first(),
            "today": timezone.localdate(),
            "may_work": can_do_casework(request.user),
            "may_book": can_book(request.user) and found.is_open,
            "may_treat": can_treat(request.user) and found.is_open,
        },
    )


@require_http_methods(["GET", "POST"])
def session_new(request: HttpRequest, number: str, course: int) -> HttpResponse:
    case = open_case(request, number)
    require(can_book(request.user))
    found = get_object_or_404(Course.objects.select_related("request__inquiry"), pk=course, case=case)
    offer = in_force(found.request.requested_on).offer(found.offer_key)
    form = SessionForm(
        request.POST or None,
        initial={
            "minutes": offer.session_minutes.value or USUAL_MINUTES,
            "employee": found.responsible_id or case.responsible_id or request.user.pk,
        },
    )
    if request.method == "POST" and form.is_valid():
        with refusals_shown(form):
            book_session(course_id=found.pk, by=request.user, now=timezone.now(), **_talk(form))
            messages.success(request, "Samtalen er aftalt.")
            return redirect("offers:course", number=number, course=found.pk)
    return act_page(request, case, form, title=f"Book samtale: {found.offer_name}", act="Book samtale")


@require_http_methods(["GET", "POST"])
def session_close(request: HttpRequest, number: str, course: int, session: int) -> HttpResponse:
    case = open_case(request, number)
    require(can_treat(request.user))
    found = get_object_or_404(
        Session.objects.select_related("course"), pk=session, course=course, course__case=case
    )
    is_first = found.course.status == CourseStatus.PLANNED
    return talk_close_page(
        request,
        case,
        close=partial(close_session, session_id=found.pk),
        back=reverse("offers:course", args=[number, course]),
        note=found.note,
        consequence="Er samtalen holdt, er behandlingen begyndt." if is_first else "",
    )


@require_http_methods(["GET", "POST"])
def session_take_back(request: HttpRequest, number: str, course: int, session: int) -> HttpResponse:
    case = open_case(request, number)
    require(can_treat(request.user))
    found = get_object_or_404(Session, pk=session, course=course, course__case=case)
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with refusals_shown(form):
            take_back_session(
                session_id=found.pk, reason=form.cleaned_data["reason"], by=request.user, now=timezone.now()
            )
            messages.success(request, "Taget tilbage. Samtalen er aftalt igen.")
            return redirect("offers:course", number=number, course=course)
    return act_page(
        request,
        case,
        form,
        title=f"Tag tilbage: samtalen er registreret som {found.get_outcome_display().lower()}",
        act="Tag tilbage",
        consequence="Samtalen bliver aftalt igen, og fristerne regnes om. Er behandlingen begyndt med den, "
        "løber garantien igen.",
    )


@require_http_methods(["GET", "POST"])
def course_end(request: HttpRequest, number: str, course: int) -> HttpResponse:
    case = open_case(request, number)
    require(can_treat(request.user))
    found = get_object_or_404(Course, pk=course, case=case)
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with refusals_shown(form):
            end_course(
                course_id=found.pk, reason=form.cleaned_data["reason"], by=request.user, now=timezone.now()
            )
            messages.success(request, "Forløbet er afsluttet.")
            return redirect(case)
    return act_page(
        request,
        case,
        form,
        title=f"Afslut {found.offer_name}",
        act="Afslut forløb",
        consequence="Samtaler, der er aftalt, aflyses.",
    )


@require_http_methods(["GET", "POST"])
def start_early(request: HttpRequest, number: str) -> HttpResponse:
    """Begin what the standard lets begin before visitation."""
    case = open_case(request, number)
    require(can_treat(request.user))
    wish = latest_request(case)
    if wish is None:
        raise Http404
    standard = in_force(wish.requested_on)
    if not standard.visitation.may_start_before.value:
        raise Http404
    form = EarlyStartForm(
        request.POST or None,
        standard=standard,
        initial={"minutes": USUAL_MINUTES, "employee": case.responsible_id or request.user.pk},
    )
    if request.method == "POST" and form.is_valid():
        with refusals_shown(form):
            started = start_before_visitation(
                request_id=wish.pk,
                offer_key=form.cleaned_data["offer_key"],
                by=request.user,
                now=timezone.now(),
                **_talk(form),
            )
            messages.success(request, "Forløbet er oprettet. Visitationsmødet skal bekræfte det.")
            return redirect(started)
    return act_page(
        request,
        case,
        form,
        title="Begynd før visitationen",
        act="Begynd forløb",
        consequence="Visitationsmødet skal bekræfte det bagefter. Garantien løber, indtil det er bekræftet.",
    )


def _talk(form: SessionForm) -> dict[str, Any]:
    cleaned = form.cleaned_data
    return {
        "planned_at": cleaned["planned_at"],
        "minutes": cleaned["minutes"],
        "place": Place(cleaned["place"]),
        "employee": cleaned["employee"],
    }
