"""The main job in a browser that runs no scripts."""

from playwright.sync_api import expect

from tests.journeys import acts, stories
from tests.journeys.municipalities import MUNICIPALITIES


def test_a_rejection_reaches_the_citizen_without_scripts(open_centre, desk):
    (jammerbugt,) = (each for each in MUNICIPALITIES if each.preset == "jammerbugt")
    centre = open_centre(jammerbugt.preset)
    page = desk(java_script_enabled=False)
    case = stories.reject_residential(centre, page, jammerbugt)
    acts.sign_in(page, centre, stories.CASEWORKER)
    page.goto(case)
    expect(page.get_by_text("Klagefrist 10. apr.")).to_be_visible()


def test_a_list_is_narrowed_and_a_citizen_found_without_scripts(open_centre, desk):
    centre = open_centre()
    page = desk(java_script_enabled=False)
    acts.sign_in(page, centre, stories.CASEWORKER)
    case = acts.take_the_call(page, centre)
    acts.go_to(page, "Sager")
    page.get_by_label("Behandler").select_option("Uden behandler")
    page.get_by_role("button", name="Vis", exact=True).click()
    expect(page.get_by_text("Ingen passer til det valgte")).to_be_visible()
    acts.search(page, "holstein")
    assert page.url == case
