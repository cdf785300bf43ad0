"""What is measured, at which sizes, and what must hold."""

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import pairwise

from cases.models import Citizen
from reporting.bench import letter, pages, watch
from reporting.bench.report import Line, in_milliseconds
from reporting.bench.scratch import scratch_database
from reporting.bench.timing import Timing
from reporting.demo.municipality import build
from rusmiddel.deadlines.models import Deadline

SEED = 1
MONTHS = 60
# Three clocks a case: a hundred thousand citizens have a million deadlines.
CASES_PER_CITIZEN = 3.35
# Nothing that is measured counts talks, and most of the loading would be theirs.
MOST_TALKS = 3
DUE_ROWS = 2000

# What the system must hold, in times the floor.
MOST_OF_LIST = 12.0
MOST_OF_CASE_PAGE = 10.0
MOST_GROWTH_OF_PAGE = 3.0
MOST_OF_WATCH = 10.0
MOST_GROWTH_OF_WATCH = 1.2
MOST_OF_LETTER = 1.15


def measure(sizes: Sequence[int], *, today: date) -> Iterator[Line]:
    """Every figure, at every size."""
    watches: list[tuple[int, Timing]] = []
    with pages.production_like():
        with scratch_database("empty"):
            first = {page.name: page for page in pages.measure()}
        for citizens in sizes:
            with scratch_database(str(citizens)):
                build(
                    citizens=citizens,
                    months=MONTHS,
                    seed=SEED,
                    today=today,
                    cases_per_citizen=CASES_PER_CITIZEN,
                    most_talks=MOST_TALKS,
                )
                yield from _pages(first)
                watch.prepare(due_rows=DUE_ROWS, today=today)
                timing = watch.measure(today=today)
                watches.append((Deadline.objects.count(), timing))
                yield _line(f"Kontrol, {DUE_ROWS} forfaldne", timing, at_most=MOST_OF_WATCH)
    yield from _growth_of_watch(watches)
    yield Line(
        what="Brev",
        own=in_milliseconds((timing := letter.measure(today=today)).own_ms),
        floor=in_milliseconds(timing.floor_ms),
        ratio=timing.ratio,
        at_most=MOST_OF_LETTER,
    )


def _pages(first: dict[str, pages.Page]) -> Iterator[Line]:
    for page in pages.measure():
        at_most = MOST_OF_CASE_PAGE if page.name == pages.CASE_PAGE else MOST_OF_LIST
        yield _line(page.name, page.timing, at_most=at_most, queries=page.queries, rows=page.rows)
        # The case page has no empty database to be measured in: its first time is at the smallest size.
        before = first.setdefault(page.name, page)
        yield Line(
            what=f"{page.name}, mod sig selv i tom database",
            citizens=Citizen.objects.count(),
            deadlines=Deadline.objects.count(),
            own=in_milliseconds(page.timing.own_ms),
            floor=in_milliseconds(before.timing.own_ms),
            # Each against its own floor: the machine may have been busier the one time than the other.
            ratio=page.timing.ratio / before.timing.ratio,
            at_most=MOST_GROWTH_OF_PAGE,
        )


def _growth_of_watch(watches: Sequence[tuple[int, Timing]]) -> Iterator[Line]:
    """The same due rows among more and more that are closed."""
    for (fewer, before), (more, after) in pairwise(watches):
        yield Line(
            what=f"Kontrol, samme forfaldne, {round(more / fewer)} gange så mange frister",
            deadlines=more,
            own=in_milliseconds(after.own_ms),
            floor=in_milliseconds(before.own_ms),
            ratio=after.own_ms / before.own_ms,
            at_most=MOST_GROWTH_OF_WATCH,
        )


def _line(
    what: str, timing: Timing, *, at_most: float, queries: int | None = None, rows: int | None = None
) -> Line:
    return Line(
        what=f"{what}, {rows} rækker" if rows else what,
        citizens=Citizen.objects.count(),
        deadlines=Deadline.objects.count(),
        own=in_milliseconds(timing.own_ms),
        floor=in_milliseconds(timing.floor_ms),
        ratio=timing.ratio,
        at_most=at_most,
        queries=queries,
    )
