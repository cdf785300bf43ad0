"""Load many rows with COPY. Rows are model instances; every constraint of the database still holds."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db import connection
from django.db.models import Field, JSONField, Model

from rusmiddel.encryption import EncryptedTextField

IDS_AT_A_TIME = 2000
# What these hold must be put in the database's own form first; the others are written as they are.
PREPARED_FIELDS = (EncryptedTextField, JSONField, ArrayField)


class Ids:
    """Fresh primary keys from the database's own sequences, so that one row can name another unstored one."""

    def __init__(self) -> None:
        self._free: dict[type[Model], Iterator[int]] = {}

    def __call__(self, model: type[Model]) -> int:
        fresh = next(self._free.get(model, iter(())), None)
        if fresh is None:
            self._free[model] = iter(self._take(model))
            fresh = next(self._free[model])
        return fresh

    def _take(self, model: type[Model]) -> list[int]:
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT nextval(pg_get_serial_sequence(%s, %s)) FROM generate_series(1, %s)",
                [model._meta.db_table, model._meta.pk.column, IDS_AT_A_TIME],
            )
            return [row[0] for row in cursor.fetchall()]


def load(rows: Iterable[Model], *, order: tuple[type[Model], ...]) -> int:
    """Store the rows, a table at a time in the order given; return how many there were."""
    by_model: dict[type[Model], list[Model]] = defaultdict(list)
    for row in rows:
        by_model[type(row)].append(row)
    unknown = set(by_model) - set(order)
    if unknown:
        raise ValueError(f"No place in the order for {sorted(model.__name__ for model in unknown)}.")
    for model in order:
        if by_model[model]:
            _copy(model, by_model[model])
    return sum(map(len, by_model.values()))


def _copy(model: type[Model], rows: list[Model]) -> None:
    fields = [field for field in model._meta.concrete_fields if not field.generated]
    columns = ", ".join(f'"{field.column}"' for field in fields)
    readers = [_reader(field) for field in fields]
    with (
        connection.cursor() as cursor,
        cursor.copy(f'COPY "{model._meta.db_table}" ({columns}) FROM STDIN') as copy,
    ):
        for row in rows:
            copy.write_row([read(row) for read in readers])


def _reader(field: "Field[Any, Any]") -> Callable[[Model], Any]:
    name = field.attname
    if isinstance(field, PREPARED_FIELDS):
        return lambda row: field.get_db_prep_save(getattr(row, name), connection)
    return lambda row: getattr(row, name)
