"""Who answers for the guarantees that run, and who can take one more."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q

from reporting.enums import CaseworkerOrder, Group
from reporting.selection import NOBODY, Number, Selection
from rusmiddel.access.enums import Role
from rusmiddel.access.models import User
from rusmiddel.deadlines.models import Deadline
from rusmiddel.deadlines.states import conditions
from rusmiddel.sorting import danish_sort_key

UNASSIGNED = "Uden behandler"


@dataclass(frozen=True, kw_only=True, slots=True)
class Load:
    """How many running guarantees one person answers for; without a key it is nobody."""

    pk: int | None
    name: str
    is_active: bool = True
    open: int = 0
    near: int = 0
    overdue: int = 0


@dataclass(frozen=True, kw_only=True)
class CaseworkerRow:
    """What one person answers for, each number with its list."""

    name: str
    is_active: bool
    open: Number
    near: Number
    overdue: Number


@dataclass(frozen=True, kw_only=True)
class Workload:
    """The first of the rows, and how many there are in all."""

    rows: Sequence[CaseworkerRow]
    total: int

    @property
    def is_cut(self) -> bool:
        return len(self.rows) < self.total


def workload(base: Selection, *, most: int) -> Workload:
    """Everyone by name where there is room for all; otherwise those most pressed."""
    found = loads(base)
    if len(found) > most:
        found = in_order(found, CaseworkerOrder.PRESSED)
    return Workload(rows=rows_of(found[:most], base), total=len(found))


def loads(base: Selection) -> list[Load]:
    """Everyone who works on cases or answers for one, by name; then what nobody answers for. Two queries."""
    counted = {person: numbers for person, *numbers in _counted(base)}
    users = User.objects.filter(
        Q(pk__in=counted.keys() - {None}) | Q(is_active=True, roles__overlap=[Role.CASEWORKER])
    )
    found = [
        _load(pk, name, is_active, counted.get(pk))
        for pk, name, is_active in users.values_list("pk", "name", "is_active")
    ]
    found.sort(key=lambda load: danish_sort_key(load.name))
    return [*found, _load(None, UNASSIGNED, True, counted[None])] if None in counted else found


def _counted(base: Selection) -> Iterable[Any]:
    """Person, and how many of theirs run, are near and are overdue."""
    states = conditions(day=base.day, at_risk_days=base.at_risk_days)

    def those(group: Group) -> Q:
        return Q(*(states[state] for state in group.states), _connector=Q.OR)

    return (
        Deadline.objects.of_kind(base.promise.kind)
        .as_of(base.day)
        .values_list("responsible")
        .annotate(
            open=Count("*"),
            near=Count("pk", filter=those(Group.NEAR)),
            overdue=Count("pk", filter=those(Group.OVERDUE)),
        )
        .order_by()
    )


def _load(pk: int | None, name: str, is_active: bool, numbers: Sequence[int] | None) -> Load:
    running, near, overdue = numbers or (0, 0, 0)
    return Load(pk=pk, name=name, is_active=is_active, open=running, near=near, overdue=overdue)


KEYS: dict[CaseworkerOrder, Callable[[Load], Any]] = {
    CaseworkerOrder.PRESSED: lambda load: (-load.overdue, -load.near, -load.open),
    # What nobody answers for has no hands free.
    CaseworkerOrder.FREE: lambda load: (load.pk is None, load.open),
}


def in_order(found: list[Load], order: CaseworkerOrder) -> list[Load]:
    """Sorted anew; those who are equal stay as they stood, which is by name."""
    return sorted(found, key=KEYS[order]) if order in KEYS else found


def rows_of(found: Iterable[Load], base: Selection) -> list[CaseworkerRow]:
    return [_row(load, base) for load in found]


def _row(load: Load, base: Selection) -> CaseworkerRow:
    caseworker = NOBODY if load.pk is None else str(load.pk)

    def number(count: int, group: Group) -> Number:
        return Number(count=count, selection=base.narrowed(group=group, caseworker=caseworker))

    return CaseworkerRow(
        name=load.name,
        is_active=load.is_active,
        open=number(load.open, Group.OPEN),
        near=number(load.near, Group.NEAR),
        overdue=number(load.overdue, Group.OVERDUE),
    )
