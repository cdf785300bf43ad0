"""Which cases the current request has seen.

A case tells of itself when it is loaded from the database (`Case.from_db`), so a page cannot forget to.
Outside a request (a worker, a command) nobody is looking and nothing is collected.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

_seen: ContextVar[set[int] | None] = ContextVar("seen_cases", default=None)


@contextmanager
def collecting() -> Iterator[set[int]]:
    """Collect the primary keys of the cases that are read inside the block."""
    seen: set[int] = set()
    token = _seen.set(seen)
    try:
        yield seen
    finally:
        _seen.reset(token)


def note(case_id: int) -> None:
    """Say that a case has been read."""
    seen = _seen.get()
    if seen is not None:
        seen.add(case_id)
