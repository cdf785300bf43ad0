"""The letters about access: that it takes longer, and the answer."""

from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone

from cases.letters import reachable_recipient, sender
from rights.enums import AccessOutcome, Asker
from rights.guidance import access_guidance
from rights.models import AccessRequest
from rusmiddel.access.models import User
from rusmiddel.letters import services as letters
from rusmiddel.letters.content import LetterContext, Recipient
from rusmiddel.letters.decision import ComplaintGuidance
from rusmiddel.letters.enums import Channel, LetterKind
from rusmiddel.letters.models import Letter
from rusmiddel.standards.services import in_force

TITLES = {
    AccessOutcome.FULL: "Svar på din anmodning om indsigt",
    AccessOutcome.PARTLY: "Afgørelse om din anmodning om indsigt",
    AccessOutcome.REFUSED: "Afslag på din anmodning om indsigt",
}


@dataclass(frozen=True, kw_only=True)
class AccessContext(LetterContext):
    """What was asked for: by the citizen, or by another for the citizen."""

    received_on: date
    is_own: bool

    @property
    def about(self) -> str:
        return "dig" if self.is_own else "den borger, du spørger for"


@dataclass(frozen=True, kw_only=True)
class DelayContext(AccessContext):
    """Why it takes longer and when the answer comes; a letter without both is not made."""

    reason: str
    expected_on: date | None

    @property
    def missing(self) -> list[str]:
        required = {
            "hvorfor det tager længere tid": self.reason.strip(),
            "hvornår svaret kommer": self.expected_on,
        }
        return [*super().missing, *(name for name, value in required.items() if not value)]


@dataclass(frozen=True, kw_only=True)
class AnswerContext(AccessContext):
    """What is given, and why not all of it."""

    outcome: str
    reasons: str
    provisions: str
    guidance: ComplaintGuidance | None

    @property
    def missing(self) -> list[str]:
        if self.outcome == AccessOutcome.FULL:
            return super().missing
        required = {
            "begrundelsen": self.reasons.strip(),
            "de regler, afgørelsen bygger på": self.provisions.strip(),
        }
        own = [name for name, value in required.items() if not value]
        return [*super().missing, *own, *(self.guidance.missing if self.guidance else [])]

    @property
    def legal_basis(self) -> str:
        return self.provisions

    @property
    def is_refused(self) -> bool:
        return self.outcome == AccessOutcome.REFUSED

    @property
    def gives_everything(self) -> bool:
        return self.outcome == AccessOutcome.FULL


@dataclass(frozen=True, kw_only=True)
class Answer:
    """The answer as it was written, with the guidance that stands in it."""

    letter: Letter
    guidance: ComplaintGuidance | None


def issue_delay(request: AccessRequest, *, reason: str, expected_on: date, by: User, now: datetime) -> Letter:
    """Tell the asker why it takes longer and when the answer comes."""
    case = request.case
    return letters.issue(
        case_id=case.pk,
        kind=LetterKind.ACCESS_DELAY,
        template="letters/access_delay.html",
        context=DelayContext(
            sender=sender(in_force(timezone.localdate(now))),
            case_number=case.number,
            caseworker=request.responsible.name,
            received_on=request.received_on,
            is_own=request.asked_by == Asker.CITIZEN,
            reason=reason,
            expected_on=expected_on,
        ),
        recipient=answer_to(request),
        title="Din anmodning om indsigt tager længere tid",
        by=by,
        now=now,
        requires_guidance=False,
    )


def issue_answer(request: AccessRequest, *, by: User, now: datetime) -> Answer:
    """The answer; whoever does not get everything is told why and how to complain."""
    case = request.case
    today = timezone.localdate(now)
    standard = in_force(today)
    recipient = answer_to(request)
    outcome = AccessOutcome(request.outcome)
    guidance = None
    if outcome != AccessOutcome.FULL:
        channel = Channel.HANDED_OVER if recipient.is_handed_over else Channel.POST
        guidance = access_guidance(standard, channel=channel, issued_on=today)
    letter = letters.issue(
        case_id=case.pk,
        kind=LetterKind.ACCESS_ANSWER if guidance is None else LetterKind.ACCESS_LESS,
        template="letters/access_answer.html",
        context=AnswerContext(
            sender=sender(standard),
            case_number=case.number,
            caseworker=request.responsible.name,
            received_on=request.received_on,
            is_own=request.asked_by == Asker.CITIZEN,
            outcome=outcome,
            reasons=request.reasons,
            provisions=request.provisions,
            guidance=guidance,
        ),
        recipient=recipient,
        title=TITLES[outcome],
        by=by,
        now=now,
        requires_guidance=guidance is not None,
        complaint_guidance=guidance.text if guidance else "",
    )
    return Answer(letter=letter, guidance=guidance)


def answer_to(request: AccessRequest) -> Recipient:
    """The citizen, or the other who asks: by post where the address is known, else by hand."""
    if request.asked_by == Asker.CITIZEN:
        return reachable_recipient(request.case)
    lines = tuple(line.strip() for line in request.asker_address.splitlines() if line.strip())
    return Recipient(name=request.asker_name, address_lines=lines, is_handed_over=len(lines) < 2)
