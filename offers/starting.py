"""What must be in place before treatment may begin. Pure rules."""

from collections.abc import Iterator
from dataclasses import dataclass

from cases.enums import ClockEventKind, Substance
from cases.guarantee import ADULT_AGE, RequestFacts
from rusmiddel.standards.enums import UnderEighteenConsent
from rusmiddel.standards.schema import Standard

OWN_CONSENT_AGE = 15
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
    if age is None or age >= ADULT_AGE:
        return
    rule = standard.consents.under_18
    wanted = rule.value
    of_age = age >= OWN_CONSENT_AGE
    # Alcohol treatment is health care: a 15-year-old decides, unless the standard itself asks for more
    # (sundhedsloven § 17, not verified).
    decides_alone = facts.substance == Substance.ALCOHOL and rule.from_statute and of_age
    if not decides_alone and facts.first(ClockEventKind.PARENTAL_CONSENT) is None:
        yield Hindrance(text=PARENT_MISSING, missing=ClockEventKind.PARENTAL_CONSENT, rule="U18-3")
    needs_own = wanted == UnderEighteenConsent.PARENT_AND_OWN or (
        wanted == UnderEighteenConsent.PARENT_AND_OWN_FROM_15 and of_age
    )
    if needs_own and not decides_alone and facts.first(ClockEventKind.OWN_CONSENT) is None:
        yield Hindrance(text=OWN_MISSING, missing=ClockEventKind.OWN_CONSENT, rule="U18-3")


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
