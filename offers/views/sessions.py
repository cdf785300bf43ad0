from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from cases.enums import Place, SessionOutcome
from cases.forms import USUAL_MINUTES, ReasonForm, SessionForm, SessionOutcomeForm
from cases.permissions import require
from cases.views.acting import act_page
from cases.views.opening import open_case
from offers.enums import CourseStatus
from offers.models import Course, Session
from offers.permissions import can_book, can_treat
from offers.services.sessions import book_session, close_session, take_back_session
from rusmiddel.forms import add_service_errors
from rusmiddel.standards.services import in_force


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
        try:
            book_session(course_id=found.pk, by=request.user, now=timezone.now(), **talk_values(form))
        except ValidationError as error:
            add_service_errors(form, error)
        else:
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
    form = SessionOutcomeForm(request.POST or None, initial={"note": found.note})
    if request.method == "POST" and form.is_valid():
        try:
            close_session(
                session_id=found.pk,
                outcome=SessionOutcome(form.cleaned_data["outcome"]),
                note=form.cleaned_data["note"],
                by=request.user,
                now=timezone.now(),
            )
        except ValidationError as error:
            add_service_errors(form, error)
        else:
            messages.success(request, "Samtalen er registreret.")
            return redirect("offers:course", number=number, course=course)
    is_first = found.course.status == CourseStatus.PLANNED
    return act_page(
        request,
        case,
        form,
        title="Hvordan gik samtalen?",
        act="Registrér samtalen",
        consequence="Er samtalen holdt, er behandlingen begyndt." if is_first else "",
    )


@require_http_methods(["GET", "POST"])
def session_take_back(request: HttpRequest, number: str, course: int, session: int) -> HttpResponse:
    case = open_case(request, number)
    require(can_treat(request.user))
    found = get_object_or_404(Session, pk=session, course=course, course__case=case)
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            take_back_session(
                session_id=found.pk, reason=form.cleaned_data["reason"], by=request.user, now=timezone.now()
            )
        except ValidationError as error:
            add_service_errors(form, error)
        else:
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


def talk_values(form: SessionForm) -> dict[str, Any]:
    cleaned = form.cleaned_data
    return {
        "planned_at": cleaned["planned_at"],
        "minutes": cleaned["minutes"],
        "place": Place(cleaned["place"]),
        "employee": cleaned["employee"],
    }
