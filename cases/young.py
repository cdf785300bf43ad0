"""Under 18: whose consent is needed, by which law, and what a birthday changes. Pure rules."""

from dataclasses import dataclass
from datetime import date

from cases.enums import Birthday, ClockEventKind, Substance
from rusmiddel.calendar import birthday_on
from rusmiddel.standards.enums import UnderEighteenConsent
from rusmiddel.standards.schema import Standard

PARENT, OWN = ClockEventKind.PARENTAL_CONSENT, ClockEventKind.OWN_CONSENT

# What is otherwise on each birthday (U18-3, U18-9, U18-10).
CHANGES = {
    Birthday.FIFTEEN: "Den unge skal også selv samtykke. Om alkoholbehandling bestemmer den unge selv.",
    Birthday.EIGHTEEN: (
        "Serviceloven § 101 afløser barnets lov § 33. Forældrenes samtykke kræves ikke længere, og deres ret "
        "til at se sagen ophører."
    ),
}


@dataclass(frozen=True, kw_only=True)
class Change:
    """A birthday to come and what it changes."""

    on: date
    birthday: Birthday

    @property
    def text(self) -> str:
        return CHANGES[self.birthday]


def consents_needed(
    substance: Substance, standard: Standard, *, age: int | None
) -> tuple[ClockEventKind, ...]:
    """Whose consent treatment waits for at this age (U18-3 to U18-5, U18-9).

    Alcohol treatment is health care: a 15-year-old decides, unless the standard itself asks for more
    (sundhedsloven § 17, not verified). The two kinds of consent are never one (U18-9).
    """
    if age is None or age >= Birthday.EIGHTEEN:
        return ()
    rule = standard.consents.under_18
    of_age = age >= Birthday.FIFTEEN
    if substance == Substance.ALCOHOL and rule.from_statute and of_age:
        return ()
    needs_own = rule.value == UnderEighteenConsent.PARENT_AND_OWN or (
        rule.value == UnderEighteenConsent.PARENT_AND_OWN_FROM_15 and of_age
    )
    return (PARENT, OWN) if needs_own else (PARENT,)


def assessment_needs_consent(standard: Standard) -> bool:
    """Whether the assessment too waits for the consents, and not treatment alone (U18-4)."""
    return standard.consents.under_18_assessment.value


def changes_to_come(birth_date: date | None, today: date) -> list[Change]:
    """The birthdays still to come that change the young citizen's rights (U18-10)."""
    if birth_date is None:
        return []
    days = ((birthday_on(birth_date, birthday), birthday) for birthday in Birthday)
    return [Change(on=on, birthday=birthday) for on, birthday in days if on > today]


def parents_may_see(*, age: int | None) -> bool:
    """The holders of parental authority may see the record until the 18th birthday (U18-10)."""
    return age is not None and age < Birthday.EIGHTEEN
