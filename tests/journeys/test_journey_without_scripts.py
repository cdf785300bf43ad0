"""From the call until the case is ready for visitation."""

from datetime import date

from playwright.sync_api import expect

from tests.journeys import acts


def test_a_call_becomes_a_case_that_is_ready_for_visitation(open_centre, desk):
    centre = open_centre()
    mette = desk(java_script_enabled=False)
    acts.sign_in(mette, centre, "behandler")
    case = acts.take_the_call(mette, centre)
    expect(mette.get_by_text("Senest 16. marts 2026", exact=True)).to_be_visible()
    acts.write_address(mette, case)
    acts.book_talk(mette, case, on=date(2026, 3, 4))
    centre.at(3, 4, 12)
    acts.sign_in(mette, centre, "behandler")
    acts.hold_talk(mette, case)
    acts.write_assessment(mette, case, wishes="Døgnbehandling")
    expect(mette.get_by_role("cell", name="Klar til visitation")).to_be_visible()
