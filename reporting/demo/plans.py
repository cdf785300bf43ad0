"""Treatment plans of the made-up centre: signed and followed up, waiting for a signature, half written."""

from datetime import date, datetime, timedelta

from cases.enums import CitizenKind, RequestStage
from cases.models import TreatmentRequest
from offers.enums import ActionPlanAnswer, Attainment, GoalKind, Signer
from offers.models import Course, TreatmentPlan
from offers.services.action_plans import answer_action_plan, offer_action_plan
from offers.services.plan_reviews import Reached, review_plan
from offers.services.plans import GoalValues, begin_plan, record_signature, settle_plan, write_plan
from reporting.demo.world import moment
from rusmiddel.access.enums import Role
from rusmiddel.access.models import User

# One of each, and some more that are signed.
MOST = 6
WRITTEN = {
    "findings": "Drikker mest alene og i weekenden. Har arbejde og vil beholde det.",
    "methods": "Motiverende samtale og kognitiv adfærdsterapi.",
    "tasks": "Borgeren skriver ugeskema. Behandleren holder kontakt til egen læge efter samtykke.",
    "schedule": "En samtale om ugen de første tre måneder.",
    "participation": "Målene er borgerens egne ord.",
}
GOALS = (
    (GoalKind.SHORT_TERM, "To dage om ugen uden alkohol", "Ugeskema, gennemgås ved hver samtale"),
    (GoalKind.SHORT_TERM, "Sover uden at drikke", "Søvnvaner tages op i tredje samtale"),
    (GoalKind.LONG_TERM, "Er der for børnene om aftenen", "Familien inviteres, når borgeren er klar"),
)


def tell_of_plans(*, today: date) -> None:
    """Plans at every step, on courses that go on."""
    lead = User.objects.with_role(Role.TEAM_LEAD).order_by("pk").first()
    if lead is None:
        return
    # Long enough in treatment that a plan has been made and worked with.
    going_on = (
        Course.objects.open()
        .filter(
            request__stage=RequestStage.IN_TREATMENT,
            case__closed_on=None,
            case__citizen__kind=CitizenKind.IDENTIFIED,
            started_on__lte=today - timedelta(days=50),
            request__plans=None,
        )
        .order_by("-started_on", "pk")
    )
    requests = TreatmentRequest.objects.filter(pk__in=going_on.values("request")).order_by("-pk")[:MOST]
    for number, request in enumerate(requests):
        _plan(request, number, lead, today)


def _plan(request: TreatmentRequest, number: int, by: User, today: date) -> None:
    made_at = moment(today - timedelta(days=45 - number), 11)
    plan = begin_plan(request_id=request.pk, by=by, now=made_at)
    goals = [GoalValues(kind=kind, text=text, actions=actions) for kind, text, actions in GOALS]
    write_plan(plan_id=plan.pk, written=WRITTEN, goals=goals, by=by, now=made_at)
    if number == 1:
        return
    settle_plan(plan_id=plan.pk, by=by, now=made_at)
    if number == 2:
        return
    record_signature(
        plan_id=plan.pk,
        signer=Signer.CITIZEN,
        signed_on=made_at.date(),
        reason="",
        by=by,
        now=made_at + timedelta(hours=1),
    )
    offered = offer_action_plan(
        case_id=request.case_id, offered_on=made_at.date(), note="", by=by, now=made_at
    )
    answer_action_plan(
        offer_id=offered.pk,
        answer=ActionPlanAnswer.ACCEPTED if number % 2 else ActionPlanAnswer.DECLINED,
        answered_on=made_at.date(),
        by=by,
        now=made_at + timedelta(hours=1),
    )
    if number == 0:
        _review(plan, by, moment(today - timedelta(days=6), 13))


def _review(plan: TreatmentPlan, by: User, now: datetime) -> None:
    steps = (Attainment.REACHED, Attainment.PARTLY, Attainment.NOT_REACHED)
    reached = {
        goal.pk: Reached(attainment=steps[place % len(steps)])
        for place, goal in enumerate(plan.goals.order_by("position"))
    }
    review_plan(
        plan_id=plan.pk,
        reviewed_on=now.date(),
        text="De to dage uden lykkes for det meste. Søvnen er bedre, og aftenerne er næste skridt.",
        reached=reached,
        review_on=None,
        by=by,
        now=now,
    )
