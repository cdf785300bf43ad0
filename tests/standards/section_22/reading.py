"""How a row of the table is written and read."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from rusmiddel.standards.enums import OfferKind, Substance
from rusmiddel.standards.schema import Offer, Standard
from rusmiddel.standards.sourced import Sourced

NAMES = ("jammerbugt-2022", "jammerbugt", "rebild", "mariagerfjord", "norddjurs")


@dataclass(frozen=True)
class Rule:
    number: int
    name: str
    read: Callable[[Standard], Any]
    expected: tuple[Any, ...]


class Says:
    """Equal to any text that holds all these words."""

    def __init__(self, *words: str) -> None:
        self.words = words

    def __eq__(self, text: object) -> bool:
        return isinstance(text, str) and all(word.lower() in text.lower() for word in self.words)

    def __repr__(self) -> str:
        return f"Says{self.words}"


AS_THE_NEWER = object()


class Table(list[Rule]):
    """The rules of one module, in the order they are written."""

    def rule(
        self, number: int, *, jammerbugt, rebild, mariagerfjord, norddjurs, jammerbugt_2022=AS_THE_NEWER
    ):
        older = jammerbugt if jammerbugt_2022 is AS_THE_NEWER else jammerbugt_2022

        def add(read: Callable[[Standard], Any]) -> Callable[[Standard], Any]:
            expected = (older, jammerbugt, rebild, mariagerfjord, norddjurs)
            self.append(Rule(number, read.__name__, read, expected))
            return read

        return add


def own(leaf: Sourced) -> Any:
    return "-" if leaf.silent else leaf.own


def offers(standard: Standard, kind: OfferKind) -> tuple[Offer, ...]:
    return tuple(offer for offer in standard.offers if offer.kind == kind)


def deciders(standard: Standard, kind: OfferKind) -> tuple[str | None, ...]:
    """Who decides for alcohol and for drugs; None where the standard has no such offer."""
    return tuple(
        next(
            (
                standard.competent_body(offer.key, substance).name
                for offer in offers(standard, kind)
                if substance in offer.substances
            ),
            None,
        )
        for substance in (Substance.ALCOHOL, Substance.DRUGS)
    )


def anonymous_providers(standard: Standard, substance: Substance) -> tuple[str, ...]:
    return tuple(p.name for p in standard.anonymity.providers if substance in p.substances)
