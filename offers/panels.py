"""What the case page shows of treatment."""

from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse

from cases.models import Case
from cases.panels import Act, Panel
from cases.standing import stands
from offers.models import Course
from offers.permissions import can_book, can_treat
from offers.services.locks import BEFORE_DECISION
from rusmiddel.access.models import User
from rusmiddel.prepared import prepared


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
        "courses": _courses(case=case.pk) if stands(case, Course) else [],
        "acts": [Act("Begynd før visitationen", reverse("offers:start_early", args=[case.number]))]
        if may_begin_early
        else [],
        "may_book": can_book(user),
        "may_treat": can_treat(user),
    }


@prepared
def _courses(*, case: int) -> QuerySet[Course]:
    return Course.objects.with_sessions().filter(case=case).order_by("-pk")


PANEL = Panel(template="offers/_panel.html", content=courses)
