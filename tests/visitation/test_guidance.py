"""The complaint guidance of a decision, held against each municipality's standard."""

from datetime import date

import pytest

from rusmiddel.letters.enums import Channel
from rusmiddel.standards.legal_basis import resolve
from rusmiddel.standards.loading import read_standard
from tests.visitation.scenes import preset_text
from visitation.competence import deciders, substances
from visitation.enums import AppealRoute
from visitation.guidance import guidance

ON = date(2026, 3, 10)
PRESETS = ["jammerbugt-2022", "jammerbugt", "rebild", "mariagerfjord", "norddjurs"]


def preset(name):
    return read_standard(preset_text(name), file=f"{name}.toml")


def offer_of(standard, kind, substance="drugs"):
    return next(offer for offer in standard.offers if offer.kind == kind and substance in offer.substances)


def guided(
    name, kind="residential", *, substance="drugs", age=40, anonymous=False, channel=Channel.POST, on=ON
):
    standard = preset(name)
    offer = offer_of(standard, kind, "drugs" if substance == "both" else substance)
    return guidance(
        standard,
        resolve(substance, age, anonymous, offer.kind, on),
        applied_kind=offer.kind,
        body=deciders(standard, offer.key, substance)[0].body,
        channel=channel,
        issued_on=on,
    )


@pytest.mark.parametrize(
    ("name", "recipient", "street"),
    [
        ("jammerbugt-2022", "Job og Tværgående Indsats", "Borgervænget 12"),
        ("jammerbugt", "Rusmiddelcenter Jammerbugt", "Gl. Landevej 70, Birkelse"),
        ("rebild", "Rusmiddelteamet, Center Sundhed, Kultur og Fritid", "Mastruplundvej 2L"),
        ("norddjurs", "Rusmiddelcenter Norddjurs", "Sønderport 10, 2. sal"),
    ],
)
def test_a_complaint_over_talks_goes_where_the_standard_says(name, recipient, street):
    found = guided(name, "individual")
    assert found.route == AppealRoute.DECISION
    assert found.printed.recipient_name == recipient
    assert street in found.printed.recipient_address_lines


def test_a_standard_with_only_a_telephone_gives_the_telephone():
    printed = guided("mariagerfjord", "individual").printed
    assert (printed.recipient_name, printed.recipient_phone) == ("Rusmiddelcentret", "97 11 38 58")
    assert printed.missing == []


@pytest.mark.parametrize(
    ("name", "recipient"),
    [
        ("jammerbugt", "Rusmiddelcenter Jammerbugt"),
        ("rebild", "Rusmiddelteamet, Center Sundhed, Kultur og Fritid"),
        ("mariagerfjord", "Rusmiddelcentret"),
        ("norddjurs", "Visitationsafdelingen"),
    ],
)
def test_a_complaint_over_residential_treatment_has_its_own_way(name, recipient):
    found = guided(name)
    assert found.route == AppealRoute.RESIDENTIAL_DECISION
    assert found.printed.recipient_name == recipient


@pytest.mark.parametrize("name", PRESETS)
def test_nothing_is_missing_from_the_guidance_of_any_standard(name):
    for kind in ("individual", "residential"):
        found = guided(name, kind)
        assert found.printed.missing == []
        assert found.weeks == 4


@pytest.mark.parametrize("name", PRESETS)
def test_no_guidance_names_an_authority_that_is_no_more(name):
    printed = " ".join(guided(name, kind).printed.text for kind in ("individual", "residential"))
    assert "Ankestyrelsen" in printed
    for abolished in ("Patientombuddet", "NemID", "Sociale Nævn"):
        assert abolished not in printed


def test_four_weeks_count_from_the_sixth_working_day_after_posting():
    printed = guided("jammerbugt").printed
    assert "regner med, at du har det den 18. marts 2026" in printed.deadline_text
    assert printed.deadline_on == date(2026, 4, 15)


def test_four_weeks_count_from_the_day_a_letter_is_given_by_hand():
    printed = guided("jammerbugt", channel=Channel.HANDED_OVER).printed
    assert printed.deadline_on == date(2026, 4, 7)
    assert "i hånden den 10. marts 2026" in printed.deadline_text


def test_easter_is_no_working_day_for_the_post():
    # Posted the Monday before Easter: 31 March, 1, 7, 8, 9 and 10 April are the six.
    printed = guided("jammerbugt", on=date(2026, 3, 30)).printed
    assert "10. april 2026" in printed.deadline_text
    assert printed.deadline_on == date(2026, 5, 8)


def test_the_deadline_counts_from_receipt_even_where_the_standard_counts_from_the_decision():
    assert guided("norddjurs", "individual").printed.deadline_on == date(2026, 4, 15)


def test_anonymous_drug_treatment_can_not_be_appealed_and_the_letter_says_so():
    found = guided("jammerbugt", "group", anonymous=True)
    assert found.route == AppealRoute.NONE
    assert "Ankestyrelsen" not in found.printed.text
    assert "§ 101 a, stk. 6" in found.printed.text


def test_both_substances_anonymously_can_be_appealed_for_the_alcohol_alone():
    text = guided("jammerbugt", "individual", substance="both", anonymous=True).printed.text
    assert "Ankestyrelsen" in text
    assert "§ 101 a, stk. 6" in text


def test_substitution_is_complained_of_to_the_patient_authority_on_its_own_terms():
    found = guided("rebild", "substitution")
    assert found.route == AppealRoute.HEALTH_TREATMENT
    assert found.printed.recipient_name == "Styrelsen for Patientklager"
    assert "MitID" in found.printed.onward_text
    assert "NemID" not in found.printed.text
    assert "to år" in found.printed.deadline_text
    assert found.printed.missing == []


def test_the_offer_narrows_what_the_wish_is_about():
    standard = preset("rebild")
    alcohol = offer_of(standard, "individual", "alcohol")
    assert substances(alcohol, "both") == ("alcohol",)
