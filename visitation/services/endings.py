"""Decide that treatment ends against the citizen's wish, that another offer is given instead, and tell that
the guarantee was not kept: each with its letter and a way to complain (DEC-7, END-2, END-7).
"""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from cases.models import TreatmentRequest
from cases.permissions import require
from cases.seeing import require_sees
from cases.services.misses import is_missed
from offers.models import Course
from offers.services.ending import EndingValues, end_as_decided
from offers.services.granting import change_course
from offers.services.locks import locked
from rusmiddel.access.models import User
from rusmiddel.deadlines.enums import DeadlineKind
from rusmiddel.deadlines.models import Deadline
from rusmiddel.standards.enums import OfferKind
from rusmiddel.standards.schema import Offer, UnknownOffer
from rusmiddel.standards.services import in_force
from visitation import wording
from visitation.competence import deciders, may_give
from visitation.enums import ENDING_KINDS, FurtherKind
from visitation.further_letters import (
    change_outcome,
    ending_outcome,
    exceeded_facts,
    exceeded_outcome,
)
from visitation.models import FurtherDecision, Proposal
from visitation.permissions import can_decide
from visitation.second_person import NOT_APPROVED, needs_second_person
from visitation.services.further import Grounds, decide_further, decided_request
from visitation.services.preparing import basis_for, require_possible_anonymity

# The codes of the list of reasons why a course ends.
END_REASON_OF = {FurtherKind.TERMINATION: "other", FurtherKind.EXPULSION: "expelled"}
STATUS_UNKNOWN = "unknown"
# GUA-2: the promise stands in the same paragraphs that give the treatment.
GUARANTEE_LAW = {
    "sundhedsloven § 141": "sundhedsloven § 141, stk. 2",
    "serviceloven § 101": "serviceloven § 101, stk. 4",
}


@dataclass(frozen=True, kw_only=True)
class Ending:
    """What happens when treatment ends against the citizen's wish."""

    # What else secures that treatment goes on (END-2), or the free choice of another place (END-3).
    what_next: str
    end_status: str = STATUS_UNKNOWN
    evaluation: str = ""


@transaction.atomic
def end_treatment(
    *,
    course_id: int,
    kind: FurtherKind,
    ending: Ending,
    grounds: Grounds,
    proposal: Proposal | None = None,
    by: User,
    now: datetime,
) -> FurtherDecision:
    """End treatment against the citizen's wish (afslutning, bortvisning), with letter and guidance.

    The course ends with it; but substitution goes on until the doctor carries it out (SUB-13).
    ValidationError where no other help is written, and where a second person must approve it and has not.
    """
    require(can_decide(by))
    require_sees(by, now, courses=course_id)
    if kind not in ENDING_KINDS:
        raise ValueError(kind)
    course = locked(course_id)
    request = decided_request(course.request_id)
    offer = in_force(request.requested_on).offer(course.offer_key)
    if not course.is_open:
        raise ValidationError("Forløbet er allerede afsluttet.")
    if FurtherDecision.objects.filter(course=course, kind__in=ENDING_KINDS).exists():
        raise ValidationError("Det er allerede afgjort, at behandlingen afsluttes.")
    if not ending.what_next.strip():
        raise ValidationError({"what_next": "Skriv, hvilken anden hjælp borgeren kan få."})
    needs = needs_second_person(kind, settings.SECOND_PERSON_FOR)
    if needs and proposal is None:
        raise ValidationError(NOT_APPROVED)
    decision = decide_further(
        FurtherDecision(
            kind=kind,
            course=course,
            what_next=ending.what_next.strip(),
            needs_approval=needs,
            proposal=proposal,
        ),
        request,
        offer,
        grounds,
        provisions=(),
        outcome=ending_outcome(kind, course.offer_name),
        what_next=ending.what_next.strip(),
        by=by,
        now=now,
    )
    if offer.kind != OfferKind.SUBSTITUTION:
        end_as_decided(
            course,
            values=EndingValues(
                reason=END_REASON_OF[kind],
                status=ending.end_status,
                evaluation=ending.evaluation,
                what_next=ending.what_next,
                note=decision.get_kind_display(),
            ),
            by=by,
            now=now,
        )
    return decision


def preview_ending(
    *, course_id: int, kind: FurtherKind, ending: Ending, grounds: Grounds, by: User, now: datetime
) -> bytes:
    """The PDF that `end_treatment` would issue, with nothing stored; raises what it does but for approval."""
    require(can_decide(by))
    require_sees(by, now, courses=course_id)
    with transaction.atomic():
        course = locked(course_id)
        request = decided_request(course.request_id)
        if not ending.what_next.strip():
            raise ValidationError({"what_next": "Skriv, hvilken anden hjælp borgeren kan få."})
        decision = decide_further(
            FurtherDecision(kind=kind, course=course, what_next=ending.what_next.strip()),
            request,
            in_force(request.requested_on).offer(course.offer_key),
            grounds,
            provisions=(),
            outcome=ending_outcome(kind, course.offer_name),
            what_next=ending.what_next.strip(),
            is_only_shown=True,
            by=by,
            now=now,
        )
        content = bytes(decision.letter.pdf)
        transaction.set_rollback(True)
    return content


@transaction.atomic
def change_offer(
    *, course_id: int, offer_key: str, grounds: Grounds, submission: UUID, by: User, now: datetime
) -> FurtherDecision:
    """Give another offer instead of the one going on (ændret tilbud); the old course ends with it.

    ValidationError for an offer the body may not give, or that the citizen has already.
    """
    require(can_decide(by))
    require_sees(by, now, courses=course_id)
    course = locked(course_id)
    written = FurtherDecision.objects.filter(submission=submission).first()
    if written is not None:
        return written
    if not course.is_open:
        raise ValidationError("Forløbet er allerede afsluttet.")
    request = decided_request(course.request_id)
    offer = _other_offer(course, request, offer_key, grounds)
    require_possible_anonymity(request, in_force(request.requested_on), offer)
    new_course = change_course(
        course, offer=offer, reason=f"Erstattet af {wording.in_sentence(offer.name)}", by=by, now=now
    )
    old = in_force(request.requested_on).offer(course.offer_key)
    old_provisions = basis_for(request, old, on=timezone.localdate(now)).provisions
    return decide_further(
        FurtherDecision(
            submission=submission, kind=FurtherKind.OFFER_CHANGED, course=course, new_course=new_course
        ),
        request,
        offer,
        grounds,
        provisions=tuple(old_provisions),
        outcome=change_outcome(old=course.offer_name, new=offer.name),
        by=by,
        now=now,
    )


@transaction.atomic
def tell_guarantee_exceeded(
    *, request_id: int, what_next: str, grounds: Grounds, submission: UUID, by: User, now: datetime
) -> FurtherDecision:
    """Tell the citizen that treatment did not begin in time, why, and how to complain (GUA-19, section 19).

    ValidationError while the guarantee is kept, or has been deviated from lawfully.
    """
    require(can_decide(by))
    require_sees(by, now, requests=request_id)
    TreatmentRequest.objects.select_for_update(of=("self",)).get(pk=request_id)
    written = FurtherDecision.objects.filter(submission=submission).first()
    if written is not None:
        return written
    request = decided_request(request_id)
    due_on = exceeded_on(request, today=timezone.localdate(now))
    if due_on is None:
        raise ValidationError("Behandlingsgarantien er ikke overskredet.")
    if FurtherDecision.objects.filter(request=request, kind=FurtherKind.GUARANTEE_EXCEEDED).exists():
        raise ValidationError("Borgeren har allerede fået brev om, at garantien er overskredet.")
    if not what_next.strip():
        raise ValidationError({"what_next": "Skriv, hvad I gør nu, og hvornår behandlingen kan begynde."})
    standard = in_force(request.requested_on)
    try:
        offer = standard.offer(request.wished_offer)
    except UnknownOffer:
        offer = standard.offers[0]
    basis = basis_for(request, offer, on=timezone.localdate(now))
    return decide_further(
        FurtherDecision(
            submission=submission, kind=FurtherKind.GUARANTEE_EXCEEDED, what_next=what_next.strip()
        ),
        request,
        offer,
        grounds,
        provisions=tuple(law for act, law in GUARANTEE_LAW.items() if act in basis.provisions),
        outcome=exceeded_outcome(due_on),
        what_next=what_next.strip(),
        known_facts=exceeded_facts(request.requested_on, due_on),
        by=by,
        now=now,
    )


def exceeded_on(request: TreatmentRequest, *, today: date) -> date | None:
    """The day treatment should have begun, where it has passed without; None where the promise stands."""
    clock = Deadline.objects.of_kind(DeadlineKind.GUARANTEE).filter(ref=request.deadline_ref).first()
    if clock is None or not is_missed(request, today=today):
        return None
    return clock.due_on if clock.due_on < today else None


def endings_of(course_id: int) -> str:
    """What the decision to end a course against the citizen's wish is called; empty where there is none."""
    found = FurtherDecision.objects.filter(course=course_id, kind__in=ENDING_KINDS).first()
    return f"{found.get_kind_display()}, afgørelse {found.decided_on:%d.%m.%Y}" if found else ""


def _other_offer(course: Course, request: TreatmentRequest, key: str, grounds: Grounds) -> Offer:
    standard = in_force(request.requested_on)
    if not key:
        raise ValidationError({"offer_key": "Vælg det nye tilbud."})
    if Course.objects.open().filter(request=request, offer_key=key).exists():
        raise ValidationError({"offer_key": "Borgeren har allerede det tilbud."})
    try:
        offer = standard.offer(key)
    except UnknownOffer as error:
        raise ValidationError({"offer_key": str(error)}) from None
    competent = deciders(standard, course.offer_key, request.substance)
    body_key = grounds.body_key or competent[0].body.key
    if not may_give(standard, body_key, key, request.substance):
        others = " eller ".join(each.body.name for each in deciders(standard, key, request.substance))
        raise ValidationError({"offer_key": f"{offer.name} kan kun gives af {others}."})
    return offer
