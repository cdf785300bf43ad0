"""Who needs to know a case: every app registers what its own rows tie an employee to, and what locks out.

The module knows no model, so that the case itself may ask it and upper apps may add to it.
"""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db.models import QuerySet

from rusmiddel.access.enums import CASE_ROLES, Role
from rusmiddel.access.models import User

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


def tied_to(user: User, now: datetime) -> Keys:
    """The keys of the cases that something ties the user to; each may come more than once."""
    first, *others = [tie.keys(user, now).order_by() for tie in _ties if user.has_role(*tie.roles)]
    return first.union(*others, all=True) if others else first


def hidden_from(user: User, now: datetime) -> Keys:
    """The keys of the cases that are shielded from the user or that the user is locked out of."""
    first, *others = [keys(user, now).order_by() for keys in _locks]
    return first.union(*others, all=True) if others else first


def recently(now: datetime) -> datetime:
    """What has happened since then still needs the hands that did it (NEED_TO_KNOW_DAYS)."""
    return now - timedelta(days=settings.NEED_TO_KNOW_DAYS)
