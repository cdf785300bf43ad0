"""Whom an offer is for by age. Pure rule (10.3, 10.7, 10.8)."""

from rusmiddel.standards.schema import Offer


def why_wrong_age(offer: Offer, age: int | None) -> str:
    """Why the offer is not for somebody of that age; empty where it is, and where nobody told the age.

    The highest age is included: one standard's 15 to 25 years lasts until the 26th birthday.
    """
    if age is None:
        return ""
    least, most = offer.min_age.value, offer.max_age.value
    if least is not None and age < least:
        return f"{offer.name} er fra {least} år. Borgeren er {age}."
    if most is not None and age > most:
        return f"{offer.name} er indtil det {most + 1}. år. Borgeren er {age}."
    return ""
