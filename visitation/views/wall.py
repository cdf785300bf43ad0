"""The meeting on the wall: one case at a time in large type, with what is needed to decide it."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from cases.permissions import require
from cases.views.opening import open_case
from offers.models import Course
from visitation.forms import PostponeForm
from visitation.models import AgendaItem, Meeting
from visitation.permissions import can_decide, can_recommend, can_run_meeting, can_see_visitation
from visitation.postponing import effect_of_postponing
from visitation.services.early_courses import confirm_early_course
from visitation.views.deciding import facts_of_wish, wish_of
from visitation.wishes import with_wishes


@require_safe
def wall(request: HttpRequest, meeting: int) -> HttpResponse:
    """The first case still to be taken up; the first of all where none is left."""
    require(can_see_visitation(request.user))
    found = get_object_or_404(Meeting, pk=meeting)
    items = list(found.items.standing().visible_to(request.user).for_agenda())
    first = next((item for item in items if item.is_pending), items[0] if items else None)
    if first is None:
        messages.info(request, "Der er ingen sager på dagsordenen.")
        return redirect(found)
    return redirect("visitation:wall_case", meeting=found.pk, number=first.request.case.number)


@require_safe
def wall_case(request: HttpRequest, meeting: int, number: str) -> HttpResponse:
    """One case on the wall. It names nobody: the citizen is known to the meeting by the case number."""
    case = open_case(request, number)
    require(can_see_visitation(request.user))
    found = get_object_or_404(Meeting.objects.prefetch_related("attendees"), pk=meeting)
    items = with_wishes(found.items.standing().visible_to(request.user).for_agenda())
    place = next((index for index, each in enumerate(items) if each.request.case_id == case.pk), None)
    if place is None:
        raise Http404
    item = items[place]
    wish = wish_of(item.request_id, case)
    facts = facts_of_wish(wish)
    clock = facts["guarantee"]
    next_meeting = (
        Meeting.objects.planned()
        .filter(body_key=found.body_key, starts_at__gt=found.starts_at)
        .order_by("starts_at")
        .first()
    )
    may_decide = can_decide(request.user) and item.is_pending and found.is_planned
    return render(
        request,
        "visitation/wall_case.html",
        {
            **facts,
            "meeting": found,
            "item": item,
            "items": items,
            "place": place + 1,
            "previous": items[place - 1] if place else None,
            "following": items[place + 1] if place + 1 < len(items) else None,
            "may_decide": may_decide and found.has_begun(timezone.localdate()),
            "may_postpone": may_decide,
            "may_recommend": can_recommend(request.user) and item.is_pending,
            "may_run": can_run_meeting(request.user),
            "postpone_form": PostponeForm(),
            "effect": effect_of_postponing(
                due_on=clock.due_on if clock and clock.is_open else None,
                next_on=next_meeting.held_on if next_meeting else None,
            ),
        },
    )


@require_POST
def early_course_confirm(request: HttpRequest, meeting: int, number: str, course: int) -> HttpResponse:
    """Confirm at the meeting what began before it."""
    case = open_case(request, number)
    require(can_decide(request.user))
    item = get_object_or_404(
        AgendaItem.objects.standing().order_by("-pk"), meeting=meeting, request__case=case
    )
    found = get_object_or_404(Course, pk=course, request=item.request_id)
    try:
        confirm_early_course(course_id=found.pk, item_id=item.pk, by=request.user, now=timezone.now())
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    else:
        messages.success(request, f"{found.offer_name} er bekræftet.")
    return redirect("visitation:meeting_case", meeting=meeting, number=number)
