"""Attachments (bilag): received, kept outside the web root, handed out only to whoever may see the case."""

import hashlib
from dataclasses import dataclass
from datetime import datetime
from uuid import uuid4

from botocore.exceptions import BotoCoreError, ClientError
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.storage import Storage, storages
from django.db import transaction

from cases.enums import StoryKind
from cases.file_names import clean_name
from cases.file_types import FileType, in_words, type_of
from cases.models import Attachment, Consent, MappingResult, Note, PsychologicalExamination
from cases.permissions import can_add_document, require, writable_notes
from cases.seeing import require_sees
from cases.services.story import tell
from rusmiddel.access.models import User

MEGABYTE = 1024 * 1024


class Unreadable(Exception):
    """The stored file is not there, or is not the one that was stored."""


@dataclass(frozen=True, kw_only=True)
class Received:
    """A file that has been looked at and may be kept."""

    name: str
    type: FileType
    content: bytes

    @property
    def sha256(self) -> str:
        return hashlib.sha256(self.content).hexdigest()


def receive(*, name: str, content: bytes, allowed: list[str], most_megabytes: int) -> Received:
    """Look at a file: its size, and what its content shows; raises ValidationError in plain words."""
    shown = clean_name(name, "")
    if not content:
        raise ValidationError(f"»{shown}« er tom.")
    if len(content) > most_megabytes * MEGABYTE:
        raise ValidationError(f"»{shown}« fylder mere end {most_megabytes} MB.")
    found = type_of(content)
    if found is None or found.key not in allowed:
        raise ValidationError(
            f"»{shown}« kan ikke lægges på sagen. Indholdet skal være {in_words(allowed)}, "
            "uanset hvad filen hedder."
        )
    return Received(name=clean_name(name, found.ending), type=found, content=content)


def attachment_storage() -> Storage:
    """Where attachments lie: never under the web root (STORAGES in the settings)."""
    return storages["attachments"]


def _random_name() -> str:
    """Two letters make a folder, so that none grows without end."""
    name = uuid4().hex
    return f"{name[:2]}/{name}"


@transaction.atomic
def add_document(*, case_id: int, file: Received, by: User, now: datetime) -> Attachment:
    """Keep a document on the case that belongs to no note."""
    require(can_add_document(by))
    require_sees(by, now, pk=case_id)
    attachment = attach(case_id=case_id, file=file, note=None, by=by, now=now)
    tell(
        case_id=case_id,
        kind=StoryKind.DOCUMENT,
        at=now,
        text=f"Dokument lagt på sagen: {attachment.name}",
        by=by,
        path=attachment.get_absolute_url(),
    )
    return attachment


def attach(
    *,
    case_id: int,
    file: Received,
    note: Note | None,
    by: User,
    now: datetime,
    consent: Consent | None = None,
    mapping: MappingResult | None = None,
    examination: PsychologicalExamination | None = None,
) -> Attachment:
    """Store the file under a random name, and the row that says what it is."""
    if note is not None:
        require(note.kind in writable_notes(by))
    attachment = Attachment(
        case_id=case_id,
        note=note,
        consent=consent,
        mapping=mapping,
        examination=examination,
        name=file.name,
        content_type=file.type.content_type,
        size=len(file.content),
        sha256=file.sha256,
        uploaded_at=now,
        uploaded_by=by,
    )
    attachment.stored_as = attachment_storage().save(_random_name(), ContentFile(file.content))
    try:
        attachment.save(force_insert=True)
    except Exception:
        attachment_storage().delete(attachment.stored_as)
        raise
    return attachment


def content_of(attachment: Attachment) -> bytes:
    """The file as it was received, to the byte; raises Unreadable where it is gone or another."""
    try:
        with attachment_storage().open(attachment.stored_as) as file:
            content: bytes = file.read()
    except (OSError, BotoCoreError, ClientError) as error:
        raise Unreadable(attachment.key) from error
    if hashlib.sha256(content).hexdigest() != attachment.sha256:
        raise Unreadable(attachment.key)
    return content
