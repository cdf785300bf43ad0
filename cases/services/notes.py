"""Notes in the journal (journalen): signed once, put right only by an addendum."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from cases.enums import NoteKind, StoryKind
from cases.models import Note
from cases.permissions import NOTE_READERS, require, writable_notes
from cases.seeing import require_sees
from cases.services.attachments import Received, attach
from cases.services.story import tell
from cases.wording import shortened
from rusmiddel.access.enums import CASE_ROLES
from rusmiddel.access.models import User
from rusmiddel.danish_dates import long_date
from rusmiddel.locks import hold

# How much of a note its line in the story shows.
GIST = 140


@transaction.atomic
def sign_note(
    *,
    case_id: int,
    kind: NoteKind,
    occurred_at: datetime,
    text: str,
    submission: UUID,
    by: User,
    now: datetime,
    attached: Sequence[Received] = (),
) -> Note:
    """Sign a note; it cannot be changed afterwards. The same `submission` twice gives the same note.

    Raises ValidationError where it says nothing or lies in the future, PermissionDenied for a kind that
    belongs to another profession.
    """
    require(kind in writable_notes(by))
    require_sees(by, now, pk=case_id)
    return _sign(
        Note(case_id=case_id, kind=kind, occurred_at=occurred_at, text=text, submission=submission),
        attached=attached,
        by=by,
        now=now,
    )


@transaction.atomic
def add_to_note(
    *, note_id: int, text: str, submission: UUID, by: User, now: datetime, attached: Sequence[Received] = ()
) -> Note:
    """Put a note right, or complete it, by an addendum (tilføjelse) that stands beneath it."""
    require_sees(by, now, notes=note_id)
    note = Note.objects.get(pk=note_id)
    require(note.kind in writable_notes(by))
    return _sign(
        Note(
            case_id=note.case_id,
            kind=note.kind,
            # An addendum to an addendum stands beneath the note itself.
            amends_id=note.amends_id or note.pk,
            occurred_at=now,
            text=text,
            submission=submission,
        ),
        attached=attached,
        by=by,
        now=now,
    )


def _sign(note: Note, *, attached: Sequence[Received], by: User, now: datetime) -> Note:
    if not note.text.strip():
        raise ValidationError({"text": "Skriv notatet."})
    if note.occurred_at > now:
        raise ValidationError({"occurred_at": "Tidspunktet ligger i fremtiden."})
    # A double click arrives twice at once.
    hold(f"note:{note.submission}")
    already = Note.objects.filter(submission=note.submission, author=by).first()
    if already is not None:
        return already
    note.signed_at, note.author = now, by
    note.save(force_insert=True)
    for file in attached:
        attach(case_id=note.case_id, file=file, note=note, by=by, now=now)
    tell(
        case_id=note.case_id,
        kind=StoryKind.NOTE,
        at=note.occurred_at,
        text=_sentence(note, len(attached)),
        by=by,
        path=note.get_absolute_url(),
    )
    return note


def _sentence(note: Note, files: int) -> str:
    """The note's line in the story; what not everybody may read is not told there."""
    what = "Tilføjelse til notat" if note.amends_id else NoteKind(note.kind).label
    if NOTE_READERS[NoteKind(note.kind)] >= CASE_ROLES:
        what = f"{what}: {shortened(note.text, GIST)}"
    elif note.amends_id:
        what = f"{what} ({NoteKind(note.kind).label.lower()})"
    if note.is_late:
        what = f"{what} (skrevet {long_date(timezone.localdate(note.signed_at))})"
    if files:
        what = f"{what} ({files} bilag)"
    return what
