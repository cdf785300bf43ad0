"""A residential stay from the grant to the discharge, and a citizen who chooses another place."""

import re
from datetime import date

from playwright.sync_api import expect

from tests.journeys import acts, stories

BODY = "Visitationsudvalget i Jammerbugt Kommune"
GROUNDS = {
    "Hvor kender borgeren oplysningerne fra?": "Vi har talt med dig den 9. marts, og du var enig i tallene.",
    "Oplysninger, afgørelsen bygger på": "Du har oplyst, at du får kontanthjælp.",
    "Begrundelse": "Vi vurderer, at du kan betale en del af kost og logi.",
    "Hvem har afgjort det?": "Birgit Vang, visitator",
}


def grant_residential(centre, page):
    case = stories.call_and_assess(centre, page, wishes="Døgnbehandling")
    meeting = stories.meet(centre, page, case, body=BODY)
    acts.grant(page, meeting, acts.number_of(case))
    return case


def keep_place(centre, page, name, portal_id, *, is_public=False):
    """A residential place that Socialtilsynet has approved, with a price."""
    page.goto(f"{centre.address}/steder/nyt/")
    page.get_by_role("textbox", name="Navn (skal udfyldes)").fill(name)
    page.get_by_label("Døgn", exact=True).check()
    if is_public:
        page.get_by_label("Offentligt: kommunalt eller regionalt").check()
    page.get_by_label("nummer på Tilbudsportalen").fill(portal_id)
    page.get_by_role("button", name="Gem").click()
    page.get_by_role("link", name="Skriv godkendelse").click()
    page.get_by_label("Godkendt af").fill("Socialtilsyn Nord")
    page.get_by_role("textbox", name="Fra").fill("01-01-2026")
    page.get_by_role("button", name="Skriv godkendelse").click()
    page.get_by_role("link", name="Skriv pris").click()
    page.get_by_role("textbox", name="Gælder fra").fill("01-01-2026")
    page.get_by_label("Kroner pr. døgn").fill("2100")
    page.get_by_role("button", name="Skriv pris").click()
    page.get_by_text("2.100,00 kr. pr. døgn").wait_for()


def write(page, fields):
    for label, text in fields.items():
        page.get_by_label(label).fill(text)


def test_a_stay_with_self_payment_and_supervision_ends_with_its_plan(open_centre, desk):
    centre = open_centre("jammerbugt")
    page = desk()
    case = grant_residential(centre, page)
    keep_place(centre, page, "Møllegården", "900001")

    # The stay is agreed, payment guaranteed, and the citizen admitted.
    page.goto(case)
    stays = page.get_by_role("region", name="Døgnophold og frit valg")
    stays.get_by_role("link", name="Aftal ophold").click()
    page.get_by_label("Institution").select_option("Møllegården")
    page.get_by_role("textbox", name="Fra").fill("09-03-2026")
    page.get_by_role("textbox", name="Til og med").fill("30-06-2026")
    page.get_by_role("button", name="Aftal ophold").click()
    expect(page.get_by_text("Der er ikke givet betalingsgaranti")).to_be_visible()
    stay = page.url
    page.get_by_role("link", name="Giv betalingsgaranti").click()
    page.get_by_role("button", name="Giv betalingsgaranti").click()
    page.get_by_text("Betalingsgarantien er givet").wait_for()
    centre.at(3, 9, 12)
    acts.sign_in(page, centre, stories.CASEWORKER)
    page.goto(stay)
    page.get_by_role("link", name="Indskriv", exact=True).click()
    page.get_by_role("button", name="Indskriv").click()
    page.get_by_text("Borgeren er indskrevet").wait_for()
    page.goto(case)
    expect(page.get_by_role("region", name="Behandlingsgarantien")).to_contain_text("Overholdt")

    # What the citizen pays is decided, with a letter that says why and how to complain.
    acts.sign_in(page, centre, stories.VISITATOR)
    page.goto(case)
    page.get_by_role("region", name="Afgørelser undervejs").get_by_role(
        "link", name="Afgør egenbetaling"
    ).click()
    write(
        page,
        {
            "Borgeren betaler pr. måned, i kroner": "1800",
            "Indkomst pr. måned, i kroner": "11500",
            "Husleje til egen bolig pr. måned, i kroner": "4200",
            "Hvordan er beløbet regnet ud?": "Indkomst minus husleje og rådighedsbeløb.",
            **GROUNDS,
        },
    )
    page.get_by_role("button", name="Afgør og skriv brev").click()
    page.get_by_text("Afgørelsen er truffet, og brevet er skrevet").wait_for()
    letter = acts.pdf_text(page, page.get_by_role("link", name="Åbn brevet (PDF)").get_attribute("href"))
    for said in (
        "du skal betale 1.800 kr. om måneden",
        "Møllegården",
        "11.500 kr.",
        "4.200 kr.",
        "erviceloven § 163",
        "Du kan klage",
        "inden fire uger",
    ):
        assert said in letter, f"{said!r} in {letter}"
    page.get_by_role("button", name="Givet i hånden i dag").click()
    expect(page.get_by_text("Sidste dag at klage").first).to_be_visible()

    # Supervision is due, held, and stands in the journal.
    centre.at(5, 4, 12)
    acts.sign_in(page, centre, stories.CASEWORKER)
    page.goto(stay)
    expect(page.get_by_role("region", name="Frister")).to_contain_text("Tilsyn på døgninstitution")
    page.get_by_role("link", name="Skriv tilsyn").click()
    page.get_by_role("textbox", name="Holdt den").fill("04-05-2026")
    acts.choose(page, "Hvordan?", "Besøg")
    page.get_by_label("Hvem var med?").fill("Forstander og borger")
    acts.choose(page, "Yder institutionen det aftalte?", "Ja")
    acts.choose(page, "Samarbejder borgeren?", "Delvist")
    page.get_by_label("Notat").fill("Målene er på vej.")
    page.get_by_role("button", name="Underskriv tilsyn").click()
    page.get_by_role("region", name="Tilsyn", exact=True).get_by_role("link", name="Notat").click()
    expect(page.get_by_text("Målene er på vej.")).to_be_visible()

    # Without its plan the stay does not end; with it, it does.
    centre.at(6, 10, 12)
    acts.sign_in(page, centre, stories.CASEWORKER)
    discharge(page, stay)
    expect(page.get_by_text("Skriv efterbehandlingsplanen, før borgeren udskrives").first).to_be_visible()
    page.goto(stay)
    page.get_by_role("link", name="Skriv efterbehandlingsplan").click()
    page.get_by_label("Lavet sammen med borgeren").check()
    write(
        page,
        {
            "Hvad vil borgeren holde fast i?": "Stoffri hverdag.",
            "Støtte efter opholdet": "Samtale hver uge.",
            "Ved risiko for tilbagefald": "Ringer til centret.",
        },
    )
    page.get_by_role("button", name="Gem plan").click()
    page.get_by_text("Efterbehandlingsplanen er skrevet").wait_for()
    discharge(page, stay)
    page.get_by_text("Borgeren er udskrevet").wait_for()

    acts.sign_in(page, centre, "teamleder")
    page.goto(f"{centre.address}/ledelse/doegnophold/?maaned=2026-05")
    expect(page.get_by_role("region", name="Døgnophold og udgifter")).to_contain_text("65.100")


def discharge(page, stay):
    page.goto(stay)
    page.get_by_role("link", name="Udskriv", exact=True).click()
    acts.choose(page, "Hvordan sluttede opholdet?", "Afsluttet efter aftale med institutionen")
    page.get_by_label("Hvorfor, og hvad blev nået?").fill("Målene er nået.")
    page.get_by_label("Aftalt med").fill("Forstander")
    acts.choose(page, "Ambulante samtaler bagefter", "Tilbudt, og borgeren tog imod")
    page.get_by_role("button", name="Udskriv").click()


def test_a_citizen_chooses_another_place_and_the_guarantee_follows(open_centre, desk):
    centre = open_centre("jammerbugt")
    page = desk()
    case = grant_residential(centre, page)
    keep_place(centre, page, "Åbrinken", "900002", is_public=True)

    acts.sign_in(page, centre, stories.CASEWORKER)
    page.goto(case)
    page.get_by_role("link", name=re.compile("Borgeren vælger et andet sted")).click()
    page.get_by_role("combobox", name="Sted").select_option("Åbrinken")
    page.get_by_label("Borgerens ønske").fill("Tættere på familien.")
    page.get_by_role("button", name="Skriv frit valg").click()
    expect(page.get_by_role("region", name="Behandlingsgarantien")).to_contain_text("Fraveget")

    # A public place can say no for lack of room and for nothing else; then the guarantee runs again.
    page.get_by_role("link", name="Skriv svar").click()
    expect(page.get_by_label("Det private sted tager ikke imod")).to_have_count(0)
    acts.choose(page, "Svar", "Stedet har ikke plads")
    page.get_by_role("textbox", name="Svar den").fill(f"{date(2026, 3, 5):%d-%m-%Y}")
    page.get_by_label("Hvad blev der svaret?").fill("Fuldt belagt til sommer.")
    page.get_by_role("button", name="Skriv svar").click()
    expect(page.get_by_role("region", name="Døgnophold og frit valg")).to_contain_text(
        "Stedet har ikke plads"
    )
    expect(page.get_by_role("region", name="Behandlingsgarantien")).not_to_contain_text("Fraveget")

    # Chosen again and restricted, it is a decision with a letter.
    page.get_by_role("link", name=re.compile("Borgeren vælger et andet sted")).click()
    page.get_by_role("combobox", name="Sted").select_option("Åbrinken")
    page.get_by_role("button", name="Skriv frit valg").click()
    acts.sign_in(page, centre, stories.VISITATOR)
    page.goto(case)
    page.get_by_text("Flere handlinger").click()
    page.get_by_role("link", name="Begræns frit valg af Åbrinken").click()
    write(page, GROUNDS)
    page.get_by_role("button", name="Afgør og skriv brev").click()
    page.get_by_text("Afgørelsen er truffet, og brevet er skrevet").wait_for()
    letter = acts.pdf_text(page, page.get_by_role("link", name="Åbn brevet (PDF)").get_attribute("href"))
    assert "du ikke kan vælge Åbrinken som behandlingssted" in letter
    assert "§ 101, stk. 7" in letter
