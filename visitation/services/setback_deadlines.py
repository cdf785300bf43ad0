"""A letter that did not reach its reader is somebody's task the same day, until it has gone another way."""

from collections.abc import Iterable, Iterator

from rusmiddel.access.models import User
from rusmiddel.danish_dates import long_date
from rusmiddel.deadlines import register
from rusmiddel.deadlines.enums import DeadlineKind, DeadlineStatus
from rusmiddel.deadlines.values import DeadlineValues, Step
from rusmiddel.letters.models import Dispatch, Letter, LetterSetback


def setback_values(setback: LetterSetback) -> DeadlineValues:
    """What the register must say: due the day it was learnt; receipt is no longer presumed (KLA-5)."""
    steps = [
        Step(on=setback.on, text=f"{setback.get_kind_display()}: {setback.get_reason_display().lower()}")
    ]
    if setback.dispatch_id is not None:
        steps.append(
            Step(
                on=setback.on,
                text="Borgeren regnes ikke længere for at have fået brevet. Klagefristen løber ikke.",
                rule="KLA-5",
                basis="Ankestyrelsens praksis",
            )
        )
    return DeadlineValues(
        case_id=setback.letter.case_id,
        kind=DeadlineKind.LETTER_NOT_REACHED,
        ref=setback.deadline_ref,
        opened_on=setback.on,
        due_on=setback.on,
        status=DeadlineStatus.OPEN if setback.settled_on is None else DeadlineStatus.LAPSED,
        closed_on=setback.settled_on,
        reason=setback.settled_how,
        responsible_id=setback.letter.case.responsible_id,
        explanation=tuple(steps),
    )


def open_setbacks(setbacks: Iterable[LetterSetback]) -> Iterator[DeadlineValues]:
    """What the nightly reconciliation expects to be open."""
    return (setback_values(setback) for setback in setbacks if setback.settled_on is None)


def refresh_setback(setback_id: int, *, by: User | None) -> None:
    setback = LetterSetback.objects.select_related("letter__case").get(pk=setback_id)
    register.keep(setback_values(setback), by=by)


def settle_by_sending(letter: Letter, dispatch: Dispatch, *, by: User) -> None:
    """The letter has gone another way: what stopped it is over."""
    open_one = LetterSetback.objects.open().select_for_update().filter(letter=letter).first()
    if open_one is None:
        return
    open_one.settled_on = max(dispatch.sent_on, open_one.on)
    open_one.settled_by = by
    open_one.settled_how = f"{dispatch.get_channel_display()} den {long_date(dispatch.sent_on)}"
    open_one.save(update_fields=["settled_on", "settled_by", "settled_how"])
    refresh_setback(open_one.pk, by=by)
