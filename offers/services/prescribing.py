"""What is the doctor's in substitution treatment: plan, preparation and dose, talks (SUB-4, SUB-5, SUB-8).

It documents. What is prescribed stands in the shared medication record (Fælles Medicinkort).
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from cases.enums import StoryKind
from cases.permissions import require
from cases.seeing import require_sees
from cases.services.story import tell
from offers.enums import IntakeControl, PrescriptionKind
from offers.models import Course, DoctorTalk, Prescription, SubstitutionPlan
from offers.permissions import can_prescribe
from offers.services.locks import locked, require_open
from offers.services.substitution_deadlines import refresh_substitution
from offers.substitution.preparations import dispensing_places, preparations, why_not_dearer
from offers.substitution.recognising import substitution_keys
from rusmiddel.access.models import User
from rusmiddel.standards.schema import Preparation, Standard
from rusmiddel.standards.services import in_force

NOT_SUBSTITUTION = "Forløbet er ikke substitutionsbehandling."
NO_PLAN = "Skriv lægens plan, før der ordineres."
FUTURE = "Datoen ligger i fremtiden."
# A year too many is a slip, and nobody would see it until then.
LONGEST_AHEAD = timedelta(days=365)
TOO_FAR_AHEAD = "Datoen ligger mere end et år frem. Se efter, om årstallet er rigtigt."


@dataclass(frozen=True, kw_only=True)
class PlanValues:
    """What the doctor writes in the plan (SUB-4)."""

    indication: str
    purpose: str
    support: str
    coordination: str = ""
    health: str = ""
    harm_reduction: str = ""
    former: str = ""


@dataclass(frozen=True, kw_only=True)
class DoseValues:
    """One line of the dose history; of a stop only the day and the reasons are asked."""

    kind: PrescriptionKind
    from_on: date
    preparation_key: str = ""
    daily_mg: Decimal | None = None
    dispensing_place: str = ""
    intake: str = ""
    dearer_reason: str = ""
    note: str = ""


@transaction.atomic
def write_doctors_plan(
    *, course_id: int, values: PlanValues, by: User, now: datetime, version: int | None = None
) -> SubstitutionPlan:
    """Write the first plan or the next version of it, which follows up on the former one (SUB-8).

    `version` is the one its writer thinks to write; where a colleague has written it the second is told.
    """
    require(can_prescribe(by))
    require_sees(by, now, courses=course_id)
    course = locked_substitution(course_id)
    last = course.substitution_plans.aggregate(last=Max("version"))["last"] or 0
    if version not in (None, last + 1):
        raise ValidationError("En kollega har imens skrevet en ny udgave af planen.")
    written = {name: text.strip() for name, text in vars(values).items()}
    plan = SubstitutionPlan(course=course, version=last + 1, written_at=now, doctor=by, **written)
    plan.validate_constraints()
    plan.save()
    refresh_substitution(course.pk, by=by)
    tell_of_substitution(course, f"Lægens plan, udgave {plan.version}, er skrevet", by=by, at=now)
    return plan


@transaction.atomic
def prescribe(*, course_id: int, values: DoseValues, by: User, now: datetime) -> Prescription:
    """Add a line to the dose history: a preparation from the list with its dose, or the end of it.

    Raises ValidationError for a dearer preparation without a reason (SUB-5), a place the standard does not
    have (SUB-7), and where no plan has been written.
    """
    require(can_prescribe(by))
    require_sees(by, now, courses=course_id)
    course = locked_substitution(course_id)
    if not course.substitution_plans.exists():
        raise ValidationError(NO_PLAN)
    line = _line(course, values, by=by, now=now)
    if values.kind == PrescriptionKind.STOP and not course.prescriptions.exists():
        raise ValidationError({"kind": "Der er ikke ordineret noget endnu."})
    if course.prescriptions.standing().filter(**_same_as(line)).exists():
        raise ValidationError("Den ordination er allerede skrevet.")
    _store(line)
    text = "Lægen har skrevet en ordination" if line.is_dose else "Lægen har afsluttet ordinationen"
    tell_of_substitution(course, text, by=by, at=now)
    return line


@transaction.atomic
def correct_prescription(
    *, prescription_id: int, values: DoseValues, reason: str, by: User, now: datetime
) -> Prescription:
    """Put a line right by a new one; the wrong one stays and says that it was corrected."""
    require(can_prescribe(by))
    require_sees(by, now, courses__prescriptions=prescription_id)
    course_id = Prescription.objects.values_list("course", flat=True).get(pk=prescription_id)
    course = locked_substitution(course_id)
    wrong = Prescription.objects.get(pk=prescription_id)
    if Prescription.objects.filter(corrects=wrong).exists():
        raise ValidationError("Ordinationen er allerede rettet. Ret den nye linje i stedet.")
    if not reason.strip():
        raise ValidationError({"reason": "Skriv, hvorfor ordinationen rettes."})
    line = _line(course, values, by=by, now=now)
    line.corrects, line.correction_reason = wrong, reason.strip()
    _store(line)
    tell_of_substitution(course, "Lægen har rettet en ordination", by=by, at=now)
    return line


@transaction.atomic
def hold_doctors_talk(
    *, course_id: int, held_on: date, text: str, next_on: date | None, by: User, now: datetime
) -> DoctorTalk:
    """Write what a talk with the doctor showed; the next one is due by the standard's months (SUB-8)."""
    require(can_prescribe(by))
    require_sees(by, now, courses=course_id)
    course = locked_substitution(course_id)
    if held_on > timezone.localdate(now):
        raise ValidationError({"held_on": FUTURE})
    first = course.prescriptions.standing().first()
    if first is not None and held_on < first.from_on:
        raise ValidationError({"held_on": "Datoen ligger, før ordinationen begyndte."})
    if next_on is not None and next_on <= held_on:
        raise ValidationError({"next_on": "Den næste samtale ligger efter denne."})
    talk = DoctorTalk(
        course=course, held_on=held_on, text=text.strip(), next_on=next_on, written_at=now, doctor=by
    )
    talk.validate_constraints()
    talk.save()
    refresh_substitution(course.pk, by=by)
    tell_of_substitution(course, "Lægesamtale holdt", by=by, at=now, kind=StoryKind.SESSION)
    return talk


def locked_substitution(course_id: int) -> Course:
    """The course, held and going on; ValidationError where it is something else."""
    course = locked(course_id)
    if course.offer_key not in substitution_keys(in_force(course.request.requested_on)):
        raise ValidationError(NOT_SUBSTITUTION)
    require_open(course)
    return course


def tell_of_substitution(
    course: Course, text: str, *, by: User, at: datetime, kind: StoryKind = StoryKind.TREATMENT
) -> None:
    """A line that everybody on the case may read: what was done, and never what the doctor wrote."""
    tell(
        case_id=course.case_id,
        kind=kind,
        at=at,
        text=f"{course.offer_name}: {text[0].lower()}{text[1:]}",
        by=by,
        path=course.get_absolute_url(),
    )


def _line(course: Course, values: DoseValues, *, by: User, now: datetime) -> Prescription:
    line = Prescription(
        course=course,
        kind=values.kind,
        from_on=values.from_on,
        note=values.note.strip(),
        written_at=now,
        doctor=by,
    )
    if values.from_on < course.request.requested_on:
        raise ValidationError({"from_on": "Datoen ligger, før borgeren henvendte sig."})
    if values.from_on > timezone.localdate(now) + LONGEST_AHEAD:
        raise ValidationError({"from_on": TOO_FAR_AHEAD})
    if values.kind == PrescriptionKind.STOP:
        if values.from_on > timezone.localdate(now):
            raise ValidationError({"from_on": FUTURE})
        if not line.note:
            raise ValidationError({"note": "Skriv, hvorfor ordinationen ophører."})
        return line
    standard = in_force(timezone.localdate(now))
    chosen = _chosen(values.preparation_key, standard)
    wrong = _wrong_dose(values, standard)
    if why := why_not_dearer(chosen, values.dearer_reason, standard):
        wrong["dearer_reason"] = why
    if wrong:
        raise ValidationError(wrong)
    line.preparation_key, line.preparation_name = chosen.key, chosen.name
    line.daily_mg, line.intake = values.daily_mg, values.intake
    line.dispensing_place = values.dispensing_place.strip()
    line.dearer_reason = values.dearer_reason.strip()
    return line


def _chosen(key: str, standard: Standard) -> Preparation:
    found = next((each for each in preparations(standard) if each.key == key), None)
    if found is None:
        raise ValidationError({"preparation_key": "Vælg et præparat på listen."})
    return found


def _wrong_dose(values: DoseValues, standard: Standard) -> dict[str, str]:
    wrong = {}
    if values.daily_mg is None or values.daily_mg <= 0:
        wrong["daily_mg"] = "Skriv dosis i mg pr. døgn."
    places = dispensing_places(standard)
    if not values.dispensing_place.strip():
        wrong["dispensing_place"] = "Skriv, hvor medicinen udleveres."
    elif places and values.dispensing_place not in places:
        wrong["dispensing_place"] = "Vælg et af de steder, som kvalitetsstandarden har."
    if values.intake not in IntakeControl.values:
        wrong["intake"] = "Vælg, om indtagelsen overvåges."
    return wrong


def _same_as(line: Prescription) -> dict[str, object]:
    names = ("kind", "preparation_key", "daily_mg", "from_on", "dispensing_place", "intake")
    return {name: getattr(line, name) for name in names}


def _store(line: Prescription) -> None:
    line.validate_constraints()
    line.save()
    refresh_substitution(line.course_id, by=line.doctor)
