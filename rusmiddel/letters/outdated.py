"""Authorities that a letter may no longer name (section 24, CON-8)."""

import re
from collections.abc import Iterator
from datetime import date

from rusmiddel.standards.authorities import NoAuthorityLeft, authority, known_authorities


def abolished_names(text: str, *, on: date) -> Iterator[tuple[str, str]]:
    """Each authority in the text that is abolished on the day, and a sentence on what came instead."""
    for entry in known_authorities():
        if entry.is_abolished(on) and re.search(rf"\b{re.escape(entry.name)}\b", text, re.IGNORECASE):
            try:
                yield entry.name, f"Skriv {authority(entry.key, on).name} i stedet."
            except NoAuthorityLeft:
                yield entry.name, ""
