"""Open a case that is not one's own, with a reason and for a while; the team lead reviews it."""

from datetime import datetime, timedelta

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction

from cases.enums import StoryKind
from cases.models import Case, EmergencyAccess
from cases.permissions import can_open_in_emergency, can_review_access, require
from cases.seeing import require_sees
from cases.services.story import tell
from rusmiddel.access.models import User
from rusmiddel.locks import hold


@transaction.atomic
def open_in_emergency(*, case_id: int, reason: str, by: User, now: datetime) -> EmergencyAccess:
    """Give oneself access to a case for EMERGENCY_ACCESS_HOURS; twice while it lasts is the same access.

    Raises PermissionDenied where the case is shielded or one is locked out of it, ValidationError without a
    reason.
    """
    require(can_open_in_emergency(by))
    if not reason.strip():
        raise ValidationError({"reason": "Skriv, hvorfor du har brug for at se sagen."})
    # Also held by whoever shields the case or locks somebody out.
    hold(f"access to case:{case_id}")
    require(
        Case.objects.elsewhere_for(by).filter(pk=case_id).exists() or _running(case_id, by, now) is not None
    )
    already = _running(case_id, by, now)
    if already is not None:
        return already
    access = EmergencyAccess(
        case_id=case_id,
        user=by,
        reason=reason.strip(),
        begun_at=now,
        expires_at=now + timedelta(hours=settings.EMERGENCY_ACCESS_HOURS),
    )
    access.full_clean()
    access.save()
    tell(
        case_id=case_id,
        kind=StoryKind.ACCESS,
        at=now,
        text=f"Åbnet med nødadgang: {access.reason}",
        by=by,
    )
    return access


@transaction.atomic
def review_emergency(*, access_id: int, remark: str, by: User, now: datetime) -> EmergencyAccess:
    """Say that one has looked at why somebody opened a case; once, and never one's own."""
    require(can_review_access(by))
    require_sees(by, now, emergency_accesses=access_id)
    access = EmergencyAccess.objects.select_for_update(of=("self",)).get(pk=access_id)
    if access.user_id == by.pk:
        raise ValidationError("Ingen gennemgår sin egen nødadgang. En anden teamleder skal gøre det.")
    if access.is_reviewed:
        raise ValidationError("Nødadgangen er allerede gennemgået.")
    access.reviewed_at, access.reviewed_by, access.remark = now, by, remark.strip()
    access.save(update_fields=["reviewed_at", "reviewed_by", "remark"])
    return access


def _running(case_id: int, user: User, now: datetime) -> EmergencyAccess | None:
    visible = Case.objects.visible_to(user).filter(pk=case_id)
    return EmergencyAccess.objects.running(now).filter(case__in=visible, user=user).first()
