"""The end of a course."""

from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from cases.enums import RequestStage, SessionOutcome, StoryKind
from cases.permissions import require
from cases.services.requests import move_request
from cases.services.story import tell
from offers.enums import CourseStatus
from offers.models import Course
from offers.permissions import can_treat
from offers.services.locks import locked
from offers.services.plan_reviews import refresh_plan_reviews
from rusmiddel.access.models import User


@transaction.atomic
def end_course(*, course_id: int, reason: str, by: User, now: datetime) -> Course:
    """End a course; where it was the last one, the request for treatment ends with it."""
    require(can_treat(by))
    course = locked(course_id)
    if not reason.strip():
        raise ValidationError({"reason": "Skriv, hvorfor forløbet afsluttes."})
    stop_course(course, reason=reason, by=by, now=now)
    others = Course.objects.open().filter(request=course.request_id)
    if course.request.stage == RequestStage.IN_TREATMENT and not others.exists():
        move_request(request_id=course.request_id, stage=RequestStage.ENDED, by=by)
    refresh_plan_reviews(course.request_id, by=by)
    return course


def stop_course(course: Course, *, reason: str, by: User, now: datetime) -> None:
    """End a course as part of an act whose permission has been checked; talks still booked are cancelled."""
    course.move_to(CourseStatus.ENDED)
    course.ended_on = timezone.localdate(now)
    course.end_reason = reason.strip()
    course._history_user = by
    course._change_reason = reason.strip()[:100]
    course.save(update_fields=["status", "ended_on", "end_reason"])
    for session in course.sessions.select_for_update().filter(outcome=SessionOutcome.PLANNED):
        session.move_to(SessionOutcome.CANCELLED)
        session._history_user = by
        session.save(update_fields=["outcome"])
    tell(
        case_id=course.case_id,
        kind=StoryKind.TREATMENT,
        at=now,
        text=f"{course.offer_name} er afsluttet: {course.end_reason}",
        by=by,
        path=course.get_absolute_url(),
    )
