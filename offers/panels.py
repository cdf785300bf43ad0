"""What the case page shows of treatment."""

from datetime import date
from typing import Any

from django.urls import reverse

from cases.enums import RequestStage
from cases.models import Case
from cases.panels import Act, Panel
from offers.models import Course
from offers.permissions import can_book, can_treat
from rusmiddel.access.models import User

BEFORE_DECISION = {RequestStage.REGISTERED, RequestStage.ASSESSING, RequestStage.READY}


def courses(case: Case, user: User, today: date) -> dict[str, Any]:
    wish = case.latest_request
    may_begin_early = (
        wish is not None
        and wish.stage in BEFORE_DECISION
        and can_treat(user)
        and bool(wish.standard.visitation.may_start_before.value)
    )
    return {
        "case": case,
        "courses": Course.objects.with_sessions().filter(case=case).order_by("-pk"),
        "acts": [Act("Begynd før visitationen", reverse("offers:start_early", args=[case.number]))]
        if may_begin_early
        else [],
        "may_book": can_book(user),
        "may_treat": can_treat(user),
    }


PANEL = Panel(template="offers/_panel.html", content=courses)
