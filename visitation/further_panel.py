"""What the case page shows of decisions made while treatment goes on, and which can be made."""

from datetime import date
from typing import Any

from django.urls import reverse

from cases.models import Case
from cases.panels import Act, Panel
from offers.enums import ChoiceStatus
from offers.models import Course, FreeChoice
from rusmiddel.access.models import User
from rusmiddel.deadlines.enums import DeadlineKind
from visitation.models import FurtherDecision
from visitation.permissions import can_decide


def further(case: Case, user: User, today: date) -> dict[str, Any]:
    made = list(FurtherDecision.objects.for_page().prefetch_related("letter__dispatches").filter(case=case))
    windows = {
        deadline.ref: deadline
        for deadline in case.deadlines.all()
        if deadline.kind == DeadlineKind.FURTHER_COMPLAINT
    }
    stays, choices = [], []
    if can_decide(user):
        stays = list(
            Course.objects.open().filter(case=case, placements__status__in=["planned", "staying"]).distinct()
        )
        choices = list(
            FreeChoice.objects.filter(case=case, status=ChoiceStatus.WANTED).select_related("provider")
        )
    paid = {decision.course_id for decision in made if decision.is_self_payment}
    return {
        "case": case,
        "decisions": [(decision, windows.get(decision.deadline_ref)) for decision in reversed(made)],
        "owes_payment_decision": [course for course in stays if course.pk not in paid],
        "acts": [
            *(
                Act(
                    "Afgør egenbetaling",
                    reverse("visitation:self_payment_new", args=[case.number, course.pk]),
                )
                for course in stays
            ),
            *(
                Act(
                    f"Begræns frit valg af {choice.provider.name}",
                    reverse("visitation:choice_limit", args=[case.number, choice.pk]),
                )
                for choice in choices
            ),
        ],
    }


PANEL = Panel(template="visitation/_further_panel.html", content=further)
