"""A decision written by one, approved by another, and then made as it was approved (godkendelse)."""

from dataclasses import asdict
from datetime import datetime
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction

from cases.enums import StoryKind
from cases.models import Case, TreatmentRequest
from cases.permissions import require
from cases.seeing import require_sees
from cases.services.story import tell
from offers.models import Course
from rusmiddel.access.models import User
from rusmiddel.letters.enums import Channel
from visitation.enums import DecisionKind, FurtherKind
from visitation.models import Decision, FurtherDecision, Proposal
from visitation.permissions import can_decide
from visitation.second_person import needs_second_person
from visitation.services.decisions import decide, preview
from visitation.services.endings import Ending, end_treatment, preview_ending
from visitation.services.further import Grounds
from visitation.services.preparing import DecisionValues

OWN = "Den, der har skrevet afgørelsen, kan ikke selv godkende den."


@transaction.atomic
def propose_decision(
    *, request_id: int, values: DecisionValues, meeting_id: int | None, by: User, now: datetime
) -> Proposal:
    """Write a decision that a second person must approve; refused for all that `decide` refuses."""
    require(can_decide(by))
    require_sees(by, now, requests=request_id)
    preview(request_id=request_id, values=values, meeting_id=meeting_id, by=by, now=now)
    request = TreatmentRequest.objects.select_related("case").get(pk=request_id)
    return _keep(request, None, values.kind, _written(values), meeting_id=meeting_id, by=by, now=now)


@transaction.atomic
def propose_ending(
    *, course_id: int, kind: FurtherKind, ending: Ending, grounds: Grounds, by: User, now: datetime
) -> Proposal:
    """Write that treatment ends against the citizen's wish, for a second person to approve."""
    require(can_decide(by))
    require_sees(by, now, courses=course_id)
    preview_ending(course_id=course_id, kind=kind, ending=ending, grounds=grounds, by=by, now=now)
    course = Course.objects.select_related("request__case").get(pk=course_id)
    written = _written(ending) | _written(grounds)
    return _keep(course.request, course, kind, written, meeting_id=None, by=by, now=now)


@transaction.atomic
def approve_proposal(*, proposal_id: int, by: User, now: datetime) -> Proposal:
    """Approve what another has written; a second time changes nothing."""
    require(can_decide(by))
    proposal = _held(proposal_id, by=by, now=now)
    if proposal.prepared_by_id == by.pk:
        raise ValidationError(OWN)
    if not proposal.is_approved:
        proposal.approved_at, proposal.approved_by = now, by
        proposal._history_user = by
        proposal.save(update_fields=["approved_at", "approved_by"])
        _tell(proposal, f"Godkendt af {by.name}: {proposal.get_kind_display().lower()}", by=by, now=now)
    return proposal


@transaction.atomic
def drop_proposal(*, proposal_id: int, by: User, now: datetime) -> Proposal:
    """It does not come to that decision."""
    require(can_decide(by))
    proposal = _held(proposal_id, by=by, now=now)
    proposal.dropped_at = now
    proposal._history_user = by
    proposal.save(update_fields=["dropped_at"])
    _tell(proposal, f"Opgivet: {proposal.get_kind_display().lower()}", by=by, now=now)
    return proposal


@transaction.atomic
def make_proposed(*, proposal_id: int, by: User, now: datetime) -> Decision | FurtherDecision:
    """Make the decision as it was approved; ValidationError where nobody has approved it."""
    require(can_decide(by))
    require_sees(by, now, proposals=proposal_id)
    proposal = Proposal.objects.select_for_update(of=("self",)).select_related("case").get(pk=proposal_id)
    made = _made(proposal)
    if made is not None:
        return made
    if not proposal.is_open:
        raise ValidationError("Forslaget er opgivet.")
    if not proposal.is_approved:
        raise ValidationError("Forslaget er ikke godkendt af en anden.")
    decision: Decision | FurtherDecision
    if proposal.course_id is None:
        decision = decide(
            request_id=proposal.request_id,
            values=decision_values(proposal),
            meeting_id=proposal.meeting_id,
            proposal=proposal,
            by=by,
            now=now,
        )
    else:
        decision = end_treatment(
            course_id=proposal.course_id,
            kind=FurtherKind(proposal.kind),
            ending=ending_values(proposal),
            grounds=grounds_values(proposal),
            proposal=proposal,
            by=by,
            now=now,
        )
    proposal.made_at = now
    proposal._history_user = by
    proposal.save(update_fields=["made_at"])
    return decision


def waits_for_approval(kind: str) -> bool:
    return needs_second_person(kind, settings.SECOND_PERSON_FOR)


def decision_values(proposal: Proposal) -> DecisionValues:
    written = proposal.written
    return DecisionValues(
        **{
            **written,
            "kind": DecisionKind(written["kind"]),
            "channel": Channel(written["channel"]),
            "further_provisions": tuple(written["further_provisions"]),
        }
    )


def ending_values(proposal: Proposal) -> Ending:
    return Ending(**{name: proposal.written[name] for name in Ending.__dataclass_fields__})


def grounds_values(proposal: Proposal) -> Grounds:
    written = {name: proposal.written[name] for name in Grounds.__dataclass_fields__}
    return Grounds(**{**written, "channel": Channel(written["channel"])})


def _written(values: Any) -> dict[str, Any]:
    """As the proposal keeps it: by field, every text without the space around it."""
    return {
        name: value.strip() if isinstance(value, str) else list(value) if isinstance(value, tuple) else value
        for name, value in asdict(values).items()
    }


def _keep(
    request: TreatmentRequest,
    course: Course | None,
    kind: str,
    written: dict[str, Any],
    *,
    meeting_id: int | None,
    by: User,
    now: datetime,
) -> Proposal:
    """A new proposal, or the open one written anew: whoever wrote last is who wrote it."""
    Case.objects.select_for_update(of=("self",), no_key=True).get(pk=request.case_id)
    proposal = Proposal.objects.open().filter(request=request).select_for_update(of=("self",)).first()
    if proposal is not None and proposal.course_id != (course.pk if course else None):
        raise ValidationError("Et andet forslag i sagen venter på godkendelse.")
    is_new = proposal is None
    if proposal is None:
        proposal = Proposal(case=request.case, request=request, course=course, meeting_id=meeting_id)
    proposal.kind, proposal.written = kind, written
    proposal.prepared_at, proposal.prepared_by = now, by
    proposal.approved_at = proposal.approved_by = None
    proposal._history_user = by
    proposal.save()
    said = "venter på godkendelse" if is_new else "er skrevet om og skal godkendes igen"
    _tell(proposal, f"{proposal.get_kind_display()}: {said}", by=by, now=now)
    return proposal


def _held(proposal_id: int, *, by: User, now: datetime) -> Proposal:
    require_sees(by, now, proposals=proposal_id)
    proposal = Proposal.objects.select_for_update(of=("self",)).select_related("case").get(pk=proposal_id)
    if not proposal.is_open:
        raise ValidationError("Forslaget er afgjort eller opgivet.")
    return proposal


def _made(proposal: Proposal) -> Decision | FurtherDecision | None:
    if proposal.made_at is None:
        return None
    return (
        Decision.objects.filter(proposal=proposal).first()
        or FurtherDecision.objects.filter(proposal=proposal).first()
    )


def _tell(proposal: Proposal, text: str, *, by: User, now: datetime) -> None:
    tell(
        case_id=proposal.case_id,
        kind=StoryKind.DECISION,
        at=now,
        text=text,
        by=by,
        path=proposal.get_absolute_url(),
    )
