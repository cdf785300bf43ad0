"""HTML to a PDF that can be read aloud, kept for ever and printed alike everywhere.

PDF/A-3a (archivable, tagged) that also says that it is PDF/UA-1 (accessible).
"""

import re
import threading
import unicodedata
from collections.abc import Callable
from functools import cache
from importlib.resources import files
from io import BytesIO
from pathlib import Path
from typing import Any

from django.contrib.staticfiles import finders
from fontTools.ttLib import TTFont
from pydyf import PDF, Dictionary, String
from weasyprint import CSS, HTML
from weasyprint.css import ColorProfile
from weasyprint.document import Document
from weasyprint.pdf.metadata import DocumentMetadata
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse

from rusmiddel.letters.envelope import Window
from rusmiddel.letters.visible_text import visible_text

FONT_FAMILY = "IBM Plex Sans"
FONT_FOLDER = "vendor/dkfds/fonts/IBMPlexSans/complete/woff"
FONT_FACES = (("Regular", 400, "normal"), ("SemiBold", 600, "normal"), ("Italic", 400, "italic"))

VARIANT = "pdf/a-3a"
OUTPUT_INTENT = "letter"
# What is appended in another language than the letter's own.
FOREIGN = re.compile(r'<article lang="([a-z]{2}(?:-[A-Za-z]+)?)"')
# PDF/A only knows the properties it lists; PDF/UA's mark has to bring its own description.
PDF_UA_MARK = b"""
<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
    xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#"
    xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
  <pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
    <pdfaSchema:schema>PDF/UA Universal Accessibility Schema</pdfaSchema:schema>
    <pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
    <pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
    <pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
      <pdfaProperty:name>part</pdfaProperty:name>
      <pdfaProperty:valueType>Integer</pdfaProperty:valueType>
      <pdfaProperty:category>internal</pdfaProperty:category>
      <pdfaProperty:description>The part of ISO 14289 that is followed</pdfaProperty:description>
    </rdf:li></rdf:Seq></pdfaSchema:property>
  </rdf:li></rdf:Bag></pdfaExtension:schemas>
</rdf:Description>
<rdf:Description rdf:about="" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">
  <pdfuaid:part>1</pdfuaid:part>
</rdf:Description>
"""


class PdfError(Exception):
    """The letter cannot be made as it should be; it is not made in another way."""


class FontMissing(PdfError):
    pass


class ExternalResource(PdfError):
    pass


class UnprintableCharacter(PdfError):
    def __init__(self, characters: list[str]) -> None:
        self.characters = characters
        super().__init__(f"No letter font has {', '.join(f'U+{ord(one):04X}' for one in characters)}")


class OutsideWindow(PdfError):
    pass


class _NothingFromOutside(URLFetcher):
    def __init__(self) -> None:
        super().__init__(fail_on_errors=True, allowed_protocols=["data"])

    def fetch(self, url: str, headers: Any = None) -> URLFetcherResponse:
        if not url.startswith("data:"):
            raise ExternalResource(f"A letter loads nothing from outside: {url[:200]}")
        return super().fetch(url, headers)


class _Metadata(DocumentMetadata):
    """Weasyprint's metadata with the mark of PDF/UA beside that of PDF/A."""

    def generate_rdf_metadata(self, *args: Any) -> bytes:
        rdf: bytes = super().generate_rdf_metadata(*args)
        end = b"</rdf:RDF>"
        return rdf.removesuffix(end) + PDF_UA_MARK + end


class _Press(threading.local):
    """The fonts, unpacked once per thread: Pango's font map may not be shared."""

    def __init__(self) -> None:
        self._ready: tuple[FontConfiguration, CSS] | None = None

    def fonts(self) -> tuple[FontConfiguration, CSS]:
        if self._ready is None:
            configuration = FontConfiguration()
            self._ready = configuration, CSS(string=_font_faces(), font_config=configuration)
        return self._ready


_press = _Press()


def font_file(face: str) -> Path:
    """The file of a face, from the design system's static files."""
    found = finders.find(f"{FONT_FOLDER}/IBMPlexSans-{face}.woff")
    if not found:
        raise FontMissing(
            f"The letter font IBMPlexSans-{face}.woff is not among the static files. "
            "./dev demo and ./dev test fetch it with the design system."
        )
    return Path(str(found))


def _font_faces() -> str:
    return "".join(
        f"@font-face {{ font-family: '{FONT_FAMILY}'; font-weight: {weight}; font-style: {style};"
        f" src: url('{font_file(face).as_uri()}') }}"
        for face, weight, style in FONT_FACES
    )


@cache
def _printable() -> frozenset[int]:
    """The characters that every face has."""
    faces = []
    for face, _, _ in FONT_FACES:
        with TTFont(font_file(face), lazy=True) as font:
            faces.append(frozenset(font.getBestCmap()))
    return frozenset.intersection(*faces)


@cache
def _srgb() -> bytes:
    return (files("weasyprint.pdf") / "sRGB2014.icc").read_bytes()


def unprintable(text: str) -> list[str]:
    """The characters that no letter can print, such as an emoji; each once."""
    used = {char for char in unicodedata.normalize("NFC", text) if not char.isspace()}
    return sorted(char for char in used if ord(char) not in _printable())


def _check_characters(html: str) -> None:
    if missing := unprintable(visible_text(html)):
        raise UnprintableCharacter(missing)


def render(html: str, *, title: str, window: Window | None = None) -> bytes:
    """The PDF of the page; the same page gives the same bytes.

    With a window given, the element with id "recipient" must be seen whole through it.
    """
    # A name pasted from a Mac may hold å as a and a ring: two characters that no font sets well.
    html = unicodedata.normalize("NFC", html)
    _check_characters(html)
    font_config, faces = _press.fonts()
    try:
        # The base makes a relative address an address, so that it is refused and not skipped.
        document = HTML(string=html, base_url="letter:/", url_fetcher=_NothingFromOutside()).render(
            font_config=font_config, stylesheets=[faces], pdf_tags=True, output_intent=OUTPUT_INTENT
        )
    except FatalURLFetchingError as error:
        raise ExternalResource("The letter asks for something from outside.") from error
    if window is not None:
        recipient = document.pages[0].anchors.get("recipient")
        if recipient is None or not window.holds(recipient):
            raise OutsideWindow("The recipient is not seen whole through the envelope's window.")
    if not document.metadata.lang:
        raise PdfError("The letter does not say which language it is in.")
    document.metadata = _Metadata(title=title, lang=document.metadata.lang)
    # The variant's own profile would be read from a file that Weasyprint leaves open.
    document.color_profiles[OUTPUT_INTENT] = ColorProfile(
        BytesIO(_srgb()), "sRGB2014.icc", "relative-colorimetric", (["r"], ["g"], ["b"])
    )
    foreign = FOREIGN.search(html)
    pdf: bytes = document.write_pdf(
        pdf_variant=VARIANT,
        output_intent=OUTPUT_INTENT,
        finisher=_speak(foreign[1]) if foreign else None,
    )
    return pdf


def _speak(language: str) -> Callable[[Document, PDF], None]:
    """Weasyprint tags a document with one language; the article in another gets its own."""

    def say_so(document: Document, pdf: PDF) -> None:
        for element in pdf.objects:
            if isinstance(element, Dictionary) and element.get("S") == "/Art":
                element["Lang"] = String(language)

    return say_so
