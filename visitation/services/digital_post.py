"""A letter goes with Digital Post: queued, written for the municipality's component, answered by receipts."""

import hashlib
from datetime import date, datetime
from pathlib import Path

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from cases.models import Citizen
from cases.permissions import require
from cases.seeing import require_sees
from rusmiddel.access.models import User
from rusmiddel.letters import services as letters
from rusmiddel.letters.enums import Channel, MessageStatus, ReceiptOutcome, SetbackKind, SetbackReason
from rusmiddel.letters.exchange_folders import READ, SET_ASIDE, arrived, done_with, put
from rusmiddel.letters.memo import SCHEMA_VERSIONS, Envelope, Outcome, Receipt, UnreadableReceipt, message
from rusmiddel.letters.memo import read_receipt as read
from rusmiddel.letters.models import BatchLetter, DigitalMessage, DigitalReceipt, Letter
from rusmiddel.standards.services import in_force
from visitation.permissions import can_send_letters
from visitation.services.letters import IN_A_BATCH, follow_sending, locked_letter, refresh_windows
from visitation.services.setbacks import did_not_reach

SOURCE = "Kvittering fra Digital Post"


def is_connected() -> bool:
    """Whether the municipality has said where messages go, and from whom."""
    return bool(
        settings.DIGITAL_POST_OUTBOX
        and settings.DIGITAL_POST_INBOX
        and settings.DIGITAL_POST_CVR
        and settings.DIGITAL_POST_VERSION in SCHEMA_VERSIONS
    )


def why_not_digitally(letter: Letter, citizen: Citizen) -> str:
    """Why the letter cannot go with Digital Post, in a sentence; empty where it can (ANO-13)."""
    if not is_connected():
        return "Digital Post er ikke sat op."
    if citizen.is_anonymous:
        return "Borgeren er anonym og får brevet i hånden."
    if citizen.cpr_hash is None:
        return "Borgerens CPR-nummer mangler."
    if letter.recipient_name != citizen.name:
        return "Brevet er ikke til borgeren selv."
    return ""


@transaction.atomic
def begin_digital_post(*, letter_id: int, by: User, now: datetime) -> DigitalMessage:
    """Queue a letter for Digital Post; asked again while it is on its way it is the same message.

    LetterRefused where it cannot go that way. It counts as sent when a receipt says so, not before.
    """
    require(can_send_letters(by))
    require_sees(by, now, letters=letter_id)
    letter = locked_letter(letter_id)
    if why := why_not_digitally(letter, letter.case.citizen):
        raise letters.LetterRefused(why)
    if BatchLetter.objects.held().filter(letter=letter).exists():
        raise letters.LetterRefused(IN_A_BATCH)
    found = DigitalMessage.objects.filter(letter=letter).order_by("-pk").first()
    if found is not None and found.status == MessageStatus.EXEMPT:
        raise letters.LetterRefused("Borgeren er fritaget for Digital Post. Send brevet på papir.")
    if found is not None and found.status not in {MessageStatus.FAILED, MessageStatus.GIVEN_UP}:
        return found
    return DigitalMessage.objects.create(
        letter=letter, version=settings.DIGITAL_POST_VERSION, begun_at=now, begun_by=by
    )


@transaction.atomic
def give_up_digital_post(*, message_id: int, by: User, now: datetime) -> None:
    """Take a message back before it has been written; ValidationError after that."""
    require(can_send_letters(by))
    require_sees(by, now, letters__digital_messages=message_id)
    found = DigitalMessage.objects.select_for_update().get(pk=message_id)
    found.move_to(MessageStatus.GIVEN_UP)
    found.answered_at = now
    found.save(update_fields=["status", "answered_at"])


@transaction.atomic
def write_message(*, message_id: int, now: datetime) -> bool:
    """Write a queued message for the component; return whether this run did.

    Killed in the middle it is written again under the same name and with the same number.
    """
    found = (
        DigitalMessage.objects.select_for_update(of=("self",))
        .select_related("letter__case__citizen")
        .get(pk=message_id)
    )
    if found.status != MessageStatus.QUEUED or not is_connected():
        return False
    _put(found)
    found.move_to(MessageStatus.WRITTEN)
    found.written_at = now
    found.save(update_fields=["status", "written_at"])
    return True


@transaction.atomic
def write_again(*, message_id: int, by: User, now: datetime) -> None:
    """Write a message anew that the component has lost: the same name, the same number, the same letter."""
    require(can_send_letters(by))
    require_sees(by, now, letters__digital_messages=message_id)
    found = (
        DigitalMessage.objects.select_for_update(of=("self",))
        .select_related("letter__case__citizen")
        .get(pk=message_id)
    )
    if found.status != MessageStatus.WRITTEN or not is_connected():
        raise ValidationError("Meddelelsen venter ikke på en kvittering.")
    _put(found)


def read_receipts(*, now: datetime) -> int:
    """Read every receipt that has arrived, each in a transaction of its own; return how many were new.

    A file that cannot be read is set aside and told of on the page of letters.
    """
    if not settings.DIGITAL_POST_INBOX:
        return 0
    new = 0
    for path in arrived(Path(settings.DIGITAL_POST_INBOX)):
        content = path.read_bytes()
        try:
            said = read(
                content,
                words=settings.DIGITAL_POST_OUTCOMES,
                exempt_codes=frozenset(settings.DIGITAL_POST_EXEMPT_CODES),
            )
            new += _take_in(said, path.name, content, now)
            done_with(path, READ)
        except (UnreadableReceipt, DigitalMessage.DoesNotExist) as refused:
            why = str(refused) if isinstance(refused, UnreadableReceipt) else "Vi kender ikke meddelelsen."
            new += _set_aside(path.name, content, why, now)
            done_with(path, SET_ASIDE)
    return new


def _put(found: DigitalMessage) -> None:
    letter, case = found.letter, found.letter.case
    standard = in_force(timezone.localdate(found.begun_at))
    content = message(
        Envelope(
            uuid=found.uuid,
            version=found.version,
            sender_cvr=settings.DIGITAL_POST_CVR,
            # The municipality and not the centre: the reader's notices are seen by others too.
            sender_label=standard.organisation.municipality.value,
            recipient_cpr=case.citizen.cpr or "",
            label=settings.DIGITAL_POST_LABEL,
            case_number=case.number,
            case_system=settings.DIGITAL_POST_SYSTEM,
            created_at=found.begun_at,
        ),
        pdf=letters.content(letter),
        file_name=f"brev-{letter.pk}.pdf",
        language=letter.language[:2],
    )
    put(Path(settings.DIGITAL_POST_OUTBOX), found.file_name, content)


@transaction.atomic
def _take_in(said: Receipt, name: str, content: bytes, now: datetime) -> int:
    letter_id = DigitalMessage.objects.values_list("letter", flat=True).get(uuid=said.uuid)
    letter = locked_letter(letter_id)
    found = (
        DigitalMessage.objects.select_for_update(of=("self",)).select_related("begun_by").get(uuid=said.uuid)
    )
    _, is_new = DigitalReceipt.objects.get_or_create(
        sha256=hashlib.sha256(content).hexdigest(),
        defaults={
            "message": found,
            "file_name": name[:200],
            "outcome": ReceiptOutcome(said.outcome.value),
            "said_at": said.at,
            "text": said.text,
            "read_at": now,
        },
    )
    if is_new:
        _follow(found, letter, said, now)
    return int(is_new)


def _follow(found: DigitalMessage, letter: Letter, said: Receipt, now: datetime) -> None:
    status = MessageStatus(said.outcome.value)
    if found.status == MessageStatus.QUEUED:
        # The worker was killed after it had written the file.
        found.move_to(MessageStatus.WRITTEN)
        found.written_at = now
    if not found.can_move_to(status):
        # Said before, or a later receipt has come first.
        return
    found.move_to(status)
    found.answered_at, found.detail = now, said.text
    found.save(update_fields=["status", "written_at", "answered_at", "detail"])
    on = _day(said.at, letter, now)
    if said.outcome in {Outcome.SENT, Outcome.DELIVERED}:
        dispatch = follow_sending(letter, letters.send_digitally, on=on, by=found.begun_by, now=now)
        if said.outcome == Outcome.DELIVERED and dispatch.received_on is None:
            letters.correct_receipt(
                dispatch_id=dispatch.pk,
                received_on=max(on, dispatch.sent_on),
                source=SOURCE,
                by=found.begun_by,
            )
            refresh_windows(letter, by=found.begun_by, now=now)
        return
    did_not_reach(
        letter,
        kind=SetbackKind.EXEMPT if said.outcome == Outcome.EXEMPT else SetbackKind.FAILED,
        reason=SetbackReason.DIGITAL_POST,
        note=said.text,
        on=on,
        dispatch=letter.dispatches.filter(channel=Channel.DIGITAL_POST, received_on=None).first(),
        message=found,
        by=None,
        now=now,
    )


def _set_aside(name: str, content: bytes, why: str, now: datetime) -> int:
    _, is_new = DigitalReceipt.objects.get_or_create(
        sha256=hashlib.sha256(content).hexdigest(),
        defaults={
            "file_name": name[:200],
            "outcome": ReceiptOutcome.UNKNOWN,
            "text": why,
            "read_at": now,
        },
    )
    return int(is_new)


def _day(at: datetime, letter: Letter, now: datetime) -> date:
    """The receipt's own day, but neither before the letter was written nor still to come."""
    return max(min(timezone.localdate(at), timezone.localdate(now)), timezone.localdate(letter.issued_at))
