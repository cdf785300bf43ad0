"""What the watch costs, against the barest SQL that marks the same rows and writes a warning for each."""

from collections.abc import Callable
from datetime import date, timedelta
from itertools import cycle, islice
from typing import Any

from django.db import connection, transaction
from django.utils import timezone

from cases.models import Case
from reporting.bench.timing import Timing, milliseconds, side_by_side
from rusmiddel.deadlines import register, watching
from rusmiddel.deadlines.enums import DeadlineKind, DeadlineStatus
from rusmiddel.deadlines.values import DeadlineValues, Milestone

ROUNDS = 7
BAREST_INSERT = """
INSERT INTO deadlines_notice (deadline_id, due_on, milestone, recipient_id, role, created_at)
SELECT id, due_on, 'bench', responsible_id, '', %(now)s FROM deadlines_deadline
WHERE status = %(open)s AND next_warning_on <= %(today)s
"""
BAREST_UPDATE = """
UPDATE deadlines_deadline SET next_warning_on = NULL WHERE status = %(open)s AND next_warning_on <= %(today)s
"""


def prepare(*, due_rows: int, today: date) -> None:
    """Leave exactly so many deadlines to be warned of today."""
    watching.watch(today=today)
    cases = Case.objects.open().exclude(responsible=None).order_by("pk")
    owners = list(cases.values_list("pk", "responsible_id")[:due_rows])
    register.keep_many(
        (
            DeadlineValues(
                case_id=case_id,
                kind=DeadlineKind.PLAN_REVIEW,
                ref=f"bench:{number}",
                opened_on=today - timedelta(days=30),
                due_on=today + timedelta(days=10),
                responsible_id=responsible_id,
                milestones=(Milestone(name="bench", on=today),),
            )
            for number, (case_id, responsible_id) in enumerate(islice(cycle(owners), due_rows))
        ),
        by=None,
    )
    _vacuum()


def measure(*, today: date) -> Timing:
    """Both over the same rows; each is undone before the next."""
    return side_by_side(
        lambda: _undone(lambda: watching.watch(today=today)),
        lambda: _undone(lambda: _barest(today)),
        rounds=ROUNDS,
    )


def _undone(act: Callable[[], object]) -> float:
    """The milliseconds an act takes; then everything is as before it."""
    with transaction.atomic():
        taken = milliseconds(act)
        transaction.set_rollback(True)
    _vacuum()
    return taken


def _barest(today: date) -> None:
    values: dict[str, Any] = {"open": DeadlineStatus.OPEN.value, "today": today, "now": timezone.now()}
    with connection.cursor() as cursor:
        cursor.execute(BAREST_INSERT, values)
        cursor.execute(BAREST_UPDATE, values)


def _vacuum() -> None:
    """What was undone leaves dead rows; without this, every round would be slower than the one before."""
    with connection.cursor() as cursor:
        cursor.execute("VACUUM deadlines_deadline, deadlines_notice, deadlines_mail, deadlines_watchrun")
