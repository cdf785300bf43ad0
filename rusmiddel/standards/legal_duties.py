"""The laws by which information goes without consent (CNS-4, CNS-6): named duties, each with its source."""

import tomllib
from datetime import date
from functools import cache
from pathlib import Path

from rusmiddel.standards.sourced import Frozen

REGISTER = Path(__file__).with_name("legal_duties.toml")
NOTIFICATION = "notification"


class LegalDuty(Frozen):
    """A law that lets information be given or obtained without the citizen's consent."""

    key: str
    name: str
    directions: tuple[str, ...]
    provision: str
    source: str
    verified: bool
    valid_from: date = date.min

    def applies(self, *, direction: str, on: date) -> bool:
        return direction in self.directions and self.valid_from <= on

    @property
    def label(self) -> str:
        """'Underretning om et barn (barnets lov § 133)', and a word where nobody has read the law."""
        doubt = "" if self.verified else ", ikke holdt mod lovteksten"
        return f"{self.name} ({self.provision}{doubt})"


@cache
def legal_duties() -> dict[str, LegalDuty]:
    """Every duty by its key, in the order of the file."""
    entries = tomllib.loads(REGISTER.read_text(encoding="utf-8"))["duties"]
    return {key: LegalDuty(key=key, **entry) for key, entry in entries.items()}
