"""What every letter needs to know, whatever it says."""

from dataclasses import dataclass, field
from datetime import date

from django.utils.formats import date_format

MAX_ADDRESS_LINES = 7


@dataclass(frozen=True, kw_only=True)
class Sender:
    """Who writes (afsender)."""

    municipality: str
    centre: str
    address_lines: tuple[str, ...] = ()
    phone: str = ""
    email: str = ""


@dataclass(frozen=True, kw_only=True)
class Recipient:
    """Who the letter is to (modtager), as printed on it.

    A letter that is given by hand may go without an address, so that an anonymous citizen can have one
    (ANO-13). A protected address is printed only when somebody has said so.
    """

    name: str
    address_lines: tuple[str, ...] = ()
    is_handed_over: bool = False
    has_protected_address: bool = False
    may_print_protected_address: bool = False

    @property
    def lines(self) -> tuple[str, ...]:
        return tuple(line.strip() for line in (self.name, *self.address_lines) if line.strip())

    @property
    def missing(self) -> list[str]:
        """What keeps a letter from being addressed, in the words of the one who writes it."""
        missing = []
        if not self.name.strip():
            missing.append("modtagerens navn")
        # Street and town: a postcode alone brings no letter home.
        if not self.is_handed_over and len([line for line in self.address_lines if line.strip()]) < 2:
            missing.append("modtagerens adresse")
        return missing


@dataclass(frozen=True, kw_only=True)
class Summary:
    """A summary in the reader's own language, on a page of its own; the Danish letter counts."""

    language: str
    title: str
    text: str


@dataclass(frozen=True, kw_only=True)
class LetterContext:
    """The values of a letter's template; text typed by staff is a value and never a template."""

    sender: Sender
    case_number: str
    caseworker: str
    enclosures: tuple[str, ...] = field(default=())
    summary: Summary | None = None

    @property
    def missing(self) -> list[str]:
        """What the letter cannot go without, in the words of the one who writes it."""
        required = {
            "kommunens navn": self.sender.municipality,
            "centrets navn": self.sender.centre,
            "centrets telefonnummer": self.sender.phone,
            "sagsnummeret": self.case_number,
            "sagsbehandlerens navn": self.caseworker,
        }
        return [name for name, value in required.items() if not value.strip()]

    @property
    def legal_basis(self) -> str:
        """The provisions the letter rests on, a line each."""
        return ""


def full_date(day: date) -> str:
    """'5. marts 2026', the way a binding date is written."""
    return date_format(day, "j. F Y")
