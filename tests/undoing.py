"""What one example of a property has stored is gone before the next, though nothing of it may be deleted."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import transaction


@contextmanager
def undone() -> Iterator[None]:
    """Undo in the end whatever the block has stored."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)
