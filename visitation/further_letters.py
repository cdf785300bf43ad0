"""The letters about what is decided while treatment goes on."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from cases.letters import recipient, sender
from cases.models import Case
from rusmiddel.access.models import User
from rusmiddel.danish_dates import long_date, number
from rusmiddel.letters.content import LetterContext, Recipient
from rusmiddel.letters.decision import ComplaintGuidance, in_one_line
from rusmiddel.letters.enums import Channel, LetterKind
from rusmiddel.standards.schema import Standard
from visitation.enums import FurtherKind
from visitation.wording import in_sentence

TEMPLATE = "letters/further_decision.html"
LETTER_KIND_OF = {
    FurtherKind.SELF_PAYMENT: LetterKind.SELF_PAYMENT,
    FurtherKind.CHOICE_LIMITED: LetterKind.CHOICE_LIMITED,
    FurtherKind.TERMINATION: LetterKind.TERMINATION,
    FurtherKind.EXPULSION: LetterKind.TERMINATION,
    FurtherKind.OFFER_CHANGED: LetterKind.OFFER_CHANGED,
    FurtherKind.GUARANTEE_EXCEEDED: LetterKind.GUARANTEE_EXCEEDED,
}
TITLES = {
    FurtherKind.SELF_PAYMENT: "Afgørelse om din egenbetaling for kost og logi",
    FurtherKind.CHOICE_LIMITED: "Afgørelse om dit frie valg af behandlingssted",
    FurtherKind.TERMINATION: "Afgørelse: din behandling slutter",
    FurtherKind.EXPULSION: "Afgørelse: du kan ikke komme her mere",
    FurtherKind.OFFER_CHANGED: "Afgørelse: du får et andet tilbud",
    FurtherKind.GUARANTEE_EXCEEDED: "Din behandling er ikke begyndt i tide",
}


@dataclass(frozen=True, kw_only=True)
class FurtherContext(LetterContext):
    """`outcome` continues 'Vi har besluttet, at …', but where the letter only tells of what has happened;
    `lines` are what it was worked out from.
    """

    outcome: str
    lines: tuple[tuple[str, str], ...] = ()
    hearing: str
    facts: str
    reasons: str
    what_next: str = ""
    only_tells: bool = False
    # The law exempts from a hearing, or nothing is decided that takes one.
    needs_no_hearing: bool = False
    provisions: tuple[str, ...]
    guidance: ComplaintGuidance

    @property
    def missing(self) -> list[str]:
        required = {
            "hvad der er besluttet": self.outcome.strip(),
            "hvordan borgeren er hørt": self.needs_no_hearing or self.hearing.strip(),
            "de oplysninger, afgørelsen bygger på": self.facts.strip(),
            "begrundelsen": self.reasons.strip(),
            "de regler, afgørelsen bygger på": any(line.strip() for line in self.provisions),
        }
        own = [name for name, value in required.items() if not value]
        return [*super().missing, *own, *self.guidance.missing]

    @property
    def legal_basis(self) -> str:
        return "\n".join(line.strip() for line in self.provisions if line.strip())

    @property
    def provisions_in_one_line(self) -> str:
        return in_one_line(self.legal_basis.splitlines())


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
    what_next: str,
    needs_no_hearing: bool,
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
            what_next=what_next,
            only_tells=kind == FurtherKind.GUARANTEE_EXCEEDED,
            needs_no_hearing=needs_no_hearing,
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


def ending_outcome(kind: FurtherKind, offer: str) -> str:
    if kind == FurtherKind.EXPULSION:
        return f"du bortvises, så {in_sentence(offer)} hos os slutter"
    return f"{in_sentence(offer)} hos os slutter, selv om du gerne vil fortsætte"


def change_outcome(*, old: str, new: str) -> str:
    return f"du får {in_sentence(new)} i stedet for {in_sentence(old)}"


def exceeded_outcome(due_on: date) -> str:
    return f"Din behandling skulle være begyndt senest den {long_date(due_on)}. Det nåede vi ikke."


def exceeded_facts(asked_on: date, due_on: date) -> str:
    return (
        f"Du bad om behandling den {long_date(asked_on)}. Fristen for, at den skulle begynde, var den "
        f"{long_date(due_on)}."
    )


def kroner(amount: Decimal) -> str:
    whole = amount == amount.to_integral_value()
    return f"{number(int(amount) if whole else amount)} kr."
