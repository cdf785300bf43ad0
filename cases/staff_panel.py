"""What the case page shows of who works on the case ('Hvem arbejder på sagen')."""

from datetime import date
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, QuerySet
from django.db.models.functions import JSONObject
from django.urls import reverse

from cases.models import Case, CoWorker, Transfer
from cases.panels import Act, Panel
from cases.permissions import can_pass_on
from rusmiddel.access.models import Absence, User
from rusmiddel.prepared import prepared


def content(case: Case, user: User, today: date) -> dict[str, Any]:
    may_pass_on = case.is_open and can_pass_on(user, case)
    ((co_workers, offers, absences),) = _of(case=case.pk, today=today)
    acts = [
        Act("Bed en anden tage sagen", reverse("cases:transfer_new", args=[case.number])),
        Act("Ny medbehandler", reverse("cases:co_worker_new", args=[case.number])),
    ]
    return {
        "case": case,
        "user": user,
        "absence": absences[0] if absences else None,
        "co_workers": co_workers,
        "offer": offers[0] if offers else None,
        "may_pass_on": may_pass_on,
        "acts": acts if may_pass_on else [],
    }


@prepared
def _of(*, case: int, today: date) -> QuerySet[Case, tuple[list[dict[str, Any]], ...]]:
    """Co-workers, who is asked to take it, and the absence of whoever has it: one query for all three."""
    works = CoWorker.objects.standing().filter(case=OuterRef("pk")).order_by("user__name")
    offers = Transfer.objects.waiting().filter(case=OuterRef("pk"))
    absences = Absence.objects.on(today).filter(employee=OuterRef("responsible"))
    return Case.objects.filter(pk=case).values_list(
        ArraySubquery(works.values(each=JSONObject(pk="pk", user="user", name="user__name"))),
        ArraySubquery(offers.values(each=JSONObject(pk="pk", name="receiver__name"))),
        ArraySubquery(absences.values(each=JSONObject(stand_in="stand_in__name"))),
    )


PANEL = Panel(template="cases/_staff.html", content=content, rank=5)
