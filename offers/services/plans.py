"""The treatment plan (behandlingsplan): written with the citizen, settled, signed, made anew."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from cases.enums import ClockEventKind, StoryKind
from cases.permissions import require
from cases.seeing import require_sees
from cases.services.clocks import add_event
from cases.services.story import tell
from offers.enums import GoalKind, Signer
from offers.models import PlanGoal, TreatmentPlan
from offers.permissions import can_plan
from offers.plans.reviewing import why_not_settled
from offers.services.locks import locked_request
from offers.services.plan_reviews import refresh_plan_reviews
from rusmiddel.access.models import User
from rusmiddel.danish_dates import long_date
from rusmiddel.standards.services import version_in_force
from rusmiddel.versions import BothHaveWritten, Words, beside_colleague

WRITTEN_FIELDS = ("findings", "methods", "tasks", "schedule", "participation", "review_on")
GOAL_FIELDS = ("kind", "under", "text", "actions", "by_on", "is_dropped")


@dataclass(frozen=True, kw_only=True)
class GoalValues:
    """A goal as it is written on the page; `goal_id` is None for a new one, `seen` what its writer saw."""

    kind: GoalKind
    text: str
    goal_id: int | None = None
    under_id: int | None = None
    actions: str = ""
    by_on: date | None = None
    is_dropped: bool = False
    seen: str = ""


class ColleagueHasWritten(Exception):
    """A colleague has written since: in the plan's own fields, or in goals by their place on the page."""

    def __init__(self, plan: BothHaveWritten | None, goals: Mapping[int, BothHaveWritten]) -> None:
        super().__init__("A colleague has written in the plan since.")
        self.plan = plan
        self.goals = goals


@transaction.atomic
def begin_plan(*, request_id: int, by: User, now: datetime) -> TreatmentPlan:
    """The plan that is being written; where there is none a new version that begins from the last one."""
    require(can_plan(by))
    require_sees(by, now, requests=request_id)
    request = locked_request(request_id)
    if not request.is_open:
        raise ValidationError("Anmodningen om behandling er ikke længere åben.")
    draft = TreatmentPlan.objects.drafts().filter(request=request).first()
    if draft is not None:
        return draft
    last = TreatmentPlan.objects.settled().filter(request=request).last()
    plan = TreatmentPlan(
        case_id=request.case_id,
        request=request,
        standard=version_in_force(request.requested_on),
        version=last.version + 1 if last else 1,
    )
    if last is not None:
        for field in ("findings", "methods", "tasks", "schedule"):
            setattr(plan, field, getattr(last, field))
    plan._history_user = by
    plan.save()
    if last is not None:
        _copy_goals(last, plan, by=by)
    return plan


@transaction.atomic
def write_plan(
    *,
    plan_id: int,
    written: Mapping[str, object],
    goals: Sequence[GoalValues],
    by: User,
    now: datetime,
    seen: str = "",
) -> TreatmentPlan:
    """Save what has been written so far; nothing needs to be whole yet.

    What a colleague alone has written since stays. Raises ColleagueHasWritten where both have written,
    ValidationError where the plan is settled or a sub-goal stands under nothing.
    """
    require(can_plan(by))
    require_sees(by, now, plans=plan_id)
    plan = _locked(plan_id)
    if plan.is_settled:
        raise ValidationError("Planen er gjort færdig og kan ikke ændres. Lav i stedet en ny udgave.")
    stored = {goal.pk: goal for goal in plan.goals.select_for_update()}
    conflict: BothHaveWritten | None = None
    conflicts: dict[int, BothHaveWritten] = {}
    try:
        [changes] = beside_colleague(
            (plan, {field: written[field] for field in WRITTEN_FIELDS if field in written}), seen=seen
        )
    except BothHaveWritten as error:
        changes, conflict = {}, error
    for field, value in changes.items():
        setattr(plan, field, value)
    last = max((goal.position for goal in stored.values()), default=0)
    for place, values in enumerate(goals):
        if values.goal_id is not None and values.goal_id not in stored:
            raise ValidationError("Målet hører til en anden plan.")
        last += 1
        goal = stored.get(values.goal_id or 0) or PlanGoal(plan=plan, position=last)
        try:
            _write_goal(goal, values, among=stored, by=by)
        except BothHaveWritten as error:
            conflicts[place] = error
    if conflict or conflicts:
        raise ColleagueHasWritten(conflict, conflicts)
    plan._history_user = by
    plan.save()
    return plan


@transaction.atomic
def settle_plan(*, plan_id: int, by: User, now: datetime) -> TreatmentPlan:
    """Make the plan ready to be signed: nothing in it changes any more, and its review is due (PLN-6).

    The first one of a request is also a fact of the municipality's own goal (GUA-10).
    """
    require(can_plan(by))
    require_sees(by, now, plans=plan_id)
    plan = _locked(plan_id)
    if plan.is_settled:
        raise ValidationError("Planen er allerede gjort færdig.")
    goals = plan.goals.filter(is_dropped=False).count()
    missing = why_not_settled(goals=goals, participation=plan.participation)
    if missing:
        raise ValidationError(missing)
    plan.settled_at, plan.settled_by = now, by
    plan._history_user = by
    plan.save()
    events = plan.request.events.standing()
    if not events.filter(kind=ClockEventKind.PLAN_CREATED).exists():
        add_event(
            request_id=plan.request_id, kind=ClockEventKind.PLAN_CREATED, occurred_at=now, by=by, now=now
        )
    refresh_plan_reviews(plan.request_id, by=by)
    _tell(plan, f"Behandlingsplan, udgave {plan.version}, er gjort færdig", by=by, at=now)
    return plan


@transaction.atomic
def record_signature(
    *, plan_id: int, signer: Signer, signed_on: date | None, reason: str, by: User, now: datetime
) -> TreatmentPlan:
    """Say who has signed the plan and when, or why nobody has; once."""
    require(can_plan(by))
    require_sees(by, now, plans=plan_id)
    plan = _locked(plan_id)
    if not plan.is_settled:
        raise ValidationError("Gør planen færdig, før den underskrives.")
    if plan.is_signature_recorded:
        raise ValidationError("Underskriften er allerede registreret.")
    if signer == Signer.NOBODY:
        if not reason.strip():
            raise ValidationError({"reason": "Skriv, hvorfor planen ikke er underskrevet."})
        plan.signed_on, plan.not_signed_reason = None, reason.strip()
    else:
        _check_signed_on(plan, signed_on, today=timezone.localdate(now))
        plan.signed_on, plan.not_signed_reason = signed_on, ""
    plan.signer, plan.signature_at, plan.signature_by = signer, now, by
    plan._history_user = by
    plan.save()
    text = (
        f"Behandlingsplanen er ikke underskrevet: {reason.strip()}"
        if signer == Signer.NOBODY or signed_on is None
        else f"Behandlingsplanen er underskrevet {long_date(signed_on)} af {signer.label.lower()}"
    )
    _tell(plan, text, by=by, at=now)
    return plan


def _check_signed_on(plan: TreatmentPlan, signed_on: date | None, *, today: date) -> None:
    if signed_on is None:
        raise ValidationError({"signed_on": "Skriv, hvornår planen er underskrevet."})
    if signed_on > today:
        raise ValidationError({"signed_on": "Datoen ligger i fremtiden."})
    if plan.settled_on is not None and signed_on < plan.settled_on:
        raise ValidationError({"signed_on": "Planen var ikke gjort færdig den dag."})


def _write_goal(goal: PlanGoal, values: GoalValues, *, among: Mapping[int, PlanGoal], by: User) -> None:
    if not values.text.strip() and goal.pk is None:
        return
    has_sub_goals = any(other.under_id == goal.pk and not other.is_dropped for other in among.values())
    if goal.pk and has_sub_goals and (values.is_dropped or values.kind == GoalKind.SUB_GOAL):
        raise ValidationError(f"»{goal.text}« har delmål. Tag dem ud først.")
    over = among.get(values.under_id or 0)
    if values.kind == GoalKind.SUB_GOAL and (
        over is None or over.kind == GoalKind.SUB_GOAL or over.pk == goal.pk
    ):
        raise ValidationError("Et delmål skal stå under et mål i samme plan.")
    wanted = {
        "kind": values.kind.value,
        "under": over if values.kind == GoalKind.SUB_GOAL else None,
        "text": values.text.strip() or goal.text,
        "actions": values.actions.strip(),
        "by_on": values.by_on,
        "is_dropped": values.is_dropped or not values.text.strip(),
    }
    if goal.pk is not None:
        words: Words = {"under": str, "kind": lambda kind: GoalKind(kind).label}
        [wanted] = beside_colleague((goal, wanted), seen=values.seen, words=words)
        if all(getattr(goal, field) == value for field, value in wanted.items()):
            return
    for field, value in wanted.items():
        setattr(goal, field, value)
    goal._history_user = by
    goal.save()


def _copy_goals(last: TreatmentPlan, plan: TreatmentPlan, *, by: User) -> None:
    copied: dict[int, PlanGoal] = {}
    goals = last.goals.filter(is_dropped=False).order_by("position")
    for goal in goals.filter(under=None):
        copied[goal.pk] = _copy(goal, plan, under=None, by=by)
    for goal in goals.filter(under__isnull=False):
        _copy(goal, plan, under=copied.get(goal.under_id or 0), by=by)


def _copy(goal: PlanGoal, plan: TreatmentPlan, *, under: PlanGoal | None, by: User) -> PlanGoal:
    copy = PlanGoal(
        plan=plan,
        kind=goal.kind,
        under=under,
        position=goal.position,
        text=goal.text,
        actions=goal.actions,
        by_on=goal.by_on,
    )
    copy._history_user = by
    copy.save()
    return copy


def _locked(plan_id: int) -> TreatmentPlan:
    # The request first, in the order every act locks, so that two acts never wait for each other.
    locked_request(TreatmentPlan.objects.values_list("request", flat=True).get(pk=plan_id))
    return (
        TreatmentPlan.objects.select_for_update(of=("self",))
        .select_related("request__inquiry", "case")
        .get(pk=plan_id)
    )


def _tell(plan: TreatmentPlan, text: str, *, by: User, at: datetime) -> None:
    tell(
        case_id=plan.case_id,
        kind=StoryKind.TREATMENT,
        at=at,
        text=text,
        by=by,
        path=plan.get_absolute_url(),
    )
