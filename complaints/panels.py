"""What the case page shows of complaints."""

from datetime import date
from typing import Any

from django.urls import reverse

from cases.models import Case
from cases.next_steps import NextStep
from cases.panels import Act, Panel
from cases.standing import stands
from complaints.models import Complaint
from complaints.permissions import can_receive_complaint
from rusmiddel.access.models import User
from rusmiddel.deadlines.enums import DeadlineKind
from rusmiddel.deadlines.models import Deadline


def complaints(case: Case, user: User, today: date) -> dict[str, Any]:
    # The case page has read the deadlines already.
    due = {
        deadline.ref: deadline
        for deadline in case.deadlines.all()
        if deadline.is_open and deadline.kind in (DeadlineKind.REASSESSMENT, DeadlineKind.COMPLAINT_ACTION)
    }
    acts = []
    if can_receive_complaint(user):
        acts.append(Act(text="Borgeren klager", path=reverse("complaints:complaint_new", args=[case.number])))
    return {
        "case": case,
        "complaints": [(each, due.get(each.deadline_ref)) for each in _found(case, user)],
        "acts": acts,
        "today": today,
    }


def _found(case: Case, user: User) -> list[Complaint]:
    if not stands(case, Complaint):
        return []
    found = Complaint.objects.filter(case=case).allowed_to(user).order_by("-received_on", "-pk")
    return list(found.only("case", "kind", "received_on", "status", "result"))


def reassess_step(deadline: Deadline, number: str) -> NextStep:
    return _step(
        deadline, number, "Klage: se på sagen igen, og ret afgørelsen eller send klagen videre", "Se klagen"
    )


def action_step(deadline: Deadline, number: str) -> NextStep:
    return _step(deadline, number, "Klageinstansen har svaret: behandl sagen igen", "Se klagen")


def _step(deadline: Deadline, number: str, text: str, act: str) -> NextStep:
    path = reverse("complaints:complaint", args=[number, deadline.key])
    return NextStep(on=deadline.due_on, text=text, path=path, act=act)


PANEL = Panel(template="complaints/_panel.html", content=complaints, rank=1)
