"""How long a protected name and address stays protected (navne- og adressebeskyttelse). Pure rules."""

import re
from datetime import date

from rusmiddel.calendar import add_months

LASTS_MONTHS = 12
# What stands in place of a protected name or address in a text that somebody has typed.
HIDDEN = "[beskyttet]"
# A shorter part of a name is also an everyday word: 'Bo' is hidden, 'bo' is not.
SURE_LENGTH = 4
HOUSE_NUMBER = re.compile(r"\s+\d.*$")


def usual_expiry(registered_on: date) -> date:
    """A year after it was registered, unless the register says longer (PRO-1, CPR-loven § 28)."""
    return add_months(registered_on, LASTS_MONTHS)


def without_name_and_address(text: str, *, name: str, address_line: str) -> str:
    """The text with each part of the name, and the address, struck; for lists and files (PRO-3).

    What is misspelt, or told in other words, is not found: whoever writes must think of that themselves.
    """
    street = HOUSE_NUMBER.sub("", address_line)
    parts = [address_line, *([street] if len(street) >= SURE_LENGTH else []), *_parts_of(name)]
    for part in filter(None, parts):
        loose = re.IGNORECASE if len(part) >= SURE_LENGTH else 0
        text = re.sub(rf"(?<!\w){re.escape(part)}(?:'?s)?(?!\w)", HIDDEN, text, flags=loose)
    return re.sub(rf"{re.escape(HIDDEN)}(?:[ -]{re.escape(HIDDEN)})+", HIDDEN, text)


def _parts_of(name: str) -> list[str]:
    """'Karsten', 'Holmgaard', but not the 'af' between them; the longest first."""
    parts = {part for part in re.split(r"[\s-]+", name) if len(part) > 1 and not part[0].islower()}
    return sorted(parts, key=lambda part: (-len(part), part))
