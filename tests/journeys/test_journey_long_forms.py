"""The assessment, the inquiry and the decision keep what is typed, as the journal does."""

import re

from playwright.sync_api import expect

from tests.journeys import acts, stories

SAID = "Bor hos en ven, indtil der er en lejlighed."
MORE = " Har søgt kommunen om hjælp."


def sign_in_here(page):
    page.get_by_label("Brugernavn").fill(stories.CASEWORKER)
    page.get_by_label("Adgangskode").fill(acts.PASSWORD)
    page.get_by_role("button", name="Log ind").click()


def test_an_assessment_outlives_its_session(open_centre, desk):
    centre, page = open_centre(), desk()
    acts.sign_in(page, centre, stories.CASEWORKER)
    case = acts.take_the_call(page, centre)
    page.goto(f"{case}afdaekning/")
    page.get_by_label("Bolig").fill(SAID)
    expect(page.get_by_text("Kladde gemt kl.")).to_be_visible()

    page.context.clear_cookies(name="sessionid")
    page.get_by_label("Bolig").press_sequentially(MORE)
    expect(page.get_by_role("alert")).to_contain_text("Du er logget ud")
    page.get_by_role("button", name="Gem foreløbigt").click()
    sign_in_here(page)
    expect(page.get_by_label("Bolig")).to_have_value(SAID + MORE)

    page.get_by_role("button", name="Gem foreløbigt").click()
    expect(page.get_by_text("Afdækningen er gemt.")).to_be_visible()
    expect(page.get_by_label("Bolig")).to_have_value(SAID + MORE)
    page.goto(f"{centre.address}/kladder/")
    expect(page.get_by_text("Du har ingen kladder.")).to_be_visible()


def test_an_inquiry_is_gone_on_with_after_the_browser_was_closed(open_centre, desk):
    centre, page = open_centre(), desk()
    acts.sign_in(page, centre, stories.CASEWORKER)
    page.get_by_role("link", name="Ny henvendelse").click()
    acts.choose(page, "Hvad ønskes?", "Ønsker behandling")
    acts.choose(page, "Rusmiddel", "Stoffer")
    page.get_by_label("Borgerens navn").fill(acts.CITIZEN)
    page.get_by_label("Notat").fill(SAID)
    page.wait_for_url(re.compile("kladde="))
    page.close()

    page = desk()
    acts.sign_in(page, centre, stories.CASEWORKER)
    page.get_by_role("link", name="Ny henvendelse").click()
    page.get_by_role("link", name="Fortsæt kladden").click()
    expect(page.get_by_label("Borgerens navn")).to_have_value(acts.CITIZEN)
    expect(page.get_by_label("Notat")).to_have_value(SAID)
    acts.choose(page, "Børn under 18 år", "Ingen børn under 18")
    acts.choose(page, "Næste skridt", "Første samtale aftales")
    page.get_by_role("button", name="Registrér henvendelsen").click()
    page.wait_for_url(re.compile(r"/sager/[\w-]+/$"))
    page.goto(f"{centre.address}/kladder/")
    expect(page.get_by_text("Du har ingen kladder.")).to_be_visible()


def test_a_decision_is_still_kept_after_a_look_at_the_letter(open_centre, desk):
    centre, page = open_centre(), desk()
    case = stories.call_and_assess(centre, page, wishes="Døgnbehandling")
    meeting = stories.meet(centre, page, case, body="Visitationsudvalget i Jammerbugt Kommune")
    page.goto(f"{meeting}sag/{acts.number_of(case)}/")
    acts.choose(page, "Beslutning", "Afslag")
    page.get_by_label("Oplysninger, afgørelsen bygger på").fill(acts.FACTS)
    page.get_by_label("Begrundelse").fill(acts.REASONS)
    expect(page.get_by_text("Kladde gemt kl.")).to_be_visible()
    with page.context.expect_page() as letter:
        page.get_by_role("button", name="Se brevet").click()
    letter.value.close()

    page.get_by_label("Hvad der er lagt vægt på").fill(acts.WEIGHED)
    with page.expect_response(lambda answer: answer.url.endswith("/kladder/gem/")) as kept:
        pass
    assert kept.value.json()["state"] == "kept"
    page.reload()
    expect(page.get_by_label("Hvad der er lagt vægt på")).to_have_value(acts.WEIGHED)

    page.get_by_label("Hvor kender borgeren oplysningerne fra").fill(acts.KNOWN_FROM)
    page.get_by_role("button", name="Beslut og skriv brev").click()
    page.get_by_text("er afgjort, og brevet er skrevet").wait_for()
    page.goto(f"{centre.address}/kladder/")
    expect(page.get_by_text("Du har ingen kladder.")).to_be_visible()
