"""Relatives who want help themselves: a case of their own, talks as the standard gives them."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from cases.booking_days import booking_day_refused
from cases.enums import (
    Channel,
    Children,
    CitizenKind,
    ContactedBy,
    NextStep,
    Place,
    RelativeGround,
    SessionOutcome,
    StoryKind,
    Substance,
    Wish,
)
from cases.free_hours import require_free_hour
from cases.models import Case, CaseNumberSeries, Citizen, Inquiry, RelativeCourse, RelativeTalk
from cases.permissions import can_book, can_do_casework, require
from cases.relatives import why_no_more, why_not_given
from cases.seeing import require_sees
from cases.services.story import tell
from rusmiddel.access.models import User
from rusmiddel.danish_dates import clock, long_date
from rusmiddel.locks import hold
from rusmiddel.standards.schema import Offer
from rusmiddel.standards.services import in_force, version_in_force


@dataclass(frozen=True, kw_only=True)
class Relative:
    """Who wants help, as far as it was told."""

    name: str
    phone: str = ""
    age: int | None = None
    municipality_code: str = ""
    ground: RelativeGround = RelativeGround.OTHER


@transaction.atomic
def open_relative(
    *, submission: UUID, relative: Relative, offer_key: str, by: User, now: datetime
) -> RelativeCourse:
    """Open a relative's own case with the offer; no guarantee begins, and no CPR number is asked for.

    Tied to no citizen's case: that somebody near is treated here is not for others to see. The same
    `submission` twice gives the same course. Raises ValidationError where the offer is not for them.
    """
    require(can_do_casework(by))
    today = timezone.localdate(now)
    standard = in_force(today)
    offer = standard.offer(offer_key)
    own_code = standard.organisation.municipality_code.value
    refused = why_not_given(
        offer,
        age=relative.age,
        lives_here=relative.municipality_code in {"", own_code},
        ground=relative.ground,
    )
    if refused:
        raise ValidationError({"offer_key": refused})
    hold(f"inquiry:{submission}")
    already = RelativeCourse.objects.filter(case__inquiries__submission=submission).first()
    if already is not None:
        return already
    citizen = Citizen.objects.create(
        kind=CitizenKind.IDENTIFIED,
        name=relative.name,
        phone=relative.phone,
        municipality_code=relative.municipality_code,
    )
    case = Case.objects.create(
        number=CaseNumberSeries.take(today.year)[0], citizen=citizen, opened_on=today, responsible=by
    )
    Inquiry.objects.create(
        submission=submission,
        case=case,
        citizen=citizen,
        contacted_at=now,
        registered_by=by,
        channel=Channel.PHONE,
        contacted_by=ContactedBy.RELATIVE,
        wish=Wish.COUNSELLING,
        substance=Substance.UNKNOWN,
        stated_age=relative.age,
        municipality_code=relative.municipality_code,
        children=Children.UNKNOWN,
        next_step=NextStep.FIRST_TALK,
    )
    course = RelativeCourse(
        case=case,
        offer_key=offer.key,
        offer_name=offer.name,
        ground=relative.ground,
        standard=version_in_force(today),
    )
    course._history_user = by
    course.save()
    text = f"Pårørende ønsker selv hjælp: {offer.name}"
    tell(case_id=case.pk, kind=StoryKind.INQUIRY, at=now, text=text, by=by)
    return course


@transaction.atomic
def book_relative_talk(
    *,
    course_id: int,
    planned_at: datetime,
    minutes: int,
    place: Place,
    employee: User,
    by: User,
    now: datetime,
) -> RelativeTalk:
    """Book a talk with a relative; no more than the standard gives, cancelled ones not counted."""
    require(can_book(by))
    require_sees(by, now, relative_course=course_id)
    course = RelativeCourse.objects.select_for_update(of=("self",)).select_related("case").get(pk=course_id)
    if not course.case.is_open:
        raise ValidationError("Sagen er lukket.")
    if refused := booking_day_refused(timezone.localdate(planned_at), today=timezone.localdate(now)):
        raise ValidationError({"planned_at": refused})
    already = course.talks.filter(planned_at=planned_at, outcome=SessionOutcome.PLANNED).first()
    if already is not None:
        return already
    taken = course.talks.exclude(outcome=SessionOutcome.CANCELLED).count()
    refused = why_no_more(offer_of(course), taken)
    if refused:
        raise ValidationError(refused)
    talk = RelativeTalk(course=course, planned_at=planned_at, minutes=minutes, place=place, employee=employee)
    require_free_hour(talk)
    talk._history_user = by
    talk.save()
    day = long_date(timezone.localdate(planned_at))
    text = f"Samtale med pårørende aftalt til den {day} kl. {clock(planned_at)} hos {employee.name}"
    tell(case_id=course.case_id, kind=StoryKind.SESSION, at=now, text=text, by=by)
    return talk


@transaction.atomic
def close_relative_talk(
    *, talk_id: int, outcome: SessionOutcome, note: str, by: User, now: datetime
) -> RelativeTalk:
    """Say how a talk with a relative went."""
    require(can_book(by))
    require_sees(by, now, relative_course__talks=talk_id)
    talk = RelativeTalk.objects.select_for_update(of=("self",)).select_related("course").get(pk=talk_id)
    talk.end(outcome, note=note, by=by, now=now)
    talk.save()
    text = f"Samtale med pårørende: {talk.ending}"
    tell(case_id=talk.course.case_id, kind=StoryKind.SESSION, at=talk.ended_at(now), text=text, by=by)
    return talk


def offer_of(course: RelativeCourse) -> Offer:
    """The offer as the standard of the day the case was opened has it."""
    return in_force(course.case.opened_on).offer(course.offer_key)
