"""Doses that were not fetched or not taken (udeblevne doser)."""

from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from cases.permissions import require
from cases.seeing import require_sees
from offers.models import MissedDose
from offers.permissions import can_follow_substitution
from offers.services.prescribing import FUTURE, locked_substitution
from rusmiddel.access.models import User


@transaction.atomic
def note_missed_dose(*, course_id: int, on: date, note: str, by: User, now: datetime) -> MissedDose:
    """Write that a dose was not fetched or not taken."""
    require(can_follow_substitution(by))
    require_sees(by, now, courses=course_id)
    course = locked_substitution(course_id)
    if on > timezone.localdate(now):
        raise ValidationError({"on": FUTURE})
    first = course.prescriptions.standing().first()
    if first is None or on < first.from_on:
        raise ValidationError({"on": "Der var ikke ordineret noget den dag."})
    missed = MissedDose(course=course, on=on, note=note.strip(), written_at=now, written_by=by)
    missed.validate_constraints()
    missed.save()
    return missed


@transaction.atomic
def strike_missed_dose(*, missed_id: int, reason: str, by: User, now: datetime) -> MissedDose:
    """Say that it was a mistake; what was written stays, struck."""
    require(can_follow_substitution(by))
    require_sees(by, now, courses__missed_doses=missed_id)
    missed = MissedDose.objects.select_for_update(of=("self",)).get(pk=missed_id)
    if missed.struck_at is not None:
        raise ValidationError("Det er allerede taget tilbage.")
    if not reason.strip():
        raise ValidationError({"reason": "Skriv, hvorfor det tages tilbage."})
    missed.struck_at, missed.struck_by, missed.struck_reason = now, by, reason.strip()
    missed.save(update_fields=["struck_at", "struck_by", "struck_reason"])
    return missed
