"""The journal on the case page: the newest notes, and what one has begun oneself."""

from datetime import date
from typing import Any

from cases.models import Case, Draft, Note
from cases.panels import Panel
from cases.permissions import writable_notes
from cases.wording import shortened
from rusmiddel.access.models import User

NEWEST = 3
GIST = 160


def content(case: Case, user: User, today: date) -> dict[str, Any]:
    notes = Note.objects.visible_to(user).filter(case=case, amends=None).select_related("author")
    newest = notes.order_by("-occurred_at", "-id")[:NEWEST]
    return {
        "case": case,
        "notes": [(note, shortened(case.citizen.struck_from(note.text), GIST)) for note in newest],
        "drafts": list(Draft.objects.filter(case=case, user=user).order_by("-kept_at")),
        "may_write": bool(writable_notes(user)),
    }


PANEL = Panel(template="cases/_journal.html", content=content)
