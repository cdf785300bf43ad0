"""Status, mapping and the psychologist's work, for scenes."""

from django.utils import timezone

from cases.enums import Place, PsychologyKind, PsychologyTalkPurpose
from cases.models import CitizenStatus, MappingResult, PsychologicalExamination, PsychologyTalk
from cases.services.mapping import record_mapping
from cases.services.psychology import book_psychology_talk, refer
from cases.services.status import StatusValues, record_status
from cases.status.facts import Substance, Told

CODES = {"living_with": "alone", "housing": "stable", "education": "declined", "income": "unknown"}
NUMBERS = {"alcohol_days": Told(number=12), "units_beer": Told(untold="unknown")}
HASH = Substance(drug="hashish", route="smoke", days=Told(number=20), first_age=Told(number=15))


def status(request, by, *, now, on=None, codes=CODES, substances=(HASH,), **more) -> CitizenStatus:
    values = StatusValues(
        on=on or timezone.localdate(now), codes=codes, numbers=NUMBERS, substances=substances
    )
    return record_status(request_id=request.pk, values=values, by=by, now=now, **more)


def mapped(case, by, *, now, **changes) -> MappingResult:
    told = {
        "tool": "voksenmap",
        "mapped_on": timezone.localdate(now),
        "summary": "Svært ved at sove; stærkt netværk.",
        "document": "",
        **changes,
    }
    return record_mapping(case_id=case.pk, by=by, now=now, **told)


def referred(
    case, by, psychologist, *, now, kind=PsychologyKind.SCREENING, on=None
) -> PsychologicalExamination:
    return refer(
        case_id=case.pk,
        kind=kind,
        question="Er der tegn på ADHD?",
        psychologist=psychologist,
        referred_on=on or timezone.localdate(now),
        by=by,
        now=now,
    )


def examined(
    examination, psychologist, *, now, at=None, purpose=PsychologyTalkPurpose.EXAMINATION
) -> PsychologyTalk:
    return book_psychology_talk(
        examination_id=examination.pk,
        purpose=purpose,
        planned_at=at or now,
        minutes=60,
        place=Place.CENTRE,
        by=psychologist,
        now=now,
    )
