"""The letter that tells of a decision, made from what was decided."""

from dataclasses import dataclass
from datetime import date

from cases.letters import recipient, sender
from cases.models import TreatmentRequest
from rusmiddel.access.models import User
from rusmiddel.letters.content import Recipient
from rusmiddel.letters.decision import ComplaintGuidance, DecisionLetterContext
from rusmiddel.letters.enums import KINDS_WITH_GUIDANCE, Channel, LetterKind
from rusmiddel.standards.schema import Standard
from visitation import wording
from visitation.enums import LETTER_KIND_OF, DecisionKind

TEMPLATE_OF = {
    LetterKind.VISITATION_LETTER: "letters/visitation_letter.html",
    LetterKind.PARTIAL_GRANT: "letters/partial_grant.html",
    LetterKind.REJECTION: "letters/rejection.html",
}


@dataclass(frozen=True, kw_only=True)
class Told:
    """What a letter tells of a decision."""

    kind: DecisionKind
    applied_for: str
    granted: str
    facts: str
    reasons: str
    weighed: str
    hearing: str
    provisions: tuple[str, ...]
    meeting_on: date | None
    guidance: ComplaintGuidance | None


@dataclass(frozen=True, kw_only=True)
class Draft:
    """A letter ready to be issued."""

    kind: LetterKind
    template: str
    context: DecisionLetterContext
    recipient: Recipient
    title: str

    @property
    def requires_guidance(self) -> bool:
        return self.kind in KINDS_WITH_GUIDANCE


def draft(
    told: Told,
    *,
    request: TreatmentRequest,
    standard: Standard,
    channel: Channel,
    may_print_protected_address: bool,
    by: User,
) -> Draft:
    kind = LETTER_KIND_OF[told.kind]
    case = request.case
    context = DecisionLetterContext(
        sender=sender(standard),
        case_number=case.number,
        caseworker=(case.responsible or by).name,
        applied_for=wording.in_sentence(told.applied_for),
        applied_on=request.requested_on,
        outcome=wording.outcome(told.kind, applied_for=told.applied_for, granted=told.granted),
        meeting_on=told.meeting_on,
        facts=told.facts,
        reasons=told.reasons,
        weighed=told.weighed,
        hearing=told.hearing,
        provisions=told.provisions,
        guidance=told.guidance,
    )
    return Draft(
        kind=kind,
        template=TEMPLATE_OF[kind],
        context=context,
        recipient=recipient(case, channel=channel, may_print_protected_address=may_print_protected_address),
        title=wording.title(told.kind, applied_for=told.applied_for, granted=told.granted),
    )
