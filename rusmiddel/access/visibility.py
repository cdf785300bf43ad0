"""Which rows a user may see because of the case they belong to, for layers that know no case."""

from typing import Any, TypeVar

from django.db.models import QuerySet

from rusmiddel.access.models import User

Rows = TypeVar("Rows", bound=QuerySet[Any])


def of_visible_cases(rows: Rows, user: User, *, through: str = "case") -> Rows:
    """The rows whose case the user may see; `through` is the way from the row to its case."""
    model: Any = rows.model
    for step in through.split("__"):
        model = model._meta.get_field(step).related_model
    return rows.filter(**{f"{through}__in": model._default_manager.visible_to(user)})
