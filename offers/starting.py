"""What must be in place before treatment may begin. Pure rules."""

from collections.abc import Iterator
from dataclasses import dataclass

from cases.enums import ClockEventKind, Substance
from cases.guarantee import RequestFacts
from cases.minors import missing_consents
from rusmiddel.standards.schema import Standard

PARENT_MISSING = "Behandlingen kan ikke begynde: forældremyndighedens samtykke er ikke registreret."
OWN_MISSING = "Behandlingen kan ikke begynde: den unges eget samtykke er ikke registreret."
COMMITMENT_MISSING = (
    "Behandlingen kan ikke begynde: borgerens hjemkommune har ikke givet betalingstilsagn, eller det er ikke "
    "registreret."
)
MEDICAL_TALK_MISSING = (
    "Lægesamtalen er hverken holdt eller fravalgt. Den skal være holdt, før behandling for stoffer begynder."
)


@dataclass(frozen=True, kw_only=True)
class Hindrance:
    """What treatment waits for, and the fact that is missing."""

    text: str
    missing: ClockEventKind
    rule: str


def hindrances(facts: RequestFacts, standard: Standard, *, age: int | None) -> list[Hindrance]:
    """What keeps treatment from beginning; `age` is the citizen's on the day it would begin."""
    return [*_consents(facts, standard, age), *_commitment(facts, standard)]


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


def _commitment(facts: RequestFacts, standard: Standard) -> Iterator[Hindrance]:
    """A commitment to pay from another municipality, where the standard wants one.

    Alcohol treatment and anonymous citizens are exempt by law (CON-6).
    """
    exempt = facts.is_anonymous or facts.substance in {Substance.ALCOHOL, Substance.BOTH}
    if (
        facts.from_other_municipality
        and not exempt
        and standard.other_municipality.commitment_before_start.value
        and facts.first(ClockEventKind.COMMITMENT_RECEIVED) is None
    ):
        yield Hindrance(text=COMMITMENT_MISSING, missing=ClockEventKind.COMMITMENT_RECEIVED, rule="CON-6")
