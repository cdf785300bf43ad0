"""What the case page shows of who works on the case ('Hvem arbejder på sagen')."""

from datetime import date
from typing import Any

from django.urls import reverse

from cases.models import Case
from cases.panels import Act, Panel
from cases.permissions import can_pass_on
from cases.wording import away_text
from rusmiddel.access.models import Absence, User


def content(case: Case, user: User, today: date) -> dict[str, Any]:
    may_pass_on = case.is_open and can_pass_on(user, case)
    absence = (
        Absence.objects.on(today).filter(employee=case.responsible_id).select_related("stand_in").first()
        if case.responsible_id
        else None
    )
    acts = [
        Act("Bed en anden tage sagen", reverse("cases:transfer_new", args=[case.number])),
        Act("Ny medbehandler", reverse("cases:co_worker_new", args=[case.number])),
    ]
    return {
        "case": case,
        "user": user,
        "absence": absence,
        "away": away_text(absence) if absence else "",
        "co_workers": list(case.co_workers.standing().select_related("user").order_by("user__name")),
        "offer": case.transfers.waiting().select_related("receiver").first(),
        "may_pass_on": may_pass_on,
        "acts": acts if may_pass_on else [],
    }


PANEL = Panel(template="cases/_staff.html", content=content, rank=5)
