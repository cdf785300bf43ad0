"""How many talks an assessment takes by the standard, and how long they are (ASS-1). Pure rules.

The standard says what is usual: what differs is told and never refused.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Self

from cases.enums import SessionOutcome
from rusmiddel.standards.schema import Assessment


@dataclass(frozen=True, kw_only=True)
class Talks:
    """The talks so far: those held, those to come, and those the citizen did not come to."""

    held: int = 0
    booked: int = 0
    missed: int = 0

    @classmethod
    def of(cls, outcomes: Iterable[str]) -> Self:
        outcomes = list(outcomes)
        return cls(
            held=outcomes.count(SessionOutcome.HELD),
            booked=outcomes.count(SessionOutcome.PLANNED),
            missed=outcomes.count(SessionOutcome.NO_SHOW),
        )

    @property
    def in_words(self) -> str:
        """'2 holdt, 1 aftalt, 1 udeblevet'"""
        parts = ((self.held, "holdt"), (self.booked, "aftalt"), (self.missed, "udeblevet"))
        return ", ".join(f"{number} {word}" for number, word in parts if number)


def usual_number(standard: Assessment) -> str:
    """'1–3 samtaler à 90 minutter'; empty where the standard says nothing (ASS-1)."""
    least, most, minutes = standard.sessions_min.value, standard.sessions_max.value, standard.minutes.value
    if most is None:
        return f"samtaler à {minutes} minutter" if minutes else ""
    number = str(most) if least in (None, most) else f"{least}–{most}"
    talks = "samtale" if number == "1" else "samtaler"
    return f"{number} {talks} à {minutes} minutter" if minutes else f"{number} {talks}"


def number_warning(talks: Talks, standard: Assessment) -> str:
    """That there are, or will be, more talks than the standard counts on; empty where not (ASS-1)."""
    most, number = standard.sessions_max.value, talks.held + talks.booked
    if most is None or number <= most:
        return ""
    return f"Kvalitetsstandarden regner med {usual_number(standard)}. Her er {number} holdt eller aftalt."


def too_few_warning(talks: Talks, standard: Assessment) -> str:
    """That fewer talks have been held than the standard counts on; empty where not (ASS-1)."""
    least = standard.sessions_min.value
    if least is None or talks.held >= least:
        return ""
    held = "Ingen er holdt" if not talks.held else f"{talks.held} er holdt"
    return f"Kvalitetsstandarden regner med {usual_number(standard)}. {held} endnu."


def length_warning(minutes: int, standard: Assessment) -> str:
    """That a talk is booked for another length than the standard's; empty where not (ASS-1)."""
    usual = standard.minutes.value
    if usual is None or minutes == usual:
        return ""
    return f"Kvalitetsstandarden siger {usual} minutter for en afdækningssamtale. Her er aftalt {minutes}."
