"""One line about a deadline: its state on a day, what is missing now, and why it was missed."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from cases.models import MissReason
from reporting.enums import Group
from reporting.selection import request_id_of
from reporting.standing import missing_by_request
from rusmiddel.deadlines.enums import OPEN_STATES, DeadlineState
from rusmiddel.deadlines.models import Deadline


@dataclass(frozen=True, kw_only=True)
class DeadlineRow:
    deadline: Deadline
    day: date
    state: DeadlineState
    request_id: int
    # What the request lacks today, whatever the day.
    missing: str = ""
    miss_reason: MissReason | None = None

    @property
    def is_running(self) -> bool:
        return self.state in OPEN_STATES

    @property
    def is_missed(self) -> bool:
        """Somebody should say why."""
        return self.state in Group.MISSED.states

    @property
    def days(self) -> int | None:
        return self.deadline.days_left(self.day) if self.is_running else None

    @property
    def days_text(self) -> str:
        """With a true minus sign, which a screen reader says."""
        return "" if self.days is None else str(self.days).replace("-", "−")

    @property
    def badge(self) -> str:
        """The colour of the number of days."""
        if self.state == DeadlineState.OVERDUE:
            return "overdue"
        if self.state in Group.NEAR.states:
            return "soon"
        return "running" if self.is_running else ""

    @property
    def closed_on(self) -> date | None:
        return None if self.is_running else self.deadline.closed_on

    @property
    def responsible(self) -> str:
        return self.deadline.responsible.name if self.deadline.responsible else "Uden behandler"

    @property
    def reason(self) -> str:
        """Why it was missed, deviated from or lapsed."""
        if self.is_missed:
            return str(self.miss_reason) if self.miss_reason else ""
        return "" if self.is_running else self.deadline.reason

    @property
    def explain_path(self) -> str:
        """Where the reason for a miss is written."""
        return reverse("reporting:explain_miss", args=[self.request_id]) if self.is_missed else ""


def rows_of(
    deadlines: Iterable[Deadline], *, day: date, at_risk_days: int, today: date, with_reasons: bool = True
) -> list[DeadlineRow]:
    """The deadlines as lines, in a constant number of queries. What is missing is so today."""
    shown = list(deadlines)
    request_ids = [request_id_of(deadline) for deadline in shown]
    lacking = missing_by_request(
        [pk for pk, deadline in zip(request_ids, shown, strict=True) if deadline.is_open], today=today
    )
    explained = MissReason.objects.filter(request__in=request_ids if with_reasons else [])
    reasons = {reason.request_id: reason for reason in explained.newest_per_request()}
    return [
        _row(deadline, day=day, at_risk_days=at_risk_days, missing=lacking, reasons=reasons)
        for deadline in shown
    ]


def _row(
    deadline: Deadline,
    *,
    day: date,
    at_risk_days: int,
    missing: dict[int, str],
    reasons: dict[int, MissReason],
) -> DeadlineRow:
    state = deadline.state_on(day, at_risk_days)
    if state is None:
        raise ValueError(f"{deadline} was not there on {day}")
    request_id = request_id_of(deadline)
    return DeadlineRow(
        deadline=deadline,
        day=day,
        state=state,
        request_id=request_id,
        missing=missing.get(request_id, ""),
        miss_reason=reasons.get(request_id) if state in Group.MISSED.states else None,
    )
