"""What the case page shows of treatments that are over: how they ended, and who has come back."""

from datetime import date
from typing import Any

from cases.models import Case
from cases.panels import Panel
from cases.standing import stands
from offers.endings.after import is_return
from offers.models import CourseEnding
from rusmiddel.access.models import User


def endings(case: Case, user: User, today: date) -> dict[str, Any]:
    if not stands(case, CourseEnding):
        return {"case": case, "endings": [], "returned_after": None}
    wish = case.latest_request
    # The citizen's earlier cases count too: who comes back may get a new one.
    found = list(
        CourseEnding.objects.filter(case__citizen=case.citizen_id, ends_treatment=True)
        .select_related("course")
        .order_by("-ended_on", "-pk")[:5]
    )
    earlier = next(
        (
            ending
            for ending in found
            if wish is not None and is_return(ended_on=ending.ended_on, asked_on=wish.requested_on)
        ),
        None,
    )
    return {
        "case": case,
        "endings": [ending for ending in found if ending.case_id == case.pk],
        "returned_after": earlier,
    }


PANEL = Panel(template="offers/_ending_panel.html", content=endings, rank=1)
