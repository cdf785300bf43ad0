"""The shared look in a real browser."""

import pytest
from playwright.sync_api import expect

from tests.accessibility.looking import faults
from tests.ui import style_guide

pytestmark = pytest.mark.urls("tests.ui.style_guide")


@pytest.fixture
def guide(committed, request, page):
    """The page with every piece, open in a browser that complains to `page.complaints`."""
    style_guide.received.clear()
    page.complaints = []
    page.on("console", lambda message: page.complaints.append(message.text))
    page.on("pageerror", lambda error: page.complaints.append(str(error)))
    page.goto(f"{request.getfixturevalue('live_server').url}/alle-stykker/")
    return page


def send(page):
    page.get_by_role("button", name="Registrér").click()


def test_every_piece_is_accessible_wide_and_narrow(guide):
    assert faults(guide, "alle stykker") == []


def test_every_piece_with_errors_is_accessible_wide_and_narrow(guide):
    send(guide)

    expect(guide.locator("#error-summary")).to_be_focused()
    expect(guide).to_have_title("Fejl: Alle stykker – Rusmiddel")
    assert faults(guide, "alle stykker med fejl") == []


def test_no_script_or_style_breaks_the_content_security_policy(guide):
    guide.wait_for_load_state("networkidle")

    assert guide.complaints == []


def test_the_summary_leads_to_the_field(guide):
    send(guide)
    guide.get_by_role("link", name="Hvad ønskes? Vælg en mulighed.").click()

    expect(guide.get_by_role("radio", name="Råd")).to_be_focused()


def test_what_was_typed_is_still_there_after_an_error(guide):
    guide.get_by_label("Navn").fill("Åse Ærlig")
    guide.locator("#id_day").fill("i overgår")
    guide.get_by_text("Behandling").click()
    send(guide)

    expect(guide.get_by_label("Navn")).to_have_value("Åse Ærlig")
    expect(guide.locator("#id_day")).to_have_value("i overgår")
    expect(guide.get_by_role("radio", name="Behandling")).to_be_checked()


def test_a_day_chosen_in_the_calendar_is_written_as_danes_write_it(guide):
    guide.locator("input[type=date]").first.evaluate(
        "e => { e.value = '2026-03-05'; e.dispatchEvent(new Event('change')); }"
    )

    expect(guide.locator("#id_day")).to_have_value("05-03-2026")


def test_a_double_click_sends_once(guide):
    guide.get_by_role("button", name="Registrér").dblclick()
    expect(guide).to_have_title("Fejl: Alle stykker – Rusmiddel")
    guide.wait_for_load_state("networkidle")

    assert len(style_guide.received) == 1


def test_the_form_can_be_filled_in_by_keyboard_alone(guide):
    guide.get_by_label("Navn").focus()
    for keys in ("Anna", "Tab", "Tab", "Tab", "ArrowDown", "Tab", "Space", "Tab", "Space"):
        guide.keyboard.press(keys) if keys in {"Tab", "ArrowDown", "Space"} else guide.keyboard.type(keys)

    expect(guide.get_by_label("Tilbud")).to_have_value("a")
    expect(guide.get_by_role("radio", name="Råd")).to_be_checked()
    expect(guide.get_by_role("checkbox", name="Læge")).to_be_checked()


def test_the_skip_link_is_first_and_leads_to_the_content(guide):
    guide.keyboard.press("Tab")
    expect(guide.get_by_role("link", name="Gå til indholdet")).to_be_focused()
    guide.keyboard.press("Enter")

    expect(guide.locator("main")).to_be_focused()
