"""Whose consent treatment under 18 needs. Pure rules."""

from collections.abc import Iterator

from cases.enums import ClockEventKind
from cases.guarantee import RequestFacts
from cases.young import consents_needed
from rusmiddel.standards.schema import Standard


def missing_consents(facts: RequestFacts, standard: Standard, age: int | None) -> Iterator[ClockEventKind]:
    """The consents that treatment waits for at an age, known or stated (U18-3 to U18-5, U18-9)."""
    for kind in consents_needed(facts.substance, standard, age=age):
        if facts.first(kind) is None:
            yield kind
