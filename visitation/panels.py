"""What the case page shows of visitation: the meeting that waits, the decisions, the letters."""

from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse

from cases.enums import RequestStage
from cases.models import Case, TreatmentRequest
from cases.panels import Act, Panel
from cases.standing import stands
from rusmiddel.access.models import User
from rusmiddel.deadlines.enums import DeadlineKind
from rusmiddel.letters.enums import WRITTEN_KINDS
from rusmiddel.letters.models import Letter
from rusmiddel.prepared import prepared
from visitation.competence import deciders, weekly_body
from visitation.models import AgendaItem, Decision
from visitation.permissions import can_decide, can_send_letters

SHOWN = 5


def decisions(case: Case, user: User, today: date) -> dict[str, Any]:
    latest = case.latest_request
    wish = latest if latest and latest.stage == RequestStage.READY else None
    made = _made(case=case.pk) if stands(case, Decision) else []
    replaced = {decision.replaces_id for decision in made}
    windows = {
        deadline.ref: deadline
        for deadline in case.deadlines.all()
        if deadline.kind == DeadlineKind.COMPLAINT_WINDOW
    }
    return {
        "case": case,
        "wish": wish,
        "item": AgendaItem.objects.pending().select_related("meeting").filter(request=wish).first()
        if wish
        else None,
        "decisions": [
            (decision, windows.get(decision.deadline_ref), decision.pk in replaced) for decision in made
        ],
        "may_decide_outside": wish is not None and can_decide(user) and _is_decided_outside(wish),
        "today": today,
        "letters": _letters(case) if stands(case, Letter) else [],
        "acts": [Act("Skriv brev", reverse("visitation:letter_new", args=[case.number]))]
        if can_send_letters(user)
        else [],
    }


def _letters(case: Case) -> list[Letter]:
    written = Letter.objects.filter(case=case, kind__in=WRITTEN_KINDS)
    return list(written.for_list().order_by("-issued_at")[:SHOWN])


@prepared
def _made(*, case: int) -> QuerySet[Decision]:
    return Decision.objects.for_panel().filter(case=case).order_by("-pk")


def _is_decided_outside(wish: TreatmentRequest) -> bool:
    """Somebody else than the weekly meeting decides on what is asked for."""
    weekly = weekly_body(wish.standard)
    return weekly is None or any(
        each.body.key != weekly.key for each in deciders(wish.standard, wish.wished_offer, wish.substance)
    )


PANEL = Panel(template="visitation/_panel.html", content=decisions)
