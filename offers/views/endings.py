from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from cases.models import Code
from cases.permissions import require
from cases.views.acting import act_page
from cases.views.opening import open_case
from offers.endings.figures import figures, period_of
from offers.enums import FollowUpKind, FollowUpOutcome
from offers.forms import EndingForm, FollowUpForm
from offers.models import Course, CourseEnding, TreatmentPlan
from offers.permissions import can_see, can_see_follow_up, can_treat
from offers.services.ending import EndingValues, end_course
from offers.services.follow_ups import endings, quota_of, record_follow_up, talks_held
from rusmiddel.forms import refusals_shown
from rusmiddel.standards.services import in_force


@require_http_methods(["GET", "POST"])
def course_end(request: HttpRequest, number: str, course: int) -> HttpResponse:
    case = open_case(request, number)
    require(can_treat(request.user))
    found = get_object_or_404(Course, pk=course, case=case)
    form = EndingForm(
        request.POST or None,
        codes=list(Code.objects.in_force(timezone.localdate())),
        has_plan=TreatmentPlan.objects.settled().filter(request=found.request_id).exists(),
    )
    if request.method == "POST" and form.is_valid():
        with refusals_shown(form):
            end_course(
                course_id=found.pk,
                values=EndingValues(**form.cleaned_data),
                by=request.user,
                now=timezone.now(),
            )
            messages.success(request, "Forløbet er afsluttet.")
            return redirect(case)
    return act_page(
        request,
        case,
        form,
        title=f"Afslut {found.offer_name}",
        act="Afslut forløb",
        consequence="Samtaler, der er aftalt, aflyses. Afslutningen kan ikke ændres bagefter.",
    )


@require_safe
def ending(request: HttpRequest, number: str, ending: int) -> HttpResponse:
    """How treatment ended, and what has come after."""
    case = open_case(request, number)
    require(can_see(request.user))
    found = get_object_or_404(endings().select_related("recorded_by"), pk=ending, case=case)
    standard = in_force(found.course.request.requested_on)
    quota = quota_of(found, standard)
    done = sorted(found.follow_ups.all(), key=lambda each: (each.on, each.pk))
    written = {each.kind for each in done}
    deadlines = case.deadlines.filter(ref=found.deadline_ref).order_by("due_on")
    return render(
        request,
        "offers/ending.html",
        {
            "case": case,
            "ending": found,
            "done": done,
            "quota": quota,
            "talks": talks_held(found),
            "deadlines": deadlines,
            "missing": [kind for kind in FollowUpKind if kind == FollowUpKind.TALK or kind not in written]
            if found.ends_treatment and can_treat(request.user)
            else [],
            "today": timezone.localdate(),
        },
    )


@require_http_methods(["GET", "POST"])
def follow_up_new(request: HttpRequest, number: str, ending: int, kind: str) -> HttpResponse:
    case = open_case(request, number)
    require(can_treat(request.user))
    if kind not in FollowUpKind.values:
        raise Http404
    found = get_object_or_404(CourseEnding, pk=ending, case=case, ends_treatment=True)
    chosen = FollowUpKind(kind)
    form = FollowUpForm(
        request.POST or None, codes=list(Code.objects.in_force(timezone.localdate())), kind=chosen
    )
    if request.method == "POST" and form.is_valid():
        cleaned = form.cleaned_data
        with refusals_shown(form):
            record_follow_up(
                ending_id=found.pk,
                kind=chosen,
                outcome=FollowUpOutcome(cleaned["outcome"]),
                on=cleaned["on"],
                status=cleaned["status"],
                findings=cleaned["findings"],
                by=request.user,
                now=timezone.now(),
            )
            messages.success(request, "Opfølgningen er gemt.")
            return redirect("offers:ending", number=number, ending=found.pk)
    return act_page(
        request,
        case,
        form,
        title=chosen.label,
        act="Gem opfølgning",
        consequence="Den kan ikke ændres bagefter.",
    )


@require_safe
def follow_up_figures(request: HttpRequest) -> HttpResponse:
    """How many were reached after treatment, and how they were; nobody's name."""
    require(can_see_follow_up(request.user))
    today = timezone.localdate()
    since, until = period_of(request.GET.get("aar", ""), today=today)
    return render(
        request,
        "offers/follow_up_figures.html",
        {
            "figures": figures(since=since, until=until, today=today),
            "since": since,
            "until": until,
            "years": range(today.year, today.year - 4, -1),
        },
    )
