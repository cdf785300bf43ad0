"""The bundle as it is given: a text to read, the same for machines, and the files, in one zip."""

import json
import zipfile
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from itertools import groupby
from typing import Any

from rights.enums import ItemChoice
from rights.models import BundleItem
from rusmiddel.letters.papers import paper

STRUCK = "[taget ud]"
TEXT_NAME, DATA_NAME = "indsigt.pdf", "indsigt.json"
TITLE = "Indsigt"
FORMAT = "rusmiddel-indsigt-1"
# So much of a text tells that it is the same; so little may stand anywhere.
TELLING, SHORTEST = 30, 6


@dataclass(frozen=True, kw_only=True)
class Given:
    """One item as the person gets it."""

    title: str
    source: str
    key: str
    lines: list[dict[str, Any]]
    earlier: list[dict[str, Any]]
    file_name: str
    is_partly: bool


@dataclass(frozen=True, kw_only=True)
class Cover:
    """What stands on the first page."""

    centre: str
    municipality: str
    case_number: str
    citizen: str
    basis: str
    received_on: str
    gathered_at: datetime


@dataclass(frozen=True, kw_only=True)
class LeftOut:
    """A table that is not given, and why."""

    what: str
    why: str


def taken_out_of(item: BundleItem) -> list[str]:
    """What was written of its own and is taken out with the item, as it would begin if it stood elsewhere."""
    if item.choice == ItemChoice.TAKEN_OUT:
        lines = item.told["lines"]
    elif item.choice == ItemChoice.PARTLY:
        lines = [line for line in item.told["lines"] if line["name"] in item.lines_out]
    else:
        return []
    # A choice from a list, a date or an employee's name is shown otherwise than it is stored.
    written = [line["shown"] for line in lines if line["value"] == line["shown"]]
    return [text[:TELLING] for text in written if len(text) >= SHORTEST]


def given_item(item: BundleItem, file_name: str, words: Sequence[str]) -> Given:
    """The item without what somebody chose to take out; a file is given only with a whole item."""
    content = item.told
    out = set(item.lines_out) if item.choice == ItemChoice.PARTLY else set()
    return Given(
        title=_struck(item.title, words),
        source=item.source,
        key=item.source_key,
        lines=list(_lines(content["lines"], out, words)),
        earlier=[
            {**version, "lines": list(_lines(version["lines"], out, words))} for version in content["earlier"]
        ],
        file_name=file_name if _is_whole(item, words) else "",
        is_partly=not _is_whole(item, words),
    )


def packed(
    items: Sequence[BundleItem],
    *,
    cover: Cover,
    left_out: Sequence[LeftOut],
    read_file: Callable[[BundleItem], bytes],
    now: datetime,
) -> bytes:
    """The zip file: the same items give the same bytes."""
    names = _file_names(items)
    # A name that is struck in a note stands in the story too, and in the letter about it.
    words = sorted({word for item in items for word in item.words}, key=len, reverse=True)
    sections = [
        (
            heading,
            [given_item(item, names.get(item.pk, ""), words) for item in group if item.is_given],
            sum(not item.is_given for item in group),
        )
        for heading, group in ((heading, list(group)) for heading, group in groupby(items, _heading))
    ]
    files = [
        (names[item.pk], read_file(item))
        for item in items
        if item.file_name and item.is_given and _is_whole(item, words)
    ]
    text = paper(
        "rights/papers/bundle.html",
        {
            "cover": cover,
            "sections": [section for section in sections if section[1] or section[2]],
            "left_out": left_out,
        },
        title=f"{TITLE} – sag {cover.case_number}",
    )
    return _zipped([(TEXT_NAME, text.pdf), (DATA_NAME, _data(sections, cover, left_out)), *files], now)


def _heading(item: BundleItem) -> str:
    return item.heading


def _lines(lines: Iterable[dict[str, Any]], out: set[str], words: Sequence[str]) -> Iterator[dict[str, Any]]:
    for line in lines:
        if line["name"] in out:
            yield {**line, "value": STRUCK, "shown": STRUCK}
        else:
            shown = _struck(line["shown"], words)
            value = _struck(line["value"], words) if isinstance(line["value"], str) else line["value"]
            # A value that is no text may say in another way what was struck.
            yield {**line, "shown": shown, "value": value if shown == line["shown"] else shown}


def _is_whole(item: BundleItem, words: Sequence[str]) -> bool:
    """Nothing of it is taken out, so that its file may go with it."""
    return item.choice != ItemChoice.PARTLY and not any(word in item.text for word in words)


def _struck(text: str, words: Sequence[str]) -> str:
    # The longest comes first: a name is struck whole before its first name alone.
    for word in words:
        text = text.replace(word, STRUCK)
    return text


def _file_names(items: Iterable[BundleItem]) -> dict[int, str]:
    """A name of its own for each file: two attachments may be called the same."""
    taken: Counter[str] = Counter()
    names = {}
    for item in items:
        if item.file_name:
            taken[item.file_name] += 1
            folder, _, name = item.file_name.partition("/")
            number = taken[item.file_name]
            names[item.pk] = item.file_name if number == 1 else f"{folder}/{number}-{name}"
    return names


def _data(
    sections: Sequence[tuple[str, list[Given], int]], cover: Cover, left_out: Sequence[LeftOut]
) -> bytes:
    document = {
        "format": FORMAT,
        "centre": cover.centre,
        "municipality": cover.municipality,
        "case": cover.case_number,
        "gathered_at": cover.gathered_at.isoformat(),
        "sections": [
            {
                "heading": heading,
                "taken_out": out,
                "items": [
                    {
                        "table": item.source,
                        "key": item.key,
                        "title": item.title,
                        "partly": item.is_partly,
                        "file": item.file_name or None,
                        "lines": item.lines,
                        "earlier": item.earlier,
                    }
                    for item in given
                ],
            }
            for heading, given, out in sections
        ],
        "not_included": [{"what": each.what, "why": each.why} for each in left_out],
    }
    return json.dumps(document, ensure_ascii=False, indent=1).encode()


def _zipped(files: Sequence[tuple[str, bytes]], now: datetime) -> bytes:
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files:
            entry = zipfile.ZipInfo(name, date_time=now.timetuple()[:6])
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, content)
    return buffer.getvalue()
