"""Until when whoever did not get everything may complain of it, kept in the deadline register (IND-8)."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date

from django.db import transaction

from rights.models import AccessRequest
from rusmiddel.access.models import User
from rusmiddel.deadlines import register
from rusmiddel.deadlines.enums import DeadlineKind, DeadlineStatus
from rusmiddel.deadlines.models import Deadline
from rusmiddel.deadlines.values import DeadlineValues
from rusmiddel.letters.models import Letter
from visitation.services.complaint_windows import EXPIRED, NOT_SENT, Window, window_values


def access_window(request: AccessRequest) -> DeadlineValues | None:
    """The window of a request read `with_window()`; None while the letter is in the house."""
    if request.letter is None or request.complaint_weeks is None:
        return None
    return window_values(
        Window(
            kind=DeadlineKind.ACCESS_COMPLAINT,
            case_id=request.case_id,
            ref=request.deadline_ref,
            responsible_id=request.case.responsible_id,
            weeks=request.complaint_weeks,
            stated_on=request.stated_deadline_on,
            closed_on=request.window_closed_on,
        ),
        request.letter.dispatches.all(),
    )


def open_access_windows(requests: Iterable[AccessRequest]) -> Iterator[DeadlineValues]:
    """Those that still run: what the nightly reconciliation expects to be open."""
    for request in requests:
        values = access_window(request)
        if values is not None and values.status == DeadlineStatus.OPEN:
            yield values


def follow_letter(letter: Letter, by: User | None, today: date) -> None:
    """Keep the register in step after the answer was sent, or its receipt was learnt."""
    request = AccessRequest.objects.with_window().filter(letter=letter).first()
    if request is None:
        return
    values = access_window(request)
    if values is None:
        _let_rest(request, today=today, by=by)
        return
    if values.status == DeadlineStatus.LAPSED and values.due_on >= today:
        # What was learnt of the receipt gives the asker more time.
        request.window_closed_on = None
        request._history_user = by
        request.save(update_fields=["window_closed_on"])
        values = replace(values, status=DeadlineStatus.OPEN, closed_on=None, reason="")
    register.keep(values, by=by)


def close_expired_windows(*, today: date) -> int:
    """Note that the last day to complain has passed; catches up after any number of missed nights."""
    overdue = Deadline.objects.overdue(today).of_kind(DeadlineKind.ACCESS_COMPLAINT)
    return sum(
        _close_window(int(ref.removeprefix("access:")), today=today)
        for ref in list(overdue.values_list("ref", flat=True))
    )


@transaction.atomic
def _close_window(request_id: int, *, today: date) -> bool:
    locked = AccessRequest.objects.select_for_update(of=("self",)).filter(
        pk=request_id, window_closed_on=None
    )
    if not locked.exists():
        return False
    request = AccessRequest.objects.with_window().get(pk=request_id)
    values = access_window(request)
    if values is None or values.due_on >= today:
        return False
    request.window_closed_on = today
    request._history_user = None
    request.save(update_fields=["window_closed_on"])
    register.keep(replace(values, status=DeadlineStatus.LAPSED, closed_on=today, reason=EXPIRED), by=None)
    return True


def _let_rest(request: AccessRequest, *, today: date, by: User | None) -> None:
    """No letter is out any more: the window that was opened does not run until one is."""
    stored = Deadline.objects.open().filter(kind=DeadlineKind.ACCESS_COMPLAINT, ref=request.deadline_ref)
    for window in stored:
        closed_on = max(today, window.opened_on)
        rests = replace(window.values, status=DeadlineStatus.LAPSED, closed_on=closed_on, reason=NOT_SENT)
        register.keep(rests, by=by)
