"""Gift cards (gavekort): which talks earn one, and what the stock holds. Pure rules (10.4)."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeVar

from offers.move import Plan
from rusmiddel.standards.schema import GiftCard, Offer

Talk = TypeVar("Talk")
# More numbers at once than this would be a slip of the keyboard.
MOST_CARDS = 500
_RANGE = re.compile(r"(\D*)(\d+)\s*[-–]\s*(?:\1)?(\d+)")


def terms_of(offer: Offer) -> GiftCard | None:
    """None where the standard uses no gift cards, or says that it does not."""
    return offer.gift_card.value if offer.gift_cards_used.value else None


def earning_talks(terms: GiftCard, plan: Plan | None, held: Sequence[Talk]) -> list[Talk]:
    """The talks that earn a card, of those that were held, oldest first: every second weekly talk.

    The screening earns none. Whether the follow-up does is for the standard to say; where it does not, no.
    """
    counted = held
    if plan is not None:
        end = None if terms.earned_in_followup else plan.screening + plan.sessions
        counted = held[plan.screening : end]
    return list(counted[terms.every_nth_talk - 1 :: terms.every_nth_talk])


@dataclass(frozen=True, kw_only=True)
class Account:
    """The stock in numbers and in kroner: received less handed out and withdrawn is in hand."""

    received: int
    received_kr: int
    handed_out: int
    handed_out_kr: int
    withdrawn: int
    withdrawn_kr: int

    @property
    def in_hand(self) -> int:
        return self.received - self.handed_out - self.withdrawn

    @property
    def in_hand_kr(self) -> int:
        return self.received_kr - self.handed_out_kr - self.withdrawn_kr


def card_numbers(text: str) -> list[str]:
    """The numbers typed, one a line or with commas, or '1001-1010'; ValueError for what is none of it."""
    numbers: list[str] = []
    for part in filter(None, (piece.strip() for piece in re.split(r"[\n,;]", text))):
        span = _RANGE.fullmatch(part)
        if span:
            prefix, first, last = span.groups()
            if not int(first) <= int(last) < int(first) + MOST_CARDS:
                raise ValueError(part)
            numbers += [f"{prefix}{n:0{len(first)}}" for n in range(int(first), int(last) + 1)]
        elif re.fullmatch(r"[\w./ -]{1,40}", part):
            numbers.append(part)
        else:
            raise ValueError(part)
    if len(numbers) > MOST_CARDS:
        raise ValueError(f"{len(numbers)} numre")
    return numbers
