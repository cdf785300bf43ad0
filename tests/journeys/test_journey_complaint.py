"""A citizen rings and complains of a rejection; the board gives them right, and it is decided again."""

import re
from datetime import date

from playwright.sync_api import expect

from tests.journeys import acts, stories
from tests.journeys.municipalities import MUNICIPALITIES

JAMMERBUGT = next(each for each in MUNICIPALITIES if each.preset == "jammerbugt")
TOLD = "Jeg har brug for døgnbehandling, for samtaler har jeg prøvet."
FOUND = "Vi har set på sagen igen og vurderer stadig, at samtaler er nok."


def test_from_the_telephone_to_the_boards_answer_and_a_new_decision(open_centre, desk):
    centre = open_centre(JAMMERBUGT.preset)
    page = desk()
    case = stories.reject_residential(centre, page, JAMMERBUGT)
    complaint = complain(centre, page, case)
    reassess_and_send(page, complaint)
    the_board_changes_it(centre, page, complaint)

    acts.sign_in(page, centre, stories.VISITATOR)
    meeting = acts.plan_meeting(page, centre, body=JAMMERBUGT.decides_residential, on=date(2026, 5, 21))
    centre.at(5, 21, 11)
    acts.sign_in(page, centre, stories.VISITATOR)
    acts.note_attendance(page, meeting, "Birgit Vang", "Mette Bruun")
    acts.grant(page, meeting, acts.number_of(case))

    acts.sign_in(page, centre, "teamleder")
    page.goto(complaint)
    expect(page.get_by_role("region", name="Det er gjort")).to_contain_text("Bevilget som ønsket")
    page.get_by_role("link", name="Afslag: Døgnbehandling").first.click()
    expect(page.get_by_text("Afgørelsen er erstattet af")).to_be_visible()
    page.goto(complaint)
    page.get_by_role("link", name="Afslut klagen").click()
    page.get_by_label("Hvad lærte vi af klagen?").fill("Spørg til, hvad der er prøvet før.")
    page.get_by_role("button", name="Afslut klagen").click()
    expect(page.get_by_role("region", name="Det lærte vi")).to_contain_text("Spørg til")


def complain(centre, page, case):
    """Wednesday the 25th the citizen rings; the complaint is written down, read back and acknowledged."""
    centre.at(3, 25)
    acts.sign_in(page, centre, "teamleder")
    page.goto(case)
    page.get_by_text("Flere handlinger").click()
    page.get_by_role("link", name="Borgeren klager").click()
    page.get_by_role("radiogroup", name="Hvad klages der over?").get_by_label(re.compile("^Afslag")).check()
    acts.choose(page, "Hvordan kom den?", "Telefon")
    page.locator("[name=text]").fill(TOLD)
    page.get_by_role("button", name="Registrér klagen").click()
    complaint = page.url
    page.get_by_role("link", name="Læs klagen op").click()
    page.get_by_label("Hvad sagde borgeren til det?").fill("Det er rigtigt skrevet.")
    page.get_by_role("button", name="Notér det").click()
    expect(page.get_by_text("Genvurderes senest 22. april 2026")).to_be_visible()
    page.get_by_role("button", name="Skriv kvittering").click()
    receipt = acts.pdf_text(
        page, page.get_by_role("link", name="Vi har fået din klage (PDF)").get_attribute("href")
    )
    assert TOLD in receipt
    return complaint


def reassess_and_send(page, complaint):
    """The decision is kept, and everything is sealed and sent on."""
    page.get_by_role("link", name="Genvurdér").click()
    acts.choose(page, "Hvad kommer I frem til?", "Fastholdt: intet ændres")
    page.get_by_label("Begrundelse").fill(FOUND)
    page.get_by_role("button", name="Gem og skriv brev").click()
    page.get_by_role("link", name="Send til Ankestyrelsen").click()
    page.get_by_label("Vores bemærkninger").fill("Vi fastholder afgørelsen.")
    page.get_by_role("button", name="Forsegl og skriv brevene").click()
    bundle = acts.pdf_text(page, page.get_by_role("link", name="Den forseglede sag").get_attribute("href"))
    for said in (TOLD, FOUND, acts.REASONS, "Sagens akter"):
        assert said in bundle, said
    page.goto(complaint)


def the_board_changes_it(centre, page, complaint):
    centre.at(5, 20)
    acts.sign_in(page, centre, "teamleder")
    page.goto(complaint)
    page.get_by_role("link", name="Registrér svaret fra Ankestyrelsen").click()
    acts.choose(page, "Hvad er svaret?", "Ændret")
    page.locator("[name=decided_on]").fill("18-05-2026")
    page.get_by_label("Hvad skriver klageinstansen?").fill("Borgeren har ret til døgnbehandling.")
    page.get_by_role("button", name="Registrér svaret").click()
    expect(page.get_by_text("Skal behandles igen senest 17. juni 2026")).to_be_visible()
