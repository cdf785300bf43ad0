"""Whether a citizen pays for board and lodging, and from when. Pure rules (section 16, CON-22)."""

from datetime import date

from rusmiddel.danish_dates import long_date
from rusmiddel.standards.schema import Offer
from visitation.competence import substances


def refusal(offer: Offer, substance: str) -> str:
    """Why nothing may be charged; empty where it may, also where the standard says nothing.

    One standard charges only for drugs, others for both (CON-22). Where the standard is silent the law's own
    rule stands (SEL § 163).
    """
    terms = offer.self_payment.value
    if terms is None:
        return ""
    if not terms.charged:
        return "Kvalitetsstandarden opkræver ikke egenbetaling."
    if terms.substances and not set(substances(offer, substance)) & {str(each) for each in terms.substances}:
        names = " og ".join(each.label for each in terms.substances)
        return f"Kvalitetsstandarden opkræver kun egenbetaling ved døgnbehandling for {names}."
    return ""


def why_not_from(from_on: date, *, stay_begins_on: date, is_first: bool, waived_reason: str) -> str:
    """Why the payment cannot begin on the day: it is paid from the beginning of the stay (SEL § 163).

    It may be waived for a short time in special cases, with the reason. A later decision changes it later.
    """
    if from_on < stay_begins_on:
        return f"Der betales tidligst fra opholdets begyndelse {long_date(stay_begins_on)}."
    if is_first and from_on > stay_begins_on and not waived_reason.strip():
        return (
            f"Der betales fra opholdets begyndelse {long_date(stay_begins_on)}. Skriv hvorfor, hvis borgeren "
            "fritages den første tid."
        )
    return ""
