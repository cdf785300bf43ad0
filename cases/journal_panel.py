"""The journal on the case page: the newest notes, and what one has begun oneself."""

from datetime import date
from typing import Any

from django.db.models import QuerySet

from cases.models import Case, Draft, Note
from cases.panels import Panel
from cases.permissions import writable_notes
from cases.wording import shortened
from rusmiddel.access.models import User
from rusmiddel.prepared import prepared

NEWEST = 3
GIST = 160


def content(case: Case, user: User, today: date) -> dict[str, Any]:
    notes = _newest(tuple(user.roles), case=case.pk)
    return {
        "case": case,
        "notes": [(note, shortened(case.citizen.struck_from(note.text), GIST)) for note in notes],
        "drafts": _drafts(case=case.pk, user=user.pk),
        "may_write": bool(writable_notes(user)),
    }


@prepared
def _newest(roles: tuple[str, ...], /, *, case: int) -> QuerySet[Note]:
    notes = Note.objects.visible_to(User(roles=list(roles))).filter(case=case, amends=None)
    return notes.select_related("author").order_by("-occurred_at", "-id")[:NEWEST]


@prepared
def _drafts(*, case: int, user: int) -> QuerySet[Draft]:
    return Draft.objects.filter(case=case, user=user).order_by("-kept_at")


PANEL = Panel(template="cases/_journal.html", content=content)
