"""The bar at the top and its shortcuts, in a real browser."""

import pytest
from playwright.sync_api import expect

from tests.journeys.acts import sign_in


@pytest.fixture
def at_work(open_centre, desk):
    """A caseworker's browser on the list of cases: `page = at_work()`."""
    centre = open_centre()

    def begin(**options):
        page = desk(**options)
        sign_in(page, centre, "behandler")
        page.goto(f"{centre.address}/sager/")
        return page

    return begin


def test_the_keys_lead_to_search_inquiry_and_the_list_of_keys(at_work):
    page = at_work()

    page.keyboard.press("/")
    expect(page.get_by_role("searchbox")).to_be_focused()

    page.keyboard.type("n?")
    expect(page.get_by_role("searchbox")).to_have_value("n?")

    page.get_by_role("heading", level=1).click()
    page.keyboard.press("?")
    expect(page.get_by_role("dialog", name="Genveje")).to_be_visible()
    page.keyboard.press("Escape")

    page.keyboard.press("n")
    expect(page.get_by_role("heading", level=1)).to_have_text("Ny henvendelse")


def test_one_can_sign_out_without_javascript(at_work):
    page = at_work(java_script_enabled=False)

    page.locator(".bar__user summary").click()
    page.get_by_role("button", name="Log ud").click()

    expect(page.get_by_role("heading", level=1)).to_have_text("Log ind i Rusmiddel")


def test_the_bar_fits_a_narrow_window(at_work):
    page = at_work(viewport={"width": 400, "height": 800})

    assert page.evaluate("document.scrollingElement.scrollWidth") == 400
    expect(page.get_by_role("searchbox")).to_be_visible()
    expect(page.get_by_role("link", name="Ny henvendelse")).to_be_visible()
