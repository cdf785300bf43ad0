"""Whose consent treatment under 18 needs. Pure rules."""

from collections.abc import Iterator

from cases.enums import ClockEventKind, Substance
from cases.guarantee import ADULT_AGE, RequestFacts
from rusmiddel.standards.enums import UnderEighteenConsent
from rusmiddel.standards.schema import Standard

OWN_CONSENT_AGE = 15


def missing_consents(facts: RequestFacts, standard: Standard, age: int | None) -> Iterator[ClockEventKind]:
    """The consents that treatment waits for at an age, known or stated (U18-3 to U18-5, U18-9)."""
    if age is None or age >= ADULT_AGE:
        return
    rule = standard.consents.under_18
    wanted = rule.value
    of_age = age >= OWN_CONSENT_AGE
    # Alcohol treatment is health care: a 15-year-old decides, unless the standard itself asks for more
    # (sundhedsloven § 17, not verified).
    if facts.substance == Substance.ALCOHOL and rule.from_statute and of_age:
        return
    if facts.first(ClockEventKind.PARENTAL_CONSENT) is None:
        yield ClockEventKind.PARENTAL_CONSENT
    needs_own = wanted == UnderEighteenConsent.PARENT_AND_OWN or (
        wanted == UnderEighteenConsent.PARENT_AND_OWN_FROM_15 and of_age
    )
    if needs_own and facts.first(ClockEventKind.OWN_CONSENT) is None:
        yield ClockEventKind.OWN_CONSENT
