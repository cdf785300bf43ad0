"""What treatment waits for, and what its first talk means for the clocks."""

from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.utils import timezone

from cases.enums import ClockEventKind, RequestStage, SessionOutcome
from cases.models import TreatmentRequest
from cases.services.anonymity import anonymity_hindrance
from cases.services.circumstances import contract_hindrance
from cases.services.clocks import add_event, facts_of
from cases.services.commitments import is_refused
from cases.services.requests import move_request
from cases.services.talks import move_event
from offers.ages import why_wrong_age
from offers.enums import CourseStatus
from offers.models import Course, Session
from offers.services.plan_reviews import refresh_plan_reviews
from offers.starting import Hindrance, hindrances, medical_talk_warning
from rusmiddel.access.models import User
from rusmiddel.standards.schema import Standard
from rusmiddel.standards.services import in_force


def what_treatment_waits_for(request: TreatmentRequest, *, now: datetime) -> tuple[list[Hindrance], str]:
    """What keeps treatment from beginning today, and the warning about the doctor's talk; "" for none.

    `request` is read with `with_facts()`.
    """
    standard = in_force(request.requested_on)
    today = timezone.localdate(now)
    waits_for = _hindrances(request, standard, offer_key=request.wished_offer, on=today)
    return waits_for, medical_talk_warning(facts_of(request, standard), standard)


def _hindrances(
    request: TreatmentRequest, standard: Standard, *, offer_key: str, on: date
) -> list[Hindrance]:
    offer = standard.offer(offer_key) if offer_key else None
    offer_kind = offer.kind if offer else None
    return hindrances(
        facts_of(request, standard),
        standard,
        age=request.age_on(on),
        anonymity=anonymity_hindrance(request, standard),
        contract=contract_hindrance(request, standard, offer_kind),
        offer_kind=offer_kind,
        is_refused=is_refused(request),
        wrong_age=why_wrong_age(offer, request.age_on(on)) if offer else "",
    )


def start(course: Course, session: Session, *, by: User, now: datetime) -> None:
    begin(course, at=session.planned_at, by=by, now=now)


def begin(course: Course, *, at: datetime, by: User, now: datetime) -> None:
    """Treatment begins with the first talk, or with the first day of a stay."""
    started_on = timezone.localdate(at)
    request = TreatmentRequest.objects.with_facts().get(pk=course.request_id)
    standard = in_force(request.requested_on)
    waits_for = _hindrances(request, standard, offer_key=course.offer_key, on=started_on)
    if waits_for:
        raise ValidationError([hindrance.text for hindrance in waits_for])
    course.move_to(CourseStatus.ACTIVE)
    course.started_on = started_on
    course._history_user = by
    course.save(update_fields=["status", "started_on"])
    refresh_plan_reviews(course.request_id, by=by)
    if course.granted_on is not None:
        treatment_began(course, at=at, by=by, now=now)


def treatment_started(course: Course, session: Session, *, by: User, now: datetime) -> None:
    treatment_began(course, at=session.planned_at, by=by, now=now)


def treatment_began(course: Course, *, at: datetime, by: User, now: datetime) -> None:
    """The beginning of treatment that was granted: the clock stops and the request is in treatment."""
    request = TreatmentRequest.objects.select_for_update(of=("self",)).get(pk=course.request_id)
    if request.stage == RequestStage.GRANTED:
        move_request(request_id=request.pk, stage=RequestStage.IN_TREATMENT, by=by)
    if not request.events.standing().filter(kind=ClockEventKind.TREATMENT_STARTED).exists():
        add_event(
            request_id=request.pk,
            kind=ClockEventKind.TREATMENT_STARTED,
            occurred_at=at,
            by=by,
            now=now,
        )


def not_begun_with(session: Session, course: Course, *, reason: str, by: User, now: datetime) -> None:
    """What began with a talk that is taken back begins with the next one held, or has not begun."""
    first = course.sessions.filter(outcome=SessionOutcome.HELD).order_by("planned_at").first()
    if first is None:
        course.move_back_to(CourseStatus.PLANNED)
    course.started_on = timezone.localdate(first.planned_at) if first else None
    course._history_user = by
    course._change_reason = reason.strip()[:100]
    course.save(update_fields=["status", "started_on"])
    refresh_plan_reviews(course.request_id, by=by)
    held = Session.objects.filter(
        course__request=course.request_id, course__granted_on__isnull=False, outcome=SessionOutcome.HELD
    ).order_by("planned_at")
    if course.request.stage == RequestStage.IN_TREATMENT and not held.exists():
        course.request.move_back_to(RequestStage.GRANTED)
        course.request._history_user = by
        course.request.save(update_fields=["stage"])
    move_event(
        course.request,
        ClockEventKind.TREATMENT_STARTED,
        session,
        others=held,
        reason=reason,
        by=by,
        now=now,
    )
