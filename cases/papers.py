"""What a citizen is given of the read log: who has looked at the case ('Hvem har set min sag')."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.db.models import Count
from django.db.models.functions import TruncDate
from django.template.loader import render_to_string

from cases.models import Case
from rusmiddel.access.enums import ReadKind, Role
from rusmiddel.access.models import ReadLog
from rusmiddel.letters import pdf

TITLE = "Hvem har set min sag?"
# In place of a sign that cannot be printed; no name in the staff list needs one.
UNPRINTABLE = "?"


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
    html = render_to_string(
        "papers/who_has_looked.html",
        {
            "title": TITLE,
            "case": case,
            "first_on": first_on,
            "last_on": last_on,
            "looks": list(looks_at(case, first_on=first_on, last_on=last_on)),
        },
    )
    try:
        return pdf.render(html, title=TITLE)
    except pdf.UnprintableCharacter as error:
        printable = html.translate({ord(character): UNPRINTABLE for character in error.characters})
        return pdf.render(printable, title=TITLE)


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
