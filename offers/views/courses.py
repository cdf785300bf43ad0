from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from cases.forms import USUAL_MINUTES
from cases.models import TreatmentRequest
from cases.permissions import can_assess, can_do_casework, require
from cases.views.acting import act_page
from cases.views.case import latest_request
from cases.views.opening import open_case
from offers.caps import why_not_visited_again
from offers.enums import CourseStatus
from offers.forms import EarlyStartForm, NewVisitationForm
from offers.in_groups import in_groups
from offers.in_phases import in_phases
from offers.models import Course, CourseEnding
from offers.permissions import can_book, can_see, can_treat
from offers.services.beginning import what_treatment_waits_for
from offers.services.granting import start_before_visitation
from offers.services.new_visitation import ask_for_new_visitation
from offers.services.sessions import standing_of
from offers.views.sessions import talk_values
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
    standard = in_force(wish.requested_on)
    standing = standing_of(found, standard)
    return render(
        request,
        "offers/course.html",
        {
            "case": case,
            "course": found,
            "offer": standard.offer(found.offer_key),
            "standing": standing,
            "own_doctor": case.own_doctor_care.order_by("from_on", "pk"),
            "attempts": found.contact_attempts.select_related("recorded_by").order_by("-attempted_at"),
            "ending": CourseEnding.objects.filter(course=found).first(),
            "sessions": found.sessions.all(),
            "hindrances": hindrances if has_not_begun else [],
            "medical_warning": medical_warning if has_not_begun else "",
            "guarantee": case.deadlines.filter(kind="guarantee", ref=wish.deadline_ref).first(),
            "today": timezone.localdate(),
            "may_work": can_do_casework(request.user),
            "may_book": can_book(request.user) and found.is_open,
            "has_talks_left": standing is None or not standing.is_used,
            "may_ask_again": can_assess(request.user)
            and found.is_open
            and not why_not_visited_again(standing),
            "may_treat": can_treat(request.user) and found.is_open,
            **in_groups(found, request.user),
            **in_phases(found, request.user, timezone.localdate()),
        },
    )


@require_http_methods(["GET", "POST"])
def new_visitation(request: HttpRequest, number: str, course: int) -> HttpResponse:
    """Put the case before visitation again when the talks are used up."""
    case = open_case(request, number)
    require(can_assess(request.user))
    found = get_object_or_404(Course, pk=course, case=case)
    form = NewVisitationForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with refusals_shown(form):
            ask_for_new_visitation(
                course_id=found.pk,
                reason=form.cleaned_data["conclusion"],
                by=request.user,
                now=timezone.now(),
            )
            messages.success(
                request, "Sagen er klar til ny visitation. Samtalerne fortsætter, når den er afgjort."
            )
            return redirect(case)
    return act_page(
        request,
        case,
        form,
        title=f"Ny visitation: {found.offer_name}",
        act="Bed om ny visitation",
        consequence="Forløbet lukkes, og sagen kommer på dagsordenen med den afdækning, der er. "
        "Samtaler, der er aftalt, aflyses.",
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
                **talk_values(form),
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
