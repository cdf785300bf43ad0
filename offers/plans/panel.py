"""What the case page shows of the treatment plan and of the handleplan."""

from datetime import date
from typing import Any

from django.urls import reverse

from cases.models import Case
from cases.panels import Act, Panel
from cases.standing import stands
from offers.models import ActionPlanOffer, TreatmentPlan
from offers.permissions import can_plan
from rusmiddel.access.models import User


def plans(case: Case, user: User, today: date) -> dict[str, Any]:
    wish = case.latest_request
    found = _plans(case) if stands(case, TreatmentPlan) else []
    offers = _offers(case) if stands(case, ActionPlanOffer) else []
    may_plan = can_plan(user) and case.is_open
    is_offered = wish is not None and bool(wish.standard.plan.action_plan_offered.value)
    waiting = next((offer for offer in offers if not offer.answer), None)
    return {
        "case": case,
        "draft": next((plan for plan in found if not plan.is_settled), None),
        "current": next((plan for plan in found if plan.is_settled), None),
        "action_plan": offers[0] if offers else None,
        "waiting": waiting,
        "lacks_action_plan": is_offered and not offers,
        "may_plan": may_plan,
        "may_begin": may_plan and wish is not None and wish.is_open,
        "acts": [Act("Handleplan er tilbudt", reverse("offers:action_plan_new", args=[case.number]))]
        if may_plan and is_offered and waiting is None
        else [],
    }


def _plans(case: Case) -> list[TreatmentPlan]:
    return list(TreatmentPlan.objects.filter(case=case).order_by("-pk")[:5])


def _offers(case: Case) -> list[ActionPlanOffer]:
    return list(ActionPlanOffer.objects.filter(case=case).order_by("-offered_on", "-pk"))


PANEL = Panel(template="offers/_plan_panel.html", content=plans)
