"""Which facts a status (status ved start) has, and what of it the inquiry has told already. Pure."""

from dataclasses import dataclass

from cases.enums import Children, ContactedBy

# Each is answered from the code list of the same name (registers: status at start).
CODE_FACTS = (
    "referral_source",
    "earlier_treatment",
    "living_with",
    "children",
    "housing",
    "education",
    "labour_status",
    "income",
    "injecting",
    "sharing",
    "substitution",
    "acute_detox",
)
# Each is answered with a number up to the highest that makes sense.
NUMBER_FACTS = {
    "children_count": 20,
    "children_at_home": 20,
    "alcohol_days": 30,
    "units_beer": 500,
    "units_wine": 500,
    "units_spirits": 500,
    "units_other": 500,
    "years_of_excess": 90,
}
GROUPS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("Henvisning og tidligere behandling", ("referral_source", "earlier_treatment", "substitution")),
    ("Familie og bolig", ("living_with", "children", "children_count", "children_at_home", "housing")),
    ("Uddannelse, arbejde og indtægt", ("education", "labour_status", "income")),
    (
        "Alkohol",
        (
            "alcohol_days",
            "units_beer",
            "units_wine",
            "units_spirits",
            "units_other",
            "years_of_excess",
            "acute_detox",
        ),
    ),
    ("Injicering", ("injecting", "sharing")),
)
# The main drug and what else is used.
MOST_SUBSTANCES = 4
REFERRAL_OF = {
    ContactedBy.SELF: "self",
    ContactedBy.RELATIVE: "family",
    ContactedBy.DOCTOR: "gp",
    ContactedBy.PROBATION: "justice",
    ContactedBy.HOSPITAL: "hospital",
    ContactedBy.JOB_CENTRE: "municipality",
    ContactedBy.MUNICIPAL_PARTNER: "municipality",
    ContactedBy.SSP: "municipality",
    ContactedBy.SCHOOL: "education",
}
# Where there are none, there is nothing to count.
NO_CHILDREN = {"children_count": 0, "children_at_home": 0}


@dataclass(frozen=True, kw_only=True)
class Told:
    """A number as it was told, or the code for why it was not: unknown or declined."""

    number: int | None = None
    untold: str = ""

    @property
    def is_answered(self) -> bool:
        return self.number is not None or bool(self.untold)


@dataclass(frozen=True, kw_only=True)
class Substance:
    """One drug in use: how it is taken, days in the last 30, age at first use."""

    drug: str
    route: str = ""
    days: Told = Told()
    first_age: Told = Told()


def known_codes(*, contacted_by: ContactedBy, children: str) -> dict[str, str]:
    """The code facts that the inquiry or the assessment holds already, and that are not asked again."""
    known = {"referral_source": REFERRAL_OF[contacted_by]}
    if children and children != Children.UNKNOWN:
        known["children"] = children
    return known


def known_numbers(codes: dict[str, str]) -> dict[str, Told]:
    """The numbers that follow from what is known."""
    if codes.get("children") != "none":
        return {}
    return {name: Told(number=number) for name, number in NO_CHILDREN.items()}
