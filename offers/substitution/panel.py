"""What the case page shows of substitution treatment, to those who may read it."""

from datetime import date
from typing import Any

from cases.models import Case
from cases.panels import Panel
from cases.standing import stands
from offers.models import Course
from offers.permissions import can_prescribe, can_see_substitution
from offers.substitution.recognising import substitution_keys
from rusmiddel.access.models import User
from rusmiddel.deadlines.enums import DeadlineKind


def treatments(case: Case, user: User, today: date) -> dict[str, Any]:
    if not stands(case, Course):
        return {"courses": []}
    wish = case.latest_request
    keys = substitution_keys(wish.standard) if wish is not None and can_see_substitution(user) else []
    if not keys:
        return {"courses": []}
    courses = Course.objects.filter(case=case, offer_key__in=keys).prefetch_related(
        "substitution_plans", "agreements", "irregularities"
    )
    talk = next(
        (
            deadline
            for deadline in case.deadlines.all()
            if deadline.kind == DeadlineKind.DOCTOR_TALK and deadline.is_open
        ),
        None,
    )
    return {
        "case": case,
        "courses": [_line(course) for course in courses.order_by("-pk")],
        "talk": talk,
        "may_prescribe": can_prescribe(user),
        "today": today,
    }


def _line(course: Course) -> dict[str, Any]:
    agreements = sorted(course.agreements.all(), key=lambda each: each.version)
    return {
        "course": course,
        "lacks_plan": course.is_open and not course.substitution_plans.all(),
        "lacks_signature": bool(course.is_open and agreements and not agreements[-1].is_signature_recorded),
        "waits_for_meeting": sum(each.decided_at is None for each in course.irregularities.all()),
    }


PANEL = Panel(template="offers/_substitution_panel.html", content=treatments)
