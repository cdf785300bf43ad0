"""Every value of a preset can be found again in the standard it was taken from."""

import tomllib
from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest

from rusmiddel.standards.authorities import named_authority, named_law
from rusmiddel.standards.enums import ComplaintKind
from rusmiddel.standards.findings import findings
from rusmiddel.standards.loading import preset, preset_names, preset_text

SOURCES = {
    "jammerbugt": "Jammerbugt, ",
    "jammerbugt-2022": "Jammerbugt 2022-2023, ",
    "rebild": "Rebild, ",
    "mariagerfjord": "Mariagerfjord, ",
    "norddjurs": "Norddjurs, ",
}
NOT_FROM_THE_STANDARD = {"Danmarks Statistik, kommunekoder", "Rusmiddels forvalg"}


def sources(data: Any, path: str = "") -> Iterator[tuple[str, str]]:
    if isinstance(data, dict):
        if isinstance(data.get("source"), str):
            yield path, data["source"]
        for key, value in data.items():
            yield from sources(value, f"{path}.{key}")
    elif isinstance(data, list):
        for number, value in enumerate(data, 1):
            yield from sources(value, f"{path}[{number}]")


@pytest.mark.parametrize("name", SOURCES)
def test_every_source_names_the_standard_it_is_from(name: str):
    wrong = [
        (path, source)
        for path, source in sources(tomllib.loads(preset_text(name)))
        if not source.startswith(SOURCES[name]) and source not in NOT_FROM_THE_STANDARD
    ]
    assert wrong == []


@pytest.mark.parametrize("name", SOURCES)
def test_every_law_and_authority_a_preset_names_is_in_the_register(name: str):
    standard = preset(name)
    for citation in standard.citations:
        assert citation.law is None or named_law(citation.law).name
    for mention in standard.mentions:
        assert named_authority(mention.authority).name
    for route in standard.complaints:
        for key in (route.recipient_authority, route.onward_to, route.sign_in):
            assert key.value is None or named_authority(key.value).name


def test_the_presets_are_the_five_standards():
    assert set(preset_names()) == set(SOURCES)


@pytest.mark.parametrize("name", ["rebild", "jammerbugt"])
def test_a_standard_silent_on_complaints_gives_what_the_law_gives(name: str):
    route = preset(name).complaint(ComplaintKind.DECISION)

    assert route.deadline_weeks.silent
    assert route.deadline_weeks.value == 4
    assert route.counted_from.value == "receipt"
    assert route.reassessment_weeks.value == 4
    assert route.onward_to.value == "ankestyrelsen"


def test_mariagerfjord_is_silent_on_followup_and_gets_the_laws_one_and_six_months():
    followup = preset("mariagerfjord").followup

    assert followup.months.from_statute
    assert followup.months.value == (1, 6)


def test_rebild_lets_one_body_decide_and_another_grant_the_length():
    standard = preset("rebild")
    alcohol = standard.competence_rule("individual_alcohol", "alcohol")
    drugs = standard.competence_rule("individual_drugs", "drugs")

    assert (alcohol.body, alcohol.length_granted_by) == ("rusmiddelteamet", "myndighed_sundhed")
    assert (drugs.body, drugs.length_granted_by) == ("rusmiddelteamet", None)


def test_rebild_sends_residential_treatment_for_alcohol_to_another_department():
    standard = preset("rebild")

    assert standard.competent_body("residential", "alcohol").name == "Myndighed i Center Familie og Handicap"
    assert standard.competent_body("residential", "drugs").name == "Rebild Kommune"


def test_norddjurs_decides_residential_treatment_in_another_department_with_its_own_address():
    standard = preset("norddjurs")
    body = standard.competent_body("residential", "drugs")
    route = standard.complaint(ComplaintKind.RESIDENTIAL_DECISION)

    assert (body.name, body.address_line) == ("Visitationsafdelingen", "Torvet 3")
    assert route.recipient.value.phone == "89 59 10 00"
    assert route.deadline_weeks.value == 4


@pytest.mark.parametrize(
    ("name", "days"),
    [
        ("jammerbugt-2022", 14),
        ("jammerbugt", 14),
        ("rebild", 14),
        ("mariagerfjord", None),
        ("norddjurs", None),
    ],
)
def test_the_medical_talk_is_promised_where_the_standard_promises_it(name: str, days: int | None):
    talk = preset(name).medical_talk

    assert talk.days.own == days
    assert talk.days.value == 14
    assert talk.substances.value == ("drugs",)


def test_mariagerfjord_takes_a_complaint_that_the_guarantee_was_exceeded():
    route = preset("mariagerfjord").complaint(ComplaintKind.GUARANTEE_EXCEEDED)

    assert (route.deadline_weeks.own, route.counted_from.own) == (4, "receipt")
    assert route.recipient.own.name == "Rusmiddelcentret"
    assert route.oral_allowed.own is True


@pytest.mark.parametrize("kind", [ComplaintKind.CASE_HANDLING, ComplaintKind.ACCESS_TO_FILES])
def test_norddjurs_has_no_deadline_for_complaints_on_staff_and_access_to_files(kind: ComplaintKind):
    assert preset("norddjurs").complaint(kind).no_deadline.own is True


def test_rebild_warns_of_the_session_cap_before_it_is_reached():
    for offer in preset("rebild").offers:
        if offer.session_cap.own == 10:
            assert offer.cap_warn_at.own == 8


def test_a_standard_on_drugs_alone_is_not_asked_about_alcohol():
    found = {finding.id for finding in findings(preset("mariagerfjord"), date(2026, 3, 1))}

    assert "CON-22" not in found


@pytest.mark.parametrize(
    ("name", "ids"),
    [
        ("rebild", {"CON-1", "CON-4", "CON-6", "CON-7", "CON-8", "CON-26"}),
        ("mariagerfjord", {"CON-3", "CON-5", "CON-15", "CON-16", "CON-17", "CON-23", "CON-24"}),
        ("norddjurs", {"CON-5", "CON-18", "CON-19", "CON-20", "CON-21", "CON-23", "CON-27"}),
    ],
)
def test_the_known_contradictions_of_a_standard_are_found(name: str, ids: set[str]):
    assert ids <= {finding.id for finding in findings(preset(name), date(2026, 3, 1))}
