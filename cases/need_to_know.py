"""Who needs to know a case: every app registers what its own rows tie an employee to, and what locks out.

The module knows no model, so that the case itself may ask it and upper apps may add to it.
"""

from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import cache
from typing import Any

from django.conf import settings
from django.db import connection
from django.db.models import Q, QuerySet
from django.db.models.expressions import RawSQL
from django.utils import timezone

from rusmiddel.access.enums import CASE_ROLES, Role
from rusmiddel.access.models import User
from rusmiddel.prepared import Keys, Statement

# Nobody, and never: their places in the SQL are filled in when somebody asks.
WHO = 2**62
WHEN = datetime(9000, 1, 15, 12, tzinfo=UTC)
MOMENTS = ("now", "recently", "today", "recent_day")

# The keys of cases, as one column.
Found = QuerySet[Any, Any]
FindKeys = Callable[[User, datetime], Found]


@dataclass(frozen=True, kw_only=True)
class Tie:
    """One reason to know a case (tilknytning), for those who have one of the roles."""

    keys: FindKeys
    roles: frozenset[Role]


@dataclass(frozen=True, kw_only=True)
class Sight:
    """Which cases a user sees, by their keys: these, or for the team lead all but these."""

    keys: Keys
    is_all_but: bool


@dataclass(kw_only=True)
class Known:
    """The keys that were found for one user; None where nobody has asked yet."""

    hidden: Keys | None = None
    # Tied to the user and not hidden.
    seen: Keys | None = None


_ties: list[Tie] = []
_locks: list[FindKeys] = []
_known: ContextVar[dict[tuple[int | str, ...], Known] | None] = ContextVar("known_cases", default=None)


def register_tie(keys: FindKeys, *, roles: Collection[Role] = CASE_ROLES) -> None:
    """Let those with the roles see the cases whose keys the query finds."""
    _ties.append(Tie(keys=keys, roles=frozenset(roles)))


def register_lock(keys: FindKeys) -> None:
    """Hide the cases whose keys the query finds, whatever else ties the employee to them."""
    _locks.append(keys)


@contextmanager
def remembering() -> Iterator[None]:
    """Find the keys once inside the block, which must change nothing: a page that is only shown.

    An act asks each time: what ties whoever acts may come and go by the act itself.
    """
    known = _known.get()
    token = _known.set({} if known is None else known)
    try:
        yield
    finally:
        _known.reset(token)


def seen_by(user: User, now: datetime) -> Q:
    """That something ties the user to a case, and that it is not hidden from them."""
    remembered = _known.get()
    if remembered is None:
        return Q(pk__in=tied_to(user, now)) & not_hidden(user, now)
    return Q(pk__in=_seen(_of(remembered, user), user, now).among)


def not_hidden(user: User, now: datetime) -> Q:
    """That a case is neither shielded from the user nor one the user is locked out of."""
    remembered = _known.get()
    if remembered is not None and not hidden_keys(user, now).are_any:
        return Q()
    return ~Q(pk__in=hidden_from(user, now))


def sight_of(user: User, now: datetime) -> Sight:
    """What `visible_to` asks, answered: for questions that are prepared."""
    if not user.has_role(*CASE_ROLES):
        return Sight(keys=Keys.of([]), is_all_but=False)
    if user.has_role(Role.TEAM_LEAD):
        return Sight(keys=hidden_keys(user, now), is_all_but=True)
    remembered = _known.get()
    known = Known() if remembered is None else _of(remembered, user)
    return Sight(keys=_seen(known, user, now), is_all_but=False)


def hidden_keys(user: User, now: datetime) -> Keys:
    """What `not_hidden` asks, answered."""
    remembered = _known.get()
    return _hidden(Known() if remembered is None else _of(remembered, user), user, now)


def in_sight(keys: Keys, is_all_but: bool, *, through: str = "case") -> Q:
    """That a row's case is in sight; `through` is the way from the row to its case."""
    among = Q(**{f"{through}__in": keys.among})
    return ~among if is_all_but else among


def tied_to(user: User, now: datetime) -> RawSQL:
    """The keys of the cases that something ties the user to; each may come more than once."""
    sql, params = _asked(_ties_of(user), user, now)
    return RawSQL(sql, params)  # noqa: S611  the SQL is Django's own, and what is filled in goes as parameters


def hidden_from(user: User, now: datetime) -> RawSQL:
    """The keys of the cases that are shielded from the user or that the user is locked out of."""
    if _known.get() is not None:
        return hidden_keys(user, now).among
    sql, params = _asked(tuple(_locks), user, now)
    return RawSQL(sql, params)  # noqa: S611  as above


def recently(now: datetime) -> datetime:
    """What has happened since then still needs the hands that did it (NEED_TO_KNOW_DAYS)."""
    return now - timedelta(days=settings.NEED_TO_KNOW_DAYS)


def _hidden(known: Known, user: User, now: datetime) -> Keys:
    if known.hidden is None:
        with connection.cursor() as cursor:
            cursor.execute(*_hidden_statement(settings.NEED_TO_KNOW_DAYS).filled(_values(user, now)))
            known.hidden = Keys.of(key for (key,) in cursor)
    return known.hidden


def _seen(known: Known, user: User, now: datetime) -> Keys:
    """Found with what is hidden in one question, which every page with cases on it asks first."""
    if known.seen is None:
        statement = _seen_statement(_ties_of(user), settings.NEED_TO_KNOW_DAYS)
        with connection.cursor() as cursor:
            cursor.execute(*statement.filled(_values(user, now)))
            found = cursor.fetchall()
        hidden = {key for is_hidden, key in found if is_hidden}
        known.hidden = Keys.of(hidden)
        known.seen = Keys.of({key for _, key in found} - hidden)
    return known.seen


def _of(remembered: dict[tuple[int | str, ...], Known], user: User) -> Known:
    return remembered.setdefault((user.pk, *sorted(user.roles)), Known())


def _ties_of(user: User) -> tuple[FindKeys, ...]:
    return tuple(tie.keys for tie in _ties if user.has_role(*tie.roles))


def _values(user: User, now: datetime) -> dict[str, Any]:
    return {"user": user.pk, **dict(zip(MOMENTS, _moments(now), strict=True))}


def _in_marks() -> dict[str, Any]:
    return {"user": WHO, **dict(zip(MOMENTS, _moments(WHEN), strict=True))}


@cache
def _hidden_statement(days: int) -> Statement:
    return Statement(*_question(tuple(_locks), days), _in_marks())


@cache
def _seen_statement(ties: tuple[FindKeys, ...], days: int) -> Statement:
    hidden_sql, hidden_params = _question(tuple(_locks), days)
    tied_sql, tied_params = _question(ties, days)
    sql = (
        f"SELECT true, hidden.key FROM ({hidden_sql}) AS hidden(key)"  # noqa: S608  as above
        f" UNION ALL SELECT false, tied.key FROM ({tied_sql}) AS tied(key)"
    )
    return Statement(sql, [*hidden_params, *tied_params], _in_marks())


def _asked(finders: tuple[FindKeys, ...], user: User, now: datetime) -> tuple[str, list[Any]]:
    sql, params = _question(finders, settings.NEED_TO_KNOW_DAYS)
    answers: dict[Any, Any] = {WHO: user.pk, **dict(zip(_moments(WHEN), _moments(now), strict=True))}
    return sql, [answers.get(param, param) for param in params]


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
