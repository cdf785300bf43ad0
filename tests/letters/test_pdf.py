import logging
import re
import time
from itertools import pairwise

import pikepdf
import pytest
from django.template.loader import render_to_string
from weasyprint import HTML

from rusmiddel.letters import pdf
from rusmiddel.letters.envelope import SLACK_MM, Window
from rusmiddel.letters.visible_text import visible_text
from tests.letters import factories, reading

WINDOW = Window(20, 45, 90, 35)
PAGE = '<html lang="da"><head><title>Prøve</title></head><body>{}</body></html>'


def page(template="letters/partial_grant.html", *, recipient=None, is_dense=False, **changes):
    return render_to_string(
        template,
        {
            "letter": factories.decision(**changes),
            "recipient": recipient or factories.recipient(),
            "title": factories.TITLE,
            "language": "da",
            "issued_on": factories.SENT_ON,
            "window": WINDOW,
            "is_dense": is_dense,
        },
    )


@pytest.fixture(autouse=True, scope="module")
def _drawn_each_time():
    """Here it is the drawing that is tested."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(pdf, "render", pdf.render.__wrapped__)
        yield


@pytest.fixture(scope="module")
def letter():
    return pdf.render(page(), title=factories.TITLE, window=WINDOW)


def test_the_letter_is_tagged_danish_and_shows_its_title(letter):
    with reading.opened(letter) as document:
        root = document.Root
        assert root.MarkInfo.Marked is True
        assert root.StructTreeRoot.K[0].S == "/Document"
        assert root.Lang == "da"
        assert root.ViewerPreferences.DisplayDocTitle is True
        assert document.docinfo["/Title"] == factories.TITLE
        assert all(one.Tabs == "/S" for one in document.pages)


def test_the_letter_says_that_it_is_archivable_and_accessible(letter):
    with reading.opened(letter) as document:
        with document.open_metadata() as metadata:
            assert metadata.pdfa_status == "3A"
            assert metadata["pdfuaid:part"] == "1"
            assert metadata["dc:title"] == factories.TITLE
        assert document.Root.OutputIntents[0].S == "/GTS_PDFA1"
        assert "/ID" in document.trailer
        assert not document.is_encrypted


def test_pdf_ua_is_described_in_the_metadata_as_pdf_a_demands(letter):
    with reading.opened(letter) as document:
        metadata = document.Root.Metadata.read_bytes().decode()
    assert metadata.count("<rdf:RDF") == metadata.count("</rdf:RDF>") == 1
    assert "http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>" in metadata
    assert metadata.index("pdfaExtension:schemas") < metadata.index("<pdfuaid:part>")


def test_every_font_is_embedded_and_is_the_letters_own(letter):
    fonts = reading.fonts(letter)
    assert fonts
    for name, descriptor in fonts.items():
        assert "IBM-Plex-Sans" in name
        assert descriptor & {"/FontFile2", "/FontFile3"}


def test_no_script_form_attachment_or_outside_link_is_in_the_letter(letter):
    with reading.opened(letter) as document:
        assert not {"/AcroForm", "/OpenAction", "/AA"} & set(document.Root.keys())
        assert "/EmbeddedFiles" not in document.Root.get("/Names", {})
        assert all("/Annots" not in one for one in document.pages)


def test_all_text_on_the_page_is_in_the_structure_or_an_artifact(letter):
    with reading.opened(letter) as document:
        for one in document.pages:
            depth = 0
            for operands, operator in pikepdf.parse_content_stream(one):
                if str(operator) in {"BDC", "BMC"}:
                    depth += 1
                elif str(operator) == "EMC":
                    depth -= 1
                elif str(operator) in {"Tj", "TJ"}:
                    assert depth > 0, operands
            assert depth == 0


def test_headings_start_at_one_and_skip_no_level(letter):
    levels = [int(tag[1:]) for tag, _ in reading.structure(letter) if tag in {"H1", "H2", "H3", "H4"}]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))


def test_the_letter_is_read_in_the_order_a_person_reads_it(letter):
    text = reading.text(letter)
    order = [
        "Eksempel Kommune",
        "Karsten Holmgaard",
        "25. november 2026",
        factories.TITLE,
        "Kære Karsten Holmgaard",
        "Du søgte den 12. november 2026",
        "Første samtale er torsdag",
        "Derfor har vi besluttet det",
        "Reglerne",
        "Du kan klage",
        "31. december 2026",
        "Klagen sendes til",
        "Venlig hilsen",
    ]
    places = [text.find(piece) for piece in order]
    assert -1 not in places, order[places.index(-1)]
    assert places == sorted(places)


def test_pages_are_numbered_and_bear_the_case_number(letter):
    text = reading.text(letter)
    assert "Side 1 af 1" in text
    assert "Sag 2026-0142" in text


def test_an_ordinary_letter_takes_one_page(letter):
    with reading.opened(letter) as document:
        assert len(document.pages) == 1


def window_edges(slack):
    return (
        WINDOW.left + slack,
        WINDOW.top + slack,
        WINDOW.left + WINDOW.width - slack,
        WINDOW.top + WINDOW.height - slack,
    )


LONG_NAME = "Maximiliane-Christiane Frederikke Bartholomæussen-Østergaard von Wolffersdorff"


@pytest.mark.parametrize(
    ("name", "address", "is_dense"),
    [
        ("Bo", ("Å 1", "9999 Ø"), False),
        ("Karsten Holmgaard", ("Eksempelvej 12, 2. th.", "9999 Prøveby"), False),
        (LONG_NAME, ("c/o Sørensen", "Gammel Kongevejsgade 112 B, 4. sal, dør 23", "9999 Prøveby"), False),
        ("Sammenskrevet" * 12, ("Vej 1", "9999 Prøveby"), False),
        (LONG_NAME, ("c/o A", "Gården Østerlund", "Vej 1", "Lokalby", "9999 Prøveby", "Danmark"), True),
    ],
)
def test_the_address_and_nothing_else_is_seen_through_the_window(name, address, is_dense):
    recipient = factories.recipient(name=name, address_lines=address)
    printed = reading.lines(
        pdf.render(page(recipient=recipient, is_dense=is_dense), title="Prøve", window=WINDOW)
    )
    first_page = [line for line in printed if line.page == 1]
    seen = [line for line in first_page if line.touches(*window_edges(-SLACK_MM + 0.5))]
    shown = "".join("".join(line.text.split()) for line in seen)
    assert shown == "".join((name + "".join(address)).split())
    assert all(line.is_inside(*window_edges(SLACK_MM - 1)) for line in seen)


def test_an_address_that_the_window_would_cut_is_not_printed():
    recipient = factories.recipient(address_lines=tuple(f"Linje {number}" for number in range(9)))
    with pytest.raises(pdf.OutsideWindow):
        pdf.render(page(recipient=recipient), title="Prøve", window=WINDOW)


@pytest.mark.parametrize("window", [Window(15, 50, 90, 30), Window(20, 40, 80, 35), Window(24, 55, 85, 40)])
def test_another_envelope_is_a_matter_of_its_measures(window, monkeypatch):
    monkeypatch.setattr("tests.letters.test_pdf.WINDOW", window)
    pdf.render(page(), title="Prøve", window=window)


def test_a_long_letter_goes_on_over_pages_that_are_all_numbered():
    long_text = "\n\n".join(["Du har fortalt om din hverdag, dit arbejde og dine børn. " * 8] * 12)
    printed = pdf.render(page(facts=long_text), title="Prøve", window=WINDOW)
    with reading.opened(printed) as document:
        count = len(document.pages)
    assert count >= 3
    text = reading.text(printed)
    for number in range(1, count + 1):
        assert f"Side {number} af {count}" in text
    assert text.count("Sag 2026-0142") == count


@pytest.mark.parametrize("sentences", range(0, 60, 4))
def test_the_greeting_never_stands_alone_on_a_page(sentences):
    reasons = "Vi vurderer, at samtaler hver uge er nok til at komme i gang for dig nu. " * (1 + sentences)
    printed = reading.lines(pdf.render(page(reasons=reasons), title="Prøve", window=WINDOW))
    last = max(line.page for line in printed)
    body = [line.text for line in printed if line.page == last and line.top < 272]
    assert not body[0].startswith("Venlig hilsen")


def test_the_same_page_gives_the_same_bytes(letter):
    assert pdf.render(page(), title=factories.TITLE, window=WINDOW) == letter


@pytest.mark.parametrize(
    "html",
    [
        '<img src="https://example.org/logo.png" alt="Logo">',
        '<img src="logo.png" alt="Logo">',
        '<img src="file:///etc/hostname" alt="Logo">',
        '<link rel="stylesheet" href="http://example.org/a.css">',
        "<style>@import url(http://example.org/a.css);</style>",
        "<style>body { background: url(//example.org/a.png) }</style>",
        "<style>@font-face { font-family: X; src: url(http://example.org/x.woff) }</style>",
    ],
)
def test_nothing_is_loaded_from_outside(html):
    with pytest.raises(pdf.ExternalResource):
        pdf.render(PAGE.format(f"<p>Prøve</p>{html}"), title="Prøve")


def test_a_picture_inside_the_page_is_printed():
    pixel = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR4nGNgYGD4DwABBAEAX+XDSwAAAABJRU5ErkJggg=="
    html = f'<p>Prøve</p><img src="data:image/png;base64,{pixel}" alt="Prik">'
    assert pdf.render(PAGE.format(html), title="Prøve").startswith(b"%PDF")


def test_a_missing_font_stops_the_letter(monkeypatch):
    monkeypatch.setattr(pdf, "FONT_FOLDER", "vendor/nowhere")
    monkeypatch.setattr(pdf, "_press", pdf._Press())
    pdf._printable.cache_clear()
    with pytest.raises(pdf.FontMissing, match="IBMPlexSans-Regular"):
        pdf.render(PAGE.format("<p>Prøve</p>"), title="Prøve")


def test_a_character_that_no_letter_font_has_stops_the_letter():
    with pytest.raises(pdf.UnprintableCharacter) as refused:
        pdf.render(PAGE.format("<p>Prøve 😀 漢</p>"), title="Prøve")
    assert refused.value.characters == ["漢", "😀"]


def test_danish_and_neighbouring_letters_are_all_printable():
    text = "ÆØÅæøåÄÖÜäöüéèßŁłŠšŽžČčĆćĐđŐőŞşĞğıÞþÐð§–—»«„“”’…€½ •"
    assert "ÆØÅ" in reading.text(pdf.render(PAGE.format(f"<p>{text}</p>"), title="Prøve"))


def test_a_decomposed_name_is_set_as_it_is_meant():
    printed = pdf.render(PAGE.format("<p>A\u030akjær</p>"), title="Prøve")
    assert "Åkjær" in reading.text(printed)


def test_a_page_without_language_is_refused():
    with pytest.raises(pdf.PdfError, match="language"):
        pdf.render("<html><body><p>Prøve</p></body></html>", title="Prøve")


def test_text_typed_by_staff_is_never_markup():
    printed = pdf.render(page(reasons='<img src="http://example.org/a.png"> {{ title }}'), title="Prøve")
    text = reading.text(printed)
    assert '<img src="http://example.org/a.png">' in text
    assert "{{ title }}" in text


@pytest.mark.parametrize("template", ["rejection", "partial_grant", "visitation_letter"])
def test_no_template_makes_weasyprint_complain(template, caplog):
    logger = logging.getLogger("weasyprint")
    logger.addHandler(caplog.handler)
    try:
        pdf.render(page(f"letters/{template}.html"), title="Prøve", window=WINDOW)
    finally:
        logger.removeHandler(caplog.handler)
    assert [record.message for record in caplog.records] == []


def cost(act):
    start = time.process_time()
    act()
    return time.process_time() - start


def test_a_letter_costs_little_more_than_weasyprint_alone():
    html = page()

    def ours():
        pdf.render(html, title="Prøve", window=WINDOW)

    def bare():
        HTML(string=html).write_pdf(pdf_variant="pdf/ua-1")

    ours()
    # In turns and in the processor's own time, so that a busy machine weighs on both alike.
    rounds = [(cost(ours), cost(bare)) for _ in range(7)]
    assert min(mine for mine, _ in rounds) <= 1.15 * min(theirs for _, theirs in rounds)


def lix(text):
    """Läsbarhetsindex: words per sentence plus the share of words longer than six letters."""
    words = re.findall(r"[\wæøåÆØÅ]+", text)
    sentences = len(re.findall(r"[.:!?](?:\s|$)", text)) or 1
    return len(words) / sentences + 100 * sum(len(word) > 6 for word in words) / len(words)


@pytest.mark.parametrize("template", ["rejection", "partial_grant", "visitation_letter"])
def test_the_letters_words_are_easy_to_read(template):
    text = visible_text(page(f"letters/{template}.html"))
    assert lix(text[text.index("Du søgte") :]) < 35
