"""Which places there are (leverandører), how long each is approved, and what a day costs."""

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from cases.permissions import require
from offers.models import Placement, Provider, ProviderApproval, ProviderPrice
from offers.permissions import can_keep_providers
from rusmiddel.access.models import User
from rusmiddel.danish_dates import long_date


@transaction.atomic
def keep_provider(*, provider_id: int | None, facts: Mapping[str, Any], by: User) -> Provider:
    """Write a new place down, or what is new about one; its form stays."""
    require(can_keep_providers(by))
    provider = (
        Provider.objects.select_for_update(of=("self",)).get(pk=provider_id) if provider_id else Provider()
    )
    for field, value in facts.items():
        setattr(provider, field, value)
    provider._history_user = by
    provider.full_clean()
    provider.save()
    return provider


@transaction.atomic
def approve_provider(
    *, provider_id: int, authority: str, from_on: date, until_on: date | None, note: str, by: User
) -> ProviderApproval:
    """Write down that Socialtilsynet has approved the place for a time; two at once are refused."""
    require(can_keep_providers(by))
    provider = Provider.objects.select_for_update(of=("self",)).get(pk=provider_id)
    approval = ProviderApproval(
        provider=provider, authority=authority.strip(), from_on=from_on, until_on=until_on, note=note.strip()
    )
    approval._history_user = by
    _require_in_order(approval)
    approval.full_clean()
    approval.save()
    return approval


@transaction.atomic
def end_approval(*, approval_id: int, until_on: date, reason: str, by: User) -> ProviderApproval:
    """The approval ends, or is taken from the place; whoever stays there is not moved by this."""
    require(can_keep_providers(by))
    approval = ProviderApproval.objects.select_for_update(of=("self",)).get(pk=approval_id)
    if not reason.strip():
        raise ValidationError({"reason": "Skriv hvorfor."})
    if approval.until_on is not None and until_on > approval.until_on:
        raise ValidationError(
            {"until_on": f"Godkendelsen slutter allerede {long_date(approval.until_on)}. Skriv en ny."}
        )
    approval.until_on = until_on
    approval.note = "\n".join(part for part in (approval.note, reason.strip()) if part)
    approval._history_user = by
    approval._change_reason = reason.strip()[:100]
    _require_in_order(approval)
    approval.full_clean()
    approval.save()
    return approval


@transaction.atomic
def price_provider(
    *, provider_id: int, from_on: date, per_day: Decimal, by: User, now: datetime
) -> ProviderPrice:
    """What a day costs from a day on; what is guaranteed already costs what was promised."""
    require(can_keep_providers(by))
    price = ProviderPrice(
        provider_id=provider_id, from_on=from_on, per_day=per_day, recorded_at=now, recorded_by=by
    )
    price.full_clean()
    price.save()
    return price


def stays_without_approval(on: date) -> set[int]:
    """The places where somebody stays, or is to, and that are not approved on the day."""
    return set(
        Placement.objects.open()
        .exclude(provider__in=Provider.objects.approved(on))
        .values_list("provider", flat=True)
    )


def _require_in_order(approval: ProviderApproval) -> None:
    """Before the constraints are asked: of days in the wrong order PostgreSQL makes no period to compare."""
    if approval.until_on is not None and approval.until_on < approval.from_on:
        raise ValidationError({"until_on": "Slutdatoen ligger før begyndelsen."})
