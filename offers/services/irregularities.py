"""Side use and the like (uregelmæssigheder): written, discussed at the meeting, decided (SUB-9)."""

from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from cases.permissions import require
from cases.seeing import require_sees
from offers.enums import IrregularityDecision
from offers.models import Irregularity
from offers.permissions import can_follow_substitution, can_prescribe
from offers.services.prescribing import FUTURE, locked_substitution, tell_of_substitution
from rusmiddel.access.models import User


@transaction.atomic
def note_irregularity(*, course_id: int, found_on: date, text: str, by: User, now: datetime) -> Irregularity:
    """Write what was found; it waits for the meeting."""
    require(can_follow_substitution(by))
    require_sees(by, now, courses=course_id)
    course = locked_substitution(course_id)
    if found_on > timezone.localdate(now):
        raise ValidationError({"found_on": FUTURE})
    if found_on < course.request.requested_on:
        raise ValidationError({"found_on": "Datoen ligger, før borgeren henvendte sig."})
    found = Irregularity(course=course, found_on=found_on, text=text.strip(), written_at=now, written_by=by)
    found.validate_constraints()
    found.save()
    tell_of_substitution(course, "Noget skal drøftes på behandlingsmødet", by=by, at=now)
    return found


@transaction.atomic
def discuss_irregularity(
    *, irregularity_id: int, discussed_on: date, present: str, discussion: str, by: User, now: datetime
) -> Irregularity:
    """Write what the meeting said of whether the prescription goes on; once."""
    require(can_follow_substitution(by))
    found = _held(irregularity_id, by=by, now=now)
    if found.discussed_on is not None:
        raise ValidationError("Det er allerede drøftet.")
    if not found.found_on <= discussed_on <= timezone.localdate(now):
        raise ValidationError({"discussed_on": "Mødet ligger fra den dag, det blev fundet, til i dag."})
    found.discussed_on = discussed_on
    found.present, found.discussion = present.strip(), discussion.strip()
    found.validate_constraints()
    found.save(update_fields=["discussed_on", "present", "discussion"])
    tell_of_substitution(found.course, "Drøftet på behandlingsmødet", by=by, at=now)
    return found


@transaction.atomic
def decide_irregularity(
    *, irregularity_id: int, decision: IrregularityDecision, reasons: str, by: User, now: datetime
) -> Irregularity:
    """The doctor decides whether the prescription goes on, after the meeting and not before."""
    require(can_prescribe(by))
    found = _held(irregularity_id, by=by, now=now)
    if found.discussed_on is None:
        raise ValidationError("Det skal drøftes på mødet, før lægen beslutter.")
    if not reasons.strip():
        raise ValidationError({"reasons": "Skriv begrundelsen."})
    found.decision, found.decision_reasons = decision, reasons.strip()
    found.decided_at, found.doctor = now, by
    found.save(update_fields=["decision", "decision_reasons", "decided_at", "doctor"])
    tell_of_substitution(found.course, "Lægen har besluttet, om ordinationen fortsætter", by=by, at=now)
    return found


def _held(irregularity_id: int, *, by: User, now: datetime) -> Irregularity:
    require_sees(by, now, courses__irregularities=irregularity_id)
    locked_substitution(Irregularity.objects.values_list("course", flat=True).get(pk=irregularity_id))
    found = (
        Irregularity.objects.select_for_update(of=("self",)).select_related("course").get(pk=irregularity_id)
    )
    if found.decided_at is not None:
        raise ValidationError("Lægen har allerede besluttet.")
    return found
