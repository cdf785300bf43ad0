"""At the most talks that the standard gives: a new visitation, and never an extension (END-4)."""

from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction

from cases.enums import RequestStage, StoryKind
from cases.models import TreatmentRequest
from cases.permissions import can_assess, require
from cases.seeing import require_sees
from cases.services.asking_again import ask_again
from cases.services.requests import move_request
from cases.services.story import tell
from offers.caps import why_not_visited_again
from offers.models import Course
from offers.services.ending import stop_course
from offers.services.locks import locked, require_open
from offers.services.plan_reviews import refresh_plan_reviews
from offers.services.sessions import standing_of
from rusmiddel.access.models import User
from rusmiddel.standards.services import in_force


@transaction.atomic
def ask_for_new_visitation(*, course_id: int, reason: str, by: User, now: datetime) -> TreatmentRequest:
    """End a course whose talks are used up and put the case before visitation again, for the same offer.

    The talks go on, on a course of its own, when that is decided; nothing is counted as an end of treatment.
    Raises ValidationError while talks are left, and where the standard knows of no new visitation.
    """
    require(can_assess(by))
    require_sees(by, now, courses=course_id)
    course = locked(course_id)
    require_open(course)
    found = standing_of(course, in_force(course.request.requested_on))
    if refused := why_not_visited_again(found):
        raise ValidationError(refused)
    beside = Course.objects.open().filter(request=course.request_id).exclude(pk=course.pk).first()
    if beside is not None:
        raise ValidationError(f"Borgeren får også {beside.offer_name}. Afslut først det forløb.")
    if course.request.stage != RequestStage.IN_TREATMENT:
        raise ValidationError("Behandlingen er ikke begyndt.")
    stop_course(course, reason="Samtalerne er brugt; ny visitation", by=by, now=now)
    move_request(request_id=course.request_id, stage=RequestStage.ENDED, by=by)
    earlier = TreatmentRequest.objects.select_related("inquiry", "case__citizen").get(pk=course.request_id)
    request = ask_again(earlier, wished_offer=course.offer_key, conclusion=reason, by=by, now=now)
    refresh_plan_reviews(course.request_id, by=by)
    tell(
        case_id=course.case_id,
        kind=StoryKind.VISITATION,
        at=now,
        text=f"{course.offer_name}: ny visitation er bedt om. {reason.strip()}",
        by=by,
        path=course.get_absolute_url(),
    )
    return request
