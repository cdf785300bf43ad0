"""What the standard gives relatives (pårørende): to whom, and how many talks. Pure rules (section 10.7)."""

from cases.enums import RelativeGround
from rusmiddel.standards.enums import OfferKind
from rusmiddel.standards.schema import Offer, Standard


def offers_for_relatives(standard: Standard) -> tuple[Offer, ...]:
    return tuple(offer for offer in standard.offers if offer.kind == OfferKind.RELATIVES)


def why_not_given(
    offer: Offer,
    *,
    age: int | None,
    lives_here: bool,
    ground: RelativeGround = RelativeGround.OTHER,
) -> str:
    """Why the offer is not for this relative; empty where it is, and where nobody told the age.

    A group may be for those over 18 who live in the municipality, an offer for relatives of citizens in
    treatment and for the young who grew up with misuse. No guarantee applies anywhere.
    """
    if age is not None and offer.min_age.value is not None and age < offer.min_age.value:
        return f"{offer.name} er for dem, der er fyldt {offer.min_age.value} år."
    if age is not None and offer.max_age.value is not None and age > offer.max_age.value:
        return f"{offer.name} er til og med {offer.max_age.value} år."
    if offer.residents_only.value and not lives_here:
        return f"{offer.name} er kun for dem, der bor i kommunen."
    return _why_not_touched(offer, age=age, ground=ground)


def _why_not_touched(offer: Offer, *, age: int | None, ground: RelativeGround) -> str:
    """One standard gives it to relatives of those in treatment, and to the young from homes with misuse."""
    if not offer.near_in_treatment.value or ground == RelativeGround.NEAR_IN_TREATMENT:
        return ""
    under = offer.grew_up_under.value
    whom = "pårørende til borgere i behandling"
    if under is not None:
        if ground == RelativeGround.GREW_UP and (age is None or age < under):
            return ""
        whom += f" og for unge under {under} år, der er vokset op i et hjem med misbrug"
    return f"{offer.name} er for {whom}. Råd og vejledning kan gives alle."


def why_no_more(offer: Offer, talks: int) -> str:
    """Why no further talk can be booked; empty where one can (one standard gives at most three)."""
    cap = offer.session_cap.value
    return f"Standarden giver højst {cap} samtaler til pårørende." if cap is not None and talks >= cap else ""


def is_near_cap(offer: Offer, talks: int) -> bool:
    """Whether somebody should be told that the last talk is near."""
    warn_at = offer.cap_warn_at.value or offer.session_cap.value
    return warn_at is not None and talks >= warn_at
