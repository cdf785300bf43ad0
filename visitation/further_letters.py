"""The letters about what is decided while treatment goes on."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from cases.letters import recipient, sender
from cases.models import Case
from rusmiddel.access.models import User
from rusmiddel.danish_dates import long_date, number
from rusmiddel.letters.content import LetterContext, Recipient
from rusmiddel.letters.decision import ComplaintGuidance
from rusmiddel.letters.enums import Channel, LetterKind
from rusmiddel.standards.schema import Standard
from visitation.enums import FurtherKind

TEMPLATE = "letters/further_decision.html"
LETTER_KIND_OF = {
    FurtherKind.SELF_PAYMENT: LetterKind.SELF_PAYMENT,
    FurtherKind.CHOICE_LIMITED: LetterKind.CHOICE_LIMITED,
}
TITLES = {
    FurtherKind.SELF_PAYMENT: "Afgørelse om din egenbetaling for kost og logi",
    FurtherKind.CHOICE_LIMITED: "Afgørelse om dit frie valg af behandlingssted",
}


@dataclass(frozen=True, kw_only=True)
class FurtherContext(LetterContext):
    """`outcome` continues 'Vi har besluttet, at …'; `lines` are what it was worked out from."""

    outcome: str
    lines: tuple[tuple[str, str], ...] = ()
    hearing: str
    facts: str
    reasons: str
    provisions: tuple[str, ...]
    guidance: ComplaintGuidance

    @property
    def missing(self) -> list[str]:
        required = {
            "hvad der er besluttet": self.outcome.strip(),
            "hvordan borgeren er hørt": self.hearing.strip(),
            "de oplysninger, afgørelsen bygger på": self.facts.strip(),
            "begrundelsen": self.reasons.strip(),
            "de regler, afgørelsen bygger på": any(line.strip() for line in self.provisions),
        }
        own = [name for name, value in required.items() if not value]
        return [*super().missing, *own, *self.guidance.missing]

    @property
    def legal_basis(self) -> str:
        return "\n".join(line.strip() for line in self.provisions if line.strip())


@dataclass(frozen=True, kw_only=True)
class FurtherDraft:
    """A letter ready to be issued."""

    kind: LetterKind
    context: FurtherContext
    recipient: Recipient
    title: str


def further_draft(
    kind: FurtherKind,
    case: Case,
    *,
    outcome: str,
    lines: tuple[tuple[str, str], ...],
    hearing: str,
    facts: str,
    reasons: str,
    provisions: tuple[str, ...],
    guidance: ComplaintGuidance,
    standard: Standard,
    channel: Channel,
    may_print_protected_address: bool,
    by: User,
) -> FurtherDraft:
    return FurtherDraft(
        kind=LETTER_KIND_OF[kind],
        context=FurtherContext(
            sender=sender(standard),
            case_number=case.number,
            caseworker=(case.responsible or by).name,
            outcome=outcome,
            lines=lines,
            hearing=hearing,
            facts=facts,
            reasons=reasons,
            provisions=provisions,
            guidance=guidance,
        ),
        recipient=recipient(case, channel=channel, may_print_protected_address=may_print_protected_address),
        title=TITLES[kind],
    )


def payment_outcome(per_month: Decimal, *, from_on: date, place: str) -> str:
    if not per_month:
        return f"du ikke skal betale for kost og logi på {place} fra den {long_date(from_on)}"
    return (
        f"du skal betale {kroner(per_month)} om måneden for kost og logi på {place} fra den "
        f"{long_date(from_on)}"
    )


def payment_lines(*, income: Decimal, rent: Decimal, calculation: str) -> tuple[tuple[str, str], ...]:
    return (
        ("Din indkomst pr. måned", kroner(income)),
        ("Husleje til din egen bolig pr. måned", kroner(rent)),
        ("Sådan er beløbet regnet ud", calculation),
    )


def choice_outcome(place: str) -> str:
    return f"du ikke kan vælge {place} som behandlingssted"


def kroner(amount: Decimal) -> str:
    whole = amount == amount.to_integral_value()
    return f"{number(int(amount) if whole else amount)} kr."
