import random
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rusmiddel.cpr import CprError, CprNumber, new_fictitious, parse


@pytest.mark.parametrize("text", ["6707850123", "670785-0123", "670785 0123", "  67 07 85-0123 "])
def test_a_number_is_read_with_or_without_hyphen_and_spaces(text):
    assert parse(text).digits == "6707850123"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "Skriv et CPR-nummer"),
        ("670785-012", "Der er skrevet 9"),
        ("670785-01234", "Der er skrevet 11"),
        ("670785-01AB", "kun af tal"),
        ("67078501٢3", "kun af tal"),
        ("610013-0123", "ikke en dato"),
        ("601285-0123", "ikke en dato"),
        ("921285-0123", "ikke en dato"),
        ("910285-0123", "ikke en dato"),
        ("000185-0123", "ikke en dato"),
        ("321285-0123", "ikke en dato"),
    ],
)
def test_a_number_of_wrong_form_or_date_is_refused_with_the_reason(text, message):
    with pytest.raises(CprError, match=message):
        parse(text)


def test_the_refusal_does_not_repeat_the_number():
    with pytest.raises(CprError) as refused:
        parse("671385-0123")
    assert "0123" not in str(refused.value)
    assert refused.value.__cause__ is None
    assert refused.value.__suppress_context__


@pytest.mark.parametrize(
    ("digits", "year"),
    [
        ("6101570123", 1957),
        ("6101993123", 1999),
        ("6101364123", 2036),
        ("6101374123", 1937),
        ("6101369123", 2036),
        ("6101379123", 1937),
        ("6101575123", 2057),
        ("6101578123", 2057),
        ("6101585123", 1858),
        ("6101588123", 1858),
    ],
)
def test_the_seventh_digit_and_the_year_give_the_century(digits, year):
    assert parse(digits).birth_date == date(year, 1, 1)


def test_a_leap_day_exists_only_in_leap_years():
    assert parse("890284-0123").birth_date == date(1984, 2, 29)
    with pytest.raises(CprError):
        parse("890285-0123")


@pytest.mark.parametrize(
    ("digits", "is_replacement"), [("6107850123", True), ("9107850123", True), ("3101585123", False)]
)
def test_a_day_over_60_is_a_replacement_number(digits, is_replacement):
    assert parse(digits).is_replacement is is_replacement


@pytest.mark.parametrize(("digits", "sex"), [("6707850123", "male"), ("6707850124", "female")])
def test_the_last_digit_gives_the_sex(digits, sex):
    assert parse(digits).sex == sex


@pytest.mark.parametrize(("digits", "passes"), [("6707850024", False), ("6707850025", True)])
def test_modulus_11_is_a_property_and_no_ground_for_refusal(digits, passes):
    assert parse(digits).passes_modulus_11 is passes


def test_a_birth_date_after_today_is_refused_when_today_is_told():
    assert parse("610136-4123").birth_date == date(2036, 1, 1)
    with pytest.raises(CprError, match="ikke er kommet endnu"):
        parse("610136-4123", today=date(2026, 3, 2))


def test_a_number_shows_masked_unless_asked_for():
    number = parse("6707850123")
    assert number.masked == "670785-••••"
    assert number.formatted == "670785-0123"
    assert "0123" not in f"{number} {number!r} {[number]}"


def test_the_same_digits_are_the_same_number():
    assert parse("670785-0123") == CprNumber("6707850123")


@given(st.integers())
def test_a_fictitious_number_is_always_a_replacement_number_that_parses(seed):
    number = parse(new_fictitious(random.Random(seed)))
    assert number.is_replacement
    assert 61 <= int(number.digits[:2]) <= 91


def test_the_same_seed_gives_the_same_fictitious_numbers():
    def three(seed):
        rng = random.Random(seed)
        return [new_fictitious(rng) for _ in range(3)]

    assert three(7) == three(7)
    assert three(7) != three(8)
