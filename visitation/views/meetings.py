from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import Count, Q, QuerySet
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from cases.models import Case
from cases.permissions import require
from offers.permissions import can_see_substitution
from rusmiddel.access.models import User
from rusmiddel.deadlines.enums import DeadlineKind
from rusmiddel.deadlines.models import Deadline
from rusmiddel.forms import refusals_shown
from rusmiddel.letters.papers import inline
from rusmiddel.numbers import key_in
from rusmiddel.standards.services import in_force
from visitation.competence import weekly_body
from visitation.enums import ItemOutcome
from visitation.forms import AttendanceForm, MeetingForm
from visitation.models import Meeting
from visitation.papers import agenda_paper
from visitation.permissions import can_decide, can_run_meeting, can_see_visitation
from visitation.services.agenda import fill_agendas
from visitation.services.meetings import (
    cancel_meeting,
    close_meeting,
    move_meeting,
    note_attendance,
    plan_meeting,
)
from visitation.views.answers import meeting_act_page
from visitation.waiting import waiting_cases
from visitation.wishes import with_wishes

SHOWN = 20


@require_safe
def meeting_list(request: HttpRequest) -> HttpResponse:
    require(can_see_visitation(request.user))
    today = timezone.localdate()
    standard = in_force(today)
    counted = Meeting.objects.annotate(
        pending=Count("items", filter=Q(items__outcome=ItemOutcome.PENDING)),
        decided=Count("items", filter=Q(items__outcome=ItemOutcome.DECIDED)),
    )
    planned = list(counted.planned().order_by("starts_at", "pk")[:SHOWN])
    waiting = waiting_cases(request.user)
    may_run = can_run_meeting(request.user)
    return render(
        request,
        "visitation/meeting_list.html",
        {
            "next_meeting": next((meeting for meeting in planned if meeting.held_on >= today), None),
            "planned": planned,
            "past": counted.exclude(status="planned").order_by("-starts_at", "-pk")[:SHOWN],
            "waiting": waiting[:SHOWN],
            "waiting_count": len(waiting),
            "is_weekly": weekly_body(standard) is not None,
            "at_risk_days": standard.guarantee.at_risk_days.value,
            "today": today,
            "too_late": _too_late(request.user)[:SHOWN],
            "may_run": may_run,
            "may_fill": may_run and any(case.concerns(meeting) for case in waiting for meeting in planned),
            "may_decide": can_decide(request.user),
            "may_see_irregularities": can_see_substitution(request.user),
        },
    )


def _too_late(user: User) -> QuerySet[Deadline]:
    """The ready cases the user may see whose meeting falls after the guarantee is due, or that have none."""
    return (
        Deadline.objects.open()
        .of_kind(DeadlineKind.MEETING_AFTER_DUE)
        .filter(case__in=Case.objects.visible_to(user))
        .select_related("case")
        .order_by("due_on", "pk")
    )


@require_http_methods(["GET", "POST"])
def meeting_new(request: HttpRequest) -> HttpResponse:
    require(can_run_meeting(request.user))
    form = MeetingForm(
        request.POST or None,
        standard=in_force(timezone.localdate()),
        initial={"body_key": request.GET.get("organ")} if "organ" in request.GET else None,
    )
    if request.method == "POST" and form.is_valid():
        cleaned = form.cleaned_data
        with refusals_shown(form):
            meeting = plan_meeting(
                body=form.bodies[cleaned["body_key"]],
                starts_at=cleaned["starts_at"],
                place=cleaned["place"],
                by=request.user,
                now=timezone.now(),
            )
            messages.success(request, "Mødet er planlagt, og dagsordenen er fyldt med det, der er klar.")
            return redirect(meeting)
    return meeting_act_page(
        request,
        form,
        title="Planlæg visitationsmøde",
        act="Planlæg møde",
        back=reverse("visitation:meeting_list"),
        consequence="Dagsordenen fylder sig selv med de sager, der er klar.",
    )


@require_safe
def meeting(request: HttpRequest, meeting: int) -> HttpResponse:
    require(can_see_visitation(request.user))
    found = get_object_or_404(Meeting.objects.prefetch_related("attendees"), pk=meeting)
    if number := request.GET.get("sag"):
        return redirect("visitation:meeting_case", meeting=found.pk, number=number)
    today = timezone.localdate()
    standing = found.items.standing()
    items = with_wishes(standing.visible_to(request.user).for_agenda())
    return render(
        request,
        "visitation/meeting.html",
        {
            "meeting": found,
            "items": items,
            "hidden": standing.count() - len(items),
            "late": [
                item
                for item in items
                if item.is_pending and item.has_running_clock and item.due_on < found.held_on
            ],
            "not_on_agenda": len([case for case in waiting_cases(request.user) if case.concerns(found)]),
            "today": today,
            "at_risk_days": in_force(today).guarantee.at_risk_days.value,
            "may_run": can_run_meeting(request.user) and found.is_planned,
        },
    )


@require_POST
def agenda_fill(request: HttpRequest) -> HttpResponse:
    """Put what is ready on the agendas now, and go back to the meeting one came from."""
    require(can_run_meeting(request.user))
    moved = fill_agendas(by=request.user, now=timezone.now())
    messages.success(
        request, f"{moved} sat på eller flyttet." if moved else "Alt stod allerede, hvor det skal."
    )
    came_from = Meeting.objects.filter(pk=key_in(request.POST.get("meeting", ""))).first()
    return redirect(came_from or "visitation:meeting_list")


@require_http_methods(["GET", "POST"])
def meeting_edit(request: HttpRequest, meeting: int) -> HttpResponse:
    require(can_run_meeting(request.user))
    found = get_object_or_404(Meeting, pk=meeting)
    form = MeetingForm(
        request.POST or None,
        standard=in_force(timezone.localdate()),
        is_new=False,
        initial={"starts_at": found.starts_at, "place": found.place},
    )
    if request.method == "POST" and form.is_valid():
        with refusals_shown(form):
            move_meeting(meeting_id=found.pk, by=request.user, now=timezone.now(), **form.cleaned_data)
            messages.success(request, "Mødet er flyttet.")
            return redirect(found)
    return meeting_act_page(
        request, form, title="Flyt mødet", act="Flyt møde", meeting=found, back=found.get_absolute_url()
    )


@require_http_methods(["GET", "POST"])
def attendance(request: HttpRequest, meeting: int) -> HttpResponse:
    require(can_run_meeting(request.user))
    found = get_object_or_404(Meeting.objects.prefetch_related("attendees"), pk=meeting)
    form = AttendanceForm(
        request.POST or None,
        initial={"attendees": found.attendees.all(), "others_present": found.others_present},
    )
    if request.method == "POST" and form.is_valid():
        with refusals_shown(form):
            note_attendance(
                meeting_id=found.pk,
                attendees=form.cleaned_data["attendees"],
                others_present=form.cleaned_data["others_present"],
                by=request.user,
            )
            messages.success(request, "Fremmødet er skrevet.")
            return redirect(found)
    return meeting_act_page(
        request,
        form,
        title="Ret fremmøde",
        act="Gem fremmøde",
        meeting=found,
        back=found.get_absolute_url(),
        consequence="Det kommer til at stå i de afgørelser, mødet træffer herefter.",
    )


@require_http_methods(["GET", "POST"])
def meeting_close(request: HttpRequest, meeting: int) -> HttpResponse:
    return _end(
        request,
        meeting,
        act=close_meeting,
        title="Afslut mødet",
        button="Afslut og forsegl referat",
        consequence="Referatet forsegles. Sager, mødet ikke nåede, kommer på det næste møde.",
        done="Mødet er afsluttet, og referatet er forseglet.",
    )


@require_http_methods(["GET", "POST"])
def meeting_cancel(request: HttpRequest, meeting: int) -> HttpResponse:
    return _end(
        request,
        meeting,
        act=cancel_meeting,
        title="Aflys mødet",
        button="Aflys møde",
        consequence="Sagerne kommer på det næste planlagte møde.",
        done="Mødet er aflyst.",
    )


def _end(request, meeting, *, act, title, button, consequence, done) -> HttpResponse:
    require(can_run_meeting(request.user))
    found = get_object_or_404(Meeting, pk=meeting)
    # Nothing is typed: the page only asks whether it is meant.
    form = Form(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        with refusals_shown(form):
            act(meeting_id=found.pk, by=request.user, now=timezone.now())
            messages.success(request, done)
            return redirect(found)
    return meeting_act_page(
        request,
        form,
        title=title,
        act=button,
        meeting=found,
        back=found.get_absolute_url(),
        consequence=consequence,
    )


@require_safe
def agenda_pdf(request: HttpRequest, meeting: int) -> HttpResponse:
    require(can_see_visitation(request.user))
    found = get_object_or_404(Meeting, pk=meeting)
    return inline(agenda_paper(found, request.user).pdf, name=f"dagsorden-{found.held_on:%Y-%m-%d}")


@require_safe
def minutes_pdf(request: HttpRequest, meeting: int) -> HttpResponse:
    """The minutes exactly as they were sealed, for those who may see every case in them."""
    require(can_see_visitation(request.user))
    found = get_object_or_404(Meeting.objects.select_related("minutes"), pk=meeting, minutes__isnull=False)
    cases = Case.objects.filter(requests__agenda_items__in=found.items.standing()).distinct()
    # Read as rows, so that the read log has each of them.
    if len(cases.visible_to(request.user)) < cases.count():
        raise PermissionDenied("Referatet handler også om sager, du ikke kan se.")
    return inline(bytes(found.minutes.pdf), name=f"referat-{found.held_on:%Y-%m-%d}")
