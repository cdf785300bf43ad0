from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from cases.forms import ReasonForm
from cases.permissions import require
from offers.enums import GroupMeetingStatus
from offers.group_forms import AttendanceForm
from offers.models import GroupMeeting
from offers.papers import attendance_paper
from offers.permissions import can_run_groups
from offers.services.attendance import members_at, to_be_written, write_attendance
from offers.services.groups import cancel_meeting
from offers.views.answers import group_act_page
from rusmiddel.forms import refusals_shown
from rusmiddel.letters.papers import inline


@require_http_methods(["GET", "POST"])
def group_meeting(request: HttpRequest, group: int, meeting: int) -> HttpResponse:
    """One meeting: who came, written for everybody at once."""
    require(can_run_groups(request.user))
    found = _meeting(group, meeting)
    now = timezone.now()
    everybody = members_at(found)
    shown = list(everybody.visible_to(request.user))
    unwritten = set(to_be_written(found).values_list("pk", flat=True))
    missing = [member for member in shown if member.pk in unwritten]
    can_write = found.status != GroupMeetingStatus.CANCELLED and found.planned_at <= now and bool(missing)
    form = AttendanceForm(
        request.POST or None, members=missing, is_first=found.status == GroupMeetingStatus.PLANNED
    )
    if request.method == "POST" and form.is_valid():
        with refusals_shown(form):
            write_attendance(
                meeting_id=found.pk,
                attended=form.attended,
                content=form.cleaned_data.get("content", found.content),
                by=request.user,
                now=now,
            )
            messages.success(request, "Fremmødet er skrevet i hver deltagers journal.")
            return redirect(found.group)
    written = (
        found.attendances.filter(membership__in=shown)
        .select_related("membership__case__citizen", "session", "relative_talk", "membership__course")
        .order_by("membership__joined_on", "membership")
    )
    return render(
        request,
        "offers/group_meeting.html",
        {
            "meeting": found,
            "group": found.group,
            "form": form,
            "can_write": can_write,
            "members": shown,
            "written": written,
            "hidden": everybody.count() - len(shown),
            "is_to_come": found.planned_at > now,
        },
        status=422 if form.errors else 200,
    )


@require_http_methods(["GET", "POST"])
def group_meeting_cancel(request: HttpRequest, group: int, meeting: int) -> HttpResponse:
    require(can_run_groups(request.user))
    found = _meeting(group, meeting)
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with refusals_shown(form):
            cancel_meeting(meeting_id=found.pk, reason=form.cleaned_data["reason"], by=request.user)
            messages.success(request, "Mødet er aflyst.")
            return redirect(found.group)
    return group_act_page(
        request,
        form,
        group=found.group,
        title="Aflys mødet",
        act="Aflys møde",
        consequence="Ingen deltager står som udeblevet. Husk at give dem besked.",
    )


@require_safe
def attendance_sheet(request: HttpRequest, group: int, meeting: int) -> HttpResponse:
    """The paper that lies on the table: the members whom the user may see, with room for a tick."""
    require(can_run_groups(request.user))
    found = _meeting(group, meeting)
    everybody = members_at(found) if found.planned_at <= timezone.now() else found.group.memberships.members()
    shown = list(everybody.visible_to(request.user).for_list().order_by("joined_on", "pk"))
    paper = attendance_paper(found, shown, hidden=everybody.count() - len(shown))
    return inline(paper.pdf, name=f"fremmoede-{found.pk}")


def _meeting(group: int, meeting: int) -> GroupMeeting:
    meetings = GroupMeeting.objects.select_related("group")
    return get_object_or_404(meetings, pk=meeting, group=group)
