"""The telephone rings and the mouse is gone: Tab, arrows, Space and Enter do it all."""

import re

from playwright.sync_api import expect

from tests.journeys import acts

MOST_TABS = 60
# What tells a sighted user where they are.
SHOWS_FOCUS = """element => {
    const style = getComputedStyle(element);
    const hasOutline = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 0;
    return hasOutline || style.boxShadow !== "none";
}"""


def tab_to(page, target):
    """Tab until the target has the focus, and see on the way that the focus is always visible."""
    for _ in range(MOST_TABS):
        page.keyboard.press("Tab")
        focused = page.locator(":focus")
        if focused.count():
            assert focused.evaluate(SHOWS_FOCUS), focused.evaluate("element => element.outerHTML")
        if target.evaluate("element => element === document.activeElement"):
            return
    raise AssertionError(f"{MOST_TABS} tabs do not lead to {target}")


def type_into(page, label, text):
    tab_to(page, page.get_by_label(re.compile(f"^{label}")))
    page.keyboard.type(text)


def pick(page, group, choice):
    """Into the group by Tab, to the choice by the arrows."""
    choices = page.get_by_role("radiogroup", name=group).get_by_role("radio")
    wanted = page.get_by_role("radiogroup", name=group).get_by_label(choice, exact=True)
    tab_to(page, choices.first)
    if wanted.is_checked():
        return
    if choices.first.evaluate("(first, wanted) => first === wanted", wanted.element_handle()):
        page.keyboard.press("Space")
    while not wanted.is_checked():
        page.keyboard.press("ArrowDown")


def test_an_inquiry_becomes_a_case_without_a_mouse(open_centre, desk):
    centre = open_centre()
    page = desk()
    page.goto(f"{centre.address}/log-ind/")
    type_into(page, "Brugernavn", "behandler")
    type_into(page, "Adgangskode", acts.PASSWORD)
    page.keyboard.press("Enter")
    page.get_by_role("heading", name="Min dag").wait_for()

    tab_to(page, page.get_by_role("link", name="Ny henvendelse"))
    page.keyboard.press("Enter")
    page.get_by_role("heading", name="Ny henvendelse").wait_for()
    pick(page, "Hvad ønskes?", "Ønsker behandling")
    pick(page, "Rusmiddel", "Stoffer")
    type_into(page, "CPR-nummer", acts.CPR)
    type_into(page, "Borgerens navn", acts.CITIZEN)
    pick(page, "Børn under 18 år", "Ingen børn under 18")
    pick(page, "Næste skridt", "Første samtale aftales")
    tab_to(page, page.get_by_role("button", name="Registrér henvendelsen"))
    page.keyboard.press("Enter")

    page.wait_for_url(re.compile(r"/sager/[\w-]+/$"))
    expect(page.get_by_role("heading", level=1)).to_contain_text(acts.CITIZEN)
    tab_to(page, page.get_by_role("link", name="Book samtale").first)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Book afdækningssamtale")).to_be_visible()


def test_the_first_tab_leads_past_the_bar_to_the_content(open_centre, desk):
    centre = open_centre()
    page = desk()
    acts.sign_in(page, centre, "behandler")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator("#main")).to_be_focused()
