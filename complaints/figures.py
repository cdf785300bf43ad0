"""The team lead's overview of complaints: open, due, outcomes by kind and offer, and what was learnt."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, QuerySet

from complaints.enums import ComplaintKind, Result
from complaints.models import Complaint
from rusmiddel.access.models import User

LESSONS = 50


@dataclass(frozen=True, kw_only=True)
class Line:
    """One kind or offer, with how many came and how they ended."""

    name: str
    # What the list behind the number is narrowed by.
    key: str
    total: int
    still_open: int
    ended: tuple[tuple[str, int], ...]


@dataclass(frozen=True, kw_only=True)
class Overview:
    by_kind: list[Line]
    by_offer: list[Line]
    lessons: list[Complaint]
    still_open: int
    overdue: int


def overview(user: User, *, since: date, today: date) -> Overview:
    """What the team lead sees of the complaints received since a day, in four questions."""
    found = Complaint.objects.visible_to(user).filter(received_on__gte=since)
    running = list(Complaint.objects.visible_to(user).open().for_list())
    return Overview(
        by_kind=_lines(found, "kind", names=dict(ComplaintKind.choices)),
        by_offer=_lines(found.with_offer(), "offer", names={}),
        lessons=list(
            found.exclude(lesson="").select_related("case__citizen").order_by("-closed_on", "-pk")[:LESSONS]
        ),
        still_open=len(running),
        overdue=sum(each.due_on is not None and each.due_on < today for each in running),
    )


def _lines(found: QuerySet[Any], field: str, *, names: dict[str, str]) -> list[Line]:
    counted: dict[str, dict[str, int]] = {}
    for row in found.values(field, "result").annotate(count=Count("pk")).order_by(field, "result"):
        counted.setdefault(row[field] or "", {})[row["result"]] = row["count"]
    return [
        Line(
            name=names.get(key, key) or "Intet bestemt tilbud",
            key=key,
            total=sum(results.values()),
            still_open=results.get("", 0),
            ended=tuple((str(Result(result).label), count) for result, count in results.items() if result),
        )
        for key, results in counted.items()
    ]
