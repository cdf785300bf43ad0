"""A PDF read back: text with its place on the page, and the structure a screen reader meets."""

from dataclasses import dataclass
from io import BytesIO

import pikepdf
from pdfminer.high_level import extract_pages
from pdfminer.layout import LAParams, LTTextContainer, LTTextLine

PT_PER_MM = 72 / 25.4


@dataclass(frozen=True)
class Line:
    """A line of text and its edges in mm from the top left corner of the sheet."""

    page: int
    text: str
    left: float
    top: float
    right: float
    bottom: float

    def is_inside(self, left, top, right, bottom):
        return self.left >= left and self.top >= top and self.right <= right and self.bottom <= bottom

    def touches(self, left, top, right, bottom):
        return self.left < right and self.right > left and self.top < bottom and self.bottom > top


def lines(pdf):
    found = []
    for number, page in enumerate(extract_pages(BytesIO(pdf), laparams=LAParams(boxes_flow=None)), start=1):
        for container in page:
            if not isinstance(container, LTTextContainer):
                continue
            for line in container:
                if isinstance(line, LTTextLine) and line.get_text().strip():
                    left, low, right, high = (edge / PT_PER_MM for edge in line.bbox)
                    height = page.height / PT_PER_MM
                    found.append(
                        Line(number, line.get_text().strip(), left, height - high, right, height - low)
                    )
    return found


def text(pdf):
    return " ".join(" ".join(line.text for line in lines(pdf)).split())


def opened(pdf):
    return pikepdf.open(BytesIO(pdf))


def structure(pdf):
    """The tags in reading order, each as (tag, depth), artifacts left out."""
    with opened(pdf) as document:
        found = []

        def walk(element, depth):
            if not isinstance(element, pikepdf.Dictionary) or "/S" not in element:
                return
            found.append((str(element.S)[1:], depth))
            kids = element.get("/K", [])
            for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
                walk(kid, depth + 1)

        walk(document.Root.StructTreeRoot.K[0], 0)
        return found


def fonts(pdf):
    """Each font's name and what its descriptor holds."""
    with opened(pdf) as document:
        return {
            str(descendant.BaseFont)[1:]: set(descendant.FontDescriptor.keys())
            for page in document.pages
            for font in page.Resources.Font.values()
            for descendant in font.DescendantFonts
        }
