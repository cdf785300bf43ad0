"""Which kinds of rows stand on a case at all, asked once for all that its page shows: most cases have few."""

from typing import Any

from django.db.models import Exists, Model, OuterRef, QuerySet

from cases.models import Case
from rusmiddel.prepared import prepared

THE_CASE = OuterRef("pk")

_kinds: dict[type[Model], "QuerySet[Any]"] = {}


def register_standing(*kinds: "QuerySet[Any]") -> None:
    """Let every case page know whether there are such rows: of one model each, tied to `THE_CASE`."""
    _kinds.update({rows.model: rows for rows in kinds})


def stands(case: Case, model: type[Model]) -> bool:
    """Whether the case has any of the registered rows of the model; asked once for the case as it is held."""
    known = vars(case)
    if "standing" not in known:
        [found] = _found(case=case.pk)
        known["standing"] = {kind for kind, there in zip(_kinds, found, strict=True) if there}
    return model in known["standing"]


@prepared
def _found(*, case: int) -> "QuerySet[Case, Any]":
    return Case.objects.filter(pk=case).values_list(*(Exists(rows) for rows in _kinds.values()))
