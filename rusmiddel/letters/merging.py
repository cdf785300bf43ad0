"""Many letters as one print (tryk): each begins on the front of a sheet.

What comes out is for the printer and for nothing else. It is neither archived nor read aloud: the tags of the
single letters cannot be joined, so it claims none. Each letter stays under its own seal.
"""

from collections.abc import Iterable
from io import BytesIO

from pikepdf import Dictionary, ObjectStreamMode, Pdf, String

A4 = (595.276, 841.89)
# What points into the tags, which stay behind.
OF_TAGS = ("/StructParents", "/Tabs")


def page_count(pdf: bytes) -> int:
    with Pdf.open(BytesIO(pdf)) as document:
        return len(document.pages)


def merged(parts: Iterable[bytes], *, title: str) -> bytes:
    """The parts after one another, every one from an odd page; the same parts give the same bytes."""
    with Pdf.new() as whole:
        for part in parts:
            if len(whole.pages) % 2:
                whole.add_blank_page(page_size=A4)
            with Pdf.open(BytesIO(part)) as document:
                whole.pages.extend(document.pages)
        for page in whole.pages:
            for name in OF_TAGS:
                if name in page.obj:
                    del page.obj[name]
        whole.Root.Lang = String("da")
        whole.Root.ViewerPreferences = Dictionary(DisplayDocTitle=True, Duplex="/DuplexFlipLongEdge")
        whole.docinfo["/Title"] = title
        printed = BytesIO()
        whole.save(printed, object_stream_mode=ObjectStreamMode.generate, deterministic_id=True)
    return printed.getvalue()
