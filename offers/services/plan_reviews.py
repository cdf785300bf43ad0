"""Follow-ups on the treatment plan: recorded goal by goal, due by the standard's dates."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Prefetch, QuerySet
from django.utils import timezone

from cases.enums import StoryKind
from cases.models import TreatmentRequest
from cases.permissions import require
from cases.seeing import require_sees
from cases.services.story import tell
from offers.enums import Attainment, CourseStatus, GoalKind
from offers.models import Course, GoalAttainment, PlanGoal, PlanReview, TreatmentPlan
from offers.permissions import can_plan
from offers.plans.reviewing import Round, review_due
from rusmiddel.access.models import User
from rusmiddel.deadlines import register
from rusmiddel.deadlines.enums import DeadlineKind, DeadlineStatus
from rusmiddel.deadlines.values import DeadlineValues, due_milestones
from rusmiddel.standards.schema import Standard
from rusmiddel.standards.services import timeline

# Days before the follow-up is due on which it is warned of (section 25).
WARNING_DAYS_BEFORE = (14,)
TREATMENT_OVER = "Behandlingen er slut."


@dataclass(frozen=True, kw_only=True)
class Reached:
    """How far one goal is reached."""

    attainment: Attainment
    note: str = ""


@transaction.atomic
def review_plan(
    *,
    plan_id: int,
    reviewed_on: date,
    text: str,
    reached: Mapping[int, Reached],
    review_on: date | None,
    by: User,
    now: datetime,
) -> PlanReview:
    """Follow the plan up: what it showed, how far each goal is reached, and when next (PLN-2, PLN-4)."""
    require(can_plan(by))
    require_sees(by, now, plans=plan_id)
    request_id = TreatmentPlan.objects.values_list("request", flat=True).get(pk=plan_id)
    TreatmentRequest.objects.select_for_update(of=("self",)).get(pk=request_id)
    plan = TreatmentPlan.objects.select_related("case").get(pk=plan_id)
    if not plan.is_settled or plan.settled_on is None:
        raise ValidationError("Gør planen færdig, før den følges op.")
    if TreatmentPlan.objects.settled().filter(request=request_id, version__gt=plan.version).exists():
        raise ValidationError("Der er en nyere udgave af planen. Følg op på den.")
    if reviewed_on > timezone.localdate(now):
        raise ValidationError({"reviewed_on": "Datoen ligger i fremtiden."})
    if reviewed_on < plan.settled_on:
        raise ValidationError({"reviewed_on": "Datoen ligger, før planen var gjort færdig."})
    goals = set(plan.goals.filter(is_dropped=False).values_list("pk", flat=True))
    if goals - set(reached):
        raise ValidationError("Svar for hvert mål, hvor langt I er.")
    review = PlanReview(
        plan=plan,
        reviewed_on=reviewed_on,
        reviewed_by=by,
        recorded_at=now,
        text=text.strip(),
        review_on=review_on,
    )
    review.validate_constraints()
    review.save()
    for goal_id in sorted(goals):
        GoalAttainment.objects.create(
            review=review,
            goal_id=goal_id,
            attainment=reached[goal_id].attainment,
            note=reached[goal_id].note.strip(),
        )
    refresh_plan_reviews(request_id, by=by)
    of_all = sum(1 for goal in goals if reached[goal].attainment == Attainment.REACHED)
    tell(
        case_id=plan.case_id,
        kind=StoryKind.TREATMENT,
        at=now,
        text=f"Behandlingsplanen er fulgt op: {of_all} af {len(goals)} mål nået",
        by=by,
        path=plan.get_absolute_url(),
    )
    return review


def refresh_plan_reviews(request_id: int, *, by: User | None) -> None:
    """Keep the request's reviews in the register in step with plans, reviews and the end of treatment."""
    register.keep_many(expected_reviews(planned_requests().filter(pk=request_id)), by=by)


def planned_requests() -> QuerySet[TreatmentRequest]:
    """Requests that have a settled plan, with all that its reviews are computed from."""
    return (
        TreatmentRequest.objects.filter(plans__settled_at__isnull=False)
        .distinct()
        .order_by("pk")
        .select_related("inquiry", "case")
        .prefetch_related(
            Prefetch(
                "plans",
                TreatmentPlan.objects.settled().prefetch_related(
                    Prefetch("reviews", PlanReview.objects.order_by("reviewed_on", "pk")),
                    Prefetch("goals", PlanGoal.objects.filter(is_dropped=False)),
                ),
                to_attr="settled_plans",
            ),
            Prefetch("courses", Course.objects.order_by("pk"), to_attr="all_courses"),
        )
    )


def expected_reviews(requests: QuerySet[TreatmentRequest]) -> Iterator[DeadlineValues]:
    """What the register must say of each round of each plan, for the acts and the nightly reconciliation."""
    standards = timeline()
    for request in requests.iterator(chunk_size=500):
        yield from _of_request(request, standards.on(request.requested_on))


def _of_request(request: TreatmentRequest, standard: Standard) -> Iterator[DeadlineValues]:
    courses: list[Course] = request.all_courses  # type: ignore[attr-defined]
    started = min((course.started_on for course in courses if course.started_on), default=None)
    ended = _ended_on(request, courses)
    rounds = list(_rounds(request.settled_plans, started))  # type: ignore[attr-defined]
    for number, (ref, facts) in enumerate(rounds):
        due = review_due(facts, standard)
        if due is None:
            continue
        due_on, steps = due
        closing = rounds[number + 1][1].opened_on if number + 1 < len(rounds) else None
        status, closed_on, reason = DeadlineStatus.OPEN, None, ""
        if closing is not None:
            status = DeadlineStatus.MET if closing <= due_on else DeadlineStatus.BREACHED
            closed_on = closing
        elif ended is not None:
            status, closed_on, reason = DeadlineStatus.LAPSED, max(ended, facts.opened_on), TREATMENT_OVER
        yield DeadlineValues(
            case_id=request.case_id,
            kind=DeadlineKind.PLAN_REVIEW,
            ref=ref,
            opened_on=facts.opened_on,
            due_on=due_on,
            status=status,
            closed_on=closed_on,
            reason=reason,
            responsible_id=request.case.responsible_id,
            explanation=steps,
            milestones=(
                due_milestones(due_on=due_on, days_before=WARNING_DAYS_BEFORE)
                if status == DeadlineStatus.OPEN
                else ()
            ),
        )


def _rounds(plans: Iterable[TreatmentPlan], started: date | None) -> Iterator[tuple[str, Round]]:
    is_first = True
    for plan in plans:
        has_short = any(goal.kind == GoalKind.SHORT_TERM for goal in plan.goals.all())
        for ref, opened_on, agreed_on in _openings(plan):
            yield (
                ref,
                Round(
                    opened_on=opened_on,
                    is_first=is_first,
                    treatment_started_on=started,
                    has_short_term_goals=has_short,
                    agreed_on=agreed_on,
                ),
            )
            is_first = False


def _openings(plan: TreatmentPlan) -> Iterator[tuple[str, date, date | None]]:
    if plan.settled_on is not None:
        yield plan.deadline_ref, plan.settled_on, plan.review_on
    for review in plan.reviews.all():
        yield review.deadline_ref, review.reviewed_on, review.review_on


def _ended_on(request: TreatmentRequest, courses: list[Course]) -> date | None:
    """The day treatment was over; None while anything goes on, or may begin."""
    if request.is_open or any(course.status != CourseStatus.ENDED for course in courses):
        return None
    return max((course.ended_on for course in courses if course.ended_on), default=request.requested_on)
