"""What the case page shows of the citizen's own rights."""

from datetime import date
from typing import Any

from django.urls import reverse

from cases.models import Case
from cases.next_steps import NextStep
from cases.panels import Act, Panel
from rights.permissions import can_receive_access_request
from rusmiddel.access.models import User
from rusmiddel.deadlines.enums import DeadlineKind
from rusmiddel.deadlines.models import Deadline


def rights(case: Case, user: User, today: date) -> dict[str, Any]:
    # The case page has read the deadlines already, and each request has one.
    requests = [
        (deadline, reverse("rights:access_request", args=[case.number, deadline.key]))
        for deadline in case.deadlines.all()
        if deadline.kind == DeadlineKind.ACCESS_REQUEST
    ]
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
        # Until when takes more questions than this page may ask, so it stands on a page of its own.
        "keeping_path": "" if case.is_open else path,
    }


def answer_step(deadline: Deadline, number: str) -> NextStep:
    """What is to be done about a request that is not answered."""
    return NextStep(
        on=deadline.due_on,
        text="Anmodning om indsigt: svar, eller skriv at det tager længere tid",
        path=reverse("rights:access_request", args=[number, deadline.key]),
        act="Svar",
    )


PANEL = Panel(template="rights/_panel.html", content=rights, rank=3)
