"""What may be prescribed, and which of equals is cheapest (SUB-5). Pure rules over a list that is data."""

import tomllib
from collections.abc import Sequence
from functools import cache
from pathlib import Path

from rusmiddel.standards.schema import Preparation, Standard

SHIPPED = Path(__file__).with_name("preparations.toml")


def preparations(standard: Standard) -> tuple[Preparation, ...]:
    """The standard's own list; where it has none, the one that is shipped."""
    return standard.substitution.preparations or _shipped()


def dispensing_places(standard: Standard) -> tuple[str, ...]:
    """Where the medicine is handed out, in the standard's words (SUB-7); empty where it says nothing."""
    return tuple(place[:1].upper() + place[1:] for place in standard.substitution.dispensing.value or ())


def cheaper_equals(chosen: Preparation, among: Sequence[Preparation]) -> list[Preparation]:
    """Those with the same effect that cost less, the cheapest first."""
    cheaper = (each for each in among if each.effect == chosen.effect and each.cost_rank < chosen.cost_rank)
    return sorted(cheaper, key=lambda each: each.cost_rank)


def why_not_dearer(chosen: Preparation, reason: str, standard: Standard) -> str:
    """What keeps the preparation from being prescribed; empty where nothing does (SUB-5).

    With several of equal effect the cheapest is the starting point; another takes a reason of its own.
    """
    if not standard.substitution.cheapest.value or reason.strip():
        return ""
    cheaper = cheaper_equals(chosen, preparations(standard))
    if not cheaper:
        return ""
    return (
        f"{cheaper[0].name} har samme virkning og er billigere, og standarden siger, at det billigste er"
        " udgangspunktet. Skriv hvorfor det ikke er det her."
    )


@cache
def _shipped() -> tuple[Preparation, ...]:
    found = tomllib.loads(SHIPPED.read_text(encoding="utf-8"))["preparation"]
    return tuple(Preparation.model_validate(each) for each in found)
