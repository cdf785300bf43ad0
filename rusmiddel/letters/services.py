import hashlib
from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.template.loader import render_to_string
from django.utils import timezone, translation

from rusmiddel.access.models import User
from rusmiddel.letters import pdf, receipt
from rusmiddel.letters.blocks import unfilled
from rusmiddel.letters.content import LetterContext, Recipient
from rusmiddel.letters.enums import KINDS_WITH_GUIDANCE, Channel, LetterKind
from rusmiddel.letters.envelope import Window
from rusmiddel.letters.models import Dispatch, Letter
from rusmiddel.letters.outdated import abolished_names
from rusmiddel.letters.visible_text import one_spaced, visible_text


class LetterRefused(Exception):
    """Why a letter cannot be issued, a sentence each for the one who writes it."""

    def __init__(self, *reasons: str) -> None:
        self.reasons = reasons
        super().__init__(" ".join(reasons))


class LetterCorrupted(Exception):
    """The stored PDF is not the one that was sealed."""


@transaction.atomic
def issue(
    *,
    case_id: int,
    kind: LetterKind,
    template: str,
    context: LetterContext,
    recipient: Recipient,
    title: str,
    by: User,
    now: datetime,
    requires_guidance: bool,
    complaint_guidance: str = "",
    language: str = "da",
    submission: UUID | None = None,
) -> Letter:
    """Make the letter, seal it and keep it; LetterRefused says what an unlawful or incomplete one lacks."""
    issued_on = timezone.localdate(now)
    _refuse_if(_faults_of_content(kind, context, recipient, title, requires_guidance, complaint_guidance))
    with translation.override(language):
        html, content = printed(
            template,
            recipient=recipient,
            title=title,
            values={
                "letter": context,
                "recipient": recipient,
                "title": title,
                "language": language,
                "issued_on": issued_on,
            },
        )
    _refuse_if(_faults_of_text(visible_text(html), complaint_guidance, issued_on))
    return Letter.objects.create(
        case_id=case_id,
        kind=kind,
        title=title,
        language=language,
        recipient_name=recipient.name,
        recipient_address="\n".join(recipient.address_lines),
        html=html,
        pdf=content,
        sha256=hashlib.sha256(content).hexdigest(),
        issued_at=now,
        issued_by=by,
        requires_guidance=requires_guidance,
        complaint_guidance=complaint_guidance,
        legal_basis=context.legal_basis,
        submission=submission,
    )


def send_by_post(letter: Letter, *, on: date, by: User) -> Dispatch:
    """Say that the letter went with the post."""
    if not letter.recipient_address.strip():
        raise LetterRefused("Brevet har ingen adresse og kan kun gives i hånden.")
    return _dispatch(letter, Channel.POST, on=on, by=by)


def hand_over(letter: Letter, *, on: date, by: User) -> Dispatch:
    """Say that the citizen was given the letter."""
    return _dispatch(letter, Channel.HANDED_OVER, on=on, by=by)


def send_digitally(letter: Letter, *, on: date, by: User) -> Dispatch:
    """Say that the letter went with Digital Post."""
    return _dispatch(letter, Channel.DIGITAL_POST, on=on, by=by)


@transaction.atomic
def take_back_dispatch(*, dispatch_id: int, reason: str, by: User, now: datetime) -> Dispatch:
    """Take back that a letter left the house; the row stays, with who took it back and why.

    LetterRefused where it is known to have been received.
    """
    dispatch = Dispatch.objects.select_for_update(of=("self",)).get(pk=dispatch_id)
    if not reason.strip():
        raise LetterRefused("Skriv, hvorfor det tages tilbage.")
    if dispatch.received_on is not None:
        raise LetterRefused("Brevet er registreret som modtaget, så afsendelsen kan ikke tages tilbage.")
    dispatch._history_user = by
    dispatch._change_reason = reason.strip()[:100]
    dispatch.taken_back_at, dispatch.taken_back_by, dispatch.taken_back_reason = now, by, reason.strip()
    dispatch.save(update_fields=["taken_back_at", "taken_back_by", "taken_back_reason"])
    return dispatch


@transaction.atomic
def correct_receipt(*, dispatch_id: int, received_on: date, source: str, by: User) -> Dispatch:
    """Say when the letter was really received, and how that is known; what was presumed stays."""
    dispatch = Dispatch.objects.select_for_update(of=("self",)).get(pk=dispatch_id)
    if received_on < dispatch.sent_on:
        raise LetterRefused("Brevet kan ikke være modtaget, før det blev sendt.")
    if not source.strip():
        raise LetterRefused("Skriv, hvor du ved det fra.")
    dispatch.received_on = received_on
    dispatch.received_source = source.strip()
    dispatch._history_user = by
    dispatch._change_reason = source.strip()[:100]
    dispatch.save(update_fields=["received_on", "received_source"])
    return dispatch


def content(letter: Letter) -> bytes:
    """The PDF exactly as it was issued."""
    stored = bytes(letter.pdf)
    if hashlib.sha256(stored).hexdigest() != letter.sha256:
        raise LetterCorrupted(f"Letter {letter.pk} does not match its seal.")
    return stored


@transaction.atomic
def _dispatch(letter: Letter, channel: Channel, *, on: date, by: User) -> Dispatch:
    if on < timezone.localdate(letter.issued_at):
        raise LetterRefused("Brevet kan ikke være sendt eller givet, før det blev skrevet.")
    # A second click finds what the first one wrote; the unique constraint settles a race.
    dispatch, _ = Dispatch.objects.get_or_create(
        letter=letter,
        channel=channel,
        # What came back stays; the letter may go the same way once more.
        returned_on=None,
        defaults={
            "sent_on": on,
            "sent_by": by,
            "presumed_received_on": receipt.presumed_receipt(channel, on),
        },
    )
    return dispatch


def printed(
    template: str, *, recipient: Recipient, title: str, values: dict[str, object]
) -> tuple[str, bytes]:
    """The page and its PDF, the address in smaller type where the window demands it."""
    window = Window.from_settings()
    for is_dense in (False, True):
        html = render_to_string(template, {**values, "window": window, "is_dense": is_dense})
        try:
            return html, pdf.render(html, title=title, window=window)
        except pdf.UnprintableCharacter as error:
            signs = ", ".join(f"»{one}«" for one in error.characters)
            raise LetterRefused(f"Brevet indeholder tegn, der ikke kan trykkes: {signs}.") from error
        except pdf.OutsideWindow:
            continue
    raise LetterRefused("Navn og adresse fylder mere, end rudekuvertens vindue viser. Forkort adressen.")


def _faults_of_content(
    kind: LetterKind,
    context: LetterContext,
    recipient: Recipient,
    title: str,
    requires_guidance: bool,
    complaint_guidance: str,
) -> list[str]:
    faults = [f"Brevet mangler {what}." for what in (*recipient.missing, *context.missing)]
    if not title.strip():
        faults.append("Brevet mangler en overskrift.")
    if recipient.has_protected_address and not recipient.may_print_protected_address:
        faults.append("Borgeren har adressebeskyttelse. Bekræft, at adressen må trykkes på brevet.")
    if kind in KINDS_WITH_GUIDANCE and not requires_guidance:
        faults.append("Et brev, der ikke giver fuldt medhold, skal have klagevejledning.")
    if requires_guidance and not complaint_guidance.strip():
        faults.append("Brevet mangler klagevejledning.")
    if requires_guidance and not context.legal_basis.strip():
        faults.append("Brevet mangler de regler, afgørelsen bygger på.")
    return list(dict.fromkeys(faults))


def _faults_of_text(text: str, complaint_guidance: str, issued_on: date) -> list[str]:
    """What only the finished page shows: guidance that is not printed, authorities that are no more."""
    faults = [
        f"Brevet nævner {name}, som ikke længere har opgaven. {instead}".rstrip()
        for name, instead in abolished_names(text, on=issued_on)
    ]
    if names := unfilled(text):
        faults.append(f"Udfyld eller slet: {', '.join(f'{{{name}}}' for name in names)}.")
    if any(one_spaced(line) not in text for line in complaint_guidance.splitlines()):
        faults.append("Klagevejledningen står ikke i brevet.")
    return faults


def _refuse_if(faults: list[str]) -> None:
    if faults:
        raise LetterRefused(*faults)
