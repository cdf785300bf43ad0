"""What the standard promises of a psychological screening or assessment (sections 10.9 and 10.10). Pure."""

from dataclasses import dataclass
from datetime import date, timedelta

from cases.enums import PsychologyKind, PsychologyTalkPurpose
from rusmiddel.standards.enums import OfferKind
from rusmiddel.standards.schema import Offer, Standard

OFFER_OF = {
    PsychologyKind.SCREENING: OfferKind.PSYCHOLOGICAL_SCREENING,
    PsychologyKind.ASSESSMENT: OfferKind.PSYCHOLOGICAL_ASSESSMENT,
}


@dataclass(frozen=True, kw_only=True)
class Terms:
    """Weeks and numbers of talks as the standard has them; None where it says nothing."""

    name: str
    source: str
    weeks: int | None
    talks_min: int | None
    talks_max: int | None
    supporting_max: int | None


def terms(kind: PsychologyKind, standard: Standard) -> Terms | None:
    """The terms of the standard's own offer; None where the centre does not have it."""
    offer = next((offer for offer in standard.offers if offer.kind == OFFER_OF[kind]), None)
    if offer is None:
        return None
    return Terms(
        name=offer.name,
        source=offer.source,
        weeks=offer.weeks_max.value,
        talks_min=offer.sessions_min.value,
        talks_max=offer.session_cap.value,
        supporting_max=_supporting(offer, standard),
    )


def _supporting(offer: Offer, standard: Standard) -> int | None:
    """Supporting talks belong to the screening, which may lead to them."""
    if offer.kind != OfferKind.PSYCHOLOGICAL_SCREENING:
        return None
    return offer.supporting_talks.value


def report_due_on(referred_on: date, found: Terms) -> date | None:
    """The last day of the weeks that the standard gives, counted from the referral.

    The standard says 'within 1-5 weeks' and 'within 3-6 weeks' without saying from when; the referral is
    the earliest day it can mean.
    """
    return None if found.weeks is None else referred_on + timedelta(weeks=found.weeks)


def refusal(purpose: PsychologyTalkPurpose, found: Terms, *, booked: int, is_reported: bool) -> str:
    """Why such a talk cannot be booked; empty where it can. `booked` are those planned or held."""
    match purpose:
        case PsychologyTalkPurpose.EXAMINATION if is_reported:
            return "Beskrivelsen er skrevet. Samtaler derefter er tilbagemelding eller støtte."
        case PsychologyTalkPurpose.EXAMINATION:
            most, what = found.talks_max, "samtaler"
        case PsychologyTalkPurpose.FEEDBACK:
            if not is_reported:
                return "Skriv beskrivelsen, før den meldes tilbage til borgeren."
            return ""
        case PsychologyTalkPurpose.SUPPORT:
            if not found.supporting_max:
                return "Kvalitetsstandarden har ingen støttende samtaler her."
            most, what = found.supporting_max, "støttende samtaler"
    if most is not None and booked >= most:
        return f"Kvalitetsstandarden giver højst {most} {what}."
    return ""
