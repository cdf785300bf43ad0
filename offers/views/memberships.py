from collections.abc import Callable

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from cases.forms import ReasonForm
from cases.models import RelativeCourse
from cases.permissions import require
from cases.views.acting import act_page
from cases.views.opening import open_case
from offers.group_forms import BackgroundForm
from offers.models import Course, Group, Membership
from offers.permissions import can_run_groups
from offers.services.memberships import (
    keep_waiting,
    leave,
    note_background,
    offer_next_place,
    take_place,
    wait_as_relative,
    wait_for_group,
)
from rusmiddel.forms import refusals_shown


@require_POST
def place_offer(request: HttpRequest, group: int) -> HttpResponse:
    """Offer the free place to whoever is next in line."""
    require(can_run_groups(request.user))
    found = get_object_or_404(Group, pk=group)
    try:
        offer_next_place(group_id=found.pk, by=request.user, now=timezone.now())
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    else:
        messages.success(request, "Pladsen er tilbudt den næste på ventelisten.")
    return redirect(found)


@require_POST
def place_take(request: HttpRequest, membership: int) -> HttpResponse:
    return _answered(request, membership, take_place, "Borgeren er nu deltager i gruppen.")


@require_POST
def place_keep_waiting(request: HttpRequest, membership: int) -> HttpResponse:
    return _answered(request, membership, keep_waiting, "Borgeren venter videre på sin plads i køen.")


@require_http_methods(["GET", "POST"])
def membership_leave(request: HttpRequest, membership: int) -> HttpResponse:
    require(can_run_groups(request.user))
    found = _membership(request, membership)
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with refusals_shown(form):
            leave(
                membership_id=found.pk,
                reason=form.cleaned_data["reason"],
                by=request.user,
                now=timezone.now(),
            )
            messages.success(request, "Det er registreret.")
            return redirect(found.group or "offers:group_list")
    return act_page(
        request,
        found.case,
        form,
        title="Stop i gruppen" if found.is_seated else "Tag af ventelisten",
        act="Registrér",
        consequence="Borgerens forløb fortsætter.",
    )


@require_http_methods(["GET", "POST"])
def membership_background(request: HttpRequest, membership: int) -> HttpResponse:
    """Whether the citizen comes from another place, and the talk held first."""
    require(can_run_groups(request.user))
    found = _membership(request, membership)
    form = BackgroundForm(
        request.POST or None,
        initial={"is_from_outside": found.is_from_outside, "pre_talk_on": found.pre_talk_on},
    )
    if request.method == "POST" and form.is_valid():
        with refusals_shown(form):
            note_background(membership_id=found.pk, by=request.user, now=timezone.now(), **form.cleaned_data)
            messages.success(request, "Det er noteret.")
            return redirect("offers:group_list")
    return act_page(
        request,
        found.case,
        form,
        title="Forsamtale før gruppen",
        act="Gem",
        consequence="Den, der kommer udefra til efterbehandling, skal have mindst én forsamtale først.",
    )


@require_POST
def course_wait(request: HttpRequest, number: str, course: int) -> HttpResponse:
    case = open_case(request, number)
    require(can_run_groups(request.user))
    found = get_object_or_404(Course, pk=course, case=case)
    try:
        wait_for_group(course_id=found.pk, by=request.user, now=timezone.now())
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    else:
        messages.success(request, "Borgeren er på ventelisten.")
    return redirect("offers:course", number=number, course=found.pk)


@require_POST
def relative_wait(request: HttpRequest, number: str) -> HttpResponse:
    case = open_case(request, number)
    require(can_run_groups(request.user))
    found = get_object_or_404(RelativeCourse, case=case)
    try:
        wait_as_relative(relative_course_id=found.pk, by=request.user, now=timezone.now())
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    else:
        messages.success(request, "Den pårørende er på ventelisten.")
    return redirect(case)


def _membership(request: HttpRequest, pk: int) -> Membership:
    return get_object_or_404(Membership.objects.visible_to(request.user).for_list(), pk=pk)


def _answered(
    request: HttpRequest, membership: int, act: Callable[..., Membership], done: str
) -> HttpResponse:
    require(can_run_groups(request.user))
    found = _membership(request, membership)
    try:
        act(membership_id=found.pk, by=request.user, now=timezone.now())
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    else:
        messages.success(request, done)
    return redirect(found.group or "offers:group_list")
