"""A citizen asks to see everything and gets it; what is too old goes when two have approved it."""

import io
import json
import re
import zipfile

import pytest
from playwright.sync_api import expect

from cases.models import Case, Citizen
from rusmiddel.access.models import User
from rusmiddel.celery import app
from tests.cases.journal import sign
from tests.journeys import acts
from tests.rights.scenes import old_person

SISTER = "Birthe Prøvesen"
WHY = "Det handler kun om søsteren."


@pytest.fixture
def _a_worker_in_this_process():
    app.conf.task_always_eager = True
    yield
    app.conf.task_always_eager = False


pytestmark = pytest.mark.usefixtures("_a_worker_in_this_process")


def ask_for_access(page, case):
    page.goto(case)
    page.get_by_text("Flere handlinger").click()
    page.get_by_role("link", name="Borgeren beder om indsigt").click()
    acts.choose(page, "Hvordan kom den?", "Telefon")
    page.get_by_label("Hvordan ved du, hvem det er?").fill("Har oplyst CPR-nummer og adresse.")
    page.get_by_role("button", name="Registrér anmodningen").click()
    expect(page.get_by_role("heading", name="Skal besvares")).to_be_visible()
    return page.url


def test_everything_is_gathered_the_sister_is_taken_out_and_the_rest_is_given(open_centre, desk):
    centre = open_centre()
    mette = desk()
    acts.sign_in(mette, centre, "behandler")
    case = acts.take_the_call(mette, centre)
    acts.write_address(mette, case)
    number = acts.number_of(case)
    sign(
        Case.objects.get(number=number),
        by=User.objects.get(username="behandler"),
        text=f"Borgeren kom til tiden. {SISTER} ventede udenfor.",
    )
    asked = ask_for_access(mette, case)
    expect(mette.get_by_text("Senest 11. marts 2026", exact=True)).to_be_visible()

    mette.get_by_role("button", name="Saml alt, vi har om borgeren").click()
    expect(mette.get_by_role("heading", name="Alt, vi har om borgeren")).to_be_visible()
    mette.get_by_role("link", name="Samtale, 3. marts 2026").first.click()
    acts.choose(mette, "Hvad gør vi?", "Noget tages ud")
    mette.get_by_label("Streg disse ord i hele pakken").fill(SISTER)
    mette.get_by_role("button", name="Gem valget").click()
    expect(mette.get_by_role("alert")).to_contain_text("Skriv, hvorfor det tages ud.")
    expect(mette.get_by_label("Streg disse ord i hele pakken")).to_have_value(SISTER)
    mette.get_by_label("Begrundelse").fill(WHY)
    mette.get_by_role("button", name="Gem valget").click()
    mette.get_by_role("button", name="Forsegl pakken").click()
    mette.goto(asked)
    package = mette.get_by_role("region", name="Pakken")
    expect(package.get_by_text("Noget taget ud")).to_be_visible()

    mette.get_by_role("link", name="Skriv svaret").click()
    mette.get_by_label("Begrundelse").fill("Noget af et notat handler om en anden end dig.")
    mette.get_by_label("Regler").fill("Forvaltningsloven § 15 b")
    mette.get_by_role("button", name="Skriv svaret").click()
    expect(mette.get_by_role("heading", name="Besvaret")).to_be_visible()
    letter = acts.pdf_text(mette, mette.get_by_role("link", name="Brevet (PDF)").get_attribute("href"))
    for said in ("noget er taget ud", "Forvaltningsloven § 15 b", "Du kan klage"):
        assert said in letter, f"{said!r} in {letter}"

    answer = mette.request.get(f"{asked}hent/")
    assert answer.headers["content-type"] == "application/zip"
    with zipfile.ZipFile(io.BytesIO(answer.body())) as given:
        data = json.loads(given.read("indsigt.json"))
        everything = given.read("indsigt.json").decode()
    assert {"Borgeren", "Henvendelser", "Journal", "Forløb", "Hvem der har set sagen"} <= {
        section["heading"] for section in data["sections"]
    }
    assert acts.CITIZEN in everything
    assert "Borgeren kom til tiden. [taget ud] ventede udenfor." in everything
    assert SISTER not in everything
    assert WHY not in everything

    mette.get_by_role("link", name="Skriv, hvem der har fået den").click()
    acts.choose(mette, "Hvordan?", "I hånden")
    mette.get_by_role("button", name="Skriv det i loggen").click()
    expect(mette.get_by_role("region", name="Givet til")).to_contain_text("i hånden")


def test_an_answer_that_takes_longer_is_told_with_reason_and_day(open_centre, desk):
    centre = open_centre()
    mette = desk()
    acts.sign_in(mette, centre, "behandler")
    case = acts.take_the_call(mette, centre)
    acts.write_address(mette, case)
    ask_for_access(mette, case)

    mette.get_by_role("link", name="Det tager længere tid").click()
    mette.get_by_role("button", name="Skriv brevet").click()
    expect(mette.get_by_role("alert")).to_contain_text("Skriv, hvorfor det tager længere tid.")
    mette.get_by_label("Hvorfor tager det længere tid?").fill("Vi venter på lægens del.")
    mette.get_by_role("button", name="Skriv brevet").click()

    expect(mette.get_by_text("Senest 20. marts 2026", exact=True)).to_be_visible()
    letter = acts.pdf_text(mette, mette.get_by_role("link", name="Brevet (PDF)").get_attribute("href"))
    for said in ("Vi venter på lægens del.", "20. marts 2026"):
        assert said in letter


def test_what_is_too_old_goes_when_two_have_approved_it_and_leaves_a_receipt(open_centre, desk):
    centre = open_centre()
    old = old_person(by=User.objects.get(username="behandler"))
    lone, birgit = desk(), desk()
    acts.sign_in(lone, centre, "teamleder")
    lone.goto(f"{centre.address}{old.get_absolute_url()}")
    lone.get_by_role("link", name="Hvor længe opbevares sagen?").click()
    expect(lone.get_by_text("3. marts 2024")).to_be_visible()

    lone.goto(f"{centre.address}/kassation/")
    lone.get_by_role("button", name="Lav en liste over det, der er forfaldent").click()
    lone.wait_for_url(re.compile(r"/kassation/\d+/$"))
    address = lone.url
    lone.goto(address)
    expect(lone.get_by_role("link", name=f"Sag {old.number}")).to_be_visible()
    lone.get_by_role("button", name="Godkend listen").click()
    expect(lone.get_by_text("Du har godkendt listen. En anden skal også gøre det.")).to_be_visible()
    expect(lone.get_by_role("button", name="Godkend listen")).to_have_count(0)

    acts.sign_in(birgit, centre, "visitator")
    birgit.goto(address)
    birgit.get_by_role("link", name=f"Sag {old.number}").click()
    expect(birgit.get_by_role("heading", level=1)).to_contain_text("Viggo Prøvesen")
    birgit.goto(address)
    birgit.get_by_role("button", name="Godkend listen").click()
    expect(birgit.get_by_role("button", name="Destruér det, der står på listen")).to_have_count(0)

    lone.goto(address)
    lone.get_by_role("button", name="Destruér det, der står på listen").click()
    lone.goto(address)
    receipt = lone.get_by_role("region", name="Kvitteringer")
    expect(receipt).to_contain_text("kvittering")
    expect(receipt).to_contain_text("1 filer")
    expect(receipt).not_to_contain_text(old.number)
    assert not Citizen.objects.filter(pk=old.citizen_id).exists()
    answer = lone.goto(f"{centre.address}{old.get_absolute_url()}")
    assert answer.status == 404
