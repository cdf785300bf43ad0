"""The one way to write a deadline."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from itertools import islice

from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils import timezone

from rusmiddel.access.models import User
from rusmiddel.deadlines.enums import DeadlineStatus
from rusmiddel.deadlines.models import Deadline, DeadlineChange, Notice
from rusmiddel.deadlines.values import DeadlineValues, differences

Key = tuple[str, str]
Changes = dict[str, tuple[str, str]]

BATCH_SIZE = 2000
WRITTEN_FIELDS = [
    "case",
    "opened_on",
    "due_on",
    "closed_on",
    "status",
    "reason",
    "responsible",
    "explanation",
    "milestone_names",
    "milestone_dates",
    "next_warning_on",
]
# When one of these changes, the watch goes through the milestones from the first again.
REARMING = {"due_on", "milestones", "responsible_id", "status"}
# When one of these changes, an earlier warning may have become untrue, or true again.
SETTLING = {"due_on", "responsible_id", "status"}


@transaction.atomic(savepoint=False)
def keep(values: DeadlineValues, *, by: User | None) -> Deadline:
    """Store the deadline as computed, in the transaction that stores its facts."""
    _keep_batch([values], by=by)
    return Deadline.objects.get(kind=values.kind, ref=values.ref)


def keep_many(values: Iterable[DeadlineValues], *, by: User | None) -> int:
    """Store many; return how many rows were new or changed. Each batch is whole or not at all."""
    written = 0
    remaining = iter(values)
    while batch := list(islice(remaining, BATCH_SIZE)):
        written += _keep_batch(batch, by=by)
    return written


@transaction.atomic(savepoint=False)
def reassign(*, case_id: int, responsible_id: int | None, by: User | None) -> int:
    """Give the case's open deadlines to another, who is warned of what the first was warned of."""
    rows = list(Deadline.objects.open().filter(case_id=case_id).order_by("pk").select_for_update())
    return _change(((row, replace(row.values, responsible_id=responsible_id)) for row in rows), by=by)


@transaction.atomic(savepoint=False)
def _keep_batch(batch: list[DeadlineValues], *, by: User | None) -> int:
    wanted = {values.key: values for values in batch}
    stored = lock(wanted)
    new = [values for key, values in wanted.items() if key not in stored]
    if new:
        try:
            with transaction.atomic():
                Deadline.objects.bulk_create(_row(values) for values in new)
        except IntegrityError:
            # Either somebody stored one of them a moment ago, or it may not be stored at all.
            raced = lock(values.key for values in new)
            if not raced:
                raise
            return _keep_batch(batch, by=by)
    return len(new) + _change(((row, wanted[key]) for key, row in stored.items()), by=by)


def lock(keys: Iterable[Key]) -> dict[Key, Deadline]:
    """The stored rows of the keys, locked until the transaction ends; always in the same order."""
    refs_of_kind = defaultdict(list)
    for kind, ref in keys:
        refs_of_kind[kind].append(ref)
    condition = Q(pk__in=[])
    for kind, refs in refs_of_kind.items():
        condition |= Q(kind=kind, ref__in=refs)
    rows = Deadline.objects.filter(condition).order_by("pk").select_for_update()
    return {(row.kind, row.ref): row for row in rows}


def _change(pairs: Iterable[tuple[Deadline, DeadlineValues]], *, by: User | None) -> int:
    now = timezone.now()
    rows, changes, unsettled = [], [], []
    for row, values in pairs:
        stored = row.values
        if stored == values:
            continue
        found = differences(stored, values)
        rows.append(_row(values, over=row, found=found))
        if found:
            changes.append(DeadlineChange(deadline=row, changed_at=now, changed_by=by, changes=found))
        if not SETTLING.isdisjoint(found):
            unsettled.append(row.pk)
    if rows:
        Deadline.objects.bulk_create(
            rows, update_conflicts=True, unique_fields=["id"], update_fields=WRITTEN_FIELDS
        )
        DeadlineChange.objects.bulk_create(changes)
    if unsettled:
        _settle_notices(unsettled, now=now)
    return len(rows)


def _row(values: DeadlineValues, *, over: Deadline | None = None, found: Changes | None = None) -> Deadline:
    """The values as a row; `over` the one that is stored already, when there is one."""
    dates = [milestone.on for milestone in values.milestones]
    if values.status != DeadlineStatus.OPEN:
        next_warning_on = None
    elif over is None or not REARMING.isdisjoint(found or ()):
        next_warning_on = min(dates, default=None)
    else:
        next_warning_on = over.next_warning_on
    return Deadline(
        pk=over.pk if over else None,
        case_id=values.case_id,
        kind=values.kind,
        ref=values.ref,
        opened_on=values.opened_on,
        due_on=values.due_on,
        closed_on=values.closed_on,
        status=values.status,
        reason=values.reason,
        responsible_id=values.responsible_id,
        explanation=[step.as_json() for step in values.explanation],
        milestone_names=[milestone.name for milestone in values.milestones],
        milestone_dates=dates,
        next_warning_on=next_warning_on,
    )


def _settle_notices(deadline_ids: list[int], *, now: datetime) -> None:
    """Let warnings rest that are no longer true, and wake those that are true again."""
    notices = Notice.objects.filter(deadline__in=deadline_ids)
    moot = notices.moot().values("pk")
    notices.filter(pk__in=moot, settled_at=None).update(settled_at=now)
    notices.exclude(pk__in=moot).filter(settled_at__isnull=False).update(settled_at=None)
