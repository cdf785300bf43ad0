"""The nightly recomputation: every stored deadline against its facts.

An app that owns facts registers a source for each kind of deadline, in `AppConfig.ready`:

    reconciliation.register_source(DeadlineKind.GUARANTEE, guarantee_values)

`guarantee_values(refs, today=...)` yields `DeadlineValues` computed from the facts: for the refs given, or
for all when `refs` is None, and then as a stream (`queryset.iterator()`), since there may be a million.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from itertools import islice
from typing import TypeVar

from django.db import transaction

from rusmiddel.deadlines import register, runs
from rusmiddel.deadlines.enums import DeadlineKind, DeadlineStatus, WatchName
from rusmiddel.deadlines.models import Deadline, Drift, WatchRun
from rusmiddel.deadlines.values import DeadlineValues, differences

T = TypeVar("T")
Source = Callable[..., Iterable[DeadlineValues]]

BATCH_SIZE = 1000
NO_FACTS = "Grundlaget for fristen findes ikke længere (natlig efterregning)."
# What the report calls a deadline that is stored without facts, or not stored at all.
WHOLE_ROW = "frist"

_sources: dict[DeadlineKind, Source] = {}


def register_source(kind: DeadlineKind, source: Source) -> None:
    """Say who computes a kind of deadline; each kind has one source."""
    if kind in _sources:
        raise ValueError(f"{kind} already has a source.")
    _sources[kind] = source


def reconcile(*, today: date) -> WatchRun:
    """Report every difference between register and facts, and store what the facts say.

    A kind whose source fails does not keep the others from being checked; the run still fails.
    """
    errors: list[Exception] = []
    with runs.recorded(WatchName.RECONCILE) as run:
        for kind, source in sorted(_sources.items()):
            try:
                _reconcile_kind(kind, source, run=run, today=today)
            except Exception as error:
                errors.append(error)
        if errors:
            raise ExceptionGroup("Some deadlines could not be recomputed.", errors)
    return run


def _reconcile_kind(kind: DeadlineKind, source: Source, *, run: WatchRun, today: date) -> None:
    for batch in _batches(source(None, today=today)):
        computed = {values.ref: values for values in batch}
        stored = {row.ref: row.values for row in Deadline.objects.filter(kind=kind, ref__in=computed)}
        run.due_count += len(computed)
        doubtful = [
            ref for ref, values in computed.items() if ref not in stored or differences(stored[ref], values)
        ]
        if doubtful:
            run.drift_count += _mend(kind, doubtful, source, run=run, today=today)

    for refs in _batches(_stored_refs(kind)):
        without_facts = set(refs) - {values.ref for values in source(refs, today=today)}
        if without_facts:
            run.drift_count += _mend(kind, sorted(without_facts), source, run=run, today=today)


@transaction.atomic
def _mend(kind: DeadlineKind, refs: Sequence[str], source: Source, *, run: WatchRun, today: date) -> int:
    """Look again with the rows locked, then report and store what still differs; return how many did.

    Facts and deadline are stored in one transaction that needs the row: once we hold it, what differs is
    drift and not somebody at work. Facts are read before the row is looked for a second time, so a deadline
    that was registered meanwhile is not taken for missing.
    """
    register.lock((kind, ref) for ref in refs)
    computed = {values.ref: values for values in source(refs, today=today)}
    stored = {ref: row.values for (_, ref), row in register.lock((kind, ref) for ref in refs).items()}
    drifts: list[Drift] = []
    mended: list[DeadlineValues] = []
    for ref in refs:
        wanted = computed.get(ref)
        before = stored.get(ref)
        if wanted is None and before is not None and before.status != DeadlineStatus.LAPSED:
            wanted = replace(
                before,
                status=DeadlineStatus.LAPSED,
                closed_on=before.closed_on or today,
                reason=NO_FACTS,
            )
            found = {WHOLE_ROW: (before.status.label, "")}
        elif wanted is not None and before is None:
            found = {WHOLE_ROW: ("", wanted.status.label)}
        elif wanted is not None and before is not None:
            found = differences(before, wanted)
        else:
            continue
        if found:
            mended.append(wanted)
            drifts += (
                Drift(run=run, kind=kind, ref=ref, field=field, stored=was, computed=should_be)
                for field, (was, should_be) in found.items()
            )
    Drift.objects.bulk_create(drifts)
    register.keep_many(mended, by=None)
    return len(mended)


def _stored_refs(kind: DeadlineKind) -> Iterator[str]:
    living = Deadline.objects.of_kind(kind).exclude(status=DeadlineStatus.LAPSED)
    return living.values_list("ref", flat=True).iterator(chunk_size=BATCH_SIZE)


def _batches(rows: Iterable[T]) -> Iterator[list[T]]:
    remaining = iter(rows)
    while batch := list(islice(remaining, BATCH_SIZE)):
        yield batch
