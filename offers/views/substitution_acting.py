"""How a page under a course of substitution treatment is opened and acted on."""

from collections.abc import Callable

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.forms import BaseForm
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect

from cases.models import Case
from cases.permissions import require
from cases.views.acting import act_page
from cases.views.opening import open_case
from offers.models import Course
from offers.permissions import can_see_substitution
from offers.substitution.recognising import substitution_keys
from rusmiddel.forms import add_service_errors
from rusmiddel.standards.services import in_force


def open_substitution(request: HttpRequest, number: str, course: int) -> tuple[Case, Course]:
    """The case and its course; 404 where the course is no substitution treatment."""
    case = open_case(request, number)
    require(can_see_substitution(request.user))
    found = get_object_or_404(
        Course.objects.select_related("request__inquiry", "request__assessment"), pk=course, case=case
    )
    if found.offer_key not in substitution_keys(in_force(found.request.requested_on)):
        raise Http404
    found.case = found.request.case = case
    return case, found


def substitution_act(
    request: HttpRequest,
    case: Case,
    course: Course,
    form: BaseForm,
    *,
    do: Callable[[], object],
    title: str,
    act: str,
    done: str,
    consequence: str = "",
) -> HttpResponse:
    """The form of one act; done, it goes back to the page of the treatment and says so."""
    if request.method == "POST" and form.is_valid():
        try:
            do()
        except ValidationError as error:
            add_service_errors(form, error)
        else:
            messages.success(request, done)
            return redirect("offers:substitution", number=case.number, course=course.pk)
    return act_page(request, case, form, title=title, act=act, consequence=consequence)
