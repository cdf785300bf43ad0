"""What would be without an owner if somebody left: every app registers what its own rows make a person's own.

Only numbers: whoever closes a door may be an administrator, who sees no case.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime

from rusmiddel.access.models import User


@dataclass(frozen=True, kw_only=True)
class Left:
    """How many of one kind of thing."""

    count: int
    one: str
    many: str

    def __str__(self) -> str:
        return f"{self.count} {self.one if self.count == 1 else self.many}"


Find = Callable[[User, datetime], Iterable[Left]]

_sources: list[Find] = []


def register_left(find: Find) -> None:
    """Count what the query finds among what is left; called in `AppConfig.ready`."""
    _sources.append(find)


def left_by(user: User, *, now: datetime) -> list[Left]:
    """All that is the user's and still to be done."""
    return [left for find in _sources for left in find(user, now) if left.count]
