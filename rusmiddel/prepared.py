"""A question to the database that many pages ask: worked out once, and filled in each time.

Django writes the SQL of a query anew for every request, and PostgreSQL plans it anew; each takes longer than
to answer it. Here the SQL is written once in a process, with a mark where each value goes, and is prepared
once on each connection. An answer is never kept.
"""

from collections.abc import Callable, Iterable, Mapping
from copy import copy
from datetime import UTC, date, datetime
from functools import cache, wraps
from inspect import Parameter, signature
from itertools import count
from typing import Any, Generic, ParamSpec, TypeVar, get_type_hints
from weakref import WeakKeyDictionary

from django.db import DEFAULT_DB_ALIAS, connection, connections
from django.db.backends.postgresql.compiler import SQLCompiler
from django.db.models import QuerySet
from django.db.models.expressions import RawSQL
from django.db.models.sql import Query

Row = TypeVar("Row")
Asked = ParamSpec("Asked")


class Keys(str):
    """Primary keys as one value, however many they are; `among` says that a key is one of them."""

    @classmethod
    def of(cls, keys: Iterable[int]) -> "Keys":
        return cls(f"{{{','.join(map(str, sorted(keys)))}}}")

    @property
    def are_any(self) -> bool:
        return self != "{}"

    @property
    def among(self) -> RawSQL:
        """For `pk__in` and `case__in`."""
        return RawSQL("SELECT unnest(%s::bigint[])", [self])


# No value is ever so large or so far off, nor is anything worked out of one.
FAR_OFF = date(8000, 1, 1)
MARKS: dict[type, Callable[[int], Any]] = {
    int: lambda number: 2**62 + number,
    date: lambda number: date(9000 + number, 1, 1),
    datetime: lambda number: datetime(9000 + number, 1, 1, 12, tzinfo=UTC),
    Keys: lambda number: Keys.of([2**62 + number]),
}

SQL_TYPES = {int: "bigint", date: "date", datetime: "timestamptz", Keys: "text"}


def prepared(build: Callable[Asked, "QuerySet[Any, Row]"]) -> Callable[Asked, list[Row]]:
    """Let a function that builds a query answer it instead.

    What it takes by name alone are the values, an int, a date, a datetime or Keys, and each must stand in the
    query as it is given: nothing may be worked out of it. What it takes by position shapes the query.
    """
    marks = _marks(build)

    @cache
    def question(*shape: Any) -> "_Question[Row]":
        return _Question(build(*shape, **marks), marks)

    @wraps(build)
    def ask(*shape: Asked.args, **values: Asked.kwargs) -> list[Row]:
        return question(*shape).answer(values)

    return ask


class Statement:
    """SQL with marks in it, prepared on each connection the first time it is asked there."""

    def __init__(self, sql: str, params: Iterable[Any], marks: Mapping[str, Any]) -> None:
        self._sql = sql
        # Where each value goes, and what is the same every time.
        self._params = [(_name_of(param, marks), param) for param in params]
        self._marks = {name: mark for name, mark in marks.items() if name in dict(self._params)}
        left = [param for name, param in self._params if name is None and _is_made_of_a_mark(param)]
        if left:
            raise TypeError(f"Worked out of what is given, and so the same for everybody: {left}")

    def filled(self, values: Mapping[str, Any]) -> tuple[str, tuple[Any, ...]]:
        """What is sent instead of the SQL, for the connection of this thread."""
        # What a cursor does first: a connection that has died is another one from here on.
        connection.close_if_health_check_failed()
        connection.ensure_connection()
        known = _prepared.setdefault(connection.connection, {})
        if self not in known:
            known[self] = self._prepare(f"asked_{len(known)}")
        places = ", ".join(["%s"] * len(self._marks))
        return f"EXECUTE {known[self]}" + (f" ({places})" if places else ""), tuple(
            values[name] for name in self._marks
        )

    def _prepare(self, name: str) -> str:
        numbers = {name: number for number, name in enumerate(self._marks, 1)}
        # Not through Django, which would count it among the questions of whoever happens to be first.
        with connection.wrap_database_errors, connection.connection.cursor() as cursor:
            written = tuple(
                f"${numbers[mark]}::{SQL_TYPES[type(param)]}" if mark else cursor.mogrify("%s", [param])
                for mark, param in self._params
            )
            cursor.execute(f"PREPARE {name} AS {self._sql % written}")
        return name


# Which statements a connection knows, and by which names; gone with the connection.
_prepared: WeakKeyDictionary[Any, dict[Statement, str]] = WeakKeyDictionary()


class _Question(Generic[Row]):
    def __init__(self, rows: "QuerySet[Any, Row]", marks: dict[str, Any]) -> None:
        self._rows = rows
        self._compiler = rows.query.get_compiler(DEFAULT_DB_ALIAS)
        sql, params = self._compiler.as_sql()
        self._statement = Statement(sql, params, marks)

    def answer(self, values: dict[str, Any]) -> list[Row]:
        rows = self._rows.all()
        query: Any = rows.query
        query.__class__ = _FilledQuery
        query.filled = self._filled(values)
        return list(rows)

    def _filled(self, values: dict[str, Any]) -> SQLCompiler:
        compiler = copy(self._compiler)
        compiler.__class__ = _FilledCompiler
        # Each thread has a connection of its own.
        compiler.connection = connections[DEFAULT_DB_ALIAS]
        compiler.filled = self._statement.filled(values)
        return compiler


class _FilledQuery(Query):
    filled: SQLCompiler

    def get_compiler(self, *args: Any, **options: Any) -> SQLCompiler:
        return self.filled


class _FilledCompiler(SQLCompiler):
    filled: tuple[str, tuple[Any, ...]]

    def as_sql(self, *args: Any, **options: Any) -> tuple[str, tuple[Any, ...]]:
        return self.filled


def _marks(build: Callable[..., Any]) -> dict[str, Any]:
    """A value for each argument by name that no real one ever has."""
    types, numbers = get_type_hints(build), count()
    named = [each for each in signature(build).parameters.values() if each.kind == Parameter.KEYWORD_ONLY]
    return {each.name: MARKS[types[each.name]](next(numbers)) for each in named}


def _is_made_of_a_mark(param: Any) -> bool:
    if isinstance(param, date):
        return param.year > FAR_OFF.year
    return isinstance(param, int | str) and str(2**62)[:9] in str(param)


def _name_of(param: Any, marks: Mapping[str, Any]) -> str | None:
    return next((name for name, mark in marks.items() if type(mark) is type(param) and mark == param), None)
