"""A consent is given, used and withdrawn; a concern for a child holds everything up until it is sent."""

from datetime import date

from playwright.sync_api import expect

from tests.cases.sharing import make_partner
from tests.journeys import acts

CHILD = "Alma Prøve"
CONCERN = "Barnet har sovet hos naboen tre nætter i denne uge."


def test_a_consent_is_used_and_after_its_withdrawal_nothing_more_is_shared(open_centre, desk):
    centre = open_centre()
    make_partner()
    mette = desk()
    acts.sign_in(mette, centre, "behandler")
    case = acts.take_the_call(mette, centre)
    acts.write_address(mette, case)

    mette.get_by_role("link", name="Nyt samtykke").click()
    mette.get_by_label("Samarbejdspartner").select_option("Jobcenter Prøveby")
    mette.get_by_label("Formål").fill("Plan for arbejde")
    mette.get_by_label("Hvilke oplysninger").fill("Fremmøde")
    mette.get_by_role("button", name="Registrér samtykket").click()
    mette.wait_for_url(case)
    shared = mette.get_by_role("region", name="Samtykker og oplysninger")
    expect(shared.get_by_text("Gælder", exact=True)).to_be_visible()

    centre.at(3, 2, 11)
    acts.sign_in(mette, centre, "behandler")
    mette.goto(case)
    shared.get_by_role("link", name="Skriv, hvad vi har delt").click()
    form = mette.url
    acts.choose(mette, "Hvad er der sket?", "Vi har videregivet")
    mette.get_by_label("Hvilke oplysninger").fill("Mødte til to samtaler.")
    mette.get_by_label("Hvem talte du med?").fill("Hanne Prøve")
    mette.get_by_role("button", name="Skriv i loggen").click()
    line = mette.get_by_role("row", name="Mødte til to samtaler.")
    expect(line).to_contain_text("Hanne Prøve, Jobcenter Prøveby")
    expect(line).to_contain_text("Samtykke af 2. marts 2026")

    centre.at(3, 2, 12)
    acts.sign_in(mette, centre, "behandler")
    mette.goto(case)
    shared.get_by_role("button", name="Træk samtykket tilbage").click()
    expect(mette.get_by_text("Der er skrevet brev til")).to_be_visible()
    letters = mette.get_by_role("region", name="Breve")
    to_citizen, to_partner = (link.get_attribute("href") for link in letters.get_by_role("link").all())
    assert "deler vi ikke flere oplysninger om dig med Jobcenter Prøveby" in acts.pdf_text(mette, to_citizen)
    assert f"Det drejer sig om {acts.CITIZEN}" in acts.pdf_text(mette, to_partner)

    centre.at(3, 2, 13)
    acts.sign_in(mette, centre, "behandler")
    mette.goto(form)
    acts.choose(mette, "Hvad er der sket?", "Vi har videregivet")
    mette.get_by_label("Hvilke oplysninger").fill("Mødte også i dag.")
    mette.get_by_role("button", name="Skriv i loggen").click()
    expect(mette.get_by_role("alert")).to_contain_text("Samtykket ophørte den 2. marts 2026.")
    expect(mette.get_by_label("Hvilke oplysninger")).to_have_value("Mødte også i dag.")
    mette.goto(f"{case}oplysninger/")
    expect(mette.get_by_text("1 i alt")).to_be_visible()


def test_a_concern_for_a_child_holds_the_assessment_up_until_it_is_sent(open_centre, desk):
    centre = open_centre()
    mette = desk()
    acts.sign_in(mette, centre, "behandler")
    case = acts.take_the_call(mette, centre)
    acts.write_address(mette, case)
    acts.book_talk(mette, case, on=date(2026, 3, 4))
    centre.at(3, 4, 12)
    acts.sign_in(mette, centre, "behandler")
    acts.hold_talk(mette, case)

    mette.goto(f"{case}afdaekning/")
    for topic, text in acts.TOPICS.items():
        mette.get_by_label(topic).fill(text)
    mette.get_by_label("Faglig konklusion").fill(acts.CONCLUSION)
    mette.get_by_label("Hvad ønsker borgeren?").select_option("Ambulant samtalebehandling")
    acts.choose(mette, "Børn under 18 år", "Børn bor hjemme")
    acts.choose(mette, "Gravid", "Nej")
    mette.get_by_role("button", name="Afslut afdækningen").click()
    expect(mette.get_by_role("alert")).to_contain_text("grund til bekymring for et barn")
    acts.choose(mette, "Er der grund til bekymring for et barn?", "Ja")
    mette.get_by_role("button", name="Afslut afdækningen").click()
    expect(mette.get_by_role("alert")).to_contain_text("En underretning mangler")

    mette.goto(case)
    steps = mette.get_by_role("region", name="Næste skridt")
    expect(steps.get_by_role("row").nth(1)).to_contain_text("Underretning mangler")
    steps.get_by_role("link", name="Underret").click()
    mette.get_by_label("Hvad er bekymringen?").fill(CONCERN)
    mette.get_by_label("Barnets navn").fill(CHILD)
    mette.get_by_label("Barnets hjemkommune").select_option("Jammerbugt")
    mette.get_by_role("button", name="Videre til brevet").click()
    expect(mette.get_by_label("Modtager")).to_have_value("Familieafdelingen i Jammerbugt Kommune")
    mette.get_by_role("button", name="Skriv og send underretningen").click()
    expect(mette.get_by_text("Underretningen er sendt.")).to_be_visible()
    letter = acts.pdf_text(
        mette, mette.get_by_role("link", name="Underretningen (PDF)").get_attribute("href")
    )
    for said in ("Underretning om et barn", "barnets lov § 133", CHILD, CONCERN, acts.CITIZEN):
        assert said in letter, f"{said!r} in {letter}"

    mette.goto(f"{case}afdaekning/")
    mette.get_by_role("button", name="Afslut afdækningen").click()
    expect(mette.get_by_text("sagen er klar til visitation")).not_to_have_count(0)
