"""Text made to fit a line."""

from rusmiddel.access.models import Absence


def shortened(text: str, longest: int) -> str:
    """The beginning of a text on one line, cut between words."""
    words = " ".join(text.split())
    return words if len(words) <= longest else f"{words[:longest].rsplit(' ', 1)[0]} …"


def away_text(absence: Absence) -> str:
    """'væk til og med 10-03-2026', or 'væk' where nobody knows until when."""
    return f"væk til og med {absence.last_on:%d-%m-%Y}" if absence.last_on else "væk"
