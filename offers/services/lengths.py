"""Deadlines of courses with phases or a length: MOVE's weekly talks and follow-up, NADA's months."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date

from django.db.models import Prefetch, QuerySet
from django.utils import timezone

from cases.enums import SessionOutcome
from offers.models import Course, Session
from offers.move import Plan, followup_due_on, plan_of, treatment_done_on, treatment_due_on
from offers.nada import ends_on
from rusmiddel.access.models import User
from rusmiddel.deadlines import register
from rusmiddel.deadlines.enums import DeadlineKind, DeadlineStatus
from rusmiddel.deadlines.models import Deadline
from rusmiddel.deadlines.values import DeadlineValues, Step, due_milestones
from rusmiddel.standards.enums import OfferKind
from rusmiddel.standards.schema import Offer, UnknownOffer
from rusmiddel.standards.services import Timeline, timeline

LENGTH_KINDS = (DeadlineKind.MOVE_TREATMENT, DeadlineKind.MOVE_FOLLOW_UP, DeadlineKind.NADA_END)
LENGTHY = (OfferKind.MOVE, OfferKind.NADA)
# Time to plan how the course goes on or ends.
WARNING_DAYS_BEFORE = (14,)
TAKEN_BACK = "Det, fristen løb fra, er taget tilbage"


def ref_of(course_id: int) -> str:
    return f"course:{course_id}"


def courses_with_talks() -> QuerySet[Course]:
    """Those that have begun and have a length, with all that their deadlines are computed from."""
    keys = {offer.key for standard in timeline().all() for offer in standard.offers if offer.kind in LENGTHY}
    held = Session.objects.filter(outcome=SessionOutcome.HELD).order_by("planned_at", "pk")
    return (
        Course.objects.exclude(started_on=None)
        .filter(offer_key__in=keys)
        .select_related("request__inquiry", "case")
        .prefetch_related(Prefetch("sessions", held))
        .order_by("pk")
    )


def expected_lengths(courses: Iterable[Course]) -> Iterator[DeadlineValues]:
    """What the register must say of each, for the act and for the nightly reconciliation."""
    standards = timeline()
    for course in courses:
        offer = _offer(course, standards)
        if offer is None:
            continue
        if (plan := plan_of(offer)) is not None:
            yield from _phases(course, offer, plan)
        if course.started_on is not None and (last := ends_on(offer, course.started_on)) is not None:
            yield _values(
                course,
                DeadlineKind.NADA_END,
                offer,
                since=course.started_on,
                due_on=last,
                done_on=course.ended_on,
                text=f"Standarden giver {offer.name} i op til {offer.months_max.value} måneder",
            )


def refresh_lengths(course_id: int, *, by: User | None, today: date) -> None:
    """Compute a course's deadlines from its facts and keep them; call it inside the fact's transaction."""
    expected = list(expected_lengths(courses_with_talks().filter(pk=course_id)))
    kinds = {values.kind for values in expected}
    left = Deadline.objects.of_kind(*LENGTH_KINDS).filter(ref=ref_of(course_id)).exclude(kind__in=kinds)
    lapsed = [
        replace(row.values, status=DeadlineStatus.LAPSED, closed_on=today, reason=TAKEN_BACK, milestones=())
        for row in left.exclude(status=DeadlineStatus.LAPSED)
    ]
    register.keep_many([*expected, *lapsed], by=by)


def _offer(course: Course, standards: Timeline) -> Offer | None:
    try:
        return standards.on(course.request.requested_on).offer(course.offer_key)
    except UnknownOffer:
        return None


def _phases(course: Course, offer: Offer, plan: Plan) -> Iterator[DeadlineValues]:
    held = [timezone.localdate(session.planned_at) for session in course.sessions.all()]
    if (weekly := treatment_due_on(plan, held)) is not None:
        since, due_on = weekly
        yield _values(
            course,
            DeadlineKind.MOVE_TREATMENT,
            offer,
            since=since,
            due_on=due_on,
            done_on=treatment_done_on(plan, held),
            text=f"Standarden giver {plan.sessions} samtaler på {plan.weeks} uger",
        )
    if (followup := followup_due_on(plan, held)) is not None:
        since, due_on = followup
        yield _values(
            course,
            DeadlineKind.MOVE_FOLLOW_UP,
            offer,
            since=since,
            due_on=due_on,
            done_on=course.ended_on,
            text=f"Standarden giver opfølgende behandling over {plan.followup_months} måneder",
        )


def _values(
    course: Course,
    kind: DeadlineKind,
    offer: Offer,
    *,
    since: date,
    due_on: date,
    done_on: date | None,
    text: str,
) -> DeadlineValues:
    status, closed_on, reason = DeadlineStatus.OPEN, None, ""
    if done_on is not None:
        status = DeadlineStatus.MET if done_on <= due_on else DeadlineStatus.BREACHED
        closed_on = done_on
    elif course.ended_on is not None:
        status, closed_on, reason = DeadlineStatus.LAPSED, course.ended_on, course.end_reason
    return DeadlineValues(
        case_id=course.case_id,
        kind=kind,
        ref=ref_of(course.pk),
        opened_on=since,
        due_on=due_on,
        status=status,
        closed_on=closed_on,
        reason=reason,
        responsible_id=course.case.responsible_id,
        explanation=(
            Step(on=since, text="Løber fra", basis=offer.source),
            Step(on=due_on, text=text, basis=offer.source),
        ),
        milestones=(
            due_milestones(due_on=due_on, days_before=WARNING_DAYS_BEFORE)
            if status == DeadlineStatus.OPEN
            else ()
        ),
    )
