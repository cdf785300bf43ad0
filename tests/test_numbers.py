"""What somebody has sent as a number is read as one, or as none."""

import pytest

from rusmiddel.numbers import LARGEST_KEY, key_in, whole_number


@pytest.mark.parametrize(("text", "number"), [("0", 0), ("7", 7), ("2026", 2026)])
def test_a_whole_number_is_read(text, number):
    assert whole_number(text, highest=2026) == number


@pytest.mark.parametrize("text", ["", " 7", "-1", "1,5", "2027", "²", "٣", "9" * 5000, "abc"])
def test_anything_else_is_no_number(text):
    assert whole_number(text, highest=2026) is None


def test_no_row_has_the_key_of_what_is_none():
    assert key_in(str(LARGEST_KEY)) == LARGEST_KEY
    assert key_in(str(LARGEST_KEY + 1)) == 0
