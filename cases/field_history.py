"""The history of a case's facts, field by field, for whoever asks for it."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import OuterRef, QuerySet, Subquery

from cases.changes import SECRET_WHILE_PROTECTED, Change, changes_between
from cases.models import Assessment, Case, Citizen, TreatmentRequest
from rusmiddel.access.models import User
from rusmiddel.municipalities import name_of
from rusmiddel.standards.schema import Standard

CREATED = "+"


@dataclass(frozen=True, kw_only=True)
class Version:
    """What somebody saved at once."""

    at: datetime
    what: str
    by: str
    reason: str
    is_created: bool
    changes: list[Change]


def history_of(case: Case, standard: Standard, *, most: int, with_assessment: bool) -> list[Version]:
    """The newest versions of the citizen, the case, its requests and their assessments, newest first."""
    offers = {offer.key: offer.name for offer in standard.offers}
    requests = list(case.requests.values_list("pk", flat=True))
    sources: list[tuple[str, QuerySet[Any]]] = [
        ("Borgeren", Citizen.history.filter(id=case.citizen_id)),
        ("Sagen", Case.history.filter(id=case.pk)),
        ("Anmodningen", TreatmentRequest.history.filter(id__in=requests)),
    ]
    if with_assessment:
        sources.append(("Afdækningen", Assessment.history.filter(request_id__in=requests)))
    found = [(what, row, before) for what, rows in sources for row, before in _with_predecessors(rows, most)]
    found.sort(key=lambda each: (each[1].history_date, each[1].history_id), reverse=True)
    people = _names(found)
    names: dict[str, Callable[[Any], str]] = {
        **dict.fromkeys(("responsible", "completed_by"), lambda key: people.get(key, "ingen")),
        "municipality_code": lambda code: name_of(code) or "ukendt",
        "wished_offer": lambda key: offers.get(key, key) or "ikke valgt",
    }
    hidden = SECRET_WHILE_PROTECTED if case.citizen.is_protected else frozenset()
    return [
        Version(
            at=row.history_date,
            what=what,
            by=people.get(row.history_user_id, "Systemet"),
            reason=row.history_change_reason or "",
            is_created=row.history_type == CREATED,
            changes=changes_between(row.tracked_fields, vars(before), vars(row), names=names, hidden=hidden)
            if before is not None
            else [],
        )
        for what, row, before in found[:most]
        if before is not None or row.history_type == CREATED
    ]


def _with_predecessors(rows: QuerySet[Any], most: int) -> list[tuple[Any, Any | None]]:
    """The newest rows, each with the version before it."""
    earlier = rows.filter(id=OuterRef("id"), history_id__lt=OuterRef("history_id")).order_by("-history_id")
    newest = list(
        rows.annotate(before_id=Subquery(earlier.values("history_id")[:1])).order_by("-history_id")[:most]
    )
    before = rows.in_bulk([row.before_id for row in newest if row.before_id], field_name="history_id")
    return [(row, before.get(row.before_id)) for row in newest]


def _names(found: Iterable[tuple[str, Any, Any]]) -> dict[int | None, str]:
    """Everybody who is named in the versions, in one query."""
    keys = set()
    for _, *versions in found:
        for version in filter(None, versions):
            facts = vars(version)
            keys |= {facts.get(key) for key in ("history_user_id", "responsible_id", "completed_by_id")}
    return dict(User.objects.filter(pk__in=keys - {None}).values_list("pk", "name"))
