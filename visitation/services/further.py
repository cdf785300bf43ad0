"""Decide what comes up while treatment goes on: self-payment, and that a free choice is restricted."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal
from uuid import UUID

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from cases.enums import StoryKind
from cases.models import TreatmentRequest
from cases.permissions import require
from cases.seeing import require_sees
from cases.services.story import tell
from offers.enums import ChoiceStatus, PlacementStatus
from offers.models import Course, Placement
from offers.services.free_choices import locked_choice, settle_choice
from offers.services.locks import locked
from rusmiddel.access.models import User
from rusmiddel.letters import services as letters
from rusmiddel.letters.enums import Channel
from rusmiddel.letters.models import Letter
from rusmiddel.standards.legal_basis import LegalBasis
from rusmiddel.standards.schema import Offer, Standard
from rusmiddel.standards.services import in_force, version_in_force
from visitation.competence import Decider, decider, deciders
from visitation.enums import FurtherKind
from visitation.further_letters import (
    TEMPLATE,
    choice_outcome,
    further_draft,
    payment_lines,
    payment_outcome,
)
from visitation.guidance import Guidance, guidance
from visitation.models import FurtherDecision
from visitation.permissions import can_decide
from visitation.self_payment import refusal, why_not_from
from visitation.services.approval_demand import demand_told
from visitation.services.hearings import close_unanswered, heard_text, require_heard
from visitation.services.preparing import basis_for

RESTRICTION_LAW = "serviceloven § 101, stk. 7"


@dataclass(frozen=True, kw_only=True)
class Grounds:
    """What every decision under way rests on, and how the letter reaches the citizen."""

    facts: str
    reasons: str
    present: str
    # The hearing it rests on, or where the citizen knows the facts from (DEC-6).
    known_from: str = ""
    hearing_id: int | None = None
    body_key: str = ""
    channel: Channel = Channel.POST
    may_print_protected_address: bool = False


@dataclass(frozen=True, kw_only=True)
class SelfPayment:
    """What the citizen pays for board and lodging, and what it was worked out from."""

    per_month: Decimal
    from_on: date
    income: Decimal
    rent: Decimal
    calculation: str
    waived_reason: str = ""


@transaction.atomic
def decide_self_payment(
    *, course_id: int, payment: SelfPayment, grounds: Grounds, submission: UUID, by: User, now: datetime
) -> FurtherDecision:
    """Decide what the citizen pays for board and lodging (egenbetaling), with letter and complaint guidance.

    Raises ValidationError where the standard charges nothing, before a stay is agreed, and for a day before
    the stay (SEL § 163); LetterRefused. The same `submission` twice gives the same decision.
    """
    require(can_decide(by))
    require_sees(by, now, courses=course_id)
    course = locked(course_id)
    written = FurtherDecision.objects.filter(submission=submission).first()
    if written is not None:
        return written
    request = decided_request(course.request_id)
    standard = in_force(request.requested_on)
    offer = standard.offer(course.offer_key)
    stay = first_stay(course)
    if stay is None:
        raise ValidationError("Aftal først opholdet. Egenbetalingen gælder kost og logi på institutionen.")
    why_not = refusal(offer, request.substance)
    if why_not:
        raise ValidationError(why_not)
    wrong_day = why_not_from(
        payment.from_on,
        stay_begins_on=stay.started_on or stay.planned_from,
        is_first=not FurtherDecision.objects.filter(course=course, kind=FurtherKind.SELF_PAYMENT).exists(),
        waived_reason=payment.waived_reason,
    )
    if wrong_day:
        raise ValidationError({"from_on": wrong_day})
    newest = (
        course.placements.exclude(status=PlacementStatus.CANCELLED).select_related("provider").latest("pk")
    )
    return decide_further(
        FurtherDecision(
            submission=submission,
            kind=FurtherKind.SELF_PAYMENT,
            course=course,
            per_month=payment.per_month,
            from_on=payment.from_on,
            income=payment.income,
            rent=payment.rent,
            calculation=payment.calculation.strip(),
            waived_reason=payment.waived_reason.strip(),
        ),
        request,
        offer,
        grounds,
        provisions=standard.residential.self_payment_law.value,
        outcome=payment_outcome(payment.per_month, from_on=payment.from_on, place=newest.provider.name),
        lines=payment_lines(
            income=payment.income, rent=payment.rent, calculation=payment.calculation.strip()
        ),
        by=by,
        now=now,
    )


@transaction.atomic
def limit_choice(
    *, choice_id: int, grounds: Grounds, submission: UUID, by: User, now: datetime
) -> FurtherDecision:
    """Restrict the free choice where regard for the citizen speaks for it (FRI-3, SEL § 101, stk. 7).

    With the reason, letter and complaint guidance; the guarantee's deviation falls away with the choice.
    """
    require(can_decide(by))
    require_sees(by, now, free_choices=choice_id)
    choice = locked_choice(choice_id)
    written = FurtherDecision.objects.filter(submission=submission).first()
    if written is not None:
        return written
    if not choice.is_wanted:
        raise ValidationError(f"Valget kan ikke begrænses: {choice.get_status_display().lower()}.")
    request = decided_request(choice.course.request_id)
    decision = decide_further(
        FurtherDecision(
            submission=submission, kind=FurtherKind.CHOICE_LIMITED, course=choice.course, free_choice=choice
        ),
        request,
        in_force(request.requested_on).offer(choice.course.offer_key),
        grounds,
        provisions=(RESTRICTION_LAW,),
        outcome=choice_outcome(choice.provider.name),
        lines=(),
        by=by,
        now=now,
    )
    settle_choice(
        choice,
        ChoiceStatus.RESTRICTED,
        answered_on=timezone.localdate(now),
        note=grounds.reasons,
        by=by,
        now=now,
    )
    return decision


def first_stay(course: Course) -> Placement | None:
    """The stay that the payment counts from; None before one is agreed."""
    stays = course.placements.exclude(status=PlacementStatus.CANCELLED)
    return stays.order_by("pk").first()


def decided_request(request_id: int) -> TreatmentRequest:
    """The request with what a decision about it says."""
    return TreatmentRequest.objects.select_related("inquiry", "case__citizen", "case__responsible").get(
        pk=request_id
    )


def decide_further(
    decision: FurtherDecision,
    request: TreatmentRequest,
    offer: Offer,
    grounds: Grounds,
    *,
    provisions: tuple[str, ...],
    outcome: str,
    lines: tuple[tuple[str, str], ...] = (),
    what_next: str = "",
    known_facts: str = "",
    is_only_shown: bool = False,
    by: User,
    now: datetime,
) -> FurtherDecision:
    """Store the decision with its letter, as part of an act whose permission has been checked.

    `offer` is what it is about; `known_facts` come before what was typed. What is only shown is rolled back
    and needs nobody's approval.
    """
    today = timezone.localdate(now)
    only_tells = decision.kind == FurtherKind.GUARANTEE_EXCEEDED
    standard = in_force(request.requested_on)
    _require_written(grounds)
    hearing = None
    if not only_tells:
        hearing = require_heard(
            request, hearing_id=grounds.hearing_id, known_from=grounds.known_from, on=today
        )
    if known_facts:
        grounds = replace(grounds, facts=f"{known_facts}\n\n{grounds.facts.strip()}")
    decided_by = _decider(standard, offer, decision, request, grounds.body_key)
    basis = basis_for(request, offer, on=today)
    all_provisions = tuple(dict.fromkeys((*basis.provisions, *provisions)))
    channel = Channel.HANDED_OVER if request.case.citizen.is_anonymous else grounds.channel
    # Who to complain to is what the municipality says on the day it writes.
    todays = in_force(today)
    guided = guidance(
        todays,
        basis,
        applied_kind=offer.kind,
        body=decided_by.body,
        channel=channel,
        issued_on=today,
        concerns_guarantee=only_tells,
    )
    decision.hearing, decision.known_from = hearing, "" if only_tells else grounds.known_from.strip()
    letter = _issued(
        decision,
        request,
        grounds,
        todays,
        guided,
        channel=channel,
        provisions=all_provisions,
        outcome=outcome,
        lines=lines,
        what_next=what_next,
        by=by,
        now=now,
    )
    _fill(decision, request, grounds, basis, decided_by, guided)
    decision.provisions = list(all_provisions)
    decision.decided_on, decision.decided_by, decision.recorded_at = today, by, now
    decision.letter = letter
    decision._history_user = by
    decision.validate_constraints()
    with demand_told(() if is_only_shown else settings.SECOND_PERSON_FOR):
        decision.save()
    for kind, text in (
        (StoryKind.DECISION, f"Afgørelse: {decision.get_kind_display().lower()} ({decision.body_name})"),
        (StoryKind.LETTER, f"Brev skrevet: {letter.title}"),
    ):
        tell(case_id=decision.case_id, kind=kind, at=now, text=text, by=by, path=decision.get_absolute_url())
    if not only_tells:
        close_unanswered(request, by=by, now=now)
    return decision


def _fill(
    decision: FurtherDecision,
    request: TreatmentRequest,
    grounds: Grounds,
    basis: LegalBasis,
    decided_by: Decider,
    guided: Guidance,
) -> None:
    decision.case, decision.request = request.case, request
    decision.facts = grounds.facts.strip()
    decision.reasons, decision.present = grounds.reasons.strip(), grounds.present.strip()
    decision.legal_source, decision.legal_basis_verified = basis.source, False
    decision.standard = version_in_force(request.requested_on)
    decision.body_key, decision.body_name = decided_by.body.key, decided_by.body.name
    decision.appeal_route, decision.complaint_weeks = guided.route, guided.weeks
    decision.stated_deadline_on = guided.printed.deadline_on


def _issued(
    decision: FurtherDecision,
    request: TreatmentRequest,
    grounds: Grounds,
    standard: Standard,
    guided: Guidance,
    *,
    channel: Channel,
    provisions: tuple[str, ...],
    outcome: str,
    lines: tuple[tuple[str, str], ...],
    what_next: str,
    by: User,
    now: datetime,
) -> Letter:
    only_tells = decision.kind == FurtherKind.GUARANTEE_EXCEEDED
    ready = further_draft(
        FurtherKind(decision.kind),
        request.case,
        outcome=outcome,
        lines=lines,
        hearing="" if only_tells else heard_text(decision.hearing, decision.known_from),
        facts=grounds.facts.strip(),
        reasons=grounds.reasons.strip(),
        what_next=what_next,
        needs_no_hearing=only_tells or (decision.hearing is not None and decision.hearing.is_exempt),
        provisions=provisions,
        guidance=guided.printed,
        standard=standard,
        channel=channel,
        may_print_protected_address=grounds.may_print_protected_address,
        by=by,
    )
    return letters.issue(
        case_id=request.case_id,
        kind=ready.kind,
        template=TEMPLATE,
        context=ready.context,
        recipient=ready.recipient,
        title=ready.title,
        by=by,
        now=now,
        requires_guidance=True,
        complaint_guidance=guided.printed.text,
    )


def _decider(
    standard: Standard, offer: Offer, decision: FurtherDecision, request: TreatmentRequest, body_key: str
) -> Decider:
    """Whoever decides on the treatment itself decides on what follows from it (VIS-3)."""
    key = decision.course.offer_key if decision.course else offer.key
    competent = deciders(standard, key, request.substance)
    found = decider(standard, body_key or competent[0].body.key, key, request.substance)
    if found is None:
        names = " eller ".join(each.body.name for each in competent)
        raise ValidationError({"body_key": f"Det afgøres af {names}."})
    return found


def _require_written(grounds: Grounds) -> None:
    missing = {
        "facts": ("Skriv de oplysninger, afgørelsen bygger på.", grounds.facts),
        "reasons": ("Skriv begrundelsen.", grounds.reasons),
        "present": ("Skriv, hvem der har afgjort det.", grounds.present),
    }
    errors = {field: text for field, (text, written) in missing.items() if not written.strip()}
    if errors:
        raise ValidationError(errors)
