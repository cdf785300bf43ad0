"""A working day between colleagues: cases offered, covered and moved, a deadline handed on, a filter kept."""

import re
from datetime import date

from playwright.sync_api import expect

from cases.tasks import move_caseloads
from tests.journeys import acts


def test_a_case_changes_hands_when_the_one_who_is_asked_says_yes(open_centre, desk):
    centre = open_centre()
    mette, birgit = desk(), desk()
    acts.sign_in(mette, centre, "behandler")
    case = acts.take_the_call(mette, centre)
    number = acts.number_of(case)
    mette.get_by_role("link", name="Bed en anden tage sagen").first.click()
    mette.get_by_label("Hvem skal have sagen?").select_option(label="Birgit Vang (visitator)")
    mette.get_by_label("Besked").fill("Jeg går på orlov.")
    mette.get_by_role("button", name="Spørg").click()
    expect(mette.get_by_text("Birgit Vang er bedt om at tage sagen og har ikke svaret endnu")).to_be_visible()
    mette.goto(centre.address)
    waiting = mette.get_by_role("region", name=re.compile("Venter på andre"))
    expect(waiting.get_by_role("row", name="Svar på, om sagen tages").first).to_contain_text("2. mar.")

    acts.sign_in(birgit, centre, "visitator")
    assert birgit.goto(case).status == 403
    birgit.goto(centre.address)
    birgit.get_by_role("link", name=f"Vil du tage sag {number}").click()
    expect(birgit.get_by_text("Jeg går på orlov.")).to_be_visible()
    expect(birgit.get_by_text("Behandlingsgaranti")).to_be_visible()
    assert acts.CPR[-4:] not in birgit.content()
    birgit.get_by_role("button", name="Nej, jeg kan ikke tage den").click()
    expect(birgit.get_by_text("Skriv, hvorfor du ikke tager sagen.").first).to_be_visible()
    birgit.get_by_role("button", name="Ja, jeg tager sagen").click()
    birgit.wait_for_url(case)
    expect(birgit.get_by_text(f"Sag {number} er nu din.")).to_be_visible()
    assert mette.goto(case).status == 403

    birgit.get_by_role("link", name="Ny medbehandler").first.click()
    birgit.get_by_label("Kollega").select_option(label="Mette Bruun (behandler)")
    birgit.get_by_role("button", name="Gør til medbehandler").click()
    expect(birgit.get_by_text("Mette Bruun er nu medbehandler.")).to_be_visible()
    assert mette.goto(case).ok


def test_somebody_is_away_and_then_the_caseload_moves_and_comes_back(open_centre, desk):
    centre = open_centre()
    mette, birgit, lone = desk(), desk(), desk()
    acts.sign_in(mette, centre, "behandler")
    case = acts.take_the_call(mette, centre)
    number = acts.number_of(case)

    acts.sign_in(lone, centre, "teamleder")
    lone.get_by_role("link", name="Fravær og vikarer").first.click()
    lone.get_by_role("link", name="Nyt fravær").click()
    lone.get_by_label("Hvem er væk?").select_option(label="Mette Bruun")
    lone.get_by_role("textbox", name=re.compile("^Første dag")).fill("12-03-2026")
    lone.get_by_role("textbox", name=re.compile("^Sidste dag")).fill("13-03-2026")
    lone.get_by_role("button", name="Gem fraværet").click()
    expect(lone.get_by_text("Der er ingen vikar.")).to_be_visible()
    lone.get_by_role("link", name="Vælg vikar").click()
    lone.get_by_role("combobox", name=re.compile("^Vikar")).select_option(label="Birgit Vang (visitator)")
    lone.get_by_role("button", name="Skift vikar").click()
    expect(lone.get_by_text("Der er ingen vikar.")).to_have_count(0)

    seen = {}
    for day in (11, 12, 16):
        centre.at(3, day)
        acts.sign_in(birgit, centre, "visitator")
        seen[day] = (birgit.get_by_role("link", name=number).count() > 0, birgit.goto(case).status)
    assert seen == {11: (False, 403), 12: (True, 200), 16: (False, 403)}

    acts.sign_in(lone, centre, "teamleder")
    lone.goto(f"{centre.address}/flytninger/ny/")
    lone.get_by_label("Hvis sager skal flyttes?").select_option(label="Mette Bruun (1)")
    lone.get_by_role("button", name="Vælg sager").click()
    lone.get_by_role("combobox", name=re.compile("^Til$|^Til ")).first.select_option(label="Birgit Vang")
    lone.get_by_role("textbox", name=re.compile("^Fra og med")).fill(f"{date(2026, 3, 18):%d-%m-%Y}")
    lone.get_by_role("textbox", name=re.compile("^Tilbage igen")).fill(f"{date(2026, 3, 25):%d-%m-%Y}")
    lone.get_by_role("button", name="Flyt sagerne").click()
    expect(lone.get_by_role("row", name=number)).to_contain_text("Venter")
    acts.sign_in(birgit, centre, "visitator")
    expect(birgit.get_by_role("link", name=re.compile("1 sag kommer til dig 18. mar."))).to_be_visible()

    for day, whose in ((18, birgit), (25, mette)):
        centre.at(3, day, 1)
        assert move_caseloads() == 1
        assert move_caseloads() == 0
        centre.at(3, day)
        acts.sign_in(whose, centre, {18: "visitator", 25: "behandler"}[day])
        assert whose.goto(case).ok


def test_one_deadline_is_handed_on_with_a_message_and_given_back(open_centre, desk):
    centre = open_centre()
    mette, birgit = desk(), desk()
    acts.sign_in(mette, centre, "behandler")
    case = acts.take_the_call(mette, centre)
    number = acts.number_of(case)
    centre.at(3, 16)
    acts.sign_in(mette, centre, "behandler")
    task = mette.get_by_role("row", name="Behandlingsgaranti").filter(has_text=number)
    task.get_by_role("link", name="Giv videre").click()
    mette.get_by_role("button", name="Giv videre").click()
    expect(mette.get_by_text("Skriv, hvad kollegaen skal gøre.").first).to_be_visible()
    mette.get_by_label("Hvem skal klare det?").select_option(label="Birgit Vang (visitator)")
    mette.get_by_label("Besked").fill("Ring til borgeren før ni.")
    mette.get_by_role("button", name="Giv videre").click()
    expect(mette.get_by_text("Birgit Vang har nu fristen.")).to_be_visible()
    waiting = mette.get_by_role("region", name=re.compile("Venter på andre"))
    expect(waiting.get_by_role("row", name=re.compile("givet videre")).first).to_contain_text("16. mar.")

    acts.sign_in(birgit, centre, "visitator")
    row = birgit.get_by_role("row", name=re.compile("Ring til borgeren før ni.")).first
    expect(row).to_contain_text("Fra Mette B.")
    birgit.get_by_role("link", name=re.compile("Beskeder")).click()
    expect(birgit.get_by_text("Givet videre til dig").first).to_be_visible()
    birgit.goto(centre.address)
    while birgit.get_by_role("button", name=re.compile("Giv tilbage")).count():
        birgit.get_by_role("button", name=re.compile("Giv tilbage")).first.click()
        expect(birgit.get_by_text("er givet tilbage")).to_be_visible()
    assert birgit.goto(case).status == 403


def test_a_filter_is_kept_and_the_keyboard_leads_there_until_it_is_turned_off(open_centre, desk):
    centre = open_centre()
    page = desk()
    acts.sign_in(page, centre, "behandler")
    page.keyboard.press("g")
    page.keyboard.press("s")
    page.get_by_role("heading", name="Sager").wait_for()
    page.get_by_label("Behandler").select_option("mine")
    page.get_by_role("button", name="Vis", exact=True).click()
    page.get_by_text("Gem det valgte som filter").click()
    page.get_by_label("Navn på filtret").fill("Mine åbne")
    page.get_by_role("button", name="Gem filtret").click()
    page.get_by_text("Filtret »Mine åbne« er gemt.").wait_for()
    page.goto(f"{centre.address}/sager/")
    page.get_by_role("link", name="Mine åbne").click()
    expect(page).to_have_url(re.compile(r"/sager/\?whose=mine$"))
    page.get_by_role("button", name="Fjern filtret Mine åbne").click()
    page.get_by_text("Filtret »Mine åbne« er fjernet.").wait_for()

    # Keys are heard once the page's own script has run.
    page.wait_for_load_state()
    page.keyboard.press("?")
    expect(page.get_by_role("dialog", name="Genveje")).to_be_visible()
    page.keyboard.press("Escape")
    page.keyboard.press("/")
    page.keyboard.type("gn?")
    expect(page.get_by_role("searchbox")).to_have_value("gn?")
    expect(page.get_by_role("dialog", name="Genveje")).to_be_hidden()

    page.goto(f"{centre.address}/genveje/")
    page.get_by_label("Brug genveje").uncheck()
    page.get_by_role("button", name="Gem").click()
    page.get_by_text("Genveje er slået fra.").wait_for()
    page.wait_for_load_state()
    page.keyboard.press("?")
    page.keyboard.press("n")
    expect(page.get_by_role("dialog", name="Genveje")).to_be_hidden()
    expect(page).to_have_url(f"{centre.address}/genveje/")
