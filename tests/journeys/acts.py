"""What people at a centre do in their browser, said the way they would say it."""

import re

from playwright.sync_api import expect

from tests.letters import reading

PASSWORD = "demo"

# A citizen with the longest name anyone has seen; CPR days from 61 on belong to nobody.
CITIZEN = "Alexandra-Charlotte Christiansen-Westergaard von Holstein-Rathlou"
CPR = "630585-1234"
STREET = "Nordre Frihavnsgade Gammelgårdsvænget 112, 3. sal, dør 14"

TOPICS = {
    "Brug af rusmidler": "Kokain flere gange om ugen gennem to år.",
    "Sociale relationer": "Bor alene. God kontakt til en søster.",
    "Fysisk og psykisk helbred": "Sover dårligt. Ingen kendt psykisk lidelse.",
    "Arbejde og uddannelse": "Sygemeldt fra arbejde som tømrer.",
    "Bolig": "Egen lejlighed, huslejen er betalt.",
    "Andre forhold": "Får hjælp af jobcentret. Andet er ikke relevant.",
}
TRIED_BEFORE = "Fem samtaler i 2024, som blev afbrudt."
CONCLUSION = "Ugentlige samtaler vurderes at være tilstrækkeligt."
FACTS = "Du har fortalt, at du bruger kokain flere gange om ugen, og at du bor i egen lejlighed."
REASONS = "Vi vurderer, at ugentlige samtaler kan give dig den hjælp, du har brug for."
WEIGHED = "Vi har lagt vægt på, at du ikke har gennemført et forløb med samtaler, og at du har støtte hjemme."
KNOWN_FROM = "Du har selv fortalt os det den 24. februar."


def sign_in(page, centre, username):
    """Sign in at the front door; whoever was signed in before is signed out."""
    page.context.clear_cookies()
    page.goto(f"{centre.address}/log-ind/")
    page.get_by_label("Brugernavn").fill(username)
    page.get_by_label("Adgangskode").fill(PASSWORD)
    page.get_by_role("button", name="Log ind").click()
    expect(page.get_by_role("navigation", name="Hovedmenu")).to_be_visible()
    # Keys are heard once the page's own script has run.
    page.wait_for_load_state()


def go_to(page, place):
    """By the main menu."""
    page.get_by_role("navigation", name="Hovedmenu").get_by_role("link", name=place, exact=True).click()


def choose(page, group, choice):
    page.get_by_role("radiogroup", name=group).get_by_label(choice, exact=True).check()


def fill_moment(page, group, on, at):
    """A date and a time of day, typed as people type them."""
    moment = page.get_by_role("group", name=group)
    moment.get_by_label("Dato", exact=True).fill(f"{on:%d-%m-%Y}")
    moment.get_by_label("Kl.", exact=True).fill(at)


def take_the_call(page, centre, *, substance="Stoffer", name=CITIZEN, cpr=CPR, called=None):
    """Register a wish for treatment while the citizen is on the phone; the case's address."""
    page.get_by_role("link", name="Ny henvendelse").click()
    choose(page, "Hvad ønskes?", "Ønsker behandling")
    choose(page, "Rusmiddel", substance)
    page.get_by_label("CPR-nummer", exact=True).fill(cpr)
    page.get_by_label("Borgerens navn").fill(name)
    choose(page, "Børn under 18 år", "Ingen børn under 18")
    choose(page, "Næste skridt", "Første samtale aftales")
    if called:
        page.get_by_text("Flere oplysninger").click()
        fill_moment(page, "Tidspunkt for henvendelsen", *called)
    page.get_by_role("button", name="Registrér henvendelsen").click()
    page.wait_for_url(re.compile(r"/sager/[\w-]+/$"))
    return page.url


def write_address(page, case):
    page.goto(f"{case}borger/")
    page.get_by_label("Vej og nummer").fill(STREET)
    page.get_by_label("Postnummer").fill("9440")
    page.get_by_label("By", exact=True).fill("Aabybro")
    page.get_by_role("button", name="Gem oplysninger").click()
    page.wait_for_url(case)


def book_talk(page, case, *, on, at="10.00"):
    page.goto(f"{case}samtaler/ny/")
    fill_moment(page, "Tidspunkt", on, at)
    page.get_by_role("button", name="Book samtale").click()
    page.wait_for_url(case)


def hold_talk(page, case):
    page.goto(case)
    page.get_by_role("row", name="Afdækningssamtale").get_by_role("link", name="Registrér").click()
    page.get_by_label("Notat").fill("Kom til tiden.")
    choose(page, "Hvordan gik det?", "Holdt")
    page.get_by_role("button", name="Registrér samtalen").click()
    page.wait_for_url(case)


def write_assessment(page, case, *, wishes):
    """Every topic written, and the case ready for visitation."""
    page.goto(f"{case}afdaekning/")
    for topic, text in TOPICS.items():
        page.get_by_label(topic).fill(text)
    page.get_by_label("Hvad er prøvet før").fill(TRIED_BEFORE)
    choose(page, "Gravid", "Nej")
    page.get_by_label("Faglig konklusion").fill(CONCLUSION)
    page.get_by_label("Hvad ønsker borgeren?").select_option(wishes)
    page.get_by_role("button", name="Afslut afdækningen").click()
    page.wait_for_url(case)


def search(page, text):
    """Search from the bar at the top."""
    box = page.get_by_role("searchbox")
    box.fill(text)
    with page.expect_navigation():
        box.press("Enter")


def plan_meeting(page, centre, *, body, on, at="10.00"):
    """A visitation meeting; its agenda fills itself. The meeting's address."""
    page.goto(f"{centre.address}/visitation/nyt/")
    choose(page, "Hvem holder mødet?", body)
    fill_moment(page, "Tidspunkt", on, at)
    page.get_by_label("Sted").fill("Mødelokalet")
    page.get_by_role("button", name="Planlæg møde").click()
    page.wait_for_url(re.compile(r"/visitation/\d+/$"))
    return page.url


def note_attendance(page, meeting, *names):
    page.goto(f"{meeting}fremmoede/")
    for name in names:
        page.get_by_label(name, exact=True).check()
    page.get_by_role("button", name="Gem fremmøde").click()
    page.wait_for_url(meeting)


def reject(page, meeting, number):
    """Reject what the case on the agenda asks for, with all that the law wants said."""
    page.goto(f"{meeting}sag/{number}/")
    choose(page, "Beslutning", "Afslag")
    page.get_by_label("Oplysninger, afgørelsen bygger på").fill(FACTS)
    page.get_by_label("Begrundelse").fill(REASONS)
    page.get_by_label("Hvad der er lagt vægt på").fill(WEIGHED)
    page.get_by_label("Hvor kender borgeren oplysningerne fra").fill(KNOWN_FROM)
    page.get_by_role("button", name="Beslut og skriv brev").click()
    page.get_by_text(f"Sag {number} er afgjort, og brevet er skrevet").wait_for()


def grant(page, meeting, number):
    """Grant what the case asks for and tell it on the spot."""
    page.goto(f"{meeting}sag/{number}/")
    choose(page, "Beslutning", "Bevilget som ønsket")
    page.get_by_text("Flere oplysninger").click()
    page.get_by_label("Fortalt mundtligt til borgeren").check()
    page.get_by_role("button", name="Beslut og skriv brev").click()
    page.get_by_text(f"Sag {number} er afgjort").wait_for()


def book_first_treatment(page, case, *, on, at="13.00"):
    page.goto(case)
    page.get_by_role("region", name="Behandling", exact=True).get_by_role("link", name="Book samtale").click()
    fill_moment(page, "Tidspunkt", on, at)
    page.get_by_role("button", name="Book samtale").click()
    page.get_by_text("Samtalen er aftalt").wait_for()


def hold_first_treatment(page, case):
    page.goto(case)
    treatment = page.get_by_role("region", name="Behandling", exact=True)
    treatment.get_by_role("link", name="Registrér samtalen").click()
    choose(page, "Hvordan gik det?", "Holdt")
    page.get_by_role("button", name="Registrér samtalen").click()
    page.get_by_text("Samtalen er registreret").wait_for()


def number_of(case):
    """'2026-0001' of the case's address."""
    return case.rstrip("/").rsplit("/", 1)[-1]


def pdf_text(page, path):
    """What a PDF behind a link says."""
    origin = re.match(r"https?://[^/]+", page.url).group()
    answer = page.request.get(f"{origin}{path}")
    assert answer.ok, f"{path}: {answer.status}"
    assert answer.headers["content-type"] == "application/pdf"
    return reading.text(answer.body())
