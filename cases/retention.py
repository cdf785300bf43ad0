"""Contracts with pregnant women on treatment with possible retention (tilbageholdelse). Pure rules."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from cases.enums import Substance
from rusmiddel.calendar import add_months
from rusmiddel.standards.enums import OfferKind
from rusmiddel.standards.schema import Standard

CONTRACT_MISSING = (
    "Døgnbehandlingen kan ikke begynde: borgeren er gravid, og kontrakten om behandling med mulighed for "
    "tilbageholdelse er ikke tilbudt."
)


@dataclass(frozen=True, kw_only=True)
class Stay:
    """One retention, both days counted."""

    from_on: date
    until_on: date

    @property
    def days(self) -> int:
        return (self.until_on - self.from_on).days + 1


def contract_missing(
    substance: Substance,
    offer_kind: OfferKind | None,
    standard: Standard,
    *,
    is_pregnant: bool,
    is_offered: bool,
) -> str:
    """Residential treatment of a pregnant woman begins when the contract has been offered (PRG-2).

    Alcohol: sundhedsloven §§ 141 b-f. Drugs: lov om tilbageholdelse, where the standard says so.
    """
    owed = substance in {Substance.ALCOHOL, Substance.BOTH} or bool(
        standard.special_groups.retention_contract_drugs.value
    )
    waits = is_pregnant and offer_kind == OfferKind.RESIDENTIAL and owed and not is_offered
    return CONTRACT_MISSING if waits else ""


def why_too_long(stay: Stay, earlier: Sequence[Stay], standard: Standard) -> str:
    """Why a retention is longer than law or standard allows; empty where it is not (PRG-3)."""
    terms = standard.special_groups
    most_days, months = terms.retention_days.value, terms.retention_months_total.value
    if stay.days > most_days:
        return f"En tilbageholdelse varer højst {most_days} dage. Den her er på {stay.days}."
    first_on = min(each.from_on for each in (stay, *earlier))
    allowed = (add_months(first_on, months) - first_on).days
    total = sum(each.days for each in (stay, *earlier))
    if total > allowed:
        return f"Tilbageholdelser varer højst {months} måneder i alt. Med den her bliver det {total} dage."
    return ""


def report_year(on: date) -> tuple[date, date]:
    """The year that is counted to 1 October, of which the day is part (BEK 1649/2016, § 4)."""
    starts_on = date(on.year, 10, 1)
    if on < starts_on:
        starts_on = date(on.year - 1, 10, 1)
    return starts_on, date(starts_on.year + 1, 10, 1) - timedelta(days=1)
