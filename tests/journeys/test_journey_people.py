"""An anonymous caller who chooses to be known, and a citizen whose name and address nobody may come upon."""

import re

from playwright.sync_api import expect

from tests.journeys import acts, stories
from tests.journeys.municipalities import MUNICIPALITIES

REBILD = next(each for each in MUNICIPALITIES if each.preset == "rebild")


def test_an_anonymous_caller_is_asked_what_rebild_asks_and_becomes_known_in_a_new_case(open_centre, desk):
    centre, page = open_centre("rebild"), desk()
    acts.sign_in(page, centre, "behandler")
    page.get_by_role("link", name="Ny henvendelse").click()
    acts.choose(page, "Hvad ønskes?", "Ønsker behandling")
    acts.choose(page, "Rusmiddel", "Stoffer")
    acts.choose(page, "Hvem drejer det sig om?", "Anonym")
    page.get_by_label("Kaldenavn").fill("Falken")
    acts.choose(page, "Børn under 18 år", "Ingen børn under 18")
    acts.choose(page, "Næste skridt", "Første samtale aftales")
    page.get_by_role("button", name="Registrér henvendelsen").click()
    page.wait_for_url(re.compile(r"/sager/[\w-]+/$"))
    nameless = page.url
    expect(page.get_by_role("heading", level=1)).to_contain_text("Anonym (Falken)")
    expect(page.get_by_text(re.compile(r"Fiktivt nummer (6[1-9]|[78]\d|9[01])\d{8}"))).to_be_visible()

    panel = page.get_by_role("region", name="Anonym borger")
    expect(panel).to_contain_text("Det er ikke afklaret, om borgeren kan være anonym")
    panel.get_by_role("link", name="Afklar anonymitet").click()
    expect(page.get_by_role("checkbox")).to_have_count(6)
    page.get_by_label("Borgeren bor i et botilbud").check()
    page.get_by_label("Jeg har spurgt borgeren om det hele").check()
    page.get_by_role("button", name="Gem svaret").click()
    expect(panel).to_contain_text("Borgeren kan ikke være anonym: borgeren bor i et botilbud")

    centre.at(3, 5, 11)
    acts.sign_in(page, centre, "behandler")
    page.goto(nameless)
    panel.get_by_role("link", name="Borgeren bliver kendt").click()
    page.get_by_label("CPR-nummer", exact=True).fill(acts.CPR)
    page.get_by_label("Borgerens navn").fill(acts.CITIZEN)
    page.get_by_label("Hvordan har borgeren bedt om").fill("Sagde det selv i samtalen.")
    page.get_by_label("Borgeren har selv bedt om det").check()
    page.get_by_role("button", name="Åbn sag i borgerens navn").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text(acts.CITIZEN)
    assert page.url != nameless
    # Fourteen days from the day the citizen chose to be known, not from the first call.
    expect(page.get_by_text("Senest 19. marts 2026", exact=True)).to_be_visible()

    page.get_by_role("region", name="Tidligere anonym").get_by_role("link").click()
    page.wait_for_url(nameless)
    expect(page.get_by_role("heading", level=1)).to_contain_text("Anonym (Falken)")
    assert acts.CITIZEN not in page.content()


def test_a_protected_name_and_address_stand_nowhere_until_somebody_asks(open_centre, desk):
    centre, page = open_centre(REBILD.preset), desk()
    case = stories.reject_residential(centre, page, REBILD)
    acts.sign_in(page, centre, "behandler")
    page.goto(case)
    letter = page.get_by_role("link", name="Brevet (PDF)").get_attribute("href")
    page.get_by_text("Flere handlinger").click()
    page.get_by_role("link", name="Registrér navne- og adressebeskyttelse").click()
    page.get_by_role("button", name="Skjul navn og adresse").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Navnebeskyttet")
    expect(page.get_by_role("region", name="Navne- og adressebeskyttelse")).to_contain_text("5. marts 2027")

    surname = acts.CITIZEN.split()[-1]
    for path in (
        "/",
        "/sager/?state=all",
        "/sager/?state=all&export=csv",
        "/henvendelser/",
        "/henvendelser/?export=csv",
        "/breve/",
        "/breve/?export=csv",
        "/beskeder/",
    ):
        answer = page.request.get(f"{centre.address}{path}")
        seen = f"{answer.headers} {answer.text()}"
        assert surname not in seen, path
        assert acts.STREET not in seen, path
    for path in ("", "borger/", "behandler/", "afdaekning/"):
        page.goto(f"{case}{path}")
        assert surname not in page.content(), path
        assert acts.STREET not in page.content(), path
    acts.search(page, surname)
    assert surname not in page.locator("main").inner_text()
    name = page.request.get(f"{centre.address}{letter}").headers["content-disposition"]
    assert surname.lower() not in name.lower()

    page.goto(case)
    page.get_by_role("button", name="Vis navn og adresse").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text(acts.CITIZEN)
    expect(page.get_by_text(acts.STREET)).to_be_visible()
    page.goto(case)
    expect(page.get_by_role("heading", level=1)).to_contain_text("Navnebeskyttet")
