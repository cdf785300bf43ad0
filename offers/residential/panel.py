"""What the case page shows of stays at residential providers and of free choice."""

from datetime import date
from typing import Any

from cases.models import Case
from cases.panels import Panel
from offers.models import Course, FreeChoice, Placement
from offers.permissions import can_place
from rusmiddel.access.models import User


def residential(case: Case, user: User, today: date) -> dict[str, Any]:
    open_courses = [
        course for course in Course.objects.open().filter(case=case).order_by("pk") if course.granted_on
    ]
    placements = list(Placement.objects.filter(case=case).select_related("provider").order_by("-pk"))
    placed = {placement.course_id for placement in placements if placement.is_open}
    choices = list(FreeChoice.objects.filter(case=case).select_related("provider", "course").order_by("-pk"))
    chosen = {choice.course_id for choice in choices if choice.is_open}
    may_place = can_place(user)
    return {
        "case": case,
        "placements": placements,
        "choices": choices,
        "may_place": may_place,
        "to_place": [
            course
            for course in open_courses
            if may_place and course.is_residential and course.pk not in placed
        ],
        "to_choose": [
            course
            for course in open_courses
            if may_place and course.pk not in chosen and course.pk not in placed
        ],
        "today": today,
    }


PANEL = Panel(template="offers/_residential_panel.html", content=residential)
