"""What the case page shows of the citizen's own rights."""

from datetime import date
from typing import Any

from django.urls import reverse

from cases.models import Case
from cases.next_steps import NextStep
from cases.panels import Act, Panel
from rights.models import AccessRequest
from rights.permissions import can_receive_access_request
from rights.services.keeping import keeping_of
from rusmiddel.access.models import User
from rusmiddel.deadlines.models import Deadline


def rights(case: Case, user: User, today: date) -> dict[str, Any]:
    requests = AccessRequest.objects.filter(case=case).order_by("-received_on", "-pk")
    acts = []
    if can_receive_access_request(user):
        path = reverse("rights:access_request_new", args=[case.number])
        acts.append(Act(text="Borgeren beder om indsigt", path=path))
    path = reverse("rights:keeping", args=[case.number])
    acts.append(Act(text="Hvor længe opbevares sagen?", path=path))
    return {
        "case": case,
        "requests": requests,
        "acts": acts,
        "may_receive": can_receive_access_request(user),
        # While a case is open nothing of it runs out, so there is nothing to compute.
        "keeping": None if case.is_open else keeping_of(case.citizen_id, today=today),
    }


def answer_step(deadline: Deadline, number: str) -> NextStep:
    """What is to be done about a request that is not answered."""
    return NextStep(
        on=deadline.due_on,
        text="Anmodning om indsigt: svar, eller skriv at det tager længere tid",
        path=reverse("rights:access_request", args=[number, deadline.ref.rpartition(":")[2]]),
        act="Svar",
    )


PANEL = Panel(template="rights/_panel.html", content=rights, rank=3)
