"""Who may be treated without a name (anonymitet), as law and standard have it. Pure rules."""

from dataclasses import dataclass

from cases.enums import Substance
from cases.guarantee import ADULT_AGE
from rusmiddel.standards.enums import AnonymousForm, OfferKind
from rusmiddel.standards.schema import AnonymousProvider, Standard

MEDICAL_NEED = "borgeren har behov for medicinsk behandling"
# Kinds of treatment that are a group, whatever the standard calls them.
GROUPS = frozenset({OfferKind.GROUP, OfferKind.ANONYMOUS_GROUP})
UNANSWERED = "Det er ikke afklaret, om borgeren kan være anonym."
UNDER_AGE = "Anonym stofbehandling (serviceloven § 101 a) er kun for voksne. Skriv den unges navn."
NOT_GIVEN = "Kommunens kvalitetsstandard giver ikke anonym behandling for stoffer. Skriv borgerens navn."
GROUP_ONLY = "Anonym stofbehandling gives kun i gruppe efter kommunens kvalitetsstandard."


@dataclass(frozen=True, kw_only=True)
class Answer:
    """What was asked of the citizen, and what of it is so."""

    asked: frozenset[str]
    applying: frozenset[str]


def concerns_drugs(substance: Substance) -> bool:
    return substance in {Substance.DRUGS, Substance.BOTH}


def conditions(substance: Substance, standard: Standard) -> tuple[str, ...]:
    """What the citizen is asked; if any of it is so, drug treatment cannot be anonymous (ANO-2 to ANO-5).

    Serviceloven § 101 a: no other social problems for which help is given. Alcohol treatment is anonymous for
    everyone who wants it (ANO-9, CON-18, sundhedsloven § 141, stk. 7): nothing is asked.
    """
    if not concerns_drugs(substance):
        return ()
    terms = standard.anonymity
    medical = (MEDICAL_NEED,) if terms.medical_need_excludes.value else ()
    return (*terms.exclusions.value, *medical)


def refused_at_once(substance: Substance, standard: Standard, *, age: int | None) -> str:
    """Why a wish for treatment cannot be anonymous whoever asks; empty where it can (ANO-2, ANO-9)."""
    if not concerns_drugs(substance):
        return ""
    if age is not None and age < ADULT_AGE:
        return UNDER_AGE
    return "" if standard.anonymity.drugs.value else NOT_GIVEN


def hindrance_of(substance: Substance, standard: Standard, *, answer: Answer | None) -> str:
    """Why anonymous treatment cannot be granted or begin yet; empty where it can (ANO-2 to ANO-5)."""
    wanted = conditions(substance, standard)
    if not wanted:
        return ""
    if answer is None or not answer.asked.issuperset(wanted):
        return UNANSWERED
    applying = [condition for condition in wanted if condition in answer.applying]
    return f"Borgeren kan ikke være anonym: {' og '.join(applying)}." if applying else ""


def form_refused(substance: Substance, offer_kind: OfferKind, standard: Standard) -> str:
    """Why an offer is not given anonymously: some standards give drug treatment in groups only (ANO-6)."""
    only_group = standard.anonymity.form.value == AnonymousForm.GROUP
    return GROUP_ONLY if concerns_drugs(substance) and only_group and offer_kind not in GROUPS else ""


def providers(substance: Substance, standard: Standard) -> tuple[AnonymousProvider, ...]:
    """Where it is given: own centre or elsewhere, as the standard names them (ANO-5 to ANO-7)."""
    concerned = {"drugs"} if concerns_drugs(substance) else {"alcohol"}
    return tuple(each for each in standard.anonymity.providers if concerned & set(each.substances))
