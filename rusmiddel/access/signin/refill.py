"""Put what somebody typed back into the form on a page. Pure: text in, text out.

The page is drawn by its own view as always and only the values in it are changed, so that any form of any
part of the product can be given back.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from html import escape
from html.parser import HTMLParser
from urllib.parse import urljoin, urlsplit

from rusmiddel.access.signin.typed_text import is_secret

# Boxes that hold text; the others are chosen, pressed, or never filled in for anybody.
UNFILLED = {"password", "file", "submit", "button", "image", "reset"}
CHOSEN = {"checkbox", "radio"}


@dataclass(frozen=True)
class Refilled:
    page: str
    was_found: bool
    # What was typed in boxes that the page no longer has.
    left_over: list[str]


def refill(html: str, *, action: str, fields: Sequence[tuple[str, str]], path: str) -> Refilled:
    """The page with the fields in the form that is sent to `action`."""
    reader = _Reader(html, action=action, fields=fields, path=path)
    reader.feed(html)
    reader.close()
    page, end = [], 0
    for start, stop, text in sorted(reader.edits):
        page += [html[end:start], text]
        end = stop
    left_over = [
        value for name, values in reader.left.items() for value in values if name not in reader.seen and value
    ]
    return Refilled("".join([*page, html[end:]]), reader.was_found, left_over)


@dataclass
class _Textarea:
    name: str
    starts_at: int


@dataclass
class _Reader(HTMLParser):
    html: str
    action: str
    fields: Sequence[tuple[str, str]]
    path: str
    edits: list[tuple[int, int, str]] = field(default_factory=list)
    was_found: bool = False

    def __post_init__(self) -> None:
        super().__init__(convert_charrefs=False)
        self.left: dict[str, list[str]] = {}
        for name, value in self.fields:
            self.left.setdefault(name, []).append(value)
        self.posted = {name: list(values) for name, values in self.left.items()}
        self.seen: set[str] = set()
        self.inside = False
        self.select: str | None = None
        self.textarea: _Textarea | None = None
        self.line_starts = [0]
        for line in self.html.split("\n"):
            self.line_starts.append(self.line_starts[-1] + len(line) + 1)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "form":
            self.inside = given.get("method", "").lower() == "post" and self._goes_there(given)
            self.was_found = self.was_found or self.inside
            return
        name = given.get("name", "")
        if not self.inside or (tag != "option" and (not name or is_secret(name))):
            return
        if tag == "input":
            self._input(name, given)
        elif tag == "textarea":
            self.textarea = _Textarea(name, self._position() + len(self.get_starttag_text() or ""))
        elif tag == "select":
            self.select = name
            self.seen.add(name)
        elif tag == "option" and self.select is not None:
            self._mark(
                given, "selected", given.get("value", "") in self.posted.get(self.select, []), "option"
            )

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self.inside = False
        elif tag == "select":
            self.select = None
        elif tag == "textarea" and self.textarea is not None:
            box, self.textarea = self.textarea, None
            self.seen.add(box.name)
            if self.left.get(box.name):
                # A line break right after the tag is not part of the text.
                self.edits.append(
                    (box.starts_at, self._position(), "\n" + escape(self.left[box.name].pop(0)))
                )

    def _input(self, name: str, given: dict[str, str]) -> None:
        kind = given.get("type", "text").lower()
        if kind in UNFILLED:
            return
        self.seen.add(name)
        if kind in CHOSEN:
            self._mark(given, "checked", given.get("value", "on") in self.posted.get(name, []), "input")
        elif self.left.get(name):
            self._rewrite("input", {**given, "value": self.left[name].pop(0)})

    def _mark(self, given: dict[str, str], attribute: str, is_on: bool, tag: str) -> None:
        kept = {name: value for name, value in given.items() if name != attribute}
        self._rewrite(tag, {**kept, attribute: ""} if is_on else kept)

    def _rewrite(self, tag: str, attributes: dict[str, str]) -> None:
        words = [f' {name}="{escape(value)}"' for name, value in attributes.items()]
        start = self._position()
        self.edits.append((start, start + len(self.get_starttag_text() or ""), f"<{tag}{''.join(words)}>"))

    def _goes_there(self, given: dict[str, str]) -> bool:
        return urlsplit(urljoin(self.path, given.get("action", ""))).path == self.action

    def _position(self) -> int:
        line, column = self.getpos()
        return self.line_starts[line - 1] + column
