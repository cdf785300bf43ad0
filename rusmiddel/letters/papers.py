"""Papers of the centre's own (dagsorden, referat, visitationsjournal): HTML to PDF without an envelope."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.http import HttpResponse
from django.template.loader import render_to_string

from rusmiddel.letters import pdf

# In place of a sign that cannot be printed, such as an emoji; the text itself stands on the case.
UNPRINTABLE = "?"


@dataclass(frozen=True, kw_only=True)
class Paper:
    html: str
    pdf: bytes

    @property
    def sha256(self) -> str:
        return hashlib.sha256(self.pdf).hexdigest()


def paper(template: str, context: Mapping[str, Any], *, title: str) -> Paper:
    """The template as a PDF with the title; a sign that no letter font has is shown as a question mark."""
    html = render_to_string(template, {**context, "title": title})
    try:
        return Paper(html=html, pdf=pdf.render(html, title=title))
    except pdf.UnprintableCharacter as error:
        printable = html.translate({ord(character): UNPRINTABLE for character in error.characters})
        return Paper(html=printable, pdf=pdf.render(printable, title=title))


def inline(content: bytes, *, name: str) -> HttpResponse:
    """A PDF to read in the browser and to keep nowhere; its name tells nothing about anybody."""
    response = HttpResponse(content, content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="{name}.pdf"'
    response["Cache-Control"] = "no-store"
    return response
