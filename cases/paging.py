"""Long stories and journals, a page at a time; the rows are never counted."""

from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from rusmiddel.numbers import key_in

# Nobody pages on for ever by hand, and a database may not be made to.
LAST_PAGE = 1000


@dataclass(frozen=True, kw_only=True)
class Page:
    """One page of rows, newest first."""

    rows: list[Any]
    number: int
    has_older: bool

    @property
    def newer(self) -> int | None:
        return self.number - 1 if self.number > 1 else None

    @property
    def older(self) -> int | None:
        return self.number + 1 if self.has_older else None


def page_of(rows: "QuerySet[Any]", asked: str, *, size: int) -> Page:
    """The page that was asked for; the first where what was asked for is no page."""
    number = min(max(key_in(asked), 1), LAST_PAGE)
    found = list(rows[(number - 1) * size : number * size + 1])
    return Page(rows=found[:size], number=number, has_older=len(found) > size)
