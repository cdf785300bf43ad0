"""What a reader sees of an HTML page."""

from html.parser import HTMLParser

UNSEEN = frozenset({"head", "style", "script", "title"})


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.pieces: list[str] = []
        self.unseen_depth = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in UNSEEN:
            self.unseen_depth += 1
        elif tag not in {"strong", "em", "b", "i", "span", "a"}:
            # A new block or line: the words on both sides are not one word.
            self.pieces.append(" ")

    def handle_endtag(self, tag: str) -> None:
        if tag in UNSEEN:
            self.unseen_depth -= 1

    def handle_data(self, data: str) -> None:
        if not self.unseen_depth:
            self.pieces.append(data)


def visible_text(html: str) -> str:
    """The text of the page with every run of white space as one space."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return one_spaced("".join(reader.pieces))


def one_spaced(text: str) -> str:
    return " ".join(text.split())
