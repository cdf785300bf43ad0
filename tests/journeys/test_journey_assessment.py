"""An assessment with AUDIT at two dates, its trend, a status, and the visitationsjournal read back."""

import re
from datetime import date

from playwright.sync_api import expect

from tests.journeys import acts


def answer_audit(page, case, place):
    """Every question of AUDIT alike; what is pointless is left alone."""
    page.goto(f"{case}skemaer/")
    page.get_by_role("link", name="Udfyld AUDIT", exact=True).click()
    for question in page.get_by_role("radiogroup").all():
        question.get_by_role("radio").nth(place).check()
    page.get_by_role("button", name="Afslut skemaet").click()
    page.wait_for_url(re.compile(r"/besvarelser/\d+/$"))


def test_audit_twice_with_its_trend_a_status_and_the_journal_on_paper(open_centre, desk):
    centre, mette = open_centre(), desk()
    acts.sign_in(mette, centre, "behandler")
    case = acts.take_the_call(mette, centre, substance="Alkohol")
    acts.book_talk(mette, case, on=date(2026, 3, 4))
    centre.at(3, 4, 12)
    acts.sign_in(mette, centre, "behandler")
    acts.hold_talk(mette, case)
    answer_audit(mette, case, 2)
    expect(mette.get_by_text("Mulig afhængighed")).to_be_visible()

    mette.goto(f"{case}status/ny/")
    mette.get_by_label("Bolig").select_option("Stabil bolig")
    mette.get_by_label("Genstande vin pr. uge").fill("ønsker ikke")
    mette.get_by_role("button", name="Gem status").click()
    expect(mette.get_by_text("Status er gemt")).to_be_visible()

    centre.at(3, 11, 12)
    acts.sign_in(mette, centre, "behandler")
    answer_audit(mette, case, 1)
    mette.goto(f"{case}skemaer/")
    expect(mette.get_by_role("img", name="Point i AUDIT")).to_be_visible()
    results = mette.get_by_role("region", name="Resultater af AUDIT", exact=True)
    expect(results.get_by_role("row", name="11. marts 2026")).to_contain_text("12 af 40")
    expect(results.get_by_role("row", name="4. marts 2026")).to_contain_text("24 af 40")

    acts.write_assessment(mette, case, wishes="Ambulant samtalebehandling")
    number = acts.number_of(case)
    paper = acts.pdf_text(mette, f"/sager/{number}/visitationsjournal/")
    for told in (
        "AUDIT: 24 af 40",
        "AUDIT: 12 af 40",
        "Stabil bolig",
        "Ønsker ikke at svare",
        acts.CONCLUSION,
    ):
        assert told in re.sub(r"\s+", " ", paper), told
