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
from visitation.enums import ENDING_KINDS, FurtherKind
from visitation.models import FurtherDecision, Hearing, Proposal, Recommendation
from visitation.permissions import can_decide, can_hear
from visitation.services.endings import exceeded_on


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
    may_decide = can_decide(user)
    going_on = list(Course.objects.open().filter(case=case)) if may_decide else []
    ended = {decision.course_id for decision in made if decision.kind in ENDING_KINDS}
    wish = case.latest_request
    paid = {decision.course_id for decision in made if decision.is_self_payment}
    return {
        "case": case,
        "hearings": Hearing.objects.filter(case=case).order_by("-pk"),
        "proposals": Proposal.objects.open().filter(case=case).select_related("case", "prepared_by"),
        "recommendations": Recommendation.objects.filter(case=case).defer("pdf").order_by("-pk"),
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
                act
                for course in going_on
                if course.granted_on is not None and course.pk not in ended
                for act in (
                    Act(
                        f"Et andet tilbud i stedet for {course.offer_name}",
                        reverse("visitation:offer_change", args=[case.number, course.pk]),
                    ),
                    Act(
                        f"Afslut {course.offer_name} mod borgerens ønske",
                        reverse("visitation:ending_new", args=[case.number, course.pk, "termination"]),
                    ),
                    Act(
                        f"Bortvis fra {course.offer_name}",
                        reverse("visitation:ending_new", args=[case.number, course.pk, "expulsion"]),
                    ),
                )
            ),
            *(
                [
                    Act(
                        "Fortæl, at garantien er overskredet",
                        reverse("visitation:guarantee_exceeded", args=[case.number]),
                    )
                ]
                if may_decide
                and wish is not None
                and exceeded_on(wish, today=today) is not None
                and not any(decision.kind == FurtherKind.GUARANTEE_EXCEEDED for decision in made)
                else []
            ),
            *(
                [Act("Partshør borgeren", reverse("visitation:hearing_new", args=[case.number]))]
                if wish is not None and can_hear(user)
                else []
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
