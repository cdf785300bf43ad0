"""A citizen's status (status ved start): asked once, dated, repeated, put right with a reason."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from cases.enums import ContactedBy, StoryKind
from cases.models import Case, CitizenStatus, Code, SubstanceUse, TreatmentRequest
from cases.permissions import can_assess, require
from cases.seeing import require_sees
from cases.services.story import tell
from cases.status.facts import Substance, Told, known_codes, known_numbers
from rusmiddel.access.models import User
from rusmiddel.danish_dates import long_date

# May be a further substance, never the main drug (European TDI protocol).
ALCOHOL = "alcohol"
SAME_DAY = "Udfyldt videre samme dag"


@dataclass(frozen=True, kw_only=True)
class StatusValues:
    """What is told of the citizen's situation; what the inquiry knows need not be among it."""

    on: date
    codes: Mapping[str, str] = field(default_factory=dict)
    numbers: Mapping[str, Told] = field(default_factory=dict)
    substances: Sequence[Substance] = ()


def known_of(request: TreatmentRequest) -> tuple[dict[str, str], dict[str, Told]]:
    """What the inquiry, or else the assessment that goes on from it, holds already."""
    assessment = getattr(request, "assessment", None)
    codes = known_codes(
        contacted_by=ContactedBy(request.inquiry.contacted_by),
        children=assessment.children if assessment else request.inquiry.children,
    )
    return codes, known_numbers(codes)


@transaction.atomic
def record_status(
    *,
    request_id: int,
    values: StatusValues,
    by: User,
    now: datetime,
    replaces_id: int | None = None,
    reason: str = "",
) -> CitizenStatus:
    """Store the situation of a day; another one of the same day gives way to it.

    Raises ValidationError for a day to come, a code that the list did not have that day, or a correction
    without a reason.
    """
    require(can_assess(by))
    require_sees(by, now, requests=request_id)
    request = TreatmentRequest.objects.select_related("inquiry", "assessment").get(pk=request_id)
    case = Case.objects.select_for_update(of=("self",), no_key=True).get(pk=request.case_id)
    if not case.is_open:
        raise ValidationError("Sagen er lukket.")
    if values.on > timezone.localdate(now):
        raise ValidationError({"on": "Datoen ligger i fremtiden."})
    known, counted = known_of(request)
    codes, numbers = {**values.codes, **known}, {**values.numbers, **counted}
    _check_codes(codes, numbers, values)
    earlier = _given_way(case, values.on, replaces_id, reason)
    if earlier is not None:
        earlier.superseded_at, earlier.superseded_by = now, by
        earlier.superseded_reason = reason.strip() or SAME_DAY
        earlier.save(update_fields=["superseded_at", "superseded_by", "superseded_reason"])
    status = CitizenStatus(
        case=case, on=values.on, recorded_by=by, replaces=earlier, **codes, **_columns(numbers)
    )
    status.validate_constraints()
    status.save()
    for position, substance in enumerate(values.substances, 1):
        use = SubstanceUse(
            status=status,
            position=position,
            drug=substance.drug,
            route=substance.route,
            **_columns({"days": substance.days, "first_age": substance.first_age}),
        )
        use.validate_constraints()
        use.save()
    what = "rettet" if replaces_id else "skrevet"
    text = f"Status pr. {long_date(values.on)} er {what}"
    tell(
        case_id=case.pk,
        kind=StoryKind.ASSESSMENT,
        at=now,
        text=f"{text}: {reason.strip()}" if reason.strip() else text,
        by=by,
    )
    return status


def _given_way(case: Case, on: date, replaces_id: int | None, reason: str) -> CitizenStatus | None:
    standing = CitizenStatus.objects.standing().filter(case=case)
    of_day = standing.filter(on=on).first()
    if replaces_id is None:
        return of_day
    if not reason.strip():
        raise ValidationError({"reason": "Skriv, hvorfor status rettes."})
    wrong = standing.filter(pk=replaces_id).first()
    if wrong is None:
        raise ValidationError("Den status er allerede rettet.")
    if of_day is not None and of_day != wrong:
        raise ValidationError({"on": "Der er allerede en status den dag."})
    return wrong


def _columns(numbers: Mapping[str, Told]) -> dict[str, Any]:
    columns: dict[str, Any] = {}
    for name, told in numbers.items():
        columns[name], columns[f"{name}_untold"] = told.number, told.untold
    return columns


def _check_codes(codes: Mapping[str, str], numbers: Mapping[str, Told], values: StatusValues) -> None:
    """Say in Danish at the field what the database would refuse without a word."""
    in_force = set(Code.objects.in_force(values.on).values_list("list", "code"))
    wrong = {name: code for name, code in codes.items() if code and (name, code) not in in_force}
    wrong |= {
        name: t.untold for name, t in numbers.items() if t.untold and ("untold", t.untold) not in in_force
    }
    for place, substance in enumerate(values.substances, 1):
        if ("drug", substance.drug) not in in_force:
            wrong[f"drug_{place}"] = substance.drug
        if substance.route and ("route", substance.route) not in in_force:
            wrong[f"route_{place}"] = substance.route
    if wrong:
        raise ValidationError(dict.fromkeys(wrong, "Koden gælder ikke den dag."))
    if values.substances and values.substances[0].drug == ALCOHOL:
        raise ValidationError({"drug_1": "Alkohol har sine egne felter. Vælg det kun som andet stof."})
