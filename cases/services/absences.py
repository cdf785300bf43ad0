"""Somebody is away, and who stands in: what is due never falls between two people.

An absence moves nothing. The cases and the deadlines stay with the absent; the stand-in sees them and is
warned of them in those days only. So there is nothing to bring back: who returns has what is still open.
"""

from datetime import date, datetime, timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from cases.permissions import can_speak_for, require
from rusmiddel.access.enums import CASE_ROLES
from rusmiddel.access.models import Absence, User
from rusmiddel.locks import hold


@transaction.atomic
def record_absence(
    *, employee: User, stand_in: User | None, first_on: date, last_on: date | None, by: User, now: datetime
) -> Absence:
    """Say that somebody is away in these days, both included, and who stands in.

    ValidationError where the stand-in works with no case or is away too, or where the days are taken.
    """
    require(can_speak_for(by, employee))
    hold("absences")
    if not employee.has_role(*CASE_ROLES):
        raise ValidationError({"employee": f"{employee.name} arbejder ikke med sager."})
    _check_stand_in(stand_in, first_on=first_on, last_on=last_on)
    absence = Absence(
        employee=employee,
        stand_in=stand_in,
        first_on=first_on,
        last_on=last_on,
        recorded_at=now,
        recorded_by=by,
    )
    absence.full_clean()
    absence.save()
    return absence


@transaction.atomic
def change_stand_in(*, absence_id: int, stand_in: User | None, by: User, now: datetime) -> Absence:
    """Let another stand in from today; that the first one did until now is kept."""
    absence = _held(absence_id, by)
    today = timezone.localdate(now)
    if absence.stand_in == stand_in:
        return absence
    begins_on, last_on = max(today, absence.first_on), absence.last_on
    if absence.first_on < today:
        absence.last_on = today - timedelta(days=1)
        absence.save(update_fields=["last_on"])
    else:
        _cancel(absence, by=by, now=now)
    return record_absence(
        employee=absence.employee, stand_in=stand_in, first_on=begins_on, last_on=last_on, by=by, now=now
    )


@transaction.atomic
def end_absence(*, absence_id: int, last_on: date | None, by: User, now: datetime) -> Absence:
    """Say which day is the last one away; the absence is taken back where it then never began."""
    absence = _held(absence_id, by)
    if last_on is not None and last_on < absence.first_on:
        _cancel(absence, by=by, now=now)
        return absence
    today = timezone.localdate(now)
    if last_on is not None and last_on < today - timedelta(days=1):
        raise ValidationError({"last_on": "Vikaren har haft sagerne til i går. Vælg i går eller senere."})
    _check_stand_in(absence.stand_in, first_on=max(today, absence.first_on), last_on=last_on)
    absence.last_on = last_on
    absence.full_clean()
    absence.save(update_fields=["last_on"])
    return absence


def _held(absence_id: int, by: User) -> Absence:
    hold("absences")
    absence = (
        Absence.objects.select_for_update(of=("self",))
        .select_related("employee", "stand_in")
        .get(pk=absence_id)
    )
    require(can_speak_for(by, absence.employee))
    today = timezone.localdate()
    if absence.cancelled_at is not None or (absence.last_on and absence.last_on < today):
        raise ValidationError("Fraværet er slut.")
    return absence


def _cancel(absence: Absence, *, by: User, now: datetime) -> None:
    absence.cancelled_at, absence.cancelled_by = now, by
    absence.save(update_fields=["cancelled_at", "cancelled_by"])


def _check_stand_in(stand_in: User | None, *, first_on: date, last_on: date | None) -> None:
    if stand_in is None:
        return
    if not stand_in.has_role(*CASE_ROLES):
        raise ValidationError({"stand_in": f"{stand_in.name} arbejder ikke med sager."})
    away = Absence.objects.standing().filter(Q(last_on=None) | Q(last_on__gte=first_on), employee=stand_in)
    if last_on is not None:
        away = away.filter(first_on__lte=last_on)
    if away.exists():
        raise ValidationError({"stand_in": f"{stand_in.name} er selv væk i de dage. Vælg en anden."})
