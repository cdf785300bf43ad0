"""Which law carries a decision: substance, age, anonymity and kind in, provisions out (section 27).

The result is stored on the decision and never computed again for an old one.
"""

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from rusmiddel.standards.enums import OfferKind
from rusmiddel.standards.sourced import Frozen

TABLE = Path(__file__).with_name("legal_basis.toml")

ADULT = 18  # SEL § 1: since 2024 the act covers only those who have turned 18

# What may be given without a name even to those under 18, for it is advice and not treatment.
ADVICE = frozenset(
    {
        OfferKind.COUNSELLING,
        OfferKind.RELATIVES,
        OfferKind.YOUR_CHOICE,
        OfferKind.PSYCHOLOGICAL_SCREENING,
        OfferKind.PSYCHOLOGICAL_ASSESSMENT,
    }
)


class NoLegalBasis(LookupError):
    """The law has no such treatment: nothing lawful can be decided."""


@dataclass(frozen=True)
class LegalBasis:
    """The provisions of one decision, and what rights follow from them."""

    provisions: list[str]
    guarantee: bool
    guarantee_condition: str
    free_choice: str
    appeal: str | None
    verified: bool
    source: str


class _Entry(Frozen):
    substance: str
    provisions: tuple[str, ...]
    guarantee: bool
    verified: bool
    source: str
    kinds: tuple[OfferKind, ...] = ()
    anonymous: bool | None = None
    min_age: int = 0
    max_age: int = 200
    valid_from: date = date.min
    valid_to: date = date.max
    guarantee_condition: str = ""
    free_choice: str = ""
    appeal: str | None = None

    def fits(self, substance: str, age: int, anonymous: bool, kind: str, on: date) -> bool:
        return (
            self.substance in ("any", substance)
            and (not self.kinds or kind in self.kinds)
            and (self.anonymous is None or self.anonymous == anonymous)
            and self.min_age <= age <= self.max_age
            and self.valid_from <= on <= self.valid_to
        )


@cache
def _table() -> tuple[_Entry, ...]:
    entries = tomllib.loads(TABLE.read_text(encoding="utf-8"))["basis"]
    return tuple(_Entry(**entry) for entry in entries)


def resolve(substance: str, age_on: int, anonymous: bool, kind: str, on: date) -> LegalBasis:
    """The legal basis on this day; both substances together rest on both laws.

    `age_on` is the age that day. The basis of a person who turns 18 changes on the birthday (U18-10).
    """
    if substance == "unknown":
        raise NoLegalBasis("Afgør først, om behandlingen gælder alkohol, stoffer eller begge dele.")
    if substance == "both":
        parts = [resolve(each, age_on, anonymous, kind, on) for each in _substances_for(kind)]
        return _joined(parts)
    if anonymous:
        _refuse_impossible_anonymity(substance, age_on, kind)
    for entry in _table():
        if entry.fits(substance, age_on, anonymous, kind, on):
            return LegalBasis(
                provisions=list(entry.provisions),
                guarantee=entry.guarantee,
                guarantee_condition=entry.guarantee_condition,
                free_choice=entry.free_choice,
                appeal=entry.appeal,
                verified=entry.verified,
                source=entry.source,
            )
    raise NoLegalBasis("Loven har ingen bestemmelse for denne behandling.")


def _refuse_impossible_anonymity(substance: str, age: int, kind: str) -> None:
    """§ 101 a gives adults ambulant treatment only; substitution needs identity (section 27)."""
    if kind in ADVICE:
        return
    if kind in (OfferKind.RESIDENTIAL, OfferKind.SUBSTITUTION):
        raise NoLegalBasis("Døgn- og substitutionsbehandling kan ikke gives anonymt.")
    if substance == "drugs" and age < ADULT:
        raise NoLegalBasis("Anonym stofbehandling efter serviceloven § 101 a er kun for voksne.")


def _substances_for(kind: str) -> tuple[str, ...]:
    return ("drugs",) if kind == OfferKind.SUBSTITUTION else ("alcohol", "drugs")


def _joined(parts: list[LegalBasis]) -> LegalBasis:
    return LegalBasis(
        provisions=list(dict.fromkeys(provision for part in parts for provision in part.provisions)),
        guarantee=any(part.guarantee for part in parts),
        guarantee_condition=_distinct(part.guarantee_condition for part in parts),
        free_choice=_distinct(part.free_choice for part in parts),
        appeal=next((part.appeal for part in parts if part.appeal), None),
        verified=all(part.verified for part in parts),
        source=_distinct(part.source for part in parts),
    )


def _distinct(texts: Iterable[str]) -> str:
    return "; ".join(dict.fromkeys(text for text in texts if text))
