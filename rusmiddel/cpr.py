"""Danish civil registration numbers (CPR-numre), as people write them and as rules read them."""

import random
from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from typing import Literal

from stdnum.dk import cpr as stdnum_cpr

# The CPR office's recommendation: a replacement number (erstatningspersonnummer) has 6 added to the first
# digit of the day, so that it can never be taken for a real number.
REPLACEMENT_DAY_OFFSET = 60


class CprError(ValueError):
    """What is wrong with the number, in a sentence for the person who typed it; never the number itself."""


@dataclass(frozen=True, slots=True, repr=False)
class CprNumber:
    """A number of the right form with a date that exists."""

    digits: str

    def __repr__(self) -> str:
        # A log line or a traceback must not show the number.
        return "<CprNumber>"

    def __str__(self) -> str:
        return self.masked

    @property
    def formatted(self) -> str:
        return f"{self.digits[:6]}-{self.digits[6:]}"

    @property
    def masked(self) -> str:
        return f"{self.digits[:6]}-••••"

    @property
    def is_replacement(self) -> bool:
        return int(self.digits[:2]) > REPLACEMENT_DAY_OFFSET

    @property
    def birth_date(self) -> date:
        """The date the number tells; of a fictitious number it is as made up as the rest."""
        return stdnum_cpr.get_birth_date(_with_calendar_day(self.digits))

    @property
    def sex(self) -> Literal["female", "male"]:
        return "male" if int(self.digits[9]) % 2 else "female"

    @property
    def passes_modulus_11(self) -> bool:
        """Worth a second look when false, no more: valid numbers without it are issued since 2007."""
        return stdnum_cpr.checksum(self.digits) == 0


def parse(text: str, *, today: date | None = None) -> CprNumber:
    """Read a number with or without hyphen or spaces; CprError says what is wrong (domain 2a)."""
    digits = stdnum_cpr.compact(text)
    if not digits:
        raise CprError("Skriv et CPR-nummer.")
    if not (digits.isascii() and digits.isdecimal()):
        raise CprError("Et CPR-nummer består kun af tal, for eksempel 010190-1234.")
    if len(digits) != 10:
        raise CprError(f"Et CPR-nummer har 10 cifre. Der er skrevet {len(digits)}.")
    number = CprNumber(digits)
    try:
        born_on = number.birth_date
    except ValueError:
        raise CprError(
            "De første seks cifre er ikke en dato. Skriv dag, måned og år, for eksempel 010190."
        ) from None
    if today is not None and born_on > today:
        raise CprError("CPR-nummeret hører til en fødselsdato, der ikke er kommet endnu.")
    return number


def new_fictitious(rng: random.Random) -> str:
    """Ten random digits that can never be a real number: day 61–91 (domain 2a).

    Date and serial are random, never the person's own, because a fictitious number that tells birth date or
    sex is no longer anonymous.
    """
    year, month = rng.randrange(100), rng.randrange(1, 13)
    serial = rng.randrange(10_000)
    candidate = f"01{month:02}{year:02}{serial:04}"
    full_year = stdnum_cpr.get_birth_date(candidate).year
    day = rng.randrange(1, monthrange(full_year, month)[1] + 1) + REPLACEMENT_DAY_OFFSET
    return f"{day}{candidate[2:]}"


def _with_calendar_day(digits: str) -> str:
    day = int(digits[:2])
    if day > REPLACEMENT_DAY_OFFSET:
        day -= REPLACEMENT_DAY_OFFSET
    return f"{day:02}{digits[2:]}"
