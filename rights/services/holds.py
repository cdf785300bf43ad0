"""A case is put on hold (sat i bero), so that it is not destroyed, and let go again."""

from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction

from cases.enums import StoryKind
from cases.permissions import require
from cases.seeing import require_sees
from cases.services.story import tell
from rights.models import LegalHold
from rights.permissions import can_hold_back
from rusmiddel.access.models import User


@transaction.atomic
def hold_back(*, case_id: int, reason: str, by: User, now: datetime) -> LegalHold:
    """Keep the case from every list until somebody lets it go, and say why."""
    require(can_hold_back(by))
    require_sees(by, now, pk=case_id)
    hold = LegalHold(case_id=case_id, reason=reason.strip(), set_at=now, set_by=by)
    hold.full_clean()
    hold.save()
    tell(case_id=case_id, kind=StoryKind.CASE, at=now, text=f"Sat i bero: {hold.reason}", by=by)
    return hold


@transaction.atomic
def let_go(*, hold_id: int, reason: str, by: User, now: datetime) -> LegalHold:
    """The reason is gone; the hold stays written."""
    require(can_hold_back(by))
    require_sees(by, now, legal_holds=hold_id)
    if not reason.strip():
        raise ValidationError({"reason": "Skriv, hvorfor sagen ikke længere er sat i bero."})
    hold = LegalHold.objects.select_for_update(of=("self",)).get(pk=hold_id)
    if hold.lifted_at is not None:
        raise ValidationError("Det er allerede ophævet.")
    hold.lifted_at, hold.lifted_by, hold.lifted_reason = now, by, reason.strip()
    hold.save(update_fields=["lifted_at", "lifted_by", "lifted_reason"])
    tell(
        case_id=hold.case_id,
        kind=StoryKind.CASE,
        at=now,
        text=f"Ikke længere sat i bero: {hold.lifted_reason}",
        by=by,
    )
    return hold
