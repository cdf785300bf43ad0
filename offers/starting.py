"""What must be in place before treatment may begin. Pure rules."""

from collections.abc import Iterator
from dataclasses import dataclass

from cases.enums import ClockEventKind, Substance
from cases.guarantee import RequestFacts
from cases.minors import missing_consents
from rusmiddel.standards.enums import OfferKind
from rusmiddel.standards.schema import Standard

PARENT_MISSING = "Behandlingen kan ikke begynde: forældremyndighedens samtykke er ikke registreret."
OWN_MISSING = "Behandlingen kan ikke begynde: den unges eget samtykke er ikke registreret."
COMMITMENT_MISSING = (
    "Behandlingen kan ikke begynde: borgerens hjemkommune har ikke givet betalingstilsagn, eller det er ikke "
    "registreret."
)
COMMITMENT_REFUSED = "Behandlingen kan ikke begynde: borgerens hjemkommune har afvist betalingstilsagn."
MEDICAL_TALK_MISSING = (
    "Lægesamtalen er hverken holdt eller fravalgt. Den skal være holdt, før behandling for stoffer begynder."
)


@dataclass(frozen=True, kw_only=True)
class Hindrance:
    """What treatment waits for, and where what is missing is recorded: a fact of the clocks, or a page."""

    text: str
    rule: str
    missing: ClockEventKind | None = None
    page: str = ""


def hindrances(
    facts: RequestFacts,
    standard: Standard,
    *,
    age: int | None,
    anonymity: str = "",
    contract: str = "",
    offer_kind: OfferKind | None = None,
    is_refused: bool = False,
    wrong_age: str = "",
) -> list[Hindrance]:
    """What keeps treatment from beginning; `age` is the citizen's on the day it would begin.

    `anonymity` is why it cannot be anonymous, where it cannot (ANO-2 to ANO-5); `contract` what a pregnant
    woman has not been offered (PRG-2); `is_refused` whether the home municipality will not pay; `wrong_age`
    why the offer is not for that age.
    """
    return [
        *([Hindrance(text=anonymity, page="cases:anonymity_clarify", rule="ANO-2")] if anonymity else []),
        *([Hindrance(text=contract, page="cases:contract_new", rule="PRG-2")] if contract else []),
        *([Hindrance(text=wrong_age, page="cases:citizen_edit", rule="MOV-1")] if wrong_age else []),
        *_consents(facts, standard, age),
        *_commitment(facts, standard, offer_kind, is_refused=is_refused),
    ]


def medical_talk_warning(facts: RequestFacts, standard: Standard) -> str:
    """The doctor's talk must be held or declined before drug treatment (MED-3, sundhedsloven § 142).

    A warning and no hindrance: the citizen's treatment is not put off because the centre is late.
    """
    terms = standard.medical_talk
    applies = (
        terms.offered.value
        and terms.before_start.value
        and not facts.is_anonymous
        and facts.substance in {Substance.DRUGS, Substance.BOTH}
    )
    settled = facts.first(ClockEventKind.MEDICAL_HELD) or facts.first(ClockEventKind.MEDICAL_DECLINED)
    return MEDICAL_TALK_MISSING if applies and not settled else ""


def _consents(facts: RequestFacts, standard: Standard, age: int | None) -> Iterator[Hindrance]:
    """Whose consent treatment under 18 needs (U18-3 to U18-5, U18-9)."""
    for kind in missing_consents(facts, standard, age):
        text = PARENT_MISSING if kind == ClockEventKind.PARENTAL_CONSENT else OWN_MISSING
        yield Hindrance(text=text, missing=kind, rule="U18-3")


def _commitment(
    facts: RequestFacts, standard: Standard, offer_kind: OfferKind | None, *, is_refused: bool
) -> Iterator[Hindrance]:
    """A commitment to pay from another municipality, where the standard wants one (CON-6)."""
    if waits_for_commitment(facts, standard, offer_kind):
        text = COMMITMENT_REFUSED if is_refused else COMMITMENT_MISSING
        yield Hindrance(text=text, missing=ClockEventKind.COMMITMENT_RECEIVED, rule="CON-6")


def waits_for_commitment(facts: RequestFacts, standard: Standard, offer_kind: OfferKind | None) -> bool:
    """Whether another municipality must promise to pay before treatment, and has not.

    Ambulant alcohol treatment and anonymous citizens are exempt by law (CON-6).
    """
    is_ambulant_alcohol = (
        facts.substance in {Substance.ALCOHOL, Substance.BOTH} and offer_kind != OfferKind.RESIDENTIAL
    )
    exempt = facts.is_anonymous or is_ambulant_alcohol
    return (
        facts.from_other_municipality
        and not exempt
        and bool(standard.other_municipality.commitment_before_start.value)
        and facts.first(ClockEventKind.COMMITMENT_RECEIVED) is None
    )
