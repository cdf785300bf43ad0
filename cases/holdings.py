"""What is held on a person: every app registers its tables, so that none is forgotten.

What a person is shown who asks to see it all, and what goes when it may no longer be kept, is read from here
and from nowhere else. A test finds every model with a way to a case or a citizen and demands it here.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Field, Model, Q, QuerySet

from cases.enums import HeldMark
from cases.models import Case, Citizen

Marks = Mapping[HeldMark, str]


@dataclass(frozen=True, kw_only=True)
class Person:
    """The records that are one person, with the cases of all of them."""

    citizens: tuple[int, ...]
    cases: tuple[int, ...]
    # Name and address may not be given to others than the person.
    is_protected: bool = False


@dataclass(frozen=True, kw_only=True)
class HeldFile:
    """A file that belongs to a row, under a name that tells nothing about anybody."""

    name: str
    read: Callable[[], bytes]


@dataclass(frozen=True, kw_only=True)
class Line:
    """One thing that is told of a row."""

    name: str
    label: str
    shown: str


def nothing_marked(row: Any, person: Person) -> Marks:
    return {}


def no_file(row: Any) -> HeldFile | None:
    return None


def no_lines(row: Any) -> list[Line]:
    return []


@dataclass(frozen=True, kw_only=True)
class Holding:
    """One table with something about a person in it."""

    model: type[Model]
    # What it is called where the person reads it.
    heading: str
    # The ways from a row to its case or citizen: 'case', 'request__case'; 'pk' where it is one itself.
    to: tuple[str, ...]
    # Why the person is not given it; empty where it is given. It is destroyed all the same.
    left_out: str = ""
    # Why it stays when the person's records are destroyed; empty where it goes with them.
    stays: str = ""
    # What it is called, where the row's own words do not tell.
    title: str = ""
    # When a row was entered in the journal: the time that it is kept counts from the latest.
    entered: str = ""
    # Rows that may not be told yet, and why; destroyed with the others all the same.
    withheld: Q | None = None
    why_withheld: str = ""
    # Columns that say nothing about anybody: keys, seals, what is computed from another column.
    omitted: frozenset[str] = frozenset()
    # What of a row somebody must look at before it is given, and why.
    marks: Callable[[Any, Person], Marks] = nothing_marked
    file: Callable[[Any], HeldFile | None] = no_file
    # What is told beside the columns.
    more: Callable[[Any], list[Line]] = no_lines

    @property
    def label(self) -> str:
        return self.model._meta.label_lower

    def rows(self, person: Person) -> QuerySet[Any]:
        """The person's rows, oldest first."""
        mine = Q(pk__in=[])
        for way in self.to:
            keys = person.citizens if _end_of(self.model, way) is Citizen else person.cases
            mine |= Q(**{f"{way}__in": keys})
        found = self.model._base_manager.filter(mine)
        return found.order_by("pk").distinct() if "__" in "".join(self.to) else found.order_by("pk")

    def told_rows(self, person: Person) -> QuerySet[Any]:
        """The person's rows but for what may not be told yet."""
        found = self.rows(person)
        return found if self.withheld is None else found.exclude(self.withheld)

    def case_of(self, row: Any) -> int | None:
        """The key of the case a row belongs to; None where it belongs to the citizen alone."""
        for way in self.to:
            if _end_of(self.model, way) is Case and (found := _follow(row, way)) is not None:
                return found
        return None

    @property
    def columns(self) -> "Iterator[Field[Any, Any]]":
        """The columns that are told: all but keys, ways and what is omitted."""
        ways = {way.split("__")[0] for way in self.to}
        for field in self.model._meta.concrete_fields:
            if not field.primary_key and field.name not in ways and field.name not in self.omitted:
                yield field

    @property
    def history(self) -> type[Model] | None:
        """The table of earlier versions, where there is one."""
        kept = getattr(self.model, "history", None)
        return kept.model if kept is not None else None


_holdings: dict[type[Model], Holding] = {}


def register_holding(*holdings: Holding) -> None:
    """Say what a table holds on a person; each table is registered once."""
    for holding in holdings:
        if holding.model in _holdings:
            raise ValueError(f"{holding.label} is registered already.")
        _holdings[holding.model] = holding


def holdings() -> list[Holding]:
    """Everything that is held on anybody, in the order it was registered."""
    return list(_holdings.values())


def holding_of(label: str) -> Holding:
    return next(holding for holding in _holdings.values() if holding.label == label)


def _end_of(model: type[Model], way: str) -> type[Model]:
    for step in way.split("__"):
        if step != "pk":
            related: Any = model._meta.get_field(step).related_model
            model = related
    return model


def _follow(row: Any, way: str) -> int | None:
    steps = way.split("__")
    for step in steps[:-1]:
        row = getattr(row, step)
        if row is None:
            return None
    found: int | None = row.pk if steps[-1] == "pk" else getattr(row, f"{steps[-1]}_id")
    return found
