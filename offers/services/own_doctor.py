"""Antabus and detox by the own doctor (egen læge): noted where the centre works with it (10.13, 10.14)."""

from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from cases.enums import StoryKind
from cases.models import Case
from cases.permissions import require
from cases.seeing import require_sees
from cases.services.story import tell
from offers.enums import OwnDoctorKind
from offers.models import OwnDoctorCare
from offers.permissions import can_treat
from rusmiddel.access.models import User
from rusmiddel.danish_dates import long_date


@transaction.atomic
def note_own_doctor(
    *,
    case_id: int,
    kind: OwnDoctorKind,
    doctor: str,
    handed_out_at: str,
    from_on: date,
    note: str,
    by: User,
    now: datetime,
) -> OwnDoctorCare:
    """Note what the own doctor gives; the centre neither prescribes nor follows it up."""
    require(can_treat(by))
    require_sees(by, now, pk=case_id)
    case = Case.objects.select_for_update(of=("self",), no_key=True).get(pk=case_id)
    if not case.is_open:
        raise ValidationError("Sagen er lukket.")
    if from_on > timezone.localdate(now):
        raise ValidationError({"from_on": "Datoen ligger i fremtiden."})
    care = OwnDoctorCare(
        case=case,
        kind=kind,
        doctor=doctor.strip(),
        handed_out_at=handed_out_at.strip(),
        from_on=from_on,
        note=note.strip(),
        recorded_at=now,
        recorded_by=by,
    )
    care.validate_constraints()
    care.save()
    where = f", udleveres {care.handed_out_at}" if care.handed_out_at else ""
    _tell(
        care,
        f"{kind.label} hos egen læge ({care.doctor}) fra den {long_date(from_on)}{where}",
        by=by,
        now=now,
    )
    return care


@transaction.atomic
def end_own_doctor(*, care_id: int, until_on: date, by: User, now: datetime) -> OwnDoctorCare:
    """Say when it ended; once."""
    require(can_treat(by))
    require_sees(by, now, own_doctor_care=care_id)
    care = OwnDoctorCare.objects.select_for_update(of=("self",)).get(pk=care_id)
    if care.until_on is not None:
        raise ValidationError("Det er allerede afsluttet.")
    if until_on > timezone.localdate(now):
        raise ValidationError({"until_on": "Datoen ligger i fremtiden."})
    if until_on < care.from_on:
        raise ValidationError({"until_on": "Den kan ikke slutte, før den begynder."})
    care.until_on, care.ended_by = until_on, by
    care.save(update_fields=["until_on", "ended_by"])
    _tell(care, f"{care.get_kind_display()} hos egen læge sluttede den {long_date(until_on)}", by=by, now=now)
    return care


def _tell(care: OwnDoctorCare, text: str, *, by: User, now: datetime) -> None:
    tell(case_id=care.case_id, kind=StoryKind.TREATMENT, at=now, text=text, by=by)
