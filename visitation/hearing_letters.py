"""The letter that hears a citizen before a decision (partshøringsbrev)."""

from dataclasses import dataclass
from datetime import date

from rusmiddel.letters.content import LetterContext

TEMPLATE = "letters/hearing.html"
TITLE = "Vi vil høre dig, før vi tager stilling"


@dataclass(frozen=True, kw_only=True)
class HearingContext(LetterContext):
    """`considered` continues 'Vi overvejer …'."""

    considered: str
    facts: str
    answer_due_on: date

    @property
    def missing(self) -> list[str]:
        required = {"hvad vi overvejer": self.considered, "de nye oplysninger": self.facts}
        return [*super().missing, *(name for name, value in required.items() if not value.strip())]
