"""A note is written through a lost session, signed, put right, and gets its documents."""

import re

from playwright.sync_api import expect

from tests.cases.journal import PDF, PROGRAM
from tests.journeys import acts, stories

SAID = "Borgeren fortalte om en svær weekend."
MORE = " Aftalt: vi taler igen på torsdag."


def _new_note(page, case):
    page.goto(case)
    page.get_by_role("link", name="Skriv notat").click()
    expect(page.get_by_role("heading", name="Nyt notat")).to_be_visible()


def _text(page, name="Notat"):
    return page.get_by_role("textbox", name=re.compile(f"^{name}"))


def _attach(page, name, content):
    file = {"name": name, "mimeType": "application/pdf", "buffer": content}
    page.get_by_label("Bilag").set_input_files([file])


def _sign_in_here(page):
    page.get_by_label("Brugernavn").fill(stories.CASEWORKER)
    page.get_by_label("Adgangskode").fill(acts.PASSWORD)
    page.get_by_role("button", name="Log ind").click()


def test_a_note_outlives_its_session_and_is_signed_and_put_right(open_centre, desk):
    centre = open_centre()
    page = desk()
    acts.sign_in(page, centre, stories.CASEWORKER)
    case = acts.take_the_call(page, centre)
    _new_note(page, case)
    acts.choose(page, "Hvad er det for et notat?", "Samtale")
    _text(page).fill(SAID)
    expect(page.get_by_text("Kladde gemt kl.")).to_be_visible()

    page.context.clear_cookies(name="sessionid")
    _text(page).press_sequentially(MORE)
    expect(page.get_by_role("alert")).to_contain_text("Du er logget ud")
    page.get_by_role("button", name="Underskriv notatet").click()
    _sign_in_here(page)
    expect(_text(page)).to_have_value(SAID + MORE)

    _attach(page, "regning.pdf", PROGRAM)
    page.get_by_role("button", name="Underskriv notatet").click()
    expect(page.get_by_role("alert")).to_contain_text("»regning« kan ikke lægges på sagen")
    expect(_text(page)).to_have_value(SAID + MORE)

    _attach(page, "aftale.pdf", PDF)
    page.get_by_role("button", name="Underskriv notatet").click()
    expect(page.get_by_text("Notatet er underskrevet.")).to_be_visible()
    expect(page.get_by_role("textbox", name="Notat")).to_have_count(0)
    with page.expect_download() as download:
        page.get_by_role("link", name="aftale.pdf").click()
    assert download.value.suggested_filename == "aftale.pdf"

    page.get_by_role("link", name="Skriv tilføjelse").click()
    _text(page, "Tilføjelse").fill("Det var fredag, ikke torsdag.")
    page.get_by_role("button", name="Underskriv tilføjelsen").click()
    expect(page.get_by_role("article")).to_contain_text("Det var fredag, ikke torsdag.")
    expect(page.get_by_role("article")).to_contain_text(SAID)
    page.goto(f"{centre.address}/kladder/")
    expect(page.get_by_text("Du har ingen kladder.")).to_be_visible()


def test_a_second_window_is_told_and_nothing_is_lost(open_centre, desk):
    centre = open_centre()
    one = desk()
    acts.sign_in(one, centre, stories.CASEWORKER)
    case = acts.take_the_call(one, centre)
    _new_note(one, case)
    _text(one).fill(SAID)
    one.wait_for_url(re.compile("kladde="))
    two = one.context.new_page()
    two.goto(one.url)
    expect(_text(two)).to_have_value(SAID)

    _text(two).fill("Fra det andet vindue.")
    expect(two.get_by_text("Kladde gemt kl.")).to_be_visible()
    _text(one).press_sequentially(MORE)
    expect(one.get_by_role("alert")).to_contain_text("ændret i et andet vindue")

    one.goto(f"{centre.address}/kladder/")
    expect(one.get_by_role("row").filter(has_text=SAID + MORE)).to_be_visible()
    expect(one.get_by_role("row").filter(has_text="Fra det andet vindue.")).to_be_visible()


def test_a_draft_is_kept_and_gone_on_with_without_scripts(open_centre, desk):
    centre = open_centre()
    page = desk(java_script_enabled=False)
    acts.sign_in(page, centre, stories.CASEWORKER)
    case = acts.take_the_call(page, centre)
    _new_note(page, case)
    _text(page).fill(SAID)
    page.get_by_role("button", name="Gem kladde").click()
    expect(page.get_by_text("Kladden er gemt.")).to_be_visible()

    _new_note(page, case)
    page.get_by_role("link", name="Fortsæt kladden").click()
    _text(page).fill(SAID + MORE)
    page.context.clear_cookies(name="sessionid")
    page.get_by_role("button", name="Underskriv notatet").click()
    _sign_in_here(page)
    expect(_text(page)).to_have_value(SAID + MORE)
    acts.choose(page, "Hvad er det for et notat?", "Samtale")
    page.get_by_role("button", name="Underskriv notatet").click()
    expect(page.get_by_role("article")).to_contain_text(SAID + MORE)
