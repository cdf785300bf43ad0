"""Whole numbers in what somebody has sent: an address, a hidden field."""

# The largest key of a row.
LARGEST_KEY = 2**63 - 1


def whole_number(text: str, *, highest: int) -> int | None:
    """The number that stands in the text, from 0 to the highest; None where anything else stands there.

    Python alone would take other scripts' digits, and fall over some thousands of them.
    """
    if not (text.isascii() and text.isdecimal()) or len(text) > len(str(highest)):
        return None
    number = int(text)
    return number if number <= highest else None


def key_in(text: str) -> int:
    """The key that stands in the text; 0, which no row has, where none does."""
    return whole_number(text, highest=LARGEST_KEY) or 0
