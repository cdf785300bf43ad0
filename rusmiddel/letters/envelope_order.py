"""The order in which a batch is put into envelopes and sorted by the post: by place, then by street."""

import re

from rusmiddel.sorting import danish_sort_key

POSTCODE = re.compile(r"\s*(?:DK-?)?(\d{4})\b", re.IGNORECASE)
# After every Danish postcode: addresses abroad, and those that name none.
NO_POSTCODE = "~"
NUMBER = re.compile(r"\d+")


def envelope_order(address: str, name: str) -> tuple[str, str, str, str]:
    """What to sort by: postcode, town, street with its numbers as numbers, and the reader's name."""
    lines = [line.strip() for line in address.splitlines() if line.strip()]
    town = lines[-1] if lines else ""
    found = POSTCODE.match(town)
    # Numbers of one width sort as numbers: no. 9 before no. 12.
    street = NUMBER.sub(lambda digits: digits[0].zfill(5), ", ".join(lines[:-1]))
    return (
        found[1] if found else NO_POSTCODE,
        danish_sort_key(town),
        danish_sort_key(street),
        danish_sort_key(name),
    )
