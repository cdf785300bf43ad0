"""What a standard says of groups (grupper): who meets in one, how many, how often. Pure rules (10.2)."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta

from rusmiddel.standards.enums import OfferKind
from rusmiddel.standards.schema import Offer, Standard

GROUP_KINDS = frozenset({OfferKind.GROUP, OfferKind.AFTERCARE_GROUP, OfferKind.ANONYMOUS_GROUP})
# What an hour in a group lasts where the standard does not say (minutes).
USUAL_GROUP_MINUTES = 120
# More dates at once than this would be a slip of the keyboard: a year of weeks.
MOST_MEETINGS = 52


@dataclass(frozen=True, kw_only=True)
class Terms:
    """What a new group begins with, from the standard; None where it does not say."""

    soft_limit: int | None
    hard_limit: int | None
    minutes: int
    weeks_between: int
    meetings: int | None


def meets_in_group(offer: Offer) -> bool:
    """Whether the offer is given in a group; relatives only where the standard names how often they meet."""
    if offer.kind == OfferKind.RELATIVES:
        return offer.weeks_between.value is not None
    return offer.kind in GROUP_KINDS


def group_offers(standard: Standard) -> tuple[Offer, ...]:
    return tuple(offer for offer in standard.offers if meets_in_group(offer))


def terms_of(offer: Offer) -> Terms:
    """Soft and hard size, length, interval and number of meetings (one standard: 6, 8, 2-3 hours, weekly)."""
    return Terms(
        soft_limit=offer.group_soft.value,
        hard_limit=offer.group_hard.value,
        minutes=offer.session_minutes.value or USUAL_GROUP_MINUTES,
        weeks_between=offer.weeks_between.value or 1,
        meetings=offer.sessions.value,
    )


def why_too_large(offer: Offer, hard_limit: int) -> str:
    """Why a group may not have so many places; empty where it may ('max 6-8 deltagere')."""
    most = offer.group_hard.value
    return (
        f"Kvalitetsstandarden giver højst {most} pladser i {offer.name}."
        if most is not None and hard_limit > most
        else ""
    )


def why_wrong_length(offer: Offer, minutes: int) -> str:
    """Why a meeting may not last so long; empty where it may ('2-3 timer')."""
    least, most = offer.session_minutes.value, offer.session_minutes_max.value
    if least is not None and most is not None and not least <= minutes <= most:
        return f"Kvalitetsstandarden siger mellem {least} og {most} minutter."
    return ""


def meeting_days(first_on: date, *, weeks_between: int, count: int, closed: Collection[date]) -> list[date]:
    """So many days at the interval, the first one included; a day the centre is closed is passed over."""
    days: list[date] = []
    day = first_on
    while len(days) < count:
        if day not in closed:
            days.append(day)
        day += timedelta(weeks=weeks_between)
    return days


def owes_pre_talk(offer: Offer) -> bool:
    """Whether who comes to the offer from another place has at least one talk first (10.6)."""
    return offer.kind == OfferKind.AFTERCARE_GROUP and bool(offer.screening_talks.value)


def pre_talk_missing(offer: Offer, *, is_from_outside: bool, is_held: bool) -> str:
    """What keeps a citizen out of the aftercare group; empty where nothing does (10.6)."""
    return (
        "Borgeren kommer udefra og skal have mindst én forsamtale, før gruppen begynder."
        if owes_pre_talk(offer) and is_from_outside and not is_held
        else ""
    )


def is_individual_meanwhile(offer: Offer, *, others_waiting: int, has_group: bool) -> bool:
    """Whether treatment is individual until a group can be made, because nobody else wants one (10.2)."""
    return bool(offer.alone_is_individual.value) and not has_group and not others_waiting


def closing_talks_owed(offer: Offer, standard: Standard, *, attended: int) -> int:
    """Talks on one's own that are due when the anonymous group's sessions are over (one standard: 8 + 1)."""
    sessions = standard.anonymity.group_sessions.value or offer.sessions.value
    if offer.kind != OfferKind.ANONYMOUS_GROUP or sessions is None or attended < sessions:
        return 0
    return standard.anonymity.closing_talks.value or 0


def is_new_group_due(offer: Offer, standard: Standard, *, last_began_on: date | None, today: date) -> bool:
    """Whether a new anonymous group should have begun by now (one standard: one each quarter)."""
    months = standard.anonymity.group_every_months.value
    if offer.kind != OfferKind.ANONYMOUS_GROUP or months is None:
        return False
    return last_began_on is None or _months_between(last_began_on, today) >= months


def _months_between(first: date, second: date) -> int:
    """Calendar months from one to the other: each quarter means every third month, whatever its day."""
    return (second.year - first.year) * 12 + second.month - first.month
