"""What goes with a complaint that is sent on: one PDF with all to read, and the decision's own letter."""

import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import pikepdf

from complaints.models import Complaint, Reassessment
from rusmiddel.letters.models import Letter
from rusmiddel.letters.papers import paper
from rusmiddel.letters.services import content

TEMPLATE = "complaints/papers/bundle.html"


@dataclass(frozen=True, kw_only=True)
class Listed:
    """A line of the file's index (aktliste)."""

    on: date
    kind: str
    title: str
    is_enclosed: bool = False


@dataclass(frozen=True, kw_only=True)
class Enclosed:
    """A file inside the bundle, as it was issued."""

    name: str
    pdf: bytes


def bundle_pdf(
    complaint: Complaint,
    reassessment: Reassessment | None,
    *,
    to_name: str,
    statement: str,
    lateness: str,
    index: Sequence[Listed],
    letter: Letter | None,
    on: date,
) -> bytes:
    """The bundle as one PDF: text to be read by anybody, with the decision's letter inside it, as issued."""
    enclosed = [] if letter is None else [Enclosed(name="afgoerelsen.pdf", pdf=content(letter))]
    read = paper(
        TEMPLATE,
        {
            "complaint": complaint,
            "reassessment": reassessment,
            "decision": complaint.decision or complaint.further,
            "access_request": complaint.access_request,
            "to_name": to_name,
            "statement": statement,
            "lateness": lateness,
            "index": index,
            "on": on,
            "enclosed": enclosed,
        },
        title=f"Klage i sag {complaint.case.number}",
    )
    return with_enclosed(read.pdf, enclosed)


def with_enclosed(pdf: bytes, enclosed: Sequence[Enclosed]) -> bytes:
    """The PDF with the files inside it; without any it is the same to the byte."""
    if not enclosed:
        return pdf
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        for file in enclosed:
            opened.attachments[file.name] = pikepdf.AttachedFileSpec(
                opened,
                file.pdf,
                description="Afgørelsens brev",
                filename=file.name,
                mime_type="application/pdf",
                creation_date="",
                mod_date="",
            )
        out = io.BytesIO()
        opened.save(out, deterministic_id=True)
        return out.getvalue()
