"""Scenes of the journal: signed notes, files and drafts."""

import io
import zipfile
from uuid import uuid4

from cases.enums import DraftForm, NoteKind
from cases.services.attachments import receive
from cases.services.drafts import Writing, keep_draft
from cases.services.notes import sign_note
from tests.cases.factories import march

PDF = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n<<>>\nendobj\n%%EOF"
PNG = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + b"\0" * 40
JPEG = b"\xff\xd8\xff\xe0\x00\x10JFIF\x00" + b"\0" * 40 + b"\xff\xd9"
PROGRAM = b"MZ\x90\x00\x03" + b"\0" * 300
ALL_TYPES = ["pdf", "jpeg", "png", "heic", "docx", "xlsx", "odt", "ods"]
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"


def archive(**parts):
    """A zip file; `word__document_xml` becomes word/document.xml."""
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as written:
        for name, text in parts.items():
            written.writestr(name.replace("__", "/").replace("_xml", ".xml"), text)
    return held.getvalue()


def word_file(**more):
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as written:
        written.writestr("[Content_Types].xml", f'<Types><Override ContentType="{WORD}"/></Types>')
        written.writestr("word/document.xml", "<w:document/>")
        for name, text in more.items():
            written.writestr(name, text)
    return held.getvalue()


def file(name="samtykke.pdf", content=PDF):
    """A file that has been looked at and may be kept."""
    return receive(name=name, content=content, allowed=ALL_TYPES, most_megabytes=1)


def sign(case, *, by, kind=NoteKind.TALK, now=None, occurred_at=None, text="Borgeren kom til tiden.", **more):
    now = now or march(3)
    return sign_note(
        case_id=case.pk,
        kind=kind,
        occurred_at=occurred_at or now,
        text=text,
        by=by,
        now=now,
        **{"submission": uuid4(), **more},
    )


def writing(case, *, by, **changes):
    """A page with the form of a new note in it."""
    page = {
        "user_id": by.pk,
        "case_id": case.pk,
        "form": DraftForm.NOTE,
        "path": f"/sager/{case.number}/notater/nyt/",
        "key": uuid4(),
        "window": uuid4().hex,
    }
    return Writing(**{**page, **changes})


def begin(case, *, by, text="Halvt skrevet", now=None):
    """A draft of a note."""
    return keep_draft(writing=writing(case, by=by), typed={"text": [text]}, seen=0, now=now or march(3)).draft
