"""What the standard says to do about a special circumstance (særlige grupper). Pure rules."""

from cases.enums import CircumstanceKind
from rusmiddel.standards.schema import Standard


def guidance_on(kind: CircumstanceKind, standard: Standard) -> str:
    """The standard's own words, where it has any (sections 10.16 and 10.17)."""
    terms = standard.special_groups
    match kind:
        case CircumstanceKind.PREGNANT:
            return terms.pregnant.value or ""
        case CircumstanceKind.DEVELOPMENTAL_DISABILITY:
            return terms.developmental_disability.value or ""
    return ""


def partners_on(kind: CircumstanceKind, standard: Standard) -> tuple[str, ...]:
    """Who is worked with, as far as it is known."""
    match kind:
        case CircumstanceKind.PREGNANT:
            return standard.special_groups.pregnant_partners.value or ()
        case CircumstanceKind.TREATMENT_SENTENCE:
            return ("Kriminalforsorgen",)
        case CircumstanceKind.DUAL_DIAGNOSIS:
            return ("psykiatrien i regionen",)
    return ()
