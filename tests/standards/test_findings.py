"""What is found in each standard, and that every finding says what to do."""

from datetime import date

import pytest

from rusmiddel.standards.enums import Severity
from rusmiddel.standards.findings import findings
from rusmiddel.standards.loading import preset, preset_names
from tests.standards.factories import standard

ON = date(2026, 3, 2)


def ids(standard, on=ON) -> set[str]:
    return {finding.id for finding in findings(standard, on)}


# Section 23: which contradiction is in which standard.
CONTRADICTIONS = {
    "CON-1": {"rebild"},
    "CON-2": {"rebild", "norddjurs"},
    "CON-3": {"jammerbugt", "jammerbugt-2022", "mariagerfjord"},
    "CON-4": {"rebild"},
    "CON-5": {"jammerbugt", "jammerbugt-2022", "mariagerfjord", "norddjurs"},
    "CON-6": {"rebild"},
    "CON-7": {"rebild"},
    "CON-8": {"rebild", "jammerbugt-2022"},
    "CON-9": {"jammerbugt"},
    "CON-10": {"jammerbugt", "jammerbugt-2022"},
    "CON-11": {"jammerbugt", "jammerbugt-2022"},
    "CON-12": {"jammerbugt", "jammerbugt-2022"},
    "CON-13": {"jammerbugt"},
    "CON-14": {"jammerbugt", "jammerbugt-2022"},
    "CON-15": {"mariagerfjord"},
    "CON-16": {"mariagerfjord"},
    "CON-17": {"jammerbugt", "jammerbugt-2022", "mariagerfjord"},
    "CON-18": {"norddjurs"},
    "CON-19": {"norddjurs"},
    "CON-20": {"norddjurs"},
    "CON-21": {"norddjurs"},
    "CON-22": {"jammerbugt", "jammerbugt-2022", "norddjurs"},
    "CON-23": {"mariagerfjord", "norddjurs"},
    "CON-24": {"mariagerfjord"},
    "CON-25": {"jammerbugt", "jammerbugt-2022"},
    "CON-26": {"jammerbugt", "jammerbugt-2022", "rebild"},
    "CON-27": {"norddjurs"},
    "CON-28": {"jammerbugt", "jammerbugt-2022"},
}


@pytest.mark.parametrize(("contradiction", "standards"), CONTRADICTIONS.items())
def test_each_contradiction_is_found_where_it_is(contradiction, standards):
    assert {name for name in preset_names() if contradiction in ids(preset(name))} >= standards


@pytest.mark.parametrize(
    ("name", "outdated"),
    [
        ("jammerbugt", {"MYN-patientombuddet", "LOV-bek_430_2014", "LOV-sel_153", "LOV-sel_140"}),
        (
            "rebild",
            {"MYN-styrelsen_for_patientsikkerhed", "LOV-sel_153", "LOV-persondataloven", "LOV-sul_141_a"},
        ),
        ("norddjurs", {"MYN-nemid", "MYN-styrelsen_for_patientsikkerhed", "MYN-socialstyrelsen"}),
        ("mariagerfjord", {"MYN-aalborg_sygehus", "LOV-sel_101_under_18"}),
    ],
)
def test_outdated_statements_are_found(name, outdated):
    assert outdated <= ids(preset(name))


@pytest.mark.parametrize("name", preset_names())
def test_every_finding_says_what_to_do_and_the_worst_come_first(name):
    found = findings(preset(name), ON)
    assert all(finding.text and finding.what_to_do for finding in found)
    order = [list(Severity).index(finding.severity) for finding in found]
    assert order == sorted(order)


def test_a_law_is_no_finding_before_it_is_repealed():
    citation = '[[citations]]\ntext = "SEL § 153"\nlaw = "sel_153"\nsource = "x"'
    assert "LOV-sel_153" not in ids(standard(citation), date(2023, 12, 31))
    assert "LOV-sel_153" in ids(standard(citation), date(2024, 1, 1))


def provider(name: str, outside: str) -> str:
    return f"""
[[anonymity.providers]]
name = "{name}"
outside_municipality = {outside}
substances = ["drugs"]
source = "x"
"""


def test_two_anonymous_providers_with_one_outside_are_enough():
    own, outside = provider("Her", "false"), provider("Nabo", "true")
    assert "CON-5" in ids(standard(outside))
    assert "CON-5" in ids(standard(own + own))
    assert "CON-5" not in ids(standard(own + outside))


@pytest.mark.parametrize(
    ("more", "finding"),
    [
        ('[guarantee]\ndays = { value = 15, source = "x" }', "GUA-2"),
        ('[medical_talk]\nbefore_start = { value = false, source = "x" }', "MED-3"),
        ('[visitation]\nambulant_first_required = { value = true, source = "x" }', "VIS-4"),
        (
            '[[complaints]]\nkind = "decision"\ndeadline_weeks = { value = 3, source = "x" }',
            "KLA-4",
        ),
    ],
)
def test_a_value_that_takes_from_the_citizen_what_the_law_gives_is_found(more, finding):
    assert finding not in ids(standard())
    assert finding in ids(standard(more))


@pytest.mark.parametrize(("on", "found"), [(date(2026, 4, 26), False), (date(2026, 4, 27), True)])
def test_a_standard_past_its_own_revision_is_found(on, found):
    dated = """
[revision]
approved_on = { value = 2024-04-26, source = "x" }
every_years = { value = 2, source = "x" }
"""
    assert ("REV-1" in ids(standard(dated), on)) is found


def test_rules_that_no_lawyer_has_confirmed_are_listed():
    (unverified,) = [finding for finding in findings(standard(), ON) if finding.id == "UBE-1"]
    assert "samtykke bortfalder efter måneder" in unverified.text
