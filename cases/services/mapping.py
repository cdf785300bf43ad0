"""Results of VoksenMAP and UngMap (kortlægning) as summaries."""

from collections.abc import Sequence
from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from cases.enums import StoryKind
from cases.models import Case, Code, MappingResult
from cases.permissions import can_assess, require
from cases.seeing import require_sees
from cases.services.attachments import Received, attach
from cases.services.story import tell
from rusmiddel.access.models import User


@transaction.atomic
def record_mapping(
    *,
    case_id: int,
    tool: str,
    mapped_on: date,
    summary: str,
    document: str,
    by: User,
    now: datetime,
    attached: Sequence[Received] = (),
) -> MappingResult:
    """Write down what a mapping showed, with the whole result as files where there are some.

    ValidationError for a day to come or a tool not in use that day.
    """
    require(can_assess(by))
    require_sees(by, now, pk=case_id)
    case = Case.objects.select_for_update(of=("self",), no_key=True).get(pk=case_id)
    if not case.is_open:
        raise ValidationError("Sagen er lukket.")
    if mapped_on > timezone.localdate(now):
        raise ValidationError({"mapped_on": "Datoen ligger i fremtiden."})
    code = Code.objects.named("mapping_tool", tool, on=mapped_on)
    if code is None:
        raise ValidationError({"tool": "Redskabet var ikke i brug den dag."})
    result = MappingResult(
        case=case,
        mapping_tool=tool,
        mapped_on=mapped_on,
        summary=summary.strip(),
        document=document.strip(),
        recorded_by=by,
    )
    result.validate_constraints()
    result.save()
    for file in attached:
        attach(case_id=case.pk, file=file, note=None, mapping=result, by=by, now=now)
    tell(
        case_id=case.pk,
        kind=StoryKind.ASSESSMENT,
        at=now,
        text=f"Resultatet af {code.label} er skrevet",
        by=by,
    )
    return result


@transaction.atomic
def take_back_mapping(*, result_id: int, reason: str, by: User, now: datetime) -> MappingResult:
    """Take back what was written wrongly; it stays visible with the reason."""
    require(can_assess(by))
    require_sees(by, now, mapping_results=result_id)
    if not reason.strip():
        raise ValidationError({"reason": "Skriv, hvorfor det tages tilbage."})
    result = MappingResult.objects.select_for_update().get(pk=result_id)
    if result.withdrawn_at is not None:
        raise ValidationError("Det er allerede taget tilbage.")
    result.withdrawn_at, result.withdrawn_by, result.withdrawn_reason = now, by, reason.strip()
    result.save(update_fields=["withdrawn_at", "withdrawn_by", "withdrawn_reason"])
    tell(
        case_id=result.case_id,
        kind=StoryKind.ASSESSMENT,
        at=now,
        text=f"Resultatet af en kortlægning er taget tilbage: {reason.strip()}",
        by=by,
    )
    return result
