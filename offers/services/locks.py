"""A course held for as long as an act takes, its request first."""

from django.core.exceptions import ValidationError

from cases.enums import RequestStage
from cases.models import TreatmentRequest
from offers.models import Course

TREATABLE = frozenset({RequestStage.GRANTED, RequestStage.IN_TREATMENT})
# Before the decision only what may begin before it can be given.
BEFORE_DECISION = frozenset({RequestStage.REGISTERED, RequestStage.ASSESSING, RequestStage.READY})


def locked(course_id: int) -> Course:
    # The request first, in the order every act locks, so that two acts never wait for each other.
    locked_request(Course.objects.values_list("request", flat=True).get(pk=course_id))
    return (
        Course.objects.select_for_update(of=("self",))
        .select_related("request__inquiry", "case")
        .get(pk=course_id)
    )


def locked_request(request_id: int) -> TreatmentRequest:
    return (
        TreatmentRequest.objects.select_for_update(of=("self",))
        .select_related("inquiry", "case__responsible")
        .get(pk=request_id)
    )


def require_open(course: Course) -> None:
    if not course.is_open:
        raise ValidationError("Forløbet er afsluttet.")
    allowed = BEFORE_DECISION | TREATABLE if course.begun_early else TREATABLE
    if course.request.stage not in allowed:
        stage = course.request.get_stage_display().lower()
        raise ValidationError(f"Anmodningen om behandling er ikke længere åben ({stage}).")
