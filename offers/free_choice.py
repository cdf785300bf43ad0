"""Who may choose another place, and which. Pure rules (FRI-1 to FRI-8, section 14)."""

from dataclasses import dataclass
from datetime import date

from offers.enums import TreatmentForm
from rusmiddel.danish_dates import long_date
from rusmiddel.standards.enums import OfferKind
from rusmiddel.standards.schema import Standard

# SEL § 101 a (FRI and section 27): the anonymous choose among the places agreed on.
NOT_ANONYMOUS = "Anonym stofbehandling har intet frit valg: borgeren vælger mellem de aftalte anonyme steder."
NOT_HEROIN = "Frit valg gælder ikke behandling med heroin."
NOT_GRANTED = "Frit valg kommer efter visitationen: der skal være bevilget behandling."


@dataclass(frozen=True, kw_only=True)
class Place:
    """What is known of the place on the day it is chosen."""

    form: TreatmentForm
    is_public: bool
    is_approved: bool
    is_on_portal: bool


@dataclass(frozen=True, kw_only=True)
class Wanted:
    """The treatment that was granted, and by whom it is wanted."""

    form: TreatmentForm
    offer_kind: OfferKind
    is_granted: bool
    is_anonymous_drugs: bool
    is_heroin: bool


def refusal(wanted: Wanted, place: Place, standard: Standard, *, on: date) -> str:
    """Why the place cannot be chosen; empty where it can.

    Corresponding character (FRI-1), never across ambulant and residential (FRI-2, Ankestyrelsen 51-13),
    approved; no heroin (section 14). A standard that names public places only does not narrow the law's
    choice of public and private (CON-20).
    """
    terms = standard.free_choice
    if not wanted.is_granted:
        return NOT_GRANTED
    if wanted.is_anonymous_drugs:
        return NOT_ANONYMOUS
    if wanted.is_heroin and terms.heroin_excepted.value:
        return NOT_HEROIN
    if wanted.form != place.form:
        return (
            f"Der er bevilget {wanted.form.label.lower()}, og stedet giver {place.form.label.lower()}. "
            "Der er ikke frit valg mellem ambulant og døgn."
        )
    if needs_approval(place, standard) and not place.is_approved:
        return f"Stedet er ikke godkendt af Socialtilsynet den {long_date(on)}."
    if terms.approved_on_tilbudsportalen.value and not place.is_on_portal:
        return "Kvalitetsstandarden kræver, at stedet står på Tilbudsportalen."
    return ""


def needs_approval(place: Place, standard: Standard) -> bool:
    """Private and residential places always; public ambulant ones where the standard says so (FRI-1)."""
    is_private_or_residential = not place.is_public or place.form == TreatmentForm.RESIDENTIAL
    return is_private_or_residential or bool(standard.free_choice.approved_on_tilbudsportalen.value)
