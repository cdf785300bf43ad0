"""Until when a citizen may complain of a decision, kept in the deadline register (KLA-4, KLA-5)."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date

from django.db import transaction

from rusmiddel.access.models import User
from rusmiddel.danish_dates import long_date
from rusmiddel.deadlines import register
from rusmiddel.deadlines.enums import DeadlineKind, DeadlineStatus
from rusmiddel.deadlines.models import Deadline
from rusmiddel.deadlines.values import DeadlineValues, Step
from rusmiddel.letters.enums import Channel
from rusmiddel.letters.models import Dispatch
from rusmiddel.letters.receipt import complaint_deadline
from visitation.models import Decision

NOT_SENT = "Brevet er ikke sendt alligevel, eller det kom retur."
EXPIRED = "Klagefristen er udløbet."
RULE = "retssikkerhedsloven § 67"


@dataclass(frozen=True, kw_only=True)
class Window:
    """The plain facts of a time to complain, but for when the letter left the house."""

    kind: DeadlineKind
    case_id: int
    ref: str
    responsible_id: int | None
    weeks: int
    # The day the letter itself names.
    stated_on: date | None
    closed_on: date | None


def complaint_window(decision: Decision) -> DeadlineValues | None:
    """The window of a decision whose letter has left the house; of one read with `with_window()`."""
    if decision.complaint_weeks is None or decision.letter is None:
        return None
    return window_values(
        Window(
            kind=DeadlineKind.COMPLAINT_WINDOW,
            case_id=decision.case_id,
            ref=decision.deadline_ref,
            responsible_id=decision.case.responsible_id,
            weeks=decision.complaint_weeks,
            stated_on=decision.stated_deadline_on,
            closed_on=decision.window_closed_on,
        ),
        decision.letter.dispatches.all(),
    )


def window_values(window: Window, dispatches: Iterable[Dispatch]) -> DeadlineValues | None:
    """What the register must say; None while the letter is in the house (KLA-4, KLA-5).

    It counts from receipt, presumed or known; where the letter went two ways, from the first. It never ends
    before the day the letter itself promises.
    """
    first = min(dispatches, key=lambda dispatch: (dispatch.counts_from, dispatch.pk), default=None)
    if first is None:
        return None
    counted_on = complaint_deadline(first.counts_from, window.weeks)
    due_on = max(counted_on, window.stated_on or counted_on)
    return DeadlineValues(
        case_id=window.case_id,
        kind=window.kind,
        ref=window.ref,
        opened_on=first.sent_on,
        due_on=due_on,
        status=DeadlineStatus.LAPSED if window.closed_on else DeadlineStatus.OPEN,
        closed_on=window.closed_on,
        reason=EXPIRED if window.closed_on else "",
        responsible_id=window.responsible_id,
        explanation=tuple(_steps(first, counted_on, due_on, window.weeks)),
    )


def open_complaint_windows(decisions: Iterable[Decision]) -> Iterator[DeadlineValues]:
    """Those that still run: what the nightly reconciliation expects to be open."""
    for decision in decisions:
        values = complaint_window(decision)
        if values is not None and values.status == DeadlineStatus.OPEN:
            yield values


def refresh_complaint_window(decision_id: int, *, today: date, by: User | None) -> None:
    """Keep the register in step after the letter was sent, or its receipt was learnt."""
    decision = Decision.objects.with_window().filter(pk=decision_id).first()
    if decision is None:
        return
    values = complaint_window(decision)
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


def _let_rest(decision: Decision, *, today: date, by: User | None) -> None:
    """No letter is out any more: the window that was opened does not run until one is."""
    stored = Deadline.objects.open().filter(kind=DeadlineKind.COMPLAINT_WINDOW, ref=decision.deadline_ref)
    for window in stored:
        register.keep(
            replace(
                window.values,
                status=DeadlineStatus.LAPSED,
                closed_on=max(today, window.opened_on),
                reason=NOT_SENT,
            ),
            by=by,
        )


def close_expired_windows(*, today: date) -> int:
    """Note that the last day to complain has passed; catches up after any number of missed nights."""
    expired = (
        Deadline.objects.overdue(today).of_kind(DeadlineKind.COMPLAINT_WINDOW).values_list("ref", flat=True)
    )
    count = 0
    for ref in list(expired):
        count += _close_window(int(ref.removeprefix("decision:")), today=today)
    return count


@transaction.atomic
def _close_window(decision_id: int, *, today: date) -> bool:
    locked = Decision.objects.select_for_update(of=("self",)).filter(pk=decision_id, window_closed_on=None)
    if not locked.exists():
        return False
    decision = Decision.objects.with_window().get(pk=decision_id)
    values = complaint_window(decision)
    if values is None or values.due_on >= today:
        return False
    decision.window_closed_on = today
    decision._history_user = None
    decision.save(update_fields=["window_closed_on"])
    register.keep(replace(values, status=DeadlineStatus.LAPSED, closed_on=today, reason=EXPIRED), by=None)
    return True


def _steps(first: Dispatch, counted_on: date, due_on: date, weeks: int) -> list[Step]:
    """How the last day came about, in the order of the days."""
    steps = [Step(on=first.sent_on, text=f"Brevet: {Channel(first.channel).label.lower()}", rule="KLA-5")]
    presumed = "" if first.received_on is None else ", men det var ikke sådan"
    if first.channel == Channel.POST:
        steps.append(
            Step(
                on=first.presumed_received_on,
                text=f"Formodet modtaget, seks hverdage efter{presumed}",
                rule="KLA-5",
                basis="Ankestyrelsens praksis",
            )
        )
    if first.received_on is not None:
        steps.append(
            Step(on=first.received_on, text=f"Modtaget: {first.received_source}", rule="KLA-4", basis=RULE)
        )
    counted = f"{weeks} uger efter den {long_date(first.counts_from)}"
    if due_on == counted_on:
        steps.append(Step(on=due_on, text=f"Sidste dag at klage: {counted}", rule="KLA-4", basis=RULE))
    else:
        steps.append(Step(on=counted_on, text=counted.capitalize(), rule="KLA-4", basis=RULE))
        steps.append(
            Step(on=due_on, text="Sidste dag at klage: den dag, brevet lover", rule="KLA-4", basis=RULE)
        )
    return sorted(steps, key=lambda step: step.on)
