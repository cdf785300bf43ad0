"""Until when a citizen may complain of what was decided under way, kept in the deadline register (KLA-4)."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date

from django.db import transaction

from rusmiddel.access.models import User
from rusmiddel.deadlines import register
from rusmiddel.deadlines.enums import DeadlineKind, DeadlineStatus
from rusmiddel.deadlines.models import Deadline
from rusmiddel.deadlines.values import DeadlineValues
from rusmiddel.letters.models import Letter
from visitation.models import FurtherDecision
from visitation.services.complaint_windows import EXPIRED, NOT_SENT, Window, window_values


def further_window(decision: FurtherDecision) -> DeadlineValues | None:
    """The window of a decision read `with_window()`; None while the letter is in the house."""
    if decision.complaint_weeks is None:
        return None
    return window_values(
        Window(
            kind=DeadlineKind.FURTHER_COMPLAINT,
            case_id=decision.case_id,
            ref=decision.deadline_ref,
            responsible_id=decision.case.responsible_id,
            weeks=decision.complaint_weeks,
            stated_on=decision.stated_deadline_on,
            closed_on=decision.window_closed_on,
        ),
        decision.letter.dispatches.all(),
    )


def open_further_windows(decisions: Iterable[FurtherDecision]) -> Iterator[DeadlineValues]:
    """Those that still run: what the nightly reconciliation expects to be open."""
    for decision in decisions:
        values = further_window(decision)
        if values is not None and values.status == DeadlineStatus.OPEN:
            yield values


def follow_letter(letter: Letter, by: User | None, today: date) -> None:
    """Keep the register in step after the letter was sent, or its receipt was learnt."""
    decision = FurtherDecision.objects.with_window().filter(letter=letter).first()
    if decision is None:
        return
    values = further_window(decision)
    if values is None:
        _let_rest(decision, today=today, by=by)
        return
    if values.status == DeadlineStatus.LAPSED and values.due_on >= today:
        # What was learnt of the receipt gives the citizen more time.
        decision.window_closed_on = None
        decision._history_user = by
        decision.save(update_fields=["window_closed_on"])
        values = replace(values, status=DeadlineStatus.OPEN, closed_on=None, reason="")
    register.keep(values, by=by)


def close_expired_further_windows(*, today: date) -> int:
    """Note that the last day to complain has passed; catches up after any number of missed nights."""
    overdue = Deadline.objects.overdue(today).of_kind(DeadlineKind.FURTHER_COMPLAINT)
    return sum(
        _close_window(int(ref.removeprefix("further:")), today=today)
        for ref in list(overdue.values_list("ref", flat=True))
    )


@transaction.atomic
def _close_window(decision_id: int, *, today: date) -> bool:
    standing = FurtherDecision.objects.filter(pk=decision_id, window_closed_on=None)
    if not standing.select_for_update(of=("self",)).exists():
        return False
    decision = FurtherDecision.objects.with_window().get(pk=decision_id)
    values = further_window(decision)
    if values is None or values.due_on >= today:
        return False
    decision.window_closed_on = today
    decision._history_user = None
    decision.save(update_fields=["window_closed_on"])
    register.keep(replace(values, status=DeadlineStatus.LAPSED, closed_on=today, reason=EXPIRED), by=None)
    return True


def _let_rest(decision: FurtherDecision, *, today: date, by: User | None) -> None:
    """No letter is out any more: the window that was opened does not run until one is."""
    stored = Deadline.objects.open().filter(kind=DeadlineKind.FURTHER_COMPLAINT, ref=decision.deadline_ref)
    for window in stored:
        closed_on = max(today, window.opened_on)
        rests = replace(window.values, status=DeadlineStatus.LAPSED, closed_on=closed_on, reason=NOT_SENT)
        register.keep(rests, by=by)
