"""The day's letters as one print (bunke): begun, made by the worker, sent when somebody confirms it."""

from collections.abc import Collection
from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from cases.letters import sender, shown_recipient
from cases.permissions import require
from cases.seeing import require_sees, require_sees_each
from rusmiddel.access.models import User
from rusmiddel.letters import services as letters
from rusmiddel.letters.content import LetterContext, Recipient
from rusmiddel.letters.enums import BatchStatus
from rusmiddel.letters.envelope_order import envelope_order
from rusmiddel.letters.merging import merged, page_count
from rusmiddel.letters.models import BatchLetter, Letter, LetterBatch, LetterSetback
from rusmiddel.letters.papers import paper
from rusmiddel.letters.waiting import for_a_batch
from rusmiddel.locks import hold
from rusmiddel.standards.schema import Standard
from rusmiddel.standards.services import in_force
from visitation.permissions import can_send_letters
from visitation.services.letters import note_posted
from visitation.services.status_requests import require_ground

NONE_CHOSEN = "Vælg mindst ét brev, der ikke er sendt."
BROKEN = "Trykket passer ikke til brevets segl. Sig det til den, der driver systemet."
TITLE = "Følgeliste til dagens breve"
COVER = "Vi sender dig et brev igen"


@transaction.atomic
def begin_batch(*, letter_ids: Collection[int], by: User, now: datetime) -> LetterBatch:
    """Begin a batch of the chosen letters for the worker to make, in the order of the addresses.

    A letter that has been sent or put in another batch since it was chosen is left out; ValidationError
    where none is left.
    """
    require(can_send_letters(by))
    hold("letter batches")
    chosen = (
        for_a_batch(Letter.objects.visible_to(by))
        .filter(pk__in=letter_ids)
        .defer("pdf", "html")
        .select_related("case__citizen")
    )
    came_back = set(LetterSetback.objects.filter(letter__in=letter_ids).values_list("letter", flat=True))
    rows = [
        BatchLetter(
            letter=letter, new_address=_new_address(letter) if letter.pk in came_back else "", position=0
        )
        for letter in chosen
    ]
    if not rows:
        raise ValidationError({"letters": NONE_CHOSEN})
    rows.sort(key=lambda row: (*envelope_order(row.address, row.letter.recipient_name), row.letter.pk))
    batch = LetterBatch.objects.create(begun_at=now, begun_by=by, touched_at=now)
    for position, row in enumerate(rows, start=1):
        row.batch, row.position = batch, position
    BatchLetter.objects.bulk_create(rows)
    return batch


def make_batch(*, batch_id: int, now: datetime) -> bool:
    """Read each letter, one in each transaction, and then print them as one; safe to run twice.

    Nothing is marked as sent. Return whether this run made the print.
    """
    while True:
        with transaction.atomic():
            batch = LetterBatch.objects.select_for_update().get(pk=batch_id)
            if not batch.is_being_made:
                return False
            row = batch.rows.standing().filter(pages=None).select_related("letter").first()
            if row is None:
                _print(batch, now)
                return True
            _read(row, now)
            batch.touched_at = now
            batch.save(update_fields=["touched_at"])


@transaction.atomic
def take_out_of_batch(*, batch_id: int, letter_id: int, reason: str, by: User, now: datetime) -> None:
    """Say that a letter of a batch that is ready was not posted, and why; it waits to be sent again."""
    require(can_send_letters(by))
    require_sees(by, now, letters=letter_id)
    batch = LetterBatch.objects.select_for_update().defer("pdf").get(pk=batch_id)
    if not reason.strip():
        raise ValidationError({"reason": "Skriv, hvorfor brevet ikke bliver sendt."})
    if not batch.is_ready:
        raise ValidationError("Bunken er ikke længere åben.")
    row = batch.rows.standing().select_for_update().filter(letter=letter_id).first()
    if row is None:
        raise ValidationError("Brevet er allerede taget ud af bunken.")
    _take_out(row, reason=reason.strip(), by=by, now=now)


@transaction.atomic
def confirm_batch(*, batch_id: int, sent_on: date, by: User, now: datetime) -> int:
    """Say that the letters of the batch, but for those taken out, went with the post; return how many.

    Confirmed again it changes nothing. ValidationError for a day to come or before the print was made.
    """
    require(can_send_letters(by))
    batch = LetterBatch.objects.select_for_update().defer("pdf").get(pk=batch_id)
    if batch.status == BatchStatus.CONFIRMED:
        return 0
    if not batch.is_ready or batch.made_at is None:
        raise ValidationError("Bunken er ikke klar.")
    if sent_on > timezone.localdate(now):
        raise ValidationError({"sent_on": "Brevene kan ikke være sendt på en dag, der ikke er kommet."})
    if sent_on < timezone.localdate(batch.made_at):
        raise ValidationError({"sent_on": "Brevene kan ikke være sendt, før bunken blev lavet."})
    rows = batch.rows.standing().values_list("letter", "letter__case")
    require_sees_each(by, now, {case for _, case in rows})
    standing = Letter.objects.filter(pk__in=[letter for letter, _ in rows]).defer("pdf", "html")
    sent = list(standing.order_by("pk").select_for_update(of=("self",)))
    for letter in sent:
        note_posted(letter, on=sent_on, by=by, now=now)
    batch.sent_on = sent_on
    _close(batch, BatchStatus.CONFIRMED, by=by, now=now)
    return len(sent)


@transaction.atomic
def drop_batch(*, batch_id: int, by: User, now: datetime) -> None:
    """Give the batch up: its letters wait to be sent again."""
    require(can_send_letters(by))
    batch = LetterBatch.objects.select_for_update().defer("pdf").get(pk=batch_id)
    require_sees_each(by, now, set(batch.rows.values_list("letter__case", flat=True)))
    if batch.status != BatchStatus.DROPPED:
        _close(batch, BatchStatus.DROPPED, by=by, now=now)


def _read(row: BatchLetter, now: datetime) -> None:
    try:
        require_ground(row.letter, now=now)
        row.pages = page_count(letters.content(row.letter))
    except letters.LetterCorrupted:
        _take_out(row, reason=BROKEN, by=None, now=now)
        return
    except letters.LetterRefused as refused:
        _take_out(row, reason=str(refused), by=None, now=now)
        return
    row.save(update_fields=["pages"])


def _print(batch: LetterBatch, now: datetime) -> None:
    rows = list(
        batch.rows.standing()
        .select_related("letter__case__citizen", "letter__issued_by")
        .defer("letter__pdf", "letter__html")
    )
    contents = dict(Letter.objects.filter(pk__in=[row.letter_id for row in rows]).values_list("pk", "pdf"))
    listed = paper(
        "visitation/papers/packing_list.html",
        {"rows": [(row, shown_recipient(row.letter)) for row in rows], "printed_on": timezone.localdate(now)},
        title=TITLE,
    )
    standard = in_force(timezone.localdate(now))
    parts = [listed.pdf]
    for row in rows:
        if row.new_address:
            parts.append(_cover(row, standard, now))
        parts.append(bytes(contents[row.letter_id]))
    batch.pdf = merged(
        parts,
        title=f"{TITLE} {timezone.localdate(now):%d-%m-%Y}",
    )
    batch.made_at = batch.touched_at = now
    batch.move_to(BatchStatus.READY)
    batch.save(update_fields=["pdf", "made_at", "touched_at", "status"])


def _new_address(letter: Letter) -> str:
    """Where a letter that came back goes now, if the citizen has got another address that may be shown."""
    citizen = letter.case.citizen
    if letter.recipient_name != citizen.name or citizen.is_protected or not citizen.can_get_post:
        return ""
    now = "\n".join(citizen.address_lines)
    return "" if now == letter.recipient_address else now


def _cover(row: BatchLetter, standard: Standard, now: datetime) -> bytes:
    """A sheet for the envelope's window: the letter itself is sealed with the address it was made with."""
    case = row.letter.case
    recipient = Recipient(name=row.letter.recipient_name, address_lines=tuple(row.new_address.splitlines()))
    _, sheet = letters.printed(
        "letters/cover.html",
        recipient=recipient,
        title=COVER,
        values={
            "letter": LetterContext(
                sender=sender(standard), case_number=case.number, caseworker=row.letter.issued_by.name
            ),
            "recipient": recipient,
            "title": COVER,
            "language": "da",
            "issued_on": timezone.localdate(now),
            "written_on": timezone.localdate(row.letter.issued_at),
        },
    )
    return sheet


def _take_out(row: BatchLetter, *, reason: str, by: User | None, now: datetime) -> None:
    row.taken_out_at = row.released_at = now
    row.taken_out_by, row.taken_out_reason = by, reason
    row.save(update_fields=["taken_out_at", "taken_out_by", "taken_out_reason", "released_at"])


def _close(batch: LetterBatch, status: BatchStatus, *, by: User, now: datetime) -> None:
    batch.move_to(status)
    batch.pdf, batch.closed_at, batch.closed_by = None, now, by
    batch.save(update_fields=["status", "pdf", "closed_at", "closed_by", "sent_on"])
    batch.rows.held().update(released_at=now)
