"""What the case page shows of groups: where the citizen stands with one, and how to get on its list."""

from datetime import date
from typing import Any

from cases.models import Case
from cases.panels import Panel
from cases.services.relatives import offer_of
from offers.groups import meets_in_group
from offers.models import Membership
from offers.permissions import can_run_groups
from offers.services.locks import BEFORE_DECISION
from rusmiddel.access.models import User


def membership(case: Case, user: User, today: date) -> dict[str, Any]:
    """Nothing is asked of the database before there is a grant that a place could rest on."""
    wish = case.latest_request
    if wish is not None and wish.stage in BEFORE_DECISION:
        return {"case": case, "memberships": [], "may_line_up": False}
    standing = list(Membership.objects.open().filter(case=case).select_related("group"))
    relative = getattr(case, "relative_course", None) if wish is None else None
    may_line_up = (
        relative is not None
        and not standing
        and can_run_groups(user)
        and case.is_open
        and meets_in_group(offer_of(relative))
    )
    return {
        "case": case,
        "memberships": standing,
        "may_line_up": may_line_up,
        "may_run": can_run_groups(user),
    }


GROUP_PANEL = Panel(template="offers/_group_panel.html", content=membership)
