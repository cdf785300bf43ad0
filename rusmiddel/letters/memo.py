"""A letter as a MeMo message (Digital Post), and the receipt that comes back. Plain values in, XML out.

The layout follows published implementations, not the official schema: docs/decisions/0090.
"""

import base64
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import Enum
from uuid import UUID
from xml.etree import ElementTree
from xml.etree.ElementTree import Element, SubElement

NAMESPACE = "https://DigitalPost.dk/MeMo-1"
# What the message says of its layout, by the version that the municipality's component takes.
SCHEMA_VERSIONS = {"1.1": "1.1.0", "1.2": "1.2.0"}
MESSAGE_TYPE = "DIGITALPOST"
# The element that a receipt is, and the one that it cannot be without.
RECEIPT = "PKO_PostStatus"
STATUS = "TransaktionsStatusKode"
# How many wrappers a receipt is taken out of.
WRAPPERS = 3
# An ordinary letter: neither served by law nor one that the reader could have declined.
NO = "false"


class UnreadableReceipt(Exception):
    """The file is no receipt that we understand."""


class Outcome(Enum):
    """What a receipt says became of a message."""

    SENT = "sent"
    DELIVERED = "delivered"
    FAILED = "failed"
    EXEMPT = "exempt"


@dataclass(frozen=True, kw_only=True)
class Envelope:
    """From whom, to whom and what the reader's inbox shows."""

    uuid: UUID
    version: str
    sender_cvr: str
    sender_label: str
    recipient_cpr: str
    label: str
    case_number: str
    case_system: str
    created_at: datetime


@dataclass(frozen=True, kw_only=True)
class Receipt:
    uuid: UUID
    outcome: Outcome
    at: datetime
    text: str


def message(envelope: Envelope, *, pdf: bytes, file_name: str, language: str) -> bytes:
    """The message with the letter as its main document; the same values give the same bytes."""
    root = Element(
        _memo("Message"),
        memoVersion=envelope.version,
        memoSchVersion=SCHEMA_VERSIONS[envelope.version],
    )
    header = SubElement(root, _memo("MessageHeader"))
    _lines(
        header,
        messageType=MESSAGE_TYPE,
        messageUUID=str(envelope.uuid),
        label=envelope.label,
        mandatory=NO,
        legalNotification=NO,
    )
    _lines(
        SubElement(header, _memo("Sender")),
        senderID=envelope.sender_cvr,
        idType="CVR",
        label=envelope.sender_label,
    )
    _lines(SubElement(header, _memo("Recipient")), recipientID=envelope.recipient_cpr, idType="CPR")
    case = SubElement(SubElement(header, _memo("ContentData")), _memo("CaseID"))
    _lines(case, caseID=envelope.case_number, caseSystem=envelope.case_system)
    body = SubElement(root, _memo("MessageBody"))
    _lines(body, createdDateTime=f"{envelope.created_at.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}")
    document = SubElement(body, _memo("MainDocument"))
    _lines(document, label=envelope.label)
    _lines(
        SubElement(document, _memo("File")),
        encodingFormat="application/pdf",
        filename=file_name,
        language=language,
        content=base64.b64encode(pdf).decode(),
    )
    ElementTree.register_namespace("memo", NAMESPACE)
    return ElementTree.tostring(root, encoding="utf-8", xml_declaration=True)


def read_receipt(content: bytes, *, words: dict[str, str], exempt_codes: frozenset[str]) -> Receipt:
    """The receipt (PKO_PostStatus) in a file; UnreadableReceipt where it is none.

    `words` are the component's own, in small letters, each with one of ours. A failure with one of the
    exempt codes says that the reader has no Digital Post.
    """
    said = _said(_parsed(content), layers=WRAPPERS)
    try:
        uuid = UUID(said["MessageUUID"])
        outcome = Outcome(words[said[STATUS].lower()])
        at = datetime.fromisoformat(said["TransaktionsDatoTid"])
    except (KeyError, ValueError) as error:
        raise UnreadableReceipt("Kvitteringen mangler brevets nummer, status eller tidspunkt.") from error
    if outcome == Outcome.FAILED and said.get("FejlKode") in exempt_codes:
        outcome = Outcome.EXEMPT
    # Without an offset the time is taken as UTC, as MeMo itself writes it.
    at = at if at.tzinfo else at.replace(tzinfo=UTC)
    return Receipt(uuid=uuid, outcome=outcome, at=at, text=said.get("FejlTekst", "")[:500])


def _parsed(content: bytes) -> Element:
    if b"<!DOCTYPE" in content or b"<!ENTITY" in content:
        raise UnreadableReceipt("Kvitteringen har en dokumenttype og læses ikke.")
    try:
        return ElementTree.fromstring(content)  # noqa: S314 - without a document type there is nothing to expand
    except (ElementTree.ParseError, ValueError) as error:
        raise UnreadableReceipt("Filen er ikke XML.") from error


def _said(root: Element, *, layers: int) -> dict[str, str]:
    """What the receipt says by name; one that lies in its wrapper as text or base64 is taken out of it."""
    own = next((each for each in root.iter() if _local(each) == RECEIPT), root)
    said = {_local(element): (element.text or "").strip() for element in own.iter()}
    if STATUS in said or not layers:
        return said
    for text in (element.text or "" for element in root.iter()):
        wrapped = _wrapped(text.strip())
        if wrapped:
            inner = _said(_parsed(wrapped), layers=layers - 1)
            if STATUS in inner:
                return inner
    return said


def _wrapped(text: str) -> bytes:
    """XML that stands in a text, as it is or as base64; nothing where there is none."""
    if text.startswith("<"):
        return text.encode()
    try:
        content = base64.b64decode("".join(text.split()), validate=True)
    except ValueError:
        return b""
    return content if content.lstrip(b"\xef\xbb\xbf \r\n\t").startswith(b"<") else b""


def _local(element: Element) -> str:
    return element.tag.rpartition("}")[2]


def _memo(name: str) -> str:
    return f"{{{NAMESPACE}}}{name}"


def _lines(parent: Element, **values: str) -> None:
    for name, value in values.items():
        SubElement(parent, _memo(name)).text = value
