"""The end of a course: why, how the citizen is, what the plan came to and what comes next."""

from dataclasses import dataclass
from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from cases.enums import RequestStage, SessionOutcome, StoryKind
from cases.models import Code
from cases.permissions import require
from cases.seeing import require_sees
from cases.services.requests import move_request
from cases.services.story import tell
from offers.endings.after import DROPPED_OUT
from offers.enums import CancelledBy, CourseStatus
from offers.models import Course, CourseEnding, TreatmentPlan
from offers.permissions import can_treat
from offers.services.contacts import NOT_SOUGHT, lacks_contact
from offers.services.follow_ups import END_STATUS, refresh_follow_ups
from offers.services.lengths import refresh_lengths
from offers.services.locks import locked
from offers.services.memberships import stop_with_course
from offers.services.plan_reviews import refresh_plan_reviews
from offers.services.substitution_deadlines import refresh_substitution
from rusmiddel.access.models import User
from rusmiddel.standards.services import in_force, version_in_force

END_REASON = "end_reason"


@dataclass(frozen=True, kw_only=True)
class EndingValues:
    """What is written when a course ends: codes of the day's lists, and words."""

    reason: str
    status: str
    evaluation: str = ""
    what_next: str = ""
    note: str = ""


@transaction.atomic
def end_course(*, course_id: int, values: EndingValues, by: User, now: datetime) -> CourseEnding:
    """End a course; where it was the last one, the request for treatment ends and follow-up begins (END-6).

    Raises ValidationError for a code that is not in force, a plan that nobody has evaluated, or a drop-out
    whom the standard wants sought first (END-1).
    """
    require(can_treat(by))
    require_sees(by, now, courses=course_id)
    return end_as_decided(locked(course_id), values=values, by=by, now=now)


def end_as_decided(course: Course, *, values: EndingValues, by: User, now: datetime) -> CourseEnding:
    """The same for a locked course, as part of an act whose permission has been checked."""
    today = timezone.localdate(now)
    if course.placements.open().exists():
        raise ValidationError("Udskriv borgeren fra døgninstitutionen, før forløbet afsluttes.")
    reason, status = _code(END_REASON, values.reason, today), _code(END_STATUS, values.status, today)
    if values.reason == DROPPED_OUT and lacks_contact(course, in_force(course.request.requested_on)):
        raise ValidationError({"reason": NOT_SOUGHT})
    has_plan = TreatmentPlan.objects.settled().filter(request=course.request_id).exists()
    if has_plan and not values.evaluation.strip():
        raise ValidationError({"evaluation": "Skriv, hvad planen førte til."})
    said = f"{reason}. {values.note.strip()}" if values.note.strip() else reason
    stop_course(course, reason=said, by=by, now=now)
    goes_on = Course.objects.open().filter(request=course.request_id).exists()
    if course.request.stage == RequestStage.IN_TREATMENT and not goes_on:
        move_request(request_id=course.request_id, stage=RequestStage.ENDED, by=by)
    ending = CourseEnding.objects.create(
        course=course,
        case_id=course.case_id,
        standard=version_in_force(course.request.requested_on),
        ended_on=today,
        reason=values.reason,
        reason_label=reason,
        status=values.status,
        status_label=status,
        evaluation=values.evaluation.strip(),
        what_next=values.what_next.strip(),
        # What never began has nothing to follow up.
        ends_treatment=not goes_on and course.started_on is not None,
        recorded_at=now,
        recorded_by=by,
    )
    refresh_plan_reviews(course.request_id, by=by)
    refresh_follow_ups(course.case_id, by=by)
    return ending


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
        session.cancelled_by = CancelledBy.CENTRE
        session._history_user = by
        session.save(update_fields=["outcome", "cancelled_by"])
    refresh_lengths(course.pk, by=by, today=course.ended_on)
    refresh_substitution(course.pk, by=by)
    stop_with_course(course, reason=f"forløbet er afsluttet: {course.end_reason}", by=by, now=now)
    tell(
        case_id=course.case_id,
        kind=StoryKind.TREATMENT,
        at=now,
        text=f"{course.offer_name} er afsluttet: {course.end_reason}",
        by=by,
        path=course.get_absolute_url(),
    )


def _code(of_list: str, code: str, on: date) -> str:
    """What the code is called on the day; ValidationError where it may not be used."""
    found = Code.objects.named(of_list, code, on=on)
    if found is None:
        raise ValidationError({of_list.removeprefix("end_"): "Vælg en mulighed på listen."})
    return found.label
