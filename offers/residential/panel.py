"""What the case page shows of stays at residential providers and of free choice."""

from datetime import date
from typing import Any

from cases.models import Case
from cases.panels import Panel
from cases.standing import stands
from offers.models import Course, FreeChoice, Placement
from offers.permissions import can_place
from rusmiddel.access.models import User


def residential(case: Case, user: User, today: date) -> dict[str, Any]:
    if not stands(case, Course):
        return {"case": case, "placements": [], "choices": [], "to_place": [], "to_choose": []}
    open_courses = [
        course for course in Course.objects.open().filter(case=case).order_by("pk") if course.granted_on
    ]
    placements = _placements(case) if stands(case, Placement) else []
    placed = {placement.course_id for placement in placements if placement.is_open}
    choices = _choices(case) if stands(case, FreeChoice) else []
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


def _placements(case: Case) -> list[Placement]:
    return list(Placement.objects.filter(case=case).select_related("provider").order_by("-pk"))


def _choices(case: Case) -> list[FreeChoice]:
    return list(FreeChoice.objects.filter(case=case).select_related("provider", "course").order_by("-pk"))


PANEL = Panel(template="offers/_residential_panel.html", content=residential)
