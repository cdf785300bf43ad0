from django.contrib import messages
from django.db.models import OuterRef, Subquery
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from cases.forms import ReasonForm
from cases.permissions import require
from offers.capacity import WEEKS_AHEAD, loads
from offers.enums import GroupMeetingStatus, MembershipStatus
from offers.group_forms import GroupForm, GroupMeetingsForm, begins_with
from offers.groups import group_offers, is_new_group_due
from offers.models import Group, GroupMeeting, Membership
from offers.permissions import (
    can_run_groups,
    can_see,
    can_see_capacity,
    can_see_gift_cards,
    can_treat,
)
from offers.services.groups import change_group, end_group, make_group, plan_meetings
from offers.services.memberships import next_in_line
from offers.views.answers import group_act_page
from offers.waiting import lines
from rusmiddel.forms import refusals_shown
from rusmiddel.standards.services import in_force

SHOWN = 10


@require_safe
def group_list(request: HttpRequest) -> HttpResponse:
    """Every group that goes on, and who waits for a place."""
    require(can_see(request.user))
    now = timezone.now()
    today = timezone.localdate(now)
    standard = in_force(today)
    coming = GroupMeeting.objects.filter(group=OuterRef("pk")).to_come(now)
    groups = list(
        Group.objects.open()
        .for_list()
        .annotate(next_at=Subquery(coming.values("planned_at")[:1]))
        .order_by("name", "pk")
    )
    began = {
        group.offer_key: group.began_on for group in Group.objects.order_by("began_on") if group.began_on
    }
    offers = group_offers(standard)
    return render(
        request,
        "offers/group_list.html",
        {
            "groups": groups,
            "lines": lines(standard, request.user, groups),
            "has_group_offers": bool(offers),
            "due": [
                offer.name
                for offer in offers
                if is_new_group_due(offer, standard, last_began_on=began.get(offer.key), today=today)
            ],
            "group_start": standard.anonymity.group_start.value,
            "may_run": can_run_groups(request.user),
            "may_see_gift_cards": can_see_gift_cards(request.user),
            "may_see_capacity": can_see_capacity(request.user),
            "may_treat": can_treat(request.user),
        },
    )


@require_safe
def group(request: HttpRequest, group: int) -> HttpResponse:
    require(can_see(request.user))
    found = get_object_or_404(Group.objects.for_list(), pk=group)
    now = timezone.now()
    seated = found.memberships.seated()
    shown = list(seated.visible_to(request.user).for_list().order_by("joined_on", "pk"))
    may_run = can_run_groups(request.user)
    free = found.hard_limit - found.seated
    meetings = found.meetings.order_by("planned_at")
    to_write = list(meetings.filter(status=GroupMeetingStatus.PLANNED, planned_at__lte=now))
    return render(
        request,
        "offers/group.html",
        {
            "group": found,
            "members": [each for each in shown if each.status == MembershipStatus.MEMBER],
            "offered": [each for each in shown if each.status == MembershipStatus.OFFERED],
            "hidden": found.seated - len(shown),
            "free": free,
            "waiting": Membership.objects.in_line().filter(offer_key=found.offer_key).count(),
            "may_offer": may_run and found.takes_new and free > 0 and next_in_line(found) is not None,
            "to_write": to_write,
            "to_come": list(meetings.to_come(now)[:SHOWN]),
            "past": list(meetings.exclude(status=GroupMeetingStatus.PLANNED).order_by("-planned_at")[:SHOWN]),
            "may_run": may_run and found.is_open,
        },
    )


@require_http_methods(["GET", "POST"])
def group_new(request: HttpRequest) -> HttpResponse:
    require(can_run_groups(request.user))
    standard = in_force(timezone.localdate())
    offers = {offer.key: offer for offer in group_offers(standard)}
    asked = offers.get(request.GET.get("tilbud", "")) or next(iter(offers.values()), None)
    initial = {"therapists": [request.user.pk], **(begins_with(asked) if asked else {})}
    form = GroupForm(request.POST or None, standard=standard, initial=initial)
    if request.method == "POST" and form.is_valid():
        with refusals_shown(form):
            made = make_group(
                offer_key=form.cleaned_data["offer_key"],
                values=form.values,
                therapists=form.cleaned_data["therapists"],
                by=request.user,
                now=timezone.now(),
            )
            messages.success(request, "Gruppen er oprettet. Planlæg nu dens møder.")
            return redirect(made)
    return group_act_page(request, form, title="Ny gruppe", act="Opret gruppe")


@require_http_methods(["GET", "POST"])
def group_edit(request: HttpRequest, group: int) -> HttpResponse:
    require(can_run_groups(request.user))
    found = get_object_or_404(Group, pk=group)
    fields = ("name", "intake", "soft_limit", "hard_limit", "minutes", "weeks_between", "room_id")
    form = GroupForm(
        request.POST or None,
        standard=in_force(timezone.localdate()),
        group=found,
        initial={
            **{name.removesuffix("_id"): getattr(found, name) for name in fields},
            "therapists": [each.user_id for each in found.therapists.standing()],
        },
    )
    if request.method == "POST" and form.is_valid():
        with refusals_shown(form):
            change_group(
                group_id=found.pk,
                values=form.values,
                therapists=form.cleaned_data["therapists"],
                by=request.user,
                now=timezone.now(),
            )
            messages.success(request, "Gruppen er rettet.")
            return redirect(found)
    return group_act_page(request, form, group=found, title="Ret gruppen", act="Gem")


@require_http_methods(["GET", "POST"])
def group_meetings_new(request: HttpRequest, group: int) -> HttpResponse:
    require(can_run_groups(request.user))
    found = get_object_or_404(Group.objects.select_related("standard"), pk=group)
    form = GroupMeetingsForm(request.POST or None, initial={"count": 8})
    if request.method == "POST" and form.is_valid():
        with refusals_shown(form):
            planned = plan_meetings(
                group_id=found.pk,
                first_at=form.cleaned_data["first_at"],
                count=form.cleaned_data["count"],
                by=request.user,
                now=timezone.now(),
            )
            word = "møde er" if len(planned) == 1 else "møder er"
            messages.success(request, f"{len(planned)} {word} planlagt.")
            return redirect(found)
    return group_act_page(request, form, group=found, title="Planlæg møder", act="Planlæg møder")


@require_http_methods(["GET", "POST"])
def group_end(request: HttpRequest, group: int) -> HttpResponse:
    require(can_run_groups(request.user))
    found = get_object_or_404(Group, pk=group)
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with refusals_shown(form):
            end_group(
                group_id=found.pk, reason=form.cleaned_data["reason"], by=request.user, now=timezone.now()
            )
            messages.success(request, "Gruppen er afsluttet.")
            return redirect("offers:group_list")
    return group_act_page(
        request,
        form,
        group=found,
        title="Afslut gruppen",
        act="Afslut gruppe",
        consequence="Planlagte møder aflyses, og deltagerne stopper i gruppen. Deres forløb fortsætter.",
    )


@require_safe
def capacity(request: HttpRequest) -> HttpResponse:
    """Places, waiting lists and how much each has: who can take one more."""
    require(can_see_capacity(request.user))
    now = timezone.now()
    today = timezone.localdate(now)
    groups = list(Group.objects.open().for_list().order_by("name", "pk"))
    return render(
        request,
        "offers/capacity.html",
        {
            "groups": groups,
            "lines": lines(in_force(today), request.user, groups),
            "loads": loads(now),
            "weeks": WEEKS_AHEAD,
            "today": today,
        },
    )
