"""Who needs to know a case: every app registers what its own rows tie an employee to, and what locks out.

The module knows no model, so that the case itself may ask it and upper apps may add to it.
"""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import cache
from typing import Any

from django.conf import settings
from django.db.models import QuerySet
from django.db.models.expressions import RawSQL
from django.utils import timezone

from rusmiddel.access.enums import CASE_ROLES, Role
from rusmiddel.access.models import User

# Nobody, and never: their places in the SQL are filled in when somebody asks.
WHO = 2**62
WHEN = datetime(9000, 1, 15, 12, tzinfo=UTC)

# The keys of cases, as one column.
Keys = QuerySet[Any, Any]
FindKeys = Callable[[User, datetime], Keys]


@dataclass(frozen=True, kw_only=True)
class Tie:
    """One reason to know a case (tilknytning), for those who have one of the roles."""

    keys: FindKeys
    roles: frozenset[Role]


_ties: list[Tie] = []
_locks: list[FindKeys] = []


def register_tie(keys: FindKeys, *, roles: Collection[Role] = CASE_ROLES) -> None:
    """Let those with the roles see the cases whose keys the query finds."""
    _ties.append(Tie(keys=keys, roles=frozenset(roles)))


def register_lock(keys: FindKeys) -> None:
    """Hide the cases whose keys the query finds, whatever else ties the employee to them."""
    _locks.append(keys)


def tied_to(user: User, now: datetime) -> RawSQL:
    """The keys of the cases that something ties the user to; each may come more than once."""
    return _keys(tuple(tie.keys for tie in _ties if user.has_role(*tie.roles)), user, now)


def hidden_from(user: User, now: datetime) -> RawSQL:
    """The keys of the cases that are shielded from the user or that the user is locked out of."""
    return _keys(tuple(_locks), user, now)


def recently(now: datetime) -> datetime:
    """What has happened since then still needs the hands that did it (NEED_TO_KNOW_DAYS)."""
    return now - timedelta(days=settings.NEED_TO_KNOW_DAYS)


def _keys(finders: tuple[FindKeys, ...], user: User, now: datetime) -> RawSQL:
    sql, params = _question(finders, settings.NEED_TO_KNOW_DAYS)
    answers: dict[Any, Any] = {WHO: user.pk, **dict(zip(_moments(WHEN), _moments(now), strict=True))}
    # The SQL is Django's own, and what is filled in goes as parameters.
    return RawSQL(sql, [answers.get(param, param) for param in params])  # noqa: S611


@cache
def _question(finders: tuple[FindKeys, ...], days: int) -> tuple[str, tuple[Any, ...]]:
    """The queries as one, with WHO and WHEN where the user and the moment go.

    Worked out once: every list asks it, and building it takes longer than everything else on the page.
    """
    first, *others = [find(User(pk=WHO), WHEN).order_by() for find in finders]
    sql, params = (first.union(*others, all=True) if others else first).query.sql_with_params()
    left = [param for param in params if isinstance(param, date) and param not in _moments(WHEN)]
    if left:
        raise TypeError(f"A tie depends on more than the user, now, recently(now) and their days: {left}")
    return sql, params


def _moments(now: datetime) -> tuple[date, ...]:
    """What a query may make of the moment it is asked."""
    return now, recently(now), timezone.localdate(now), timezone.localdate(recently(now))
