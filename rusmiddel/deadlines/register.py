"""The one way to write a deadline."""

import json
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime
from itertools import islice
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db import connection, transaction
from django.db.models import Q
from django.utils import timezone

from rusmiddel.access.models import User
from rusmiddel.deadlines.enums import DeadlineStatus
from rusmiddel.deadlines.models import Deadline, DeadlineChange, Notice
from rusmiddel.deadlines.values import DeadlineValues, as_kept, differences

Key = tuple[str, str]
Row = dict[str, Any]

BATCH_SIZE = 2000
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
def hand_on(
    *, deadline_id: int, to_id: int | None, case_responsible_id: int | None, by: User | None
) -> Deadline:
    """Let somebody else keep this one deadline of a case, or again whoever has the case.

    The new one is warned of what the first was warned of. It stays so however often the date is computed.
    """
    row = Deadline.objects.select_for_update().get(pk=deadline_id)
    # Here and nowhere else, so that what is computed never overrules it.
    Deadline.objects.filter(pk=row.pk).update(handed_to=to_id)
    row.handed_to_id = to_id
    computed = replace(row.values, responsible_id=to_id or case_responsible_id)
    row.refresh_from_db()
    _change([(row, computed)], by=by)
    row.refresh_from_db()
    return row


@transaction.atomic(savepoint=False)
def _keep_batch(batch: list[DeadlineValues], *, by: User | None) -> int:
    wanted = {values.key: values for values in batch}
    stored = lock(wanted)
    new = [values for key, values in wanted.items() if key not in stored]
    written = 0
    if new:
        written = _insert(_row(values, next_warning_on=_first_warning(values)) for values in new)
    if written < len(new):
        # Somebody else stored one of them a moment ago: now it is there to be locked.
        stored = lock(wanted)
    return written + _change(((row, wanted[key]) for key, row in stored.items()), by=by)


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
    for row, computed in pairs:
        stored = row.values
        values = as_kept(stored, computed)
        if stored == values:
            continue
        found = differences(stored, values)
        rearmed = values.status != DeadlineStatus.OPEN or not REARMING.isdisjoint(found)
        next_warning_on = _first_warning(values) if rearmed else row.next_warning_on
        rows.append(_row(values, next_warning_on=next_warning_on))
        if found:
            changes.append(DeadlineChange(deadline=row, changed_at=now, changed_by=by, changes=found))
        if not SETTLING.isdisjoint(found):
            unsettled.append(row.pk)
    if rows:
        _insert(rows, or_update=True)
        DeadlineChange.objects.bulk_create(changes)
    if unsettled:
        _settle_notices(unsettled, now=now)
    return len(rows)


def _first_warning(values: DeadlineValues) -> date | None:
    if values.status != DeadlineStatus.OPEN:
        return None
    return min((milestone.on for milestone in values.milestones), default=None)


def _row(values: DeadlineValues, *, next_warning_on: date | None) -> Row:
    return {
        "case_id": values.case_id,
        "kind": values.kind,
        "ref": values.ref,
        "opened_on": values.opened_on,
        "due_on": values.due_on,
        "closed_on": values.closed_on,
        "status": values.status,
        "reason": values.reason,
        "responsible_id": values.responsible_id,
        "handed_to_id": values.handed_to_id,
        "explanation": [step.as_json() for step in values.explanation],
        "milestone_names": [milestone.name for milestone in values.milestones],
        "milestone_dates": [milestone.on for milestone in values.milestones],
        "next_warning_on": next_warning_on,
    }


def _insert(rows: Iterable[Row], *, or_update: bool = False) -> int:
    """Insert the rows as one parameter; return how many were written.

    `bulk_create` spends some six times as much work on putting the query together, which a municipality's
    worth of deadlines makes felt.
    """
    document = json.dumps(list(rows), cls=DjangoJSONEncoder)
    types = {
        str(field.column): field.db_type(connection)
        for field in Deadline._meta.concrete_fields
        if not field.primary_key
    }
    columns = ", ".join(types)
    typed = ", ".join(f"{column} {kind}" for column, kind in types.items())
    updates = ", ".join(f"{column} = excluded.{column}" for column in types)
    conflict = f"DO UPDATE SET {updates}" if or_update else "DO NOTHING"
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {Deadline._meta.db_table} ({columns})"  # noqa: S608 - names of our own columns
            f" SELECT {columns} FROM jsonb_to_recordset(%s) AS row ({typed})"
            f" ON CONFLICT (kind, ref) {conflict}",
            [document],
        )
        return cursor.rowcount


def _settle_notices(deadline_ids: list[int], *, now: datetime) -> None:
    """Let warnings rest that are no longer true, and wake those that are true again."""
    notices = Notice.objects.filter(deadline__in=deadline_ids)
    moot = notices.moot().values("pk")
    notices.filter(pk__in=moot, settled_at=None).update(settled_at=now)
    notices.exclude(pk__in=moot).filter(settled_at__isnull=False).update(settled_at=None)
