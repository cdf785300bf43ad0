"""Each kind of complaint gets the right recipient, deadline and way onward."""

from datetime import date

import pytest

from rusmiddel.standards.authorities import known_authorities
from rusmiddel.standards.complaint_guidance import complaint_guidance
from rusmiddel.standards.enums import ComplaintKind
from rusmiddel.standards.loading import preset, preset_names
from tests.standards.factories import standard

ON = date(2026, 3, 2)


@pytest.mark.parametrize(
    ("name", "recipient"),
    [
        ("jammerbugt-2022", "Job og Tværgående Indsats"),
        ("jammerbugt", "Rusmiddelcenter Jammerbugt"),
        ("rebild", "Rusmiddelteamet, Center Sundhed, Kultur og Fritid"),
        ("mariagerfjord", "Rusmiddelcentret"),
        ("norddjurs", "Rusmiddelcenter Norddjurs"),
    ],
)
def test_a_complaint_over_a_decision_goes_to_the_one_the_standard_names(name, recipient):
    assert complaint_guidance(preset(name), ComplaintKind.DECISION, on=ON).recipient.name == recipient


def test_norddjurs_sends_complaints_over_residential_decisions_to_visitationsafdelingen():
    guidance = complaint_guidance(preset("norddjurs"), ComplaintKind.RESIDENTIAL_DECISION, on=ON)
    assert (guidance.recipient.name, guidance.recipient.address_line) == ("Visitationsafdelingen", "Torvet 3")


@pytest.mark.parametrize("name", preset_names())
def test_the_deadline_is_four_weeks_and_ankestyrelsen_comes_after(name):
    guidance = complaint_guidance(preset(name), ComplaintKind.DECISION, on=ON)
    assert (guidance.deadline_weeks, guidance.onward_to.name) == (4, "Ankestyrelsen")


@pytest.mark.parametrize("kind", ComplaintKind)
@pytest.mark.parametrize("name", preset_names())
def test_no_guidance_names_an_abolished_authority(name, kind):
    guidance = complaint_guidance(preset(name), kind, on=ON)
    abolished = {entry.name for entry in known_authorities() if entry.is_abolished(ON)}
    named = {guidance.recipient.name}
    named |= {entry.name for entry in (guidance.onward_to, guidance.sign_in) if entry}
    assert not named & abolished


@pytest.mark.parametrize("name", preset_names())
def test_health_complaints_go_to_styrelsen_for_patientklager_with_mitid(name):
    guidance = complaint_guidance(preset(name), ComplaintKind.HEALTH_TREATMENT, on=ON)
    assert guidance.recipient.name == "Styrelsen for Patientklager"
    assert guidance.sign_in.name == "MitID"


def test_the_centre_receives_complaints_where_the_standard_names_nobody():
    assert (
        complaint_guidance(standard(), ComplaintKind.DECISION, on=ON).recipient.name
        == "Rusmiddelcenter Prøve"
    )


def test_the_body_that_decided_receives_the_complaint_where_the_standard_names_nobody():
    body = """
[[visitation.bodies]]
key = "board"
name = "Udvalget"
address_line = "Torvet 1"
postcode_city = "9999 Prøve"
source = "x"
[[decisions.competence]]
body = "board"
source = "x"
"""
    silent = standard(body)
    decided_by = silent.competent_body("individual", "drugs")
    guidance = complaint_guidance(silent, ComplaintKind.DECISION, on=ON, decided_by=decided_by)
    assert (guidance.recipient.name, guidance.recipient.address_line) == ("Udvalget", "Torvet 1")
