from datetime import date, timedelta

from rusmiddel.deadlines.enums import DeadlineKind, DeadlineStatus
from rusmiddel.deadlines.values import DeadlineValues, Step, guarantee_milestones

INQUIRY = date(2026, 3, 2)
DUE = date(2026, 3, 16)


def guarantee(case, *, ref="request:1", opened_on=INQUIRY, responsible=None, **changes):
    """The guarantee of a call on 2 March 2026, warned of on days 7, 10 and 12."""
    due_on = changes.pop("due_on", opened_on + timedelta(days=14))
    facts = {
        "case_id": case.pk,
        "kind": DeadlineKind.GUARANTEE,
        "ref": ref,
        "opened_on": opened_on,
        "due_on": due_on,
        "responsible_id": responsible.pk if responsible else None,
        "explanation": (Step(on=opened_on, text="Borgeren ringede.", rule="GUA-4"),),
        "milestones": guarantee_milestones(opened_on=opened_on, due_on=due_on, warning_days=(7, 10, 12)),
    }
    return DeadlineValues(**facts | changes)


def met(on):
    return {"status": DeadlineStatus.MET, "closed_on": on}
