"""MeMo messages and their receipts, as plain values."""

import base64
from datetime import UTC, datetime
from uuid import UUID
from xml.etree import ElementTree

import pytest

from rusmiddel.letters.memo import Envelope, Outcome, UnreadableReceipt, message, read_receipt

UUID_ = UUID("e4cf3010-d051-43f2-8aa2-c86b05f3af17")
MEMO = {"memo": "https://DigitalPost.dk/MeMo-1"}
WORDS = {"modtaget digital post": "sent", "afleveret digital post": "delivered", "fejlet": "failed"}
RECEIPT = """<?xml version="1.0" encoding="utf-8"?>
<PKO_PostStatus xmlns="http://serviceplatformen.dk/xml/print/PKO_PostStatus/1/types">
  <TransmissionId>1</TransmissionId><MessageUUID>{uuid}</MessageUUID><KanalKode>Digital Post</KanalKode>
  <TransaktionsDatoTid>{at}</TransaktionsDatoTid>
  <TransaktionsStatusKode>{status}</TransaktionsStatusKode>
  <FejlDetaljer><FejlKode>{code}</FejlKode><FejlTekst>{text}</FejlTekst></FejlDetaljer>
</PKO_PostStatus>"""


def envelope(**changes):
    values = {
        "uuid": UUID_,
        "version": "1.2",
        "sender_cvr": "00000000",
        "sender_label": "Eksempel Kommune",
        "recipient_cpr": "6102852225",
        "label": "Brev fra kommunen",
        "case_number": "2026-0142",
        "case_system": "Rusmiddel",
        "created_at": datetime(2026, 11, 25, 12, 0, tzinfo=UTC),
    }
    return Envelope(**{**values, **changes})


def made(**changes):
    return message(envelope(**changes), pdf=b"%PDF-1.7 letter", file_name="brev-1.pdf", language="da")


def receipt(status="Afleveret Digital Post", *, uuid=UUID_, at="2026-11-26T08:00:00Z", code="0", text=""):
    return RECEIPT.format(uuid=uuid, status=status, at=at, code=code, text=text).encode()


def read(content, exempt_codes=()):
    return read_receipt(content, words=WORDS, exempt_codes=frozenset(exempt_codes))


@pytest.mark.parametrize(("version", "schema"), [("1.1", "1.1.0"), ("1.2", "1.2.0")])
def test_the_message_says_which_layout_it_has(version, schema):
    root = ElementTree.fromstring(made(version=version))
    assert root.tag == "{https://DigitalPost.dk/MeMo-1}Message"
    assert (root.get("memoVersion"), root.get("memoSchVersion")) == (version, schema)


def test_the_elements_stand_in_the_order_of_the_format():
    root = ElementTree.fromstring(made())
    header = root.find("memo:MessageHeader", MEMO)
    assert [child.tag.rpartition("}")[2] for child in header] == [
        "messageType",
        "messageUUID",
        "label",
        "mandatory",
        "legalNotification",
        "Sender",
        "Recipient",
        "ContentData",
    ]
    file = root.find("memo:MessageBody/memo:MainDocument/memo:File", MEMO)
    assert [child.tag.rpartition("}")[2] for child in file] == [
        "encodingFormat",
        "filename",
        "language",
        "content",
    ]


def test_every_element_bears_the_prefix_that_the_distribution_asks_for():
    assert made().count(b"<memo:") == made().count(b"</memo:")
    assert b"<ns0:" not in made()


def test_the_letter_is_the_main_document():
    content = ElementTree.fromstring(made()).findtext(".//memo:content", namespaces=MEMO)
    assert base64.b64decode(content) == b"%PDF-1.7 letter"


def test_what_the_inbox_shows_says_nothing_of_what_it_is_about():
    shown = made().decode()
    assert "Rusmiddelcenter" not in shown
    assert "<memo:label>Brev fra kommunen</memo:label>" in shown


def test_the_same_values_give_the_same_bytes():
    assert made() == made()


@pytest.mark.parametrize(
    ("status", "outcome"),
    [
        ("Modtaget Digital Post", Outcome.SENT),
        ("Afleveret Digital Post", Outcome.DELIVERED),
        ("FEJLET", Outcome.FAILED),
    ],
)
def test_a_receipt_is_understood_by_the_components_own_words(status, outcome):
    assert read(receipt(status)).outcome == outcome
    assert read(receipt(status)).uuid == UUID_


def test_a_failure_with_an_exempt_code_says_that_the_reader_has_no_digital_post():
    assert read(receipt("Fejlet", code="4711"), ["4711"]).outcome == Outcome.EXEMPT
    assert read(receipt("Fejlet", code="4711")).outcome == Outcome.FAILED


def test_a_time_without_an_offset_is_taken_as_utc():
    assert read(receipt(at="2026-11-26T08:00:00")).at == datetime(2026, 11, 26, 8, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"ikke xml",
        b"<PKO_PostStatus/>",
        b"\x00\xff\xfe",
        receipt("Noget helt andet"),
        receipt(uuid="ikke-et-nummer"),
        receipt(at="i gaar"),
        b'<!DOCTYPE x [<!ENTITY a "b">]>' + receipt(),
    ],
)
def test_what_is_no_receipt_is_refused_in_words(content):
    with pytest.raises(UnreadableReceipt):
        read(content)


@pytest.mark.parametrize(
    "wrapped",
    [
        lambda inner: (
            f"<A><MessageUUID>1</MessageUUID>{inner.partition('?>')[2]}<MessageUUID>2</MessageUUID></A>"
        ),
        lambda inner: f"<A><B><![CDATA[{inner}]]></B></A>",
        lambda inner: f"<A><B>{base64.b64encode(inner.encode()).decode()}</B></A>",
    ],
)
def test_a_receipt_is_taken_out_of_its_wrapper(wrapped):
    said = read(wrapped(receipt().decode()).encode())
    assert (said.uuid, said.outcome) == (UUID_, Outcome.DELIVERED)


def test_a_wrapper_around_a_document_type_is_not_read():
    inner = base64.b64encode(b"<!DOCTYPE x [<!ENTITY y 'z'>]><x/>").decode()
    with pytest.raises(UnreadableReceipt):
        read(f"<A>{inner}</A>".encode())


def test_wrappers_without_end_are_not_followed():
    content = receipt()
    for _ in range(9):
        content = f"<A>{base64.b64encode(content).decode()}</A>".encode()
    with pytest.raises(UnreadableReceipt):
        read(content)
