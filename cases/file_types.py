"""What a file is, found from its content; its name and what the browser says of it are not asked."""

import io
import zipfile
from collections.abc import Collection
from dataclasses import dataclass

import puremagic


@dataclass(frozen=True, kw_only=True)
class FileType:
    """A type of file that can be kept."""

    key: str
    label: str
    content_type: str
    # The name's ending when it is handed out again.
    ending: str


OFFICE = "application/vnd.openxmlformats-officedocument"
OPEN_DOCUMENT = "application/vnd.oasis.opendocument"
FILE_TYPES = {
    file_type.key: file_type
    for file_type in (
        FileType(key="pdf", label="PDF", content_type="application/pdf", ending=".pdf"),
        FileType(key="jpeg", label="JPEG", content_type="image/jpeg", ending=".jpg"),
        FileType(key="png", label="PNG", content_type="image/png", ending=".png"),
        FileType(key="heic", label="HEIC", content_type="image/heif", ending=".heic"),
        FileType(
            key="docx", label="Word", content_type=f"{OFFICE}.wordprocessingml.document", ending=".docx"
        ),
        FileType(key="xlsx", label="Excel", content_type=f"{OFFICE}.spreadsheetml.sheet", ending=".xlsx"),
        FileType(key="odt", label="OpenDocument-tekst", content_type=f"{OPEN_DOCUMENT}.text", ending=".odt"),
        FileType(
            key="ods",
            label="OpenDocument-regneark",
            content_type=f"{OPEN_DOCUMENT}.spreadsheet",
            ending=".ods",
        ),
    )
}
BY_CONTENT_TYPE = {file_type.content_type: file_type for file_type in FILE_TYPES.values()}
# The part of an Office file that says what it is; one with macros says something else.
MAIN_PART = {"docx": "word/document.xml", "xlsx": "xl/workbook.xml"}
MANIFEST = "[Content_Types].xml"
MACROS = ("vbaProject.bin", "vbaData.xml")
# A manifest is some kilobytes; one that says it is more is there to fill the memory.
LARGEST_MANIFEST = 256 * 1024
ZIP_START = b"PK\x03\x04"


def type_of(content: bytes) -> FileType | None:
    """The type the content shows, or None where it is none that can be kept."""
    if content.startswith(ZIP_START):
        return _office_type(content)
    try:
        matches = puremagic.magic_string(content)
    except (puremagic.PureError, ValueError):
        return None
    surest = max(match.confidence for match in matches)
    found = [match.mime_type for match in matches if match.confidence == surest]
    return next((BY_CONTENT_TYPE[name] for name in found if name in BY_CONTENT_TYPE), None)


def _office_type(content: bytes) -> FileType | None:
    """An Office file is an archive, and only what lies in it tells one from another."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            names = archive.namelist()
            if any(name.endswith(MACROS) for name in names):
                return None
            said = "mimetype" if "mimetype" in names else MANIFEST
            if said not in names or archive.getinfo(said).file_size > LARGEST_MANIFEST:
                return None
            text = archive.read(said).decode("utf-8", errors="replace")
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, OSError):
        return None
    if said == "mimetype":
        return BY_CONTENT_TYPE.get(text.strip())
    for key, part in MAIN_PART.items():
        if part in names and FILE_TYPES[key].content_type in text:
            return FILE_TYPES[key]
    return None


def in_words(keys: Collection[str]) -> str:
    """'PDF, JPEG eller Word': what may be kept, for a sentence."""
    labels = [FILE_TYPES[key].label for key in keys]
    return f"{', '.join(labels[:-1])} eller {labels[-1]}" if len(labels) > 1 else "".join(labels)
