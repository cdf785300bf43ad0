"""The secretary's post: a letter written beside the case, the day's print, Digital Post that says no."""

import re

from django.utils import timezone
from playwright.sync_api import expect

from rusmiddel.letters.models import DigitalMessage, LetterBatch
from tests.journeys import acts
from tests.letters.test_memo import receipt
from visitation.services.digital_post import read_receipts, write_message
from visitation.services.letter_batches import make_batch


def write_letter(page, case, *, title):
    """A free letter beside the case; the letter's address."""
    page.goto(f"{case}breve/nyt/")
    page.get_by_role("button", name="Indsæt").click()
    page.get_by_label("Overskrift").fill(title)
    page.get_by_role("button", name="Skriv brevet").click()
    expect(page.get_by_text("Brevet er skrevet og kan ikke ændres")).to_be_visible()
    return page.url


def test_a_letter_is_written_beside_the_case_and_a_half_written_one_is_kept(open_centre, desk):
    centre = open_centre()
    mette = desk()
    acts.sign_in(mette, centre, "behandler")
    case = acts.take_the_call(mette, centre)
    acts.write_address(mette, case)

    mette.get_by_text("Flere handlinger").click()
    mette.get_by_role("link", name="Skriv brev", exact=True).click()
    expect(mette.get_by_role("region", name="Sagen")).to_contain_text(acts.CITIZEN)
    mette.locator("#id_text").fill("Vi har fundet en plads til dig.")
    expect(mette.locator("#lix")).to_contain_text("LIX")
    expect(mette.get_by_text("Kladde gemt")).to_be_visible()
    mette.goto(f"{case}breve/nyt/")
    mette.get_by_role("link", name="Fortsæt kladden").click()
    mette.get_by_role("button", name="Indsæt").click()
    both = re.compile(
        r"^Vi har fundet en plads til dig\.\s+Vi vil gerne tale med dig\. Ring til os på telefon \d"
    )
    expect(mette.locator("#id_text")).to_have_value(both)
    with mette.expect_response(lambda answer: answer.url.endswith("/vis/?slags=free")) as shown:
        mette.get_by_role("button", name="Vis som brev").click()
    assert shown.value.headers["content-type"] == "application/pdf"
    mette.get_by_role("button", name="Skriv brevet").click()
    expect(mette.get_by_text("Brevet er skrevet og kan ikke ændres")).to_be_visible()
    printed = mette.get_by_role("link", name="Åbn brevet (PDF)").get_attribute("href")
    assert "Vi har fundet en plads til dig." in acts.pdf_text(mette, printed)


def test_the_days_letters_are_printed_as_one_and_sent_when_somebody_says_so(open_centre, desk):
    centre = open_centre()
    mette = desk()
    acts.sign_in(mette, centre, "behandler")
    case = acts.take_the_call(mette, centre)
    acts.write_address(mette, case)
    for title in ("Første brev", "Andet brev", "Tredje brev"):
        write_letter(mette, case, title=title)

    acts.sign_in(mette, centre, "sekretaer")
    acts.go_to(mette, "Breve")
    mette.get_by_role("link", name="Print dagens breve").click()
    mette.get_by_role("checkbox", name="Tredje brev").uncheck()
    mette.get_by_role("button", name="Lav udskriften").click()
    expect(mette.get_by_text("Vi læser brevene: 0 af 2")).to_be_visible()
    # Left, and come back to.
    acts.go_to(mette, "Breve")
    make_batch(batch_id=LetterBatch.objects.get().pk, now=timezone.now())
    mette.get_by_role("link", name="bunken fra").click()
    printed = mette.get_by_role("link", name="Åbn udskriften (PDF)").get_attribute("href")
    assert "Følgeliste til dagens breve" in acts.pdf_text(mette, printed)
    mette.get_by_role("link", name="Tag ud").nth(1).click()
    mette.get_by_role("textbox").fill("Kuverten gik i stykker")
    mette.get_by_role("button", name="Tag ud").click()
    mette.get_by_role("button", name="Bekræft, at 1 brev er sendt").click()
    expect(mette.get_by_text("1 brev er registreret som sendt.")).to_be_visible()
    waiting = mette.get_by_role("region", name="Breve, der ikke er sendt")
    expect(waiting.get_by_role("row")).to_have_count(3)


def test_digital_post_that_says_no_is_paper_work_the_same_day(open_centre, desk, settings, tmp_path):
    settings.DIGITAL_POST_OUTBOX, settings.DIGITAL_POST_INBOX = str(tmp_path / "ud"), str(tmp_path / "ind")
    settings.DIGITAL_POST_CVR = "00000000"
    centre = open_centre()
    mette = desk()
    acts.sign_in(mette, centre, "behandler")
    case = acts.take_the_call(mette, centre)
    acts.write_address(mette, case)
    letter = write_letter(mette, case, title="Vi mangler papirer fra dig")

    acts.sign_in(mette, centre, "sekretaer")
    mette.goto(letter)
    mette.get_by_role("button", name="Send med Digital Post").click()
    expect(mette.get_by_text("Det regnes for sendt, når kvitteringen kommer")).to_be_visible()
    message = DigitalMessage.objects.get()
    write_message(message_id=message.pk, now=timezone.now())
    (tmp_path / "ind").mkdir()
    at = timezone.now().isoformat()
    (tmp_path / "ind" / "a.xml").write_bytes(receipt("Fejlet", uuid=message.uuid, at=at, text="Lukket"))
    read_receipts(now=timezone.now())

    acts.go_to(mette, "Min dag")
    mette.get_by_role("link", name="Se brevet").first.click()
    expect(mette.get_by_role("heading", name="Brevet kom ikke frem")).to_be_visible()
    mette.get_by_role("link", name="Sendt med posten").click()
    mette.get_by_role("button", name="Registrér").click()
    mette.goto(letter)
    expect(mette.get_by_role("heading", name="Brevet kom ikke frem")).to_have_count(0)
    expect(mette.get_by_text("Løst")).to_be_visible()
