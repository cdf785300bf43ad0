"""The letters about a complaint: receipt, result, that it is sent on, and to whom it is sent."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils import timezone

from cases.letters import reachable_recipient, sender
from complaints.enums import ComplaintKind, Handling, ReassessmentOutcome
from complaints.models import Complaint
from rusmiddel.access.models import User
from rusmiddel.danish_dates import long_date
from rusmiddel.letters import services as letters
from rusmiddel.letters.content import LetterContext, Recipient
from rusmiddel.letters.decision import weeks_in_words
from rusmiddel.letters.enums import LetterKind
from rusmiddel.letters.models import Letter
from rusmiddel.standards.services import in_force

OVER = {
    ComplaintKind.GUARANTEE_EXCEEDED: "over, at behandlingsgarantien er overskredet",
    ComplaintKind.CASE_HANDLING: "over vores sagsbehandling eller en medarbejder",
    ComplaintKind.HEALTH_TREATMENT: "over sundhedsfaglig behandling",
}
OUTCOMES = {
    ReassessmentOutcome.GRANTED: "Du får medhold i din klage.",
    ReassessmentOutcome.PARTLY: "Du får medhold i en del af din klage.",
    ReassessmentOutcome.MAINTAINED: "Vi ændrer ikke på det, du klager over.",
}
# KLA-6: whether a late complaint is dealt with is not for the centre to say.
LATE = "Klagen er kommet efter klagefristen. {onward} afgør, om den kan behandles alligevel."


@dataclass(frozen=True, kw_only=True)
class Office(Recipient):
    """An authority or a department; some have a postcode of their own and no street."""

    @property
    def missing(self) -> list[str]:
        found = super().missing
        if any(line.strip() for line in self.address_lines):
            found = [what for what in found if what != "modtagerens adresse"]
        return found


@dataclass(frozen=True, kw_only=True)
class ComplaintContext(LetterContext):
    """Which complaint it is, to the one who made it."""

    received_on: date
    over: str
    text: str
    is_own: bool = True

    @property
    def missing(self) -> list[str]:
        return [*super().missing, *([] if self.text.strip() else ["klagen"])]


@dataclass(frozen=True, kw_only=True)
class ReceiptContext(ComplaintContext):
    """`ahead` says what happens now; an oral complaint stands in the letter as it was written down."""

    ahead: tuple[str, ...]
    is_oral: bool


@dataclass(frozen=True, kw_only=True)
class ResultContext(ComplaintContext):
    """What was found, why, and what happens now."""

    outcome: str
    reasons: str
    ahead: tuple[str, ...] = ()

    @property
    def missing(self) -> list[str]:
        required = {"hvad der er besluttet": self.outcome, "begrundelsen": self.reasons}
        return [*super().missing, *(name for name, value in required.items() if not value.strip())]


@dataclass(frozen=True, kw_only=True)
class ForwardedContext(ComplaintContext):
    """To whom it went, and why the centre did not change it."""

    to_name: str
    reasons: str
    ahead: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class ToBodyContext(ComplaintContext):
    """What the authority or department gets, and what lies with it."""

    citizen: str
    complainant: str
    statement: str
    lateness: str = ""


@dataclass(frozen=True, kw_only=True)
class GuidedContext(ComplaintContext):
    """Where a complaint belongs that is not handled here (KLA-8)."""

    to_lines: tuple[str, ...]
    how: tuple[str, ...]


def over(complaint: Complaint) -> str:
    """What is complained of, after 'din klage': 'over afgørelsen den 5. marts 2026'."""
    if complaint.decision is not None:
        return f"over vores afgørelse den {long_date(complaint.decision.decided_on)}"
    if complaint.further is not None:
        return f"over vores afgørelse den {long_date(complaint.further.decided_on)}"
    if complaint.access_request is not None and complaint.access_request.closed_on:
        return f"over vores svar om indsigt den {long_date(complaint.access_request.closed_on)}"
    return OVER[ComplaintKind(complaint.kind)]


def complainant_recipient(complaint: Complaint) -> Recipient:
    """The citizen, or whoever complains for them by power of attorney (KLA-1)."""
    if complaint.power is None:
        return reachable_recipient(complaint.case)
    lines = tuple(line.strip() for line in complaint.power.address.splitlines() if line.strip())
    return Recipient(name=complaint.power.name, address_lines=lines, is_handed_over=len(lines) < 2)


def office(name: str, address: str) -> Office:
    lines = tuple(line.strip() for line in address.splitlines() if line.strip())
    return Office(name=name, address_lines=lines, is_handed_over=not lines)


def common(complaint: Complaint, *, on: date) -> dict[str, Any]:
    return {
        "sender": sender(in_force(on)),
        "case_number": complaint.case.number,
        "caseworker": complaint.responsible.name,
        "received_on": complaint.received_on,
        "over": over(complaint),
        "text": complaint.text,
        "is_own": complaint.power is None,
    }


def ahead_of(complaint: Complaint, due_on: date | None) -> tuple[str, ...]:
    """What happens with a complaint that has come, a paragraph each."""
    if complaint.handling == Handling.PASS_ON:
        return (
            f"Afgørelsen er truffet af {complaint.recipient_name}. Vi sender din klage dertil, og du får "
            "besked, når det er gjort.",
        )
    if complaint.handling == Handling.ANSWER:
        return ("Afdelingslederen ser på din klage og svarer dig. Du kan ikke klage videre over svaret.",)
    lines = []
    if complaint.reassessment_weeks and due_on:
        weeks = weeks_in_words(complaint.reassessment_weeks)
        lines.append(f"Vi ser på sagen igen inden {weeks}, det vil sige senest den {long_date(due_on)}.")
    if complaint.onward_name:
        lines.append(
            f"Ændrer vi ikke afgørelsen helt, sender vi din klage videre til {complaint.onward_name}."
        )
    if complaint.is_late:
        lines.append("Klagen er kommet efter klagefristen. Vi ser på, om der er særlige grunde.")
    return tuple(lines)


def issue(
    complaint: Complaint,
    *,
    kind: LetterKind,
    template: str,
    context: LetterContext,
    recipient: Recipient,
    title: str,
    by: User,
    now: datetime,
) -> Letter:
    return letters.issue(
        case_id=complaint.case_id,
        kind=kind,
        template=template,
        context=context,
        recipient=recipient,
        title=title,
        by=by,
        now=now,
        requires_guidance=False,
    )


def issue_receipt(complaint: Complaint, due_on: date | None, *, by: User, now: datetime) -> Letter:
    """That the complaint has come, what happens now, and how an oral one was written down (KLA-2)."""
    return issue(
        complaint,
        kind=LetterKind.COMPLAINT_RECEIPT,
        template="letters/complaint_receipt.html",
        context=ReceiptContext(
            **common(complaint, on=timezone.localdate(now)),
            ahead=ahead_of(complaint, due_on),
            is_oral=complaint.is_oral,
        ),
        recipient=complainant_recipient(complaint),
        title="Vi har fået din klage",
        by=by,
        now=now,
    )


def issue_result(
    complaint: Complaint,
    *,
    outcome: ReassessmentOutcome,
    reasons: str,
    ahead: tuple[str, ...] = (),
    by: User,
    now: datetime,
) -> Letter:
    """What was found when the matter was looked at again, or what the head of department answers."""
    return issue(
        complaint,
        kind=LetterKind.COMPLAINT_RESULT,
        template="letters/complaint_result.html",
        context=ResultContext(
            **common(complaint, on=timezone.localdate(now)),
            outcome=OUTCOMES[outcome],
            reasons=reasons,
            ahead=ahead,
        ),
        recipient=complainant_recipient(complaint),
        title="Svar på din klage",
        by=by,
        now=now,
    )


def issue_forwarded(
    complaint: Complaint, *, to_name: str, reasons: str, ahead: tuple[str, ...], by: User, now: datetime
) -> Letter:
    return issue(
        complaint,
        kind=LetterKind.COMPLAINT_FORWARDED,
        template="letters/complaint_forwarded.html",
        context=ForwardedContext(
            **common(complaint, on=timezone.localdate(now)), to_name=to_name, reasons=reasons, ahead=ahead
        ),
        recipient=complainant_recipient(complaint),
        title=f"Vi har sendt din klage til {to_name}",
        by=by,
        now=now,
    )


def issue_to_body(
    complaint: Complaint,
    *,
    to: Office,
    statement: str,
    lateness: str,
    enclosures: tuple[str, ...],
    by: User,
    now: datetime,
) -> Letter:
    citizen = complaint.case.citizen
    return issue(
        complaint,
        kind=LetterKind.COMPLAINT_TO_BODY,
        template="letters/complaint_to_body.html",
        context=ToBodyContext(
            **common(complaint, on=timezone.localdate(now)),
            citizen=citizen.name or f"Borger i sag {complaint.case.number}",
            complainant=complaint.complainant,
            statement=statement,
            lateness=lateness,
            enclosures=enclosures,
        ),
        recipient=to,
        title=f"Klage i sag {complaint.case.number}",
        by=by,
        now=now,
    )


def issue_guided(
    complaint: Complaint, *, to_lines: tuple[str, ...], how: tuple[str, ...], by: User, now: datetime
) -> Letter:
    return issue(
        complaint,
        kind=LetterKind.COMPLAINT_GUIDED,
        template="letters/complaint_guided.html",
        context=GuidedContext(**common(complaint, on=timezone.localdate(now)), to_lines=to_lines, how=how),
        recipient=complainant_recipient(complaint),
        title="Her kan du klage over sundhedsfaglig behandling",
        by=by,
        now=now,
    )
