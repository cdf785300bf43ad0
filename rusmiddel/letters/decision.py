"""What a letter about a decision says: outcome, reasons, rules and how to complain (DEC-3, DEC-4, DEC-5)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from rusmiddel.letters.content import LetterContext, full_date
from rusmiddel.letters.enums import Channel

NUMBER_WORDS = ("nul", "en", "to", "tre", "fire", "fem", "seks", "syv", "otte", "ni", "ti", "elleve", "tolv")

# Longer than two printed lines, and a list is easier to find a provision in.
ONE_LINE = 180

# KLA-2: no form is required, and an oral complaint is written down by the authority.
ORAL_ALLOWED = (
    "Du kan skrive, ringe eller komme forbi. Ringer du eller kommer forbi, skriver vi klagen ned for dig."
)
# KLA-1
POWER_OF_ATTORNEY = "En anden kan klage for dig, hvis du giver din fuldmagt."
# ANO-10: serviceloven § 101 a, stk. 6.
NO_APPEAL_ANONYMOUS = (
    "Du kan ikke klage over afgørelsen til en anden myndighed, fordi behandlingen er anonym. Det står i "
    "servicelovens § 101 a, stk. 6. Er du uenig, så ring til os. Vi vil gerne tale om, hvad du kan gøre."
)


@dataclass(frozen=True, kw_only=True)
class ComplaintGuidance:
    """Where, how and until when to complain (klagevejledning), or why one cannot."""

    recipient_name: str = ""
    recipient_address_lines: tuple[str, ...] = ()
    recipient_phone: str = ""
    recipient_email: str = ""
    weeks: int | None = None
    deadline_text: str = ""
    deadline_on: date | None = None
    # The standard says that there is none (CON-21).
    has_no_deadline: bool = False
    oral_text: str = ORAL_ALLOWED
    onward_name: str = ""
    onward_text: str = ""
    power_of_attorney_text: str = POWER_OF_ATTORNEY
    none_text: str = ""

    @property
    def missing(self) -> list[str]:
        """FVL § 25: appeal body, procedure and deadline, or the reason why there is none."""
        if self.none_text.strip():
            return []
        reachable = (*self.recipient_address_lines, self.recipient_phone, self.recipient_email)
        required = {
            "hvem klagen sendes til": self.recipient_name.strip(),
            "hvordan klagen sendes": any(line.strip() for line in reachable),
            "klagefristen": self.deadline_on or self.has_no_deadline,
            "hvordan klagefristen er regnet": self.deadline_text.strip(),
            "hvem der behandler klagen": self.onward_name.strip(),
            "hvad der sker med klagen": self.onward_text.strip(),
        }
        return [name for name, value in required.items() if not value]

    @property
    def addressee(self) -> list[str]:
        """Name, address, e-mail and telephone: the pieces that do not break over two lines."""
        phone = f"telefon {self.recipient_phone}" if self.recipient_phone else ""
        parts = (self.recipient_name, *self.recipient_address_lines, self.recipient_email, phone)
        return [part for part in parts if part]

    @property
    def deadline(self) -> str:
        return full_date(self.deadline_on) if self.deadline_on else ""

    @property
    def deadline_in_full(self) -> str:
        """How the deadline is counted, and the day it falls on where there is one."""
        return (
            f"{self.deadline_text} Din frist er derfor {self.deadline}."
            if self.deadline
            else self.deadline_text
        )

    @property
    def text(self) -> str:
        """The guidance as printed, a paragraph a line: what is kept beside the letter."""
        if self.none_text:
            return self.none_text
        return "\n".join(
            (
                f"{self.deadline_in_full} {self.oral_text}".strip(),
                f"Klagen sendes til: {', '.join(self.addressee)}.",
                f"{self.onward_text} {self.power_of_attorney_text}".strip(),
            )
        )


@dataclass(frozen=True, kw_only=True)
class DecisionLetterContext(LetterContext):
    """A decision as its reader meets it.

    `outcome` continues 'Vi har besluttet …' and begins with 'at', such as 'at tilbyde dig samtaler hver uge';
    `applied_for` continues 'Du søgte om …'. `facts`, `reasons` and `weighed` are whole sentences to the
    reader.
    """

    applied_for: str
    applied_on: date
    outcome: str
    meeting_on: date | None = None
    first_session: str | None = None
    facts: str
    reasons: str
    weighed: str = ""
    # How the reader was heard before, or knows what the decision rests on.
    hearing: str = ""
    provisions: tuple[str, ...]
    guidance: ComplaintGuidance | None = None

    @property
    def missing(self) -> list[str]:
        required = {
            "hvad der er søgt om": self.applied_for.strip(),
            "hvad der er besluttet": self.outcome.strip(),
            "de oplysninger, afgørelsen bygger på": self.facts.strip(),
            "begrundelsen": self.reasons.strip(),
            "de regler, afgørelsen bygger på": any(line.strip() for line in self.provisions),
        }
        own = [name for name, value in required.items() if not value]
        return [*super().missing, *own, *(self.guidance.missing if self.guidance else [])]

    @property
    def legal_basis(self) -> str:
        return "\n".join(line.strip() for line in self.provisions if line.strip())

    @property
    def provisions_in_one_line(self) -> str:
        return in_one_line(self.legal_basis.splitlines())

    @property
    def guidance_text(self) -> str:
        return self.guidance.text if self.guidance else ""


def in_one_line(provisions: Sequence[str]) -> str:
    """The provisions as one sentence, where that is as easy to read as a list; else empty."""
    line = f"{'. '.join(provision[:1].upper() + provision[1:].rstrip('.') for provision in provisions)}."
    return line if len(line) <= ONE_LINE else ""


def in_words(number: int) -> str:
    return NUMBER_WORDS[number] if number < len(NUMBER_WORDS) else str(number)


def weeks_in_words(weeks: int) -> str:
    return "en uge" if weeks == 1 else f"{in_words(weeks)} uger"


def deadline_text(*, channel: Channel, received_on: date, weeks: int) -> str:
    """How the complaint deadline is counted, in words (KLA-4, KLA-5)."""
    period = f"Vi skal have din klage inden {weeks_in_words(weeks)} efter, at du har fået brevet."
    received = full_date(received_on)
    if channel == Channel.POST:
        return f"{period} Brevet sendes med posten, og vi regner med, at du har det den {received}."
    if channel == Channel.DIGITAL_POST:
        return f"{period} Brevet ligger i din Digital Post den {received}."
    return f"{period} Du får brevet i hånden den {received}."


def onward_text(*, onward_name: str, reassessment_weeks: int) -> str:
    """What happens to a complaint: seen again here, then sent on (KLA-3, retssikkerhedsloven § 66)."""
    return (
        f"Vi ser på sagen igen inden {weeks_in_words(reassessment_weeks)}. "
        f"Ændrer vi ikke afgørelsen, sender vi din klage videre til {onward_name}."
    )
