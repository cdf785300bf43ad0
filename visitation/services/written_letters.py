"""A letter written beside the case: previewed as the real PDF, then sealed."""

from datetime import datetime
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from cases.enums import StoryKind
from cases.models import Case
from cases.permissions import require
from cases.seeing import require_sees
from cases.services.story import tell
from rusmiddel.access.models import User
from rusmiddel.letters import services as letters
from rusmiddel.letters.enums import WRITTEN_KINDS, LetterKind
from rusmiddel.letters.models import Letter
from rusmiddel.locks import hold
from rusmiddel.standards.services import in_force
from visitation.permissions import can_send_letters
from visitation.services.status_requests import consent_to_ask, log_status_request
from visitation.written_letters import (
    TEMPLATE,
    WrittenValues,
    written_context,
    written_recipient,
)


@transaction.atomic
def issue_written_letter(
    *, case_id: int, values: WrittenValues, submission: UUID, by: User, now: datetime
) -> Letter:
    """Seal a letter written beside the case; sent twice from one draft it is one letter.

    ValidationError or LetterRefused says what it lacks.
    """
    require(can_send_letters(by))
    require_sees(by, now, pk=case_id)
    hold(f"letter:{submission}")
    known = Letter.objects.filter(submission=submission).first()
    if known is not None:
        return known
    letter = _issue(case_id, values, submission=submission, by=by, now=now)
    tell(
        case_id=case_id,
        kind=StoryKind.LETTER,
        at=now,
        text=f"Brev skrevet: {letter.title}",
        by=by,
        path=letter.get_absolute_url(),
    )
    return letter


def preview_written_letter(*, case_id: int, values: WrittenValues, by: User, now: datetime) -> bytes:
    """The PDF that would be issued, with nothing stored; raises what `issue_written_letter` raises."""
    require(can_send_letters(by))
    require_sees(by, now, pk=case_id)
    with transaction.atomic():
        letter = _issue(case_id, values, submission=None, by=by, now=now)
        transaction.set_rollback(True)
    return bytes(letter.pdf)


def _issue(
    case_id: int, values: WrittenValues, *, submission: UUID | None, by: User, now: datetime
) -> Letter:
    if values.kind not in WRITTEN_KINDS:
        raise ValidationError({"kind": "Det brev skrives et andet sted på sagen."})
    today = timezone.localdate(now)
    case = Case.objects.select_related("citizen", "responsible").get(pk=case_id)
    if values.kind == LetterKind.APPOINTMENT and values.meets_at is None:
        raise ValidationError({"meets_at": "Skriv, hvornår samtalen er."})
    asks = values.kind == LetterKind.STATUS_REQUEST
    consent = consent_to_ask(case, values.partner, now=now) if asks else None
    standard = in_force(today)
    letter = letters.issue(
        case_id=case.pk,
        kind=values.kind,
        template=TEMPLATE,
        context=written_context(values, case=case, standard=standard, by=by, today=today),
        recipient=written_recipient(values, case=case),
        title=values.title,
        by=by,
        now=now,
        requires_guidance=False,
        submission=submission,
    )
    if consent is not None and submission is not None:
        log_status_request(letter, consent, submission=submission, by=by, now=now)
    return letter
