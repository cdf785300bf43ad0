"""Who waits for a place in a group, offer by offer."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from offers.groups import group_offers, is_individual_meanwhile, owes_pre_talk
from offers.models import Group, Membership
from rusmiddel.access.models import User
from rusmiddel.standards.schema import Standard


@dataclass(frozen=True, kw_only=True)
class Line:
    """The waiting list of one offer, with those of it whom the user may see."""

    offer_key: str
    offer_name: str
    shown: Sequence[Membership]
    count: int
    oldest: datetime | None
    is_individual_meanwhile: bool
    # Who comes from outside has a talk first.
    asks_where_from: bool

    @property
    def hidden(self) -> int:
        return self.count - len(self.shown)


def lines(standard: Standard, user: User, groups: Sequence[Group]) -> list[Line]:
    """The waiting list of every offer that is given in groups, two queries for all of them."""
    everyone: dict[str, list[datetime]] = defaultdict(list)
    for offer_key, since in Membership.objects.in_line().values_list("offer_key", "waiting_since"):
        everyone[offer_key].append(since)
    visible: dict[str, list[Membership]] = defaultdict(list)
    for membership in Membership.objects.in_line().visible_to(user).for_list():
        visible[membership.offer_key].append(membership)
    with_group = {group.offer_key for group in groups}
    return [
        Line(
            offer_key=offer.key,
            offer_name=offer.name,
            shown=visible[offer.key],
            count=len(everyone[offer.key]),
            oldest=min(everyone[offer.key], default=None),
            is_individual_meanwhile=len(everyone[offer.key]) == 1
            and is_individual_meanwhile(offer, others_waiting=0, has_group=offer.key in with_group),
            asks_where_from=owes_pre_talk(offer),
        )
        for offer in group_offers(standard)
    ]
