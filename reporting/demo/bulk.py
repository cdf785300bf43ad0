"""Load many rows with COPY; every constraint of the database still holds."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
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
        try:
            return next(self._free[model])
        except (KeyError, StopIteration):
            self._free[model] = iter(self._take(model))
            return next(self._free[model])

    def _take(self, model: type[Model]) -> list[int]:
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT nextval(pg_get_serial_sequence(%s, %s)) FROM generate_series(1, %s)",
                [model._meta.db_table, model._meta.pk.column, IDS_AT_A_TIME],
            )
            return [row[0] for row in cursor.fetchall()]


class Row(dict[str, Any]):
    """A row of a model's table by column, at a tenth of what a model instance costs; the rest is defaults."""

    __slots__ = ("model",)

    def __init__(self, model: type[Model], values: dict[str, Any]) -> None:
        super().__init__(values)
        self.model = model

    @classmethod
    def of(cls, instance: Model) -> "Row":
        fields = _stored_fields(type(instance))
        return cls(type(instance), {field.attname: getattr(instance, field.attname) for field in fields})


def load(rows: Iterable[Row], *, order: tuple[type[Model], ...]) -> None:
    """Store the rows, a table at a time in the order given."""
    by_model: dict[type[Model], list[Row]] = defaultdict(list)
    for row in rows:
        by_model[row.model].append(row)
    unplaced = set(by_model) - set(order)
    if unplaced:
        raise ValueError(f"No place in the order for {sorted(model.__name__ for model in unplaced)}.")
    for model in order:
        if by_model[model]:
            _copy(model, by_model[model])


def _copy(model: type[Model], rows: list[Row]) -> None:
    fields = _stored_fields(model)
    columns = ", ".join(f'"{field.column}"' for field in fields)
    names = [(field.attname, field.get_default()) for field in fields]
    prepared = [(index, field) for index, field in enumerate(fields) if isinstance(field, PREPARED_FIELDS)]
    known = {name for name, _ in names}
    with (
        connection.cursor() as cursor,
        cursor.copy(f'COPY "{model._meta.db_table}" ({columns}) FROM STDIN') as copy,
    ):
        for row in rows:
            if not known.issuperset(row):
                raise ValueError(f"{model.__name__} has no {sorted(row.keys() - known)}.")
            values = [row.get(name, default) for name, default in names]
            for index, field in prepared:
                values[index] = field.get_db_prep_save(values[index], connection)
            copy.write_row(values)


def _stored_fields(model: type[Model]) -> "list[Field[Any, Any]]":
    return [field for field in model._meta.concrete_fields if not field.generated]
