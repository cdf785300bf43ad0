"""From the call to a printed rejection, and from the call to treatment, under each of the five standards."""

import pytest
from playwright.sync_api import expect

from tests.journeys import acts, stories
from tests.journeys.municipalities import MUNICIPALITIES, NO_MORE

EACH = pytest.mark.parametrize("municipality", MUNICIPALITIES, ids=lambda each: each.preset)
# Posted Thursday the 5th, presumed received six working days later, four weeks from then.
RECEIVED = "13. marts 2026"
LAST_DAY = "10. april 2026"


@EACH
def test_a_rejection_of_residential_treatment_reaches_the_citizen_with_its_guidance(
    municipality, open_centre, desk
):
    centre = open_centre(municipality.preset)
    page = desk()
    case = stories.reject_residential(centre, page, municipality)

    acts.sign_in(page, centre, "behandler")
    page.goto(case)
    decided = page.get_by_role("region", name="Visitation", exact=True)
    expect(decided.get_by_text("Klagefrist 10. apr.")).to_be_visible()
    expect(page.get_by_role("region", name="Næste skridt")).to_contain_text("Intet venter på sagen")
    letter = acts.pdf_text(page, decided.get_by_role("link", name="Brevet (PDF)").get_attribute("href"))
    for said in (
        municipality.name,
        municipality.centre,
        municipality.phone,
        acts.CITIZEN,
        acts.STREET,
        "9440 Aabybro",
        acts.number_of(case),
        "5. marts 2026",
        "Afslag på døgnbehandling",
        "Du søgte den 2. marts 2026",
        acts.FACTS,
        acts.REASONS,
        acts.WEIGHED,
        "erviceloven",
        "§ 101",
        "inden fire uger efter, at du har fået brevet",
        RECEIVED,
        LAST_DAY,
        *municipality.complaint_to,
        "Vi ser på sagen igen inden fire uger",
        "sender vi din klage videre til Ankestyrelsen",
        "skriver vi klagen ned for dig",
    ):
        assert said in letter, f"{said!r} in {letter}"
    for gone in NO_MORE:
        assert gone.lower() not in letter.lower()

    decided.get_by_role("link", name="Afslag").click()
    expect(page.get_by_text(f"Sidste dag at klage: {LAST_DAY}")).to_be_visible()


@EACH
def test_a_grant_becomes_treatment_and_the_guarantee_is_kept(municipality, open_centre, desk):
    centre = open_centre(municipality.preset)
    page = desk()
    case = stories.grant_talks(centre, page, municipality)

    page.goto(case)
    guarantee = page.get_by_role("region", name="Behandlingsgarantien")
    expect(guarantee).to_contain_text("Overholdt")
    expect(guarantee).to_contain_text("Behandlingen begyndte: garantien er overholdt")
    acts.sign_in(page, centre, "teamleder")
    acts.go_to(page, "Ledelse")
    expect(page.locator(".tile", has_text="Overholdt i år")).to_contain_text("1 af 1")
