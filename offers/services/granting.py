"""Courses that a decision gives, and those that may begin before it."""

from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from cases.enums import ClockEventKind, Place, RequestStage, SessionOutcome, StoryKind
from cases.models import TreatmentRequest
from cases.permissions import require
from cases.seeing import require_sees
from cases.services.clocks import add_event
from cases.services.requests import move_request
from cases.services.story import tell
from offers.groups import meets_in_group
from offers.models import Course
from offers.permissions import can_treat
from offers.residential.form import form_of
from offers.services.beginning import treatment_started
from offers.services.ending import stop_course
from offers.services.locks import BEFORE_DECISION, locked_request
from offers.services.memberships import line_up
from offers.services.sessions import book
from rusmiddel.access.models import User
from rusmiddel.standards.schema import Offer
from rusmiddel.standards.services import in_force, version_in_force


def grant_course(*, request: TreatmentRequest, offer: Offer, by: User, now: datetime) -> Course:
    """Turn a decision into a course, or confirm one that began before it; part of the act of deciding.

    The request must be ready; it becomes granted, and in treatment where the course has begun (VIS-2).
    """
    today = timezone.localdate(now)
    course = Course.objects.select_for_update().open().filter(request=request, offer_key=offer.key).first()
    if course is None:
        course = Course(
            case_id=request.case_id,
            request=request,
            offer_key=offer.key,
            offer_name=offer.name,
            form=form_of(offer),
            standard=version_in_force(request.requested_on),
            responsible=request.case.responsible,
        )
    course.granted_on = today
    course._history_user = by
    course.save()
    move_request(request_id=request.pk, stage=RequestStage.GRANTED, by=by)
    # Somebody may have noted it by hand already.
    if not request.events.standing().filter(kind=ClockEventKind.OFFER_GIVEN).exists():
        add_event(request_id=request.pk, kind=ClockEventKind.OFFER_GIVEN, occurred_at=now, by=by, now=now)
    first = course.sessions.filter(outcome=SessionOutcome.HELD).order_by("planned_at").first()
    if first is not None:
        treatment_started(course, first, by=by, now=now)
    if meets_in_group(offer) and not course.memberships.open().exists():
        line_up(course, by=by, now=now)
    return course


def change_course(course: Course, *, offer: Offer, reason: str, by: User, now: datetime) -> Course:
    """Give another course instead of a locked one that goes on; part of the act of deciding.

    The request stays where it stands: treatment goes on.
    """
    if course.placements.open().exists():
        raise ValidationError("Udskriv borgeren fra døgninstitutionen, før tilbuddet ændres.")
    new = Course(
        case_id=course.case_id,
        request=course.request,
        offer_key=offer.key,
        offer_name=offer.name,
        form=form_of(offer),
        standard=version_in_force(course.request.requested_on),
        responsible=course.responsible,
        granted_on=timezone.localdate(now),
    )
    new._history_user = by
    new.validate_constraints()
    new.save()
    stop_course(course, reason=reason, by=by, now=now)
    if meets_in_group(offer):
        line_up(new, by=by, now=now)
    return new


def confirm_course(course: Course, *, by: User, now: datetime) -> Course:
    """Confirm a locked course that began before visitation; part of the act of deciding (VIS-2)."""
    course.granted_on = timezone.localdate(now)
    course._history_user = by
    course.save(update_fields=["granted_on"])
    tell(
        case_id=course.case_id,
        kind=StoryKind.TREATMENT,
        at=now,
        text=f"{course.offer_name}, begyndt før visitationen, er bekræftet",
        by=by,
        path=course.get_absolute_url(),
    )
    return course


@transaction.atomic
def start_before_visitation(
    *,
    request_id: int,
    offer_key: str,
    planned_at: datetime,
    minutes: int,
    place: Place,
    employee: User,
    by: User,
    now: datetime,
) -> Course:
    """Begin what the standard lets begin before visitation; the meeting confirms it afterwards (VIS-2)."""
    require(can_treat(by))
    require_sees(by, now, requests=request_id)
    request = locked_request(request_id)
    standard = in_force(request.requested_on)
    if offer_key not in standard.visitation.may_start_before.value:
        raise ValidationError("Kvalitetsstandarden lader ikke det tilbud begynde før visitationen.")
    if request.stage not in BEFORE_DECISION:
        raise ValidationError("Anmodningen er afgjort. Book i stedet samtalen på det bevilgede forløb.")
    offer = standard.offer(offer_key)
    course = Course(
        case_id=request.case_id,
        request=request,
        offer_key=offer.key,
        offer_name=offer.name,
        standard=version_in_force(request.requested_on),
        responsible=employee,
        begun_early=True,
    )
    course._history_user = by
    course.validate_constraints()
    course.save()
    tell(
        case_id=request.case_id,
        kind=StoryKind.TREATMENT,
        at=now,
        text=f"{offer.name} begynder før visitationen og skal bekræftes på mødet",
        by=by,
        path=course.get_absolute_url(),
    )
    book(course, planned_at=planned_at, minutes=minutes, place=place, employee=employee, by=by, now=now)
    return course
