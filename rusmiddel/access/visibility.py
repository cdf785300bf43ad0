"""Which rows a user may see because of the case they belong to, for layers that know no case."""

from typing import Any, TypeVar

from django.db.models import QuerySet

from rusmiddel.access.models import User
from rusmiddel.prepared import Keys

Rows = TypeVar("Rows", bound=QuerySet[Any])


def of_visible_cases(rows: Rows, user: User, *, through: str = "case") -> Rows:
    """The rows whose case the user may see; `through` is the way from the row to its case."""
    return rows.filter(**{f"{through}__in": _cases(rows, through).visible_to(user)})


def of_cases_not_hidden(rows: Rows, user: User, *, through: str = "case") -> Rows:
    """The rows addressed to the user, but for those of cases that are hidden from the user."""
    return rows.filter(**{f"{through}__in": _cases(rows, through).not_hidden_from(user)})


def keys_hidden_from(rows: QuerySet[Any], user: User, *, through: str = "case") -> Keys:
    """The keys of the cases that are hidden from the user, for questions that are prepared."""
    keys: Keys = _cases(rows, through).keys_hidden_from(user)
    return keys


def _cases(rows: QuerySet[Any], through: str) -> Any:
    model: Any = rows.model
    for step in through.split("__"):
        model = model._meta.get_field(step).related_model
    return model._default_manager
