"""What a citizen is given of the read log: who has looked at the case ('Hvem har set min sag')."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.db.models import Count
from django.db.models.functions import TruncDate

from cases.models import Case
from rusmiddel.access.enums import ReadKind, Role
from rusmiddel.access.models import ReadLog
from rusmiddel.letters.papers import paper

TITLE = "Hvem har set min sag?"


@dataclass(frozen=True, kw_only=True)
class Looks:
    """That an employee saw the case in one way on one day, and how often."""

    day: date
    name: str
    roles: str
    kind: str
    times: int


def who_has_looked(case: Case, *, first_on: date | None, last_on: date) -> bytes:
    """The paper as PDF, one line for each day, employee and way of looking, the newest first."""
    looks = list(looks_at(case, first_on=first_on, last_on=last_on))
    return paper(
        "cases/papers/who_has_looked.html",
        {"case": case, "first_on": first_on, "last_on": last_on, "looks": looks},
        title=TITLE,
    ).pdf


def looks_at(case: Case, *, first_on: date | None, last_on: date) -> Iterator[Looks]:
    reads = ReadLog.objects.filter(case=case).annotate(day=TruncDate("at")).filter(day__lte=last_on)
    if first_on is not None:
        reads = reads.filter(day__gte=first_on)
    counted = (
        reads.values("day", "user__name", "user__roles", "kind")
        .annotate(times=Count("pk"))
        .order_by("-day", "user__name", "kind")
    )
    for row in counted:
        yield Looks(
            day=row["day"],
            name=row["user__name"],
            roles=", ".join(Role(role).label for role in row["user__roles"]).lower(),
            kind=ReadKind(row["kind"]).label,
            times=row["times"],
        )
