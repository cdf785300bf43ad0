"""Letters that do not reach their reader: returned mail, and what Digital Post would not take."""

from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from cases.enums import StoryKind
from cases.permissions import require
from cases.seeing import require_sees
from cases.services.story import tell
from rusmiddel.access.models import User
from rusmiddel.danish_dates import long_date
from rusmiddel.letters.enums import Channel, SetbackKind, SetbackReason
from rusmiddel.letters.models import BatchLetter, DigitalMessage, Dispatch, Letter, LetterSetback
from visitation.permissions import can_send_letters
from visitation.services.letters import IN_A_BATCH, ON_ITS_WAY, locked_letter, note_posted, refresh_windows
from visitation.services.setback_deadlines import refresh_setback

MISTAKEN = "Kom ikke retur alligevel:"


@transaction.atomic
def register_returned(
    *, dispatch_id: int, returned_on: date, reason: SetbackReason, note: str, by: User, now: datetime
) -> LetterSetback:
    """Say that a posted letter came back: its receipt is no longer presumed, and somebody must find the way.

    ValidationError for a day before it was sent or still to come, and where it is known to be received.
    """
    require(can_send_letters(by))
    require_sees(by, now, letters__dispatches=dispatch_id)
    letter = locked_letter(Dispatch.objects.values_list("letter", flat=True).get(pk=dispatch_id))
    dispatch = Dispatch.objects.select_for_update(of=("self",)).get(pk=dispatch_id)
    if dispatch.channel != Channel.POST:
        raise ValidationError("Kun et brev, der er sendt med posten, kan komme retur.")
    if dispatch.received_on is not None:
        raise ValidationError("Brevet er registreret som modtaget og kan ikke være kommet retur.")
    if not dispatch.sent_on <= returned_on <= timezone.localdate(now):
        raise ValidationError({"returned_on": "Skriv en dag fra den, brevet blev sendt, og til i dag."})
    return did_not_reach(
        letter,
        kind=SetbackKind.RETURNED,
        reason=reason,
        note=note.strip(),
        on=returned_on,
        dispatch=dispatch,
        by=by,
        now=now,
    )


@transaction.atomic
def settle_setback(*, setback_id: int, how: str, by: User, now: datetime) -> LetterSetback:
    """Say why nothing more is done to reach the reader; a letter that goes another way settles it itself."""
    require(can_send_letters(by))
    require_sees(by, now, letters__setbacks=setback_id)
    setback = (
        LetterSetback.objects.select_for_update(of=("self",)).select_related("letter").get(pk=setback_id)
    )
    if setback.settled_on is not None:
        raise ValidationError("Det er allerede løst.")
    if not how.strip():
        raise ValidationError({"reason": "Skriv, hvorfor der ikke gøres mere."})
    setback.settled_on = max(timezone.localdate(now), setback.on)
    setback.settled_by, setback.settled_how = by, how.strip()[:300]
    setback.save(update_fields=["settled_on", "settled_by", "settled_how"])
    refresh_setback(setback.pk, by=by)
    _tell(setback.letter, f"Der gøres ikke mere for at få brevet frem: {setback.settled_how}", by=by, now=now)
    return setback


@transaction.atomic
def undo_return(*, setback_id: int, reason: str, by: User, now: datetime) -> Dispatch:
    """A letter did not come back after all: its posting counts again from the day it was posted.

    What was registered stays, with the reason. ValidationError once it is settled or the letter is on its
    way again.
    """
    require(can_send_letters(by))
    require_sees(by, now, letters__setbacks=setback_id)
    letter = locked_letter(LetterSetback.objects.values_list("letter", flat=True).get(pk=setback_id))
    setback = (
        LetterSetback.objects.select_for_update(of=("self",)).select_related("letter").get(pk=setback_id)
    )
    if setback.settled_on is not None:
        raise ValidationError("Det er allerede løst.")
    if setback.kind != SetbackKind.RETURNED or setback.dispatch_id is None:
        raise ValidationError("Kun et brev, der er registreret som kommet retur, kan fortrydes.")
    if BatchLetter.objects.held().filter(letter=letter).exists():
        raise ValidationError(IN_A_BATCH)
    if DigitalMessage.objects.under_way().filter(letter=letter).exists():
        raise ValidationError(ON_ITS_WAY)
    if not reason.strip():
        raise ValidationError({"reason": "Skriv, hvorfor det var en fejl."})
    posted = Dispatch.with_taken_back.get(pk=setback.dispatch_id)
    setback.settled_on = max(timezone.localdate(now), setback.on)
    setback.settled_by, setback.settled_how = by, f"{MISTAKEN} {reason.strip()}"[:300]
    setback.save(update_fields=["settled_on", "settled_by", "settled_how"])
    refresh_setback(setback.pk, by=by)
    _tell(letter, f"{MISTAKEN} {letter.title} ({reason.strip()})", by=by, now=now)
    return note_posted(letter, on=posted.sent_on, by=by, now=now)


def did_not_reach(
    letter: Letter,
    *,
    kind: SetbackKind,
    reason: SetbackReason,
    note: str,
    on: date,
    by: User | None,
    now: datetime,
    dispatch: Dispatch | None = None,
    message: DigitalMessage | None = None,
) -> LetterSetback:
    """Write down that the locked letter did not reach its reader; what it was sent by counts no longer."""
    if dispatch is not None:
        dispatch.returned_on = on
        dispatch._history_user = by
        dispatch._change_reason = str(kind.label)[:100]
        dispatch.save(update_fields=["returned_on"])
    setback = LetterSetback.objects.open().filter(letter=letter).first()
    if setback is None:
        setback = LetterSetback.objects.create(
            letter=letter,
            kind=kind,
            reason=reason,
            note=note[:500],
            on=on,
            dispatch=dispatch,
            message=message,
            registered_at=now,
            registered_by=by,
        )
        refresh_setback(setback.pk, by=by)
    refresh_windows(letter, by=by, now=now)
    why = f" ({note})" if note else ""
    _tell(letter, f"{kind.label} den {long_date(on)}: {letter.title}{why}", by=by, now=now)
    return setback


def _tell(letter: Letter, text: str, *, by: User | None, now: datetime) -> None:
    tell(case_id=letter.case_id, kind=StoryKind.LETTER, at=now, text=text, by=by)
