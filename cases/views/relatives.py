from functools import partial

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from cases.enums import Place
from cases.forms import USUAL_MINUTES, SessionForm, SessionOutcomeForm
from cases.models import RelativeCourse, RelativeTalk
from cases.permissions import can_book, can_do_casework, require
from cases.relative_forms import RelativeForm
from cases.services.relatives import book_relative_talk, close_relative_talk, open_relative
from cases.views.acting import act_page
from cases.views.opening import open_case
from cases.views.talks import talk_close_page
from rusmiddel.forms import refusals_shown
from rusmiddel.standards.services import in_force


@require_http_methods(["GET", "POST"])
def relative_new(request: HttpRequest) -> HttpResponse:
    """A relative wants help themselves."""
    require(can_do_casework(request.user))
    form = RelativeForm(request.POST or None, standard=in_force(timezone.localdate()))
    if request.method == "POST" and form.is_valid():
        with refusals_shown(form):
            course = open_relative(by=request.user, now=timezone.now(), **form.values)
            messages.success(request, "Den pårørende er oprettet.")
            return redirect(course.case)
    return render(request, "cases/relative_form.html", {"form": form}, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
def relative_talk_new(request: HttpRequest, number: str) -> HttpResponse:
    case = open_case(request, number)
    require(can_book(request.user))
    course = get_object_or_404(RelativeCourse, case=case)
    form = SessionForm(
        request.POST or None,
        initial={"minutes": USUAL_MINUTES, "employee": case.responsible_id or request.user.pk},
    )
    if request.method == "POST" and form.is_valid():
        values = {**form.cleaned_data, "place": Place(form.cleaned_data["place"])}
        with refusals_shown(form):
            book_relative_talk(course_id=course.pk, by=request.user, now=timezone.now(), **values)
            messages.success(request, "Samtalen er aftalt.")
            return redirect(case)
    return act_page(request, case, form, title="Book samtale med pårørende", act="Book samtale")


@require_http_methods(["GET", "POST"])
def relative_talk_close(request: HttpRequest, number: str, talk: int) -> HttpResponse:
    case = open_case(request, number)
    require(can_book(request.user))
    found = get_object_or_404(RelativeTalk, pk=talk, course__case=case)
    return talk_close_page(
        request,
        case,
        form=SessionOutcomeForm(request.POST or None),
        close=partial(close_relative_talk, talk_id=found.pk),
        back=case.get_absolute_url(),
    )
