"""A letter leaves the house and is received; the time to complain follows."""

from collections.abc import Callable
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from cases.enums import NotificationStatus, StoryKind
from cases.models import Notification
from cases.permissions import require
from cases.seeing import require_sees
from cases.services.notifications import follow_letter
from cases.services.story import tell
from rusmiddel.access.models import User
from rusmiddel.danish_dates import long_date
from rusmiddel.letters import services as letters
from rusmiddel.letters.models import BatchLetter, DigitalMessage, Dispatch, Letter
from visitation.following import let_follow
from visitation.models import Decision
from visitation.permissions import can_send_letters
from visitation.services.complaint_windows import refresh_complaint_window
from visitation.services.setback_deadlines import settle_by_sending
from visitation.services.status_requests import require_ground

ON_ITS_WAY = "Brevet er på vej med Digital Post. Vent på kvitteringen, eller tag det tilbage."
IN_A_BATCH = "Brevet ligger i en bunke. Bekræft bunken, eller tag brevet ud af den."


@transaction.atomic
def post_letter(*, letter_id: int, by: User, now: datetime, on: date | None = None) -> Dispatch:
    """Say that a letter went with the post, today where no day is given.

    LetterRefused where it has no address or is on its way already, and for a day to come or before it was
    written.
    """
    require(can_send_letters(by))
    require_sees(by, now, letters=letter_id)
    letter = locked_letter(letter_id)
    if BatchLetter.objects.held().filter(letter=letter).exists():
        raise letters.LetterRefused(IN_A_BATCH)
    if DigitalMessage.objects.under_way().filter(letter=letter).exists():
        raise letters.LetterRefused(ON_ITS_WAY)
    require_ground(letter, now=now)
    return note_posted(letter, on=_day(on, now), by=by, now=now)


def note_posted(letter: Letter, *, on: date, by: User, now: datetime) -> Dispatch:
    """The letter, which is locked, went with the post that day; said again it changes nothing."""
    return follow_sending(letter, letters.send_by_post, on=on, by=by, now=now)


@transaction.atomic
def hand_over_letter(*, letter_id: int, by: User, now: datetime, on: date | None = None) -> Dispatch:
    """Say that the citizen was given a letter, today where no day is given; LetterRefused as for the post."""
    require(can_send_letters(by))
    require_sees(by, now, letters=letter_id)
    letter = locked_letter(letter_id)
    require_ground(letter, now=now)
    return follow_sending(letter, letters.hand_over, on=_day(on, now), by=by, now=now)


@transaction.atomic
def take_back_letter(*, dispatch_id: int, reason: str, by: User, now: datetime) -> None:
    """Take back that a letter was sent or given; the presumed receipt and the time to complain follow.

    LetterRefused once the receipt is known or the time to complain has run out: both rest on the sending.
    """
    require(can_send_letters(by))
    require_sees(by, now, letters__dispatches=dispatch_id)
    letter = locked_letter(Dispatch.objects.values_list("letter", flat=True).get(pk=dispatch_id))
    if Decision.objects.filter(letter=letter, window_closed_on__isnull=False).exists():
        raise letters.LetterRefused("Klagefristen er udløbet, så afsendelsen kan ikke tages tilbage.")
    if Notification.objects.filter(letter=letter, status=NotificationStatus.SENT).exists():
        raise letters.LetterRefused("Underretningen er noteret som sendt og kan ikke tages tilbage.")
    dispatch = letters.take_back_dispatch(dispatch_id=dispatch_id, reason=reason, by=by, now=now)
    refresh_windows(letter, by=by, now=now)
    tell(
        case_id=letter.case_id,
        kind=StoryKind.LETTER,
        at=now,
        text=f"Taget tilbage: {dispatch.get_channel_display()} den {long_date(dispatch.sent_on)}: "
        f"{letter.title} ({reason.strip()})",
        by=by,
    )


@transaction.atomic
def correct_letter_receipt(
    *, dispatch_id: int, received_on: date, source: str, by: User, now: datetime
) -> Dispatch:
    """Say when a letter was really received; what was presumed stays, and the time to complain follows.

    LetterRefused for a day before it was sent or still to come, or where nobody says how it is known.
    """
    require(can_send_letters(by))
    require_sees(by, now, letters__dispatches=dispatch_id)
    if received_on > timezone.localdate(now):
        raise letters.LetterRefused("Brevet kan ikke være modtaget på en dag, der ikke er kommet.")
    letter = locked_letter(Dispatch.objects.values_list("letter", flat=True).get(pk=dispatch_id))
    dispatch = letters.correct_receipt(dispatch_id=dispatch_id, received_on=received_on, source=source, by=by)
    refresh_windows(letter, by=by, now=now)
    tell(
        case_id=letter.case_id,
        kind=StoryKind.LETTER,
        at=now,
        text=f"Brevet »{letter.title}« er modtaget den {long_date(received_on)}: {dispatch.received_source}",
        by=by,
    )
    return dispatch


def follow_sending(
    letter: Letter, send: Callable[..., Dispatch], *, on: date, by: User, now: datetime
) -> Dispatch:
    """Stamp the locked letter as sent, once per way, and let everything follow that rests on it."""
    known = letter.dispatches.count()
    dispatch = send(letter, on=on, by=by)
    if letter.dispatches.count() > known:
        follow_letter(letter, by=by, now=now)
        refresh_windows(letter, by=by, now=now)
        settle_by_sending(letter, dispatch, by=by)
        tell(
            case_id=letter.case_id,
            kind=StoryKind.LETTER,
            at=now,
            text=f"{dispatch.get_channel_display()} den {long_date(dispatch.sent_on)}: {letter.title}",
            by=by,
        )
    return dispatch


def _day(on: date | None, now: datetime) -> date:
    today = timezone.localdate(now)
    if on is not None and on > today:
        raise letters.LetterRefused("Brevet kan ikke være sendt eller givet på en dag, der ikke er kommet.")
    return on or today


def refresh_windows(letter: Letter, *, by: User | None, now: datetime) -> None:
    """Count the time to complain anew, after a letter was sent, came back, or its receipt was learnt."""
    decision = Decision.objects.filter(letter=letter).values_list("pk", flat=True).first()
    if decision is not None:
        refresh_complaint_window(decision, today=timezone.localdate(now), by=by)
    let_follow(letter, by=by, today=timezone.localdate(now))


def locked_letter(letter_id: int) -> Letter:
    return Letter.objects.defer("pdf", "html").select_for_update(of=("self",)).get(pk=letter_id)
