"""What began before the meeting is confirmed by it (VIS-2)."""

from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from cases.permissions import require
from cases.seeing import require_sees
from offers.models import Course
from offers.services.granting import confirm_course
from offers.services.locks import locked
from rusmiddel.access.models import User
from visitation.models import AgendaItem
from visitation.permissions import can_decide


@transaction.atomic
def confirm_early_course(*, course_id: int, item_id: int, by: User, now: datetime) -> Course:
    """Confirm at the meeting a course that began before it; a second time changes nothing.

    ValidationError before the meeting has begun, for another's course, and for one that was not begun early.
    """
    require(can_decide(by))
    require_sees(by, now, courses=course_id)
    course = locked(course_id)
    item = AgendaItem.objects.select_related("meeting").get(pk=item_id)
    if item.request_id != course.request_id:
        raise ValidationError("Forløbet hører ikke til sagen på dagsordenen.")
    if not item.meeting.has_begun(timezone.localdate(now)):
        raise ValidationError("Mødet er ikke begyndt.")
    if not course.begun_early or not course.is_open:
        raise ValidationError("Forløbet er ikke begyndt før visitationen, eller det er afsluttet.")
    return course if course.granted_on is not None else confirm_course(course, by=by, now=now)
