"""A decision that a complaint has shown to be wrong is made again, without erasing the one it replaces."""

from datetime import datetime

from django.core.exceptions import ValidationError

from cases.enums import ClockEventKind, RequestStage, StoryKind
from cases.models import TreatmentRequest
from cases.readiness import announce_readiness
from cases.services.clocks import strike_event
from cases.services.story import tell
from offers.models import Course
from offers.services.ending import stop_course
from rusmiddel.access.models import User
from visitation.models import Decision, Reopening

# Once treatment has begun another act changes it: a decision under way, or a new wish.
MAY_BE_DECIDED_AGAIN = frozenset({RequestStage.REJECTED, RequestStage.GRANTED})
UNDONE = (ClockEventKind.DECIDED, ClockEventKind.REJECTED)


def may_reopen(decision: Decision) -> bool:
    """Whether the request stands where it can be decided again as it is."""
    return decision.request.stage in MAY_BE_DECIDED_AGAIN and not hasattr(decision, "reopening")


def reopen_decision(*, decision_id: int, reason: str, by: User, now: datetime) -> Reopening:
    """Let the request wait for a new decision, as part of an act whose own permission has been checked.

    The rejection no longer stops the guarantee: it counts from the inquiry again. What was granted and has
    not begun is stopped. ValidationError where treatment has begun, or another wish is open on the case.
    """
    request = TreatmentRequest.objects.select_for_update(of=("self",), no_key=True).get(decisions=decision_id)
    decision = Decision.objects.select_related("request", "case").get(pk=decision_id)
    if not may_reopen(decision):
        raise ValidationError(
            "Afgørelsen kan ikke træffes om: behandlingen er begyndt, eller den er genoptaget."
        )
    if TreatmentRequest.objects.open().filter(case=request.case_id).exclude(pk=request.pk).exists():
        raise ValidationError("Sagen har en anden åben anmodning. Afslut den, før afgørelsen træffes om.")
    for course in Course.objects.open().filter(request=request).select_related("case"):
        stop_course(course, reason=reason, by=by, now=now)
    for event in request.events.standing().filter(kind__in=UNDONE).order_by("pk"):
        strike_event(event, reason=reason, by=by, now=now)
    request.refresh_from_db()
    request.move_back_to(RequestStage.READY)
    request._history_user = by
    request.save(update_fields=["stage"])
    reopening = Reopening(decision=decision, reason=reason.strip(), reopened_at=now, reopened_by=by)
    reopening.full_clean()
    reopening.save()
    tell(
        case_id=decision.case_id,
        kind=StoryKind.DECISION,
        at=now,
        text=f"Afgørelsen skal træffes om: {reopening.reason}",
        by=by,
        path=decision.get_absolute_url(),
    )
    announce_readiness(request.pk, by=by, now=now)
    return reopening
