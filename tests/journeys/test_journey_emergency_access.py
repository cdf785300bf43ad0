"""A case that is not one's own: found by a search, opened in an emergency, reviewed, and then shielded."""

import re

from playwright.sync_api import expect

from tests.journeys import acts


def test_a_case_is_opened_in_an_emergency_and_the_team_lead_sees_it(open_centre, desk):
    centre = open_centre()
    mette, sara, lone = desk(), desk(), desk()
    acts.sign_in(mette, centre, "behandler")
    case = acts.take_the_call(mette, centre)
    number = case.rstrip("/").rsplit("/", 1)[-1]

    acts.sign_in(sara, centre, "psykolog")
    sara.goto(case)
    expect(sara.get_by_role("heading", name=f"Sag {number} er ikke en af dine")).to_be_visible()
    expect(sara.get_by_text("Mette Bruun")).to_be_visible()
    _search(sara, acts.CITIZEN)
    sara.get_by_role("link", name=f"Nødadgang til sag {number}").click()
    sara.get_by_role("button", name=re.compile("Åbn sagen")).click()
    expect(sara.get_by_text("Skriv, hvorfor du har brug for at se sagen.")).not_to_have_count(0)
    sara.get_by_label("Hvorfor har du brug for at se sagen nu?").fill("Borgeren står i receptionen")
    sara.get_by_role("button", name=re.compile("Åbn sagen")).click()
    expect(sara.get_by_role("heading", name=acts.CITIZEN)).to_be_visible()
    expect(sara.get_by_text("bliver gennemgået af teamlederen")).to_be_visible()

    acts.sign_in(lone, centre, "teamleder")
    lone.get_by_role("link", name="1 nødadgang skal gennemgås").click()
    lone.get_by_role("row", name=number).get_by_role("link", name="Gennemgå").click()
    expect(lone.get_by_text("Sagens forside")).not_to_have_count(0)
    lone.get_by_label("Bemærkning").fill("Talt med Sara, i orden")
    lone.get_by_role("button", name="Gem gennemgangen").click()
    expect(lone.get_by_text("Nødadgangen er gennemgået.")).to_be_visible()

    lone.goto(case)
    lone.get_by_text("Flere handlinger").click()
    lone.get_by_role("link", name="Afskærm sagen").click()
    lone.get_by_label("Begrundelse").fill("Kollegas søn")
    lone.get_by_role("button", name="Afskærm sagen").click()
    expect(lone.get_by_role("row", name=number)).to_contain_text("Mette Bruun")
    for page in (sara, lone):
        assert page.goto(case).status == 404
    assert mette.goto(case).ok

    _search(lone, acts.CITIZEN)
    expect(lone.get_by_text("Ingen fundet")).to_be_visible()


def _search(page, text):
    page.get_by_role("search", name="Søg i sager").get_by_role("searchbox").fill(text)
    page.get_by_role("search", name="Søg i sager").get_by_role("button", name="Søg").click()
