"""Heard, expelled by two, and a letter that says how to complain; and the meeting on the wall."""

import pytest
from playwright.sync_api import expect

from tests.journeys import acts, stories
from tests.journeys.municipalities import MUNICIPALITIES

LEAD = "teamleder"
JAMMERBUGT = next(each for each in MUNICIPALITIES if each.preset == "jammerbugt")
GROUNDS = {
    "Oplysninger, afgørelsen bygger på": "Du har truet to medarbejdere.",
    "Begrundelse": "Vi vurderer, at det ikke er trygt for de andre, at du kommer her.",
}


def write(page, fields):
    for label, text in fields.items():
        page.get_by_label(label).fill(text)


@pytest.mark.parametrize(
    ("kind", "said"), [("expulsion", "du bortvises"), ("termination", "selv om du gerne vil fortsætte")]
)
def test_treatment_is_ended_after_a_hearing_by_two(kind, said, open_centre, desk):
    centre = open_centre("jammerbugt")
    page = desk()
    case = stories.grant_talks(centre, page, JAMMERBUGT)

    # The citizen is heard by mouth and answers.
    acts.sign_in(page, centre, stories.VISITATOR)
    page.goto(f"{case}partshoering/ny/")
    page.get_by_label("Mundtligt").check()
    write(
        page,
        {
            "Hvad overvejer I?": "at afslutte din behandling",
            "Oplysninger, som er nye for borgeren": "To medarbejdere har fortalt, at du truede dem.",
        },
    )
    page.get_by_role("button", name="Gem partshøring").click()
    page.get_by_text("Partshøringen er skrevet").wait_for()
    hearing = page.url

    # Nothing is decided before the answer.
    page.goto(case)
    course = page.get_by_role("link", name="Ambulant samtalebehandling").first.get_attribute("href")
    ending = f"{centre.address}{course}afslut-mod-oenske/{kind}/"
    page.goto(ending)
    write(
        page,
        {
            **GROUNDS,
            "Hvilken anden hjælp kan borgeren få?": "Du kan frit vælge et andet behandlingssted.",
            "Hvad førte planen til?": "Du kom til samtalerne.",
        },
    )
    page.get_by_label("Partshøring").select_option(index=1)
    page.get_by_role("button", name="Send til godkendelse").click()
    expect(page.get_by_text("til at svare på partshøringen").first).to_be_visible()
    expect(page.get_by_label("Begrundelse")).to_have_value(GROUNDS["Begrundelse"])

    page.goto(hearing)
    page.get_by_label("Mundtligt").check()
    page.get_by_label("Hvad svarede borgeren?").fill("Det var ikke sådan ment.")
    page.get_by_role("button", name="Gem svaret").click()
    page.get_by_text("Svaret er skrevet").wait_for()

    page.goto(ending)
    write(
        page,
        {
            **GROUNDS,
            "Hvilken anden hjælp kan borgeren få?": "Du kan frit vælge et andet behandlingssted.",
            "Hvad førte planen til?": "Du kom til samtalerne.",
        },
    )
    page.get_by_label("Partshøring").select_option(index=1)
    page.get_by_role("button", name="Send til godkendelse").click()
    expect(page.get_by_text("Du har selv skrevet forslaget")).to_be_visible()
    proposal = page.url

    # Another approves, and it is made.
    acts.sign_in(page, centre, LEAD)
    page.goto(proposal)
    page.get_by_role("button", name="Godkend").click()
    page.get_by_role("button", name="Træf afgørelsen og skriv brev").click()
    page.get_by_text("Afgørelsen er truffet").wait_for()
    letter = acts.pdf_text(page, page.get_by_role("link", name="Åbn brevet (PDF)").get_attribute("href"))
    for each in (said, "frit vælge et andet behandlingssted", "Det var ikke sådan ment", "Du kan klage"):
        assert each in letter, f"{each!r} in {letter}"


def test_a_case_is_taken_up_on_the_wall_and_sent_to_the_committee(open_centre, desk):
    centre = open_centre("jammerbugt")
    page = desk()
    case = stories.call_and_assess(centre, page, wishes=JAMMERBUGT.talks)
    meeting = stories.meet(centre, page, case, body=JAMMERBUGT.decides_talks)

    page.goto(meeting)
    page.get_by_role("link", name="Vis på skærmen").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text(acts.number_of(case))
    expect(page.locator("main")).not_to_contain_text(acts.CITIZEN)
    expect(page.get_by_text(acts.TRIED_BEFORE)).to_be_visible()
    page.get_by_role("link", name="Send til den, der afgør").click()
    page.get_by_label("Visitationsudvalget i Jammerbugt Kommune").check()
    page.get_by_label("Hvad indstilles der til?").select_option("Døgnbehandling")
    page.get_by_label("Indstilling og begrundelse").fill("Samtaler er prøvet og er ikke nok.")
    page.get_by_role("button", name="Skriv indstilling").click()
    page.get_by_text("Fristen for svar løber").wait_for()
    paper = acts.pdf_text(page, page.get_by_role("link", name="Indstilling (PDF)").get_attribute("href"))
    assert "Samtaler er prøvet og er ikke nok." in paper
    page.get_by_label("Hvad blev svaret?").fill("Døgnbehandling bevilges ikke nu.")
    page.get_by_role("button", name="Gem svaret").click()
    page.get_by_text("Svaret er skrevet").wait_for()
