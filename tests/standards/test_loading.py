"""A file is read whole, or refused whole with every mistake named."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rusmiddel.file_errors import FileError
from rusmiddel.standards.enums import ComplaintKind
from rusmiddel.standards.loading import (
    InvalidStandard,
    preset,
    preset_names,
    preset_text,
    read_standard,
)
from rusmiddel.standards.schema import UnknownOffer
from tests.standards.factories import smallest, standard


def mistakes(text: str) -> list[FileError]:
    with pytest.raises(InvalidStandard) as refused:
        read_standard(text, file="egen.toml")
    return refused.value.errors


def mistake(more: str) -> tuple[str, str, str]:
    (only,) = mistakes(smallest(more=more))
    assert only.file == "egen.toml"
    return only.key, only.found, only.allowed


@pytest.mark.parametrize("name", preset_names())
def test_every_preset_is_valid(name):
    assert preset(name).offers


def test_the_five_presets_are_there():
    assert set(preset_names()) == {"jammerbugt", "jammerbugt-2022", "rebild", "mariagerfjord", "norddjurs"}


def test_a_value_the_file_states_wins_over_the_statute():
    days = standard("[guarantee]\ndays = { value = 10, source = \"Prøve, 'Garanti'\" }").guarantee.days
    assert (days.value, days.silent, days.source) == (10, False, "Prøve, 'Garanti'")


def test_silence_falls_back_on_the_statute_and_says_which():
    days = standard("[guarantee]\ndays = { silent = true }").guarantee.days
    assert (days.value, days.silent) == (14, True)
    assert days.default_source == "Serviceloven § 101, stk. 4, og sundhedsloven § 141, stk. 2"


def test_a_key_that_is_left_out_counts_as_silence():
    assert standard().guarantee.days == standard("[guarantee]\ndays = { silent = true }").guarantee.days


def test_where_the_statute_is_silent_too_there_is_no_value():
    assert standard().plan.review_months.value is None


def test_an_offers_values_take_the_offers_source():
    assert (
        standard("session_minutes = { value = 45 }").offers[0].session_minutes.source == "Prøve, 'Samtaler'"
    )


@pytest.mark.parametrize(
    ("more", "key", "found", "allowed"),
    [
        (
            '[guarantee]\ndays = { value = "14", source = "x" }',
            "guarantee.days.value",
            "»14«",
            "et helt tal",
        ),
        (
            '[guarantee]\ndays = { value = true, source = "x" }',
            "guarantee.days.value",
            "true",
            "et helt tal",
        ),
        (
            '[guarantee]\nstart = { value = "senere", source = "x" }',
            "guarantee.start.value",
            "»senere«",
            "inquiry, inquiry_or_referral",
        ),
        (
            "[guarantee]\ndays = 14",
            "guarantee.days",
            "14",
            'en tabel i { } som { value = …, source = "…" } eller { silent = true }',
        ),
        (
            "[guarantee]\ndays = { value = 14 }",
            "guarantee.days",
            "en tabel med value",
            "source: hvor i standarden værdien står",
        ),
        (
            '[guarantee]\ndays = { value = 14, source = "x", silent = true }',
            "guarantee.days",
            "en tabel med value, source, silent",
            "enten value eller silent = true, ikke begge",
        ),
        (
            "[plan]\nreview_months = {}",
            "plan.review_months",
            "en tom tabel",
            "value med source, eller silent = true",
        ),
        (
            '[revision]\napproved_on = { value = "i går", source = "x" }',
            "revision.approved_on.value",
            "»i går«",
            "en dato som 2026-03-05",
        ),
        (
            '[visitation]\nmay_start_before = { value = ["nada"], source = "x" }',
            "visitation.may_start_before",
            "»nada«",
            "en af: individual",
        ),
        (
            '[[decisions.competence]]\nbody = "udvalg"\nsource = "x"',
            "decisions.competence[1].body",
            "»udvalg«",
            "intet: listen er tom",
        ),
        (
            '[[offers]]\nkey = "individual"\nkind = "group"\nname = "Gruppe"\nsource = "x"',
            "offers",
            "»individual«",
            "hver nøgle kun én gang",
        ),
        (
            '[[offers]]\nkey = "gruppe"\nkind = "group"\nname = "   "\nsource = "x"',
            "offers[2].name",
            "»   «",
            "en tekst, der ikke er tom",
        ),
        (
            f'[[offers]]\nkey = "{"g" * 61}"\nkind = "group"\nname = "Gruppe"\nsource = "x"',
            "offers[2].key",
            f"»{'g' * 61}«",
            "højst 60 tegn",
        ),
        (
            '[plan]\nreview = { value = "a\\u0000b", source = "x" }',
            "plan.review",
            "en tabel med value, source",
            "tekst uden styretegn",
        ),
        (
            '[special_groups]\npregnant_partners = { value = ["a\\u001bb"], source = "x" }',
            "special_groups.pregnant_partners",
            "en tabel med value, source",
            "tekst uden styretegn",
        ),
    ],
)
def test_a_mistake_is_told_with_key_what_was_found_and_what_is_allowed(more, key, found, allowed):
    assert mistake(more) == (key, found, allowed)


@pytest.mark.parametrize(
    ("more", "key"),
    [
        ('[[mentions]]\nauthority = "ombuddet"\nsource = "x"', "mentions[1].authority"),
        ('[[citations]]\ntext = "x"\nlaw = "sel_999"\nsource = "x"', "citations[1].law"),
        (
            '[[complaints]]\nkind = "decision"\nonward_to = { value = "ombuddet", source = "x" }',
            "complaints.decision.onward_to",
        ),
    ],
)
def test_an_authority_or_law_that_is_not_registered_is_refused(more, key):
    found_at, _, allowed = mistake(more)
    assert found_at == key
    assert allowed.startswith("en af: ")


LINES = preset_text("norddjurs").splitlines()
KEYS = [number for number, line in enumerate(LINES) if re.match(r"\w+ = ", line)]
# What a person may write at a key by mistake.
MISTAKES = ["3", '"x"', "[1]", "{a = 1}", "true", "2020-01-01", "[]", "{}", "[{kind = [1]}]", "1.5", "[[1]]"]


@settings(deadline=None, max_examples=150)
@given(number=st.sampled_from(KEYS), wrong=st.sampled_from(MISTAKES))
def test_a_wrong_value_anywhere_is_refused_in_danish_and_never_breaks_the_reader(number, wrong):
    name = LINES[number].split(" = ")[0]
    text = "\n".join([*LINES[:number], f"{name} = {wrong}", *LINES[number + 1 :]])
    try:
        read_standard(text, file="egen.toml")
    except InvalidStandard as refused:
        told = " ".join(error.allowed for error in refused.errors)
        assert not re.search(r"[Ii]nput| should | valid ", told), told


def test_a_misspelt_key_is_told_with_the_keys_there_are():
    key, _, allowed = mistake('[guarantee]\ndais = { value = 14, source = "x" }')
    assert key == "guarantee.dais"
    assert "days" in allowed.split(": ")[-1].removeprefix("kun ").split(", ")


def test_the_statutes_own_keys_cannot_be_set_from_a_file():
    key, found, _ = mistake("[guarantee]\ndays = { silent = true, statute_value = 30 }")
    assert (key, found) == ("guarantee.days.statute_value", "en nøgle, systemet selv bruger")


def test_all_mistakes_are_told_at_once():
    text = smallest(
        more='[guarantee]\ndays = { value = "x", source = "x" }\nstart = { value = "x", source = "x" }'
    )
    assert {error.key for error in mistakes(text)} == {"guarantee.days.value", "guarantee.start.value"}


def test_what_must_be_stated_cannot_be_silent():
    text = smallest().replace('{ value = "0999", source = "Prøve, \'Indledning\'" }', "{ silent = true }")
    (only,) = mistakes(text)
    assert (only.key, only.allowed) == (
        "organisation.municipality_code",
        "value med source: loven har intet forvalg her",
    )


def test_broken_toml_is_told_with_its_line():
    (only,) = mistakes("title = \nscopes = 1")
    assert (only.key, only.allowed) == ("linje 1, tegn 9", "gyldig TOML")


def test_a_file_that_breaks_off_is_told():
    (only,) = mistakes("title = [")
    assert only.allowed == "gyldig TOML"


def test_an_unknown_offer_is_told_in_danish():
    with pytest.raises(UnknownOffer, match="intet tilbud med nøglen »nada«"):
        standard().offer("nada")


def test_the_centre_decides_where_the_standard_names_nobody():
    assert standard().competent_body("individual", "drugs").name == "Rusmiddelcenter Prøve"


def test_the_first_rule_that_covers_the_offer_names_who_decides():
    rules = """
[[visitation.bodies]]
key = "team"
name = "Holdet"
source = "x"
[[visitation.bodies]]
key = "authority"
name = "Myndighed"
source = "x"
[[decisions.competence]]
substances = ["alcohol"]
body = "authority"
source = "x"
[[decisions.competence]]
body = "team"
source = "x"
"""
    assert standard(rules).competent_body("individual", "alcohol").key == "authority"
    assert standard(rules).competent_body("individual", "drugs").key == "team"


@pytest.mark.parametrize("kind", ComplaintKind)
@pytest.mark.parametrize("name", preset_names())
def test_every_kind_of_complaint_has_a_route(name, kind):
    assert preset(name).complaint(kind).kind == kind
