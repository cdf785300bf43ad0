"""Who answers for the guarantees that run, and who can take one more."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from django.db.models import Q

from reporting.enums import CaseworkerOrder, Group
from reporting.figures import Counts
from reporting.selection import Number
from rusmiddel.access.enums import Role
from rusmiddel.access.models import User
from rusmiddel.sorting import danish_sort_key

UNASSIGNED = "Uden behandler"


class Person(NamedTuple):
    """Somebody who works on cases or answers for one; without a key it is nobody."""

    pk: int | None
    name: str
    is_active: bool


@dataclass(frozen=True, kw_only=True)
class CaseworkerRow:
    """What one person answers for; nobody's are the unassigned."""

    name: str
    is_active: bool
    open: Number
    near: Number
    overdue: Number


@dataclass(frozen=True, kw_only=True)
class Workload:
    """The first of the rows in the order asked for, and how many there are in all."""

    rows: Sequence[CaseworkerRow]
    total: int

    @property
    def is_cut(self) -> bool:
        return len(self.rows) < self.total


def workload(counted: Counts, *, most: int) -> Workload:
    """Everyone by name where there is room for all; otherwise those most pressed."""
    found = persons(counted)
    if len(found) > most:
        found = in_order(found, CaseworkerOrder.PRESSED, counted)
    return Workload(rows=rows_of(found[:most], counted), total=len(found))


def persons(counted: Counts) -> list[Person]:
    """Everyone who works on cases or answers for one, by name; then what nobody answers for."""
    answering = set(counted.by_person)
    users = User.objects.filter(
        Q(pk__in=answering - {None}) | Q(is_active=True, roles__overlap=[Role.CASEWORKER])
    )
    found = [Person(*facts) for facts in users.values_list("pk", "name", "is_active")]
    found.sort(key=lambda person: danish_sort_key(person.name))
    if None in answering:
        found.append(Person(pk=None, name=UNASSIGNED, is_active=True))
    return found


def in_order(found: Iterable[Person], order: CaseworkerOrder, counted: Counts) -> list[Person]:
    """Sorted anew; those who are equal stay as they stood."""

    def has(person: Person, group: Group) -> int:
        return counted.count_of(person.pk, group)

    keys: dict[CaseworkerOrder, Callable[[Person], Any]] = {
        CaseworkerOrder.PRESSED: lambda person: (
            -has(person, Group.OVERDUE),
            -has(person, Group.NEAR),
            -has(person, Group.OPEN),
        ),
        # What nobody answers for has no hands free.
        CaseworkerOrder.FREE: lambda person: (person.pk is None, has(person, Group.OPEN)),
    }
    return sorted(found, key=keys[order]) if order in keys else list(found)


def rows_of(found: Iterable[Person], counted: Counts) -> list[CaseworkerRow]:
    return [
        CaseworkerRow(
            name=person.name,
            is_active=person.is_active,
            open=counted.number_of(person.pk, Group.OPEN),
            near=counted.number_of(person.pk, Group.NEAR),
            overdue=counted.number_of(person.pk, Group.OVERDUE),
        )
        for person in found
    ]
