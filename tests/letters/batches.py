"""Letters that cost nothing to make: the width of its one page says which letter it is."""

import hashlib
from io import BytesIO

from pikepdf import Pdf

from rusmiddel.letters.enums import LetterKind
from rusmiddel.letters.models import Letter
from tests.letters.factories import NOW

NARROWEST = 200


def page_pdf(number, pages=1):
    with Pdf.new() as document:
        for _ in range(pages):
            document.add_blank_page(page_size=(NARROWEST + number, 800))
        written = BytesIO()
        document.save(written, deterministic_id=True)
    return written.getvalue()


def plain_letter(case, by, number=0, *, pages=1, **changes):
    pdf = page_pdf(number, pages)
    values = {
        "kind": LetterKind.CONSENT_WITHDRAWN,
        "title": f"Brev {number}",
        "recipient_name": f"Læser {number}",
        "recipient_address": f"Eksempelvej {number}\n9999 Prøveby",
        "html": "<p>Tekst</p>",
        "issued_at": NOW,
        "requires_guidance": False,
    }
    return Letter.objects.create(
        case=case, issued_by=by, pdf=pdf, sha256=hashlib.sha256(pdf).hexdigest(), **{**values, **changes}
    )


def fronts(pdf):
    """Which letter begins on the front of each sheet after the packing list, in order."""
    with Pdf.open(BytesIO(pdf)) as document:
        widths = [round(page.mediabox[2]) - NARROWEST for page in document.pages]
    return [width for width in widths[::2] if width < 390]


def widths(pdf):
    with Pdf.open(BytesIO(pdf)) as document:
        return [round(page.mediabox[2]) - NARROWEST for page in document.pages]
