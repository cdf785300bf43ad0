"""What about a citizen asks for more than the usual: pregnancy, disability, a sentence, two diagnoses."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Count
from django.utils import timezone

from cases.enums import CircumstanceKind, ContractAnswer, StoryKind, Substance
from cases.models import Case, Circumstance, Retention, RetentionContract, TreatmentRequest
from cases.permissions import can_do_casework, can_see_counts, require
from cases.retention import Stay, contract_missing, report_year, why_too_long
from cases.seeing import require_sees
from cases.services.story import tell
from rusmiddel.access.models import User
from rusmiddel.danish_dates import long_date
from rusmiddel.standards.enums import OfferKind
from rusmiddel.standards.schema import Standard
from rusmiddel.standards.services import in_force


@dataclass(frozen=True, kw_only=True)
class ContractCounts:
    """What is reported once a year of contracts with pregnant women; no case and no name."""

    from_on: date
    until_on: date
    offered: int
    concluded: int
    ended: int
    retentions: int
    institutions: list[tuple[str, int]]


@transaction.atomic
def note_circumstance(
    *, case_id: int, kind: CircumstanceKind, facts: Mapping[str, Any], by: User, now: datetime
) -> Circumstance:
    """Write down the circumstance, or what is new about it; an end date ends it."""
    require(can_do_casework(by))
    require_sees(by, now, pk=case_id)
    Case.objects.select_for_update(of=("self",), no_key=True).get(pk=case_id)
    found = Circumstance.objects.standing().filter(case=case_id, kind=kind).first()
    circumstance = found or Circumstance(case_id=case_id, kind=kind)
    for field, value in facts.items():
        setattr(circumstance, field, value)
    circumstance._history_user = by
    circumstance.full_clean()
    circumstance.save()
    what = "ophørt" if circumstance.until_on else "rettet" if found else "registreret"
    tell(case_id=case_id, kind=StoryKind.CASE, at=now, text=f"{kind.label}: {what}", by=by)
    return circumstance


@transaction.atomic
def keep_contract(
    *, case_id: int, contract_id: int | None, facts: Mapping[str, Any], by: User, now: datetime
) -> RetentionContract:
    """Offer a pregnant woman the contract, or write down what became of it."""
    require(can_do_casework(by))
    require_sees(by, now, pk=case_id)
    Case.objects.select_for_update(of=("self",), no_key=True).get(pk=case_id)
    contract = (
        RetentionContract.objects.get(pk=contract_id, case=case_id)
        if contract_id
        else RetentionContract(case_id=case_id)
    )
    is_pregnant = Circumstance.objects.filter(case=case_id, kind=CircumstanceKind.PREGNANT).exists()
    if not is_pregnant:
        raise ValidationError("Registrér først, at borgeren er gravid.")
    for field, value in facts.items():
        setattr(contract, field, value)
    if contract.offered_on and contract.offered_on > timezone.localdate(now):
        raise ValidationError({"offered_on": "Datoen er ikke kommet endnu."})
    contract._history_user = by
    contract.full_clean()
    contract.save()
    tell(
        case_id=case_id,
        kind=StoryKind.TREATMENT,
        at=now,
        text=f"Kontrakt om behandling med mulighed for tilbageholdelse: {contract.state}",
        by=by,
    )
    return contract


@transaction.atomic
def record_retention(
    *, contract_id: int, from_on: date, until_on: date, reason: str, told_on: date, by: User, now: datetime
) -> Retention:
    """Write down that the institution holds the woman back; refused where it is longer than allowed."""
    require(can_do_casework(by))
    require_sees(by, now, retention_contracts=contract_id)
    contract = RetentionContract.objects.select_for_update(of=("self",)).get(pk=contract_id)
    if contract.answer != ContractAnswer.CONCLUDED or contract.answered_on is None:
        raise ValidationError("Der er ingen indgået kontrakt at tilbageholde efter.")
    if from_on < contract.answered_on or (contract.ended_on and until_on > contract.ended_on):
        raise ValidationError({"from_on": "Tilbageholdelsen ligger uden for kontrakten."})
    retention = Retention(
        contract=contract, from_on=from_on, until_on=until_on, reason=reason, told_on=told_on
    )
    retention.full_clean()
    earlier = [Stay(from_on=each.from_on, until_on=each.until_on) for each in contract.retentions.all()]
    stay = Stay(from_on=from_on, until_on=until_on)
    refused = why_too_long(stay, earlier, in_force(from_on))
    if refused:
        raise ValidationError({"until_on": refused})
    retention._history_user = by
    retention.save()
    tell(
        case_id=contract.case_id,
        kind=StoryKind.TREATMENT,
        at=now,
        text=f"Tilbageholdt fra {long_date(from_on)} til {long_date(until_on)}: {reason.strip()}",
        by=by,
    )
    return retention


def contract_hindrance(request: TreatmentRequest, standard: Standard, offer_kind: OfferKind | None) -> str:
    """Why residential treatment may not begin yet for a pregnant woman; empty for all others."""
    if offer_kind != OfferKind.RESIDENTIAL:
        return ""
    pregnant = Circumstance.objects.standing().filter(case=request.case_id, kind=CircumstanceKind.PREGNANT)
    return contract_missing(
        Substance(request.substance),
        offer_kind,
        standard,
        is_pregnant=pregnant.exists(),
        is_offered=RetentionContract.objects.filter(case=request.case_id).exists(),
    )


def contract_counts(*, on: date, by: User) -> ContractCounts:
    """The year's contracts with pregnant women, as they are reported per 1 October."""
    require(can_see_counts(by))
    year = report_year(on)
    offered = RetentionContract.objects.filter(offered_on__range=year)
    concluded = RetentionContract.objects.filter(answer=ContractAnswer.CONCLUDED, answered_on__range=year)
    institutions = (
        concluded.exclude(institution="")
        .values("institution")
        .annotate(number=Count("pk"))
        .order_by("institution")
    )
    return ContractCounts(
        from_on=year[0],
        until_on=year[1],
        offered=offered.count(),
        concluded=concluded.count(),
        ended=RetentionContract.objects.filter(ended_on__range=year).count(),
        retentions=Retention.objects.filter(from_on__range=year).count(),
        institutions=[(row["institution"], row["number"]) for row in institutions],
    )
