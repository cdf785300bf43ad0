"""How a deadline looks on a day, said once: for the database, and for a single row."""

from datetime import date, timedelta

from django.db.models import Case, CharField, Q, Value, When

from rusmiddel.deadlines.enums import STATE_OF_CLOSED, DeadlineState, DeadlineStatus


def conditions(*, day: date, at_risk_days: int) -> dict[DeadlineState, Q]:
    """For each state the deadlines that are in it on `day`. No deadline is in two.

    One that was opened after `day` is in none. One that has been closed since is still open on `day`.
    `status=OPEN` says the same as `closed_on=None` and lets PostgreSQL use the partial indexes.
    """
    open_then = Q(opened_on__lte=day) & (Q(status=DeadlineStatus.OPEN) | Q(closed_on__gt=day))
    last_at_risk = day + timedelta(days=at_risk_days)
    return {
        DeadlineState.OVERDUE: open_then & Q(due_on__lt=day),
        DeadlineState.DUE_TODAY: open_then & Q(due_on=day),
        DeadlineState.AT_RISK: open_then & Q(due_on__gt=day, due_on__lte=last_at_risk),
        DeadlineState.RUNNING: open_then & Q(due_on__gt=max(day, last_at_risk)),
        **{
            state: Q(opened_on__lte=day, status=status, closed_on__lte=day)
            for status, state in STATE_OF_CLOSED.items()
        },
    }


def state_on(*, day: date, at_risk_days: int) -> Case:
    """The state as an expression to annotate, count and list by."""
    return Case(
        *(
            When(condition, then=Value(state.value))
            for state, condition in conditions(day=day, at_risk_days=at_risk_days).items()
        ),
        default=None,
        output_field=CharField(null=True),
    )


def state_of(
    *,
    status: DeadlineStatus,
    opened_on: date,
    due_on: date,
    closed_on: date | None,
    day: date,
    at_risk_days: int,
) -> DeadlineState | None:
    """The same for one row in hand. A deadline that is due today is not overdue today."""
    if opened_on > day:
        return None
    if closed_on is not None and closed_on <= day:
        return STATE_OF_CLOSED[status]
    if due_on < day:
        return DeadlineState.OVERDUE
    if due_on == day:
        return DeadlineState.DUE_TODAY
    if due_on <= day + timedelta(days=at_risk_days):
        return DeadlineState.AT_RISK
    return DeadlineState.RUNNING
