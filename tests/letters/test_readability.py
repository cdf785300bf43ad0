"""LIX, and that what the system itself writes keeps under the figure."""

import pytest

from rusmiddel.letters.blocks import VALUES, faults, filled, unfilled
from rusmiddel.letters.readability import READABLE, in_words, lix
from rusmiddel.letters.shipped_blocks import shipped_blocks


def test_the_figure_is_words_per_sentence_and_the_share_of_long_words():
    assert lix("Du kan ringe til os. Vi hjælper dig.") == round(8 / 2 + 100 * 1 / 8)


def test_a_text_without_words_has_no_figure():
    assert lix("") is None
    assert lix("... – 	") is None


def test_the_stop_of_an_abbreviation_or_an_ordinal_ends_no_sentence():
    assert lix("Du kommer den 3. marts kl. 10.00 til os") == lix("Du kommer den 3 marts kl 10.00 til os")


def test_long_sentences_with_long_words_are_harder():
    easy = "Vi ringer til dig. Du kan sige nej."
    hard = "Visitationsudvalget forudsætter fuldstændige sagsoplysninger forinden realitetsbehandling"
    assert lix(easy) < READABLE < lix(hard)
    assert in_words(lix(easy)) == "let at læse"
    assert "meget svær" in in_words(lix(hard))


@pytest.mark.parametrize("block", shipped_blocks(), ids=lambda block: block["key"])
def test_what_comes_with_the_system_is_plain_and_names_only_known_values(block):
    assert lix(block["text"]) < READABLE
    assert faults(block["text"]) == []


@pytest.mark.parametrize(
    "text",
    [
        "{cpr}",
        "Kære {navn",
        "navn}",
        "{{ navn }}",
        "{% load x %}",
        "<script>alert(1)</script>",
        "{navn.cpr}",
        "{0}",
        "{}",
    ],
)
def test_a_name_off_the_closed_list_and_every_code_is_refused(text):
    assert faults(text)


def test_values_are_filled_in_and_what_has_none_stays_to_be_seen():
    assert filled("Kære {navn}, {samtale}", {"navn": "Bo", "samtale": ""}) == "Kære Bo, {samtale}"
    assert unfilled("Kære Bo, {samtale} {andet}") == ["samtale"]


def test_a_value_that_looks_like_a_name_is_not_filled_in_again():
    assert filled("{navn}", {"navn": "{telefon}", "telefon": "1"}) == "{telefon}"


def test_every_value_says_what_it_is():
    assert all(VALUES.values())
