"""What may stand in everybody's record after a meeting of a group. Pure rule."""

import re
from collections.abc import Iterable

# Shorter parts of a name are too often a word of their own.
SHORTEST_NAME = 3


def names_somebody(text: str, names: Iterable[str]) -> bool:
    """Whether the text names one of them, by the whole name or by a part of it that stands as a word.

    What a group did stands in each member's record, and nobody may learn from it who else was there.
    """
    words = set(re.findall(r"\w+", text))
    return any(
        part in words
        for name in names
        for part in re.findall(r"\w+", name)
        if len(part) >= SHORTEST_NAME and part[0].isupper()
    )
