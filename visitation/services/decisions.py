"""Decide a case: the decision, its letter, its course and what follows for the clocks, or nothing of it."""

from datetime import datetime

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from cases.enums import ClockEventKind, RequestStage, StoryKind
from cases.permissions import require
from cases.seeing import require_sees
from cases.services.clocks import add_event
from cases.services.requests import move_request
from cases.services.story import tell
from offers.models import Course
from offers.services.ending import stop_course
from offers.services.granting import grant_course
from rusmiddel.access.models import User
from rusmiddel.letters import services as letters
from rusmiddel.letters.enums import Channel
from rusmiddel.letters.models import Letter
from rusmiddel.standards.services import in_force, version_in_force
from visitation import wording
from visitation.drafts import Draft, Told, draft
from visitation.enums import DecisionKind, ItemOutcome
from visitation.following import let_decision_follow
from visitation.models import Decision, Proposal
from visitation.permissions import can_decide, can_tell
from visitation.second_person import NOT_APPROVED, needs_second_person
from visitation.services.agenda import settle
from visitation.services.approval_demand import demand_told
from visitation.services.hearings import close_unanswered
from visitation.services.meeting_warnings import refresh_meeting_warnings
from visitation.services.preparing import DecisionValues, Prepared, prepare
from visitation.services.reasons import answer_reasons_request
from visitation.services.recommending import answer_open_recommendation

REJECTED_EARLY = "Begyndt før visitationen; afgørelsen blev afslag."


@transaction.atomic
def decide(
    *,
    request_id: int,
    values: DecisionValues,
    meeting_id: int | None = None,
    proposal: Proposal | None = None,
    by: User,
    now: datetime,
) -> Decision:
    """Decide a case that is ready, at a meeting or outside one; the letter is issued in the same transaction.

    A kind that a second person approves is made from the `proposal` that was approved. Raises
    ValidationError for a body that may not decide this, a decision without reasons, hearing or approval, an
    offer without a legal basis; LetterRefused for a letter that may not be issued; AlreadyDecided;
    PermissionDenied.
    """
    require(can_decide(by))
    prepared = prepare(request_id, values, meeting_id=meeting_id, by=by, now=now)
    needs_approval = needs_second_person(values.kind, settings.SECOND_PERSON_FOR)
    if needs_approval and proposal is None:
        raise ValidationError(NOT_APPROVED)
    letter = (
        _issued(prepared.draft, case_id=prepared.request.case_id, by=by, now=now) if prepared.draft else None
    )
    course = _follow(prepared, by=by, now=now)
    decision = _store(
        prepared,
        letter=letter,
        course=course,
        proposal=proposal,
        needs_approval=needs_approval,
        by=by,
        now=now,
    )
    close_unanswered(prepared.request, by=by, now=now)
    answer_open_recommendation(prepared.request, decision, by=by, now=now)
    if prepared.item is not None:
        # Decided outside a meeting, the case comes off the agenda it was on.
        outcome = ItemOutcome.DECIDED if prepared.meeting else ItemOutcome.REMOVED
        settle(prepared.item, outcome, by=by, now=now)
    tell(
        case_id=decision.case_id,
        kind=StoryKind.DECISION,
        at=now,
        text=wording.story_line(
            values.kind,
            applied_for=decision.applied_for_name,
            granted=decision.granted_name,
            body=decision.body_name,
        ),
        by=by,
        path=decision.get_absolute_url(),
    )
    if letter is not None:
        tell_of_letter(decision, letter, by=by, now=now)
    refresh_meeting_warnings(today=timezone.localdate(now), by=by, only=decision.request)
    let_decision_follow(decision, by=by, now=now)
    return decision


def preview(
    *,
    request_id: int,
    values: DecisionValues,
    meeting_id: int | None = None,
    by: User,
    now: datetime,
) -> bytes:
    """The PDF that `decide` would issue, with nothing stored; raises what `decide` raises."""
    require(can_decide(by))
    with transaction.atomic():
        prepared = prepare(request_id, values, meeting_id=meeting_id, by=by, now=now)
        if prepared.draft is None:
            raise ValidationError("Der skrives ikke brev om denne afgørelse.")
        letter = _issued(prepared.draft, case_id=prepared.request.case_id, by=by, now=now)
        transaction.set_rollback(True)
    return bytes(letter.pdf)


def tell_of_letter(decision: Decision, letter: Letter, *, by: User, now: datetime) -> None:
    tell(
        case_id=decision.case_id,
        kind=StoryKind.LETTER,
        at=now,
        text=f"Brev skrevet: {letter.title}",
        by=by,
        path=decision.get_absolute_url(),
    )


@transaction.atomic
def record_told(*, decision_id: int, by: User, now: datetime) -> Decision:
    """Say that the citizen was told of the decision (DEC-1); a second time changes nothing."""
    require(can_tell(by))
    require_sees(by, now, decisions=decision_id)
    decision = Decision.objects.select_for_update(of=("self",)).select_related("case").get(pk=decision_id)
    if decision.told_orally_at is None:
        decision.told_orally_at, decision.told_orally_by = now, by
        decision._history_user = by
        decision.save(update_fields=["told_orally_at", "told_orally_by"])
        _tell_of_telling(decision, by=by, now=now)
    return decision


@transaction.atomic
def write_letter(
    *, decision_id: int, channel: Channel, may_print_protected_address: bool, by: User, now: datetime
) -> Letter:
    """Write the letter about a full grant that was only told; a second time gives the same letter (DEC-3)."""
    require(can_decide(by))
    require_sees(by, now, decisions=decision_id)
    decision = (
        Decision.objects.select_for_update(of=("self",))
        .select_related("case__citizen", "case__responsible", "request__inquiry", "letter")
        .get(pk=decision_id)
    )
    if decision.letter is not None:
        return decision.letter
    request = decision.request
    request.case = decision.case
    ready = draft(
        Told(
            kind=DecisionKind(decision.kind),
            applied_for=decision.applied_for_name,
            granted=decision.granted_name,
            facts=decision.facts,
            reasons=decision.reasons,
            weighed=decision.weighed,
            hearing="",
            provisions=tuple(decision.provisions),
            meeting_on=decision.decided_on if decision.meeting_id else None,
            guidance=None,
        ),
        request=request,
        standard=in_force(timezone.localdate(now)),
        channel=channel,
        may_print_protected_address=may_print_protected_address,
        by=by,
    )
    letter = _issued(ready, case_id=decision.case_id, by=by, now=now)
    decision.letter = letter
    decision._history_user = by
    decision.save(update_fields=["letter"])
    tell_of_letter(decision, letter, by=by, now=now)
    answer_reasons_request(decision, by=by, now=now)
    return letter


def _issued(ready: Draft, *, case_id: int, by: User, now: datetime) -> Letter:
    return letters.issue(
        case_id=case_id,
        kind=ready.kind,
        template=ready.template,
        context=ready.context,
        recipient=ready.recipient,
        title=ready.title,
        by=by,
        now=now,
        requires_guidance=ready.requires_guidance,
        complaint_guidance=ready.context.guidance_text,
    )


def _follow(prepared: Prepared, *, by: User, now: datetime) -> Course | None:
    """What the decision does: a course where something is granted, else the end of the request."""
    request = prepared.request
    decided_at = now
    if prepared.meeting is not None and prepared.decided_on < timezone.localdate(now):
        decided_at = prepared.meeting.starts_at
    add_event(request_id=request.pk, kind=ClockEventKind.DECIDED, occurred_at=decided_at, by=by, now=now)
    if prepared.granted is not None:
        return grant_course(request=request, offer=prepared.granted, by=by, now=now)
    move_request(request_id=request.pk, stage=RequestStage.REJECTED, by=by)
    add_event(request_id=request.pk, kind=ClockEventKind.REJECTED, occurred_at=decided_at, by=by, now=now)
    for course in Course.objects.open().filter(request=request).select_related("case"):
        stop_course(course, reason=REJECTED_EARLY, by=by, now=now)
    return None


def _store(
    prepared: Prepared,
    *,
    letter: Letter | None,
    course: Course | None,
    proposal: Proposal | None,
    needs_approval: bool,
    by: User,
    now: datetime,
) -> Decision:
    values = prepared.values
    printed = prepared.draft.context.guidance if prepared.draft else None
    decision = Decision(
        case=prepared.request.case,
        request=prepared.request,
        meeting=prepared.meeting,
        agenda_item=prepared.item if prepared.meeting else None,
        kind=values.kind,
        applied_for_key=prepared.applied.key,
        applied_for_name=prepared.applied.name,
        granted_key=prepared.granted.key if prepared.granted else "",
        granted_name=prepared.granted.name if prepared.granted else "",
        facts=values.facts,
        reasons=values.reasons,
        weighed=values.weighed,
        hearing=prepared.hearing,
        known_from=prepared.values.known_from,
        needs_approval=needs_approval,
        proposal=proposal,
        provisions=prepared.provisions,
        legal_source=prepared.basis.source,
        legal_basis_verified=prepared.basis.verified,
        standard=version_in_force(prepared.request.requested_on),
        body_key=prepared.decided_by.body.key,
        body_name=prepared.decided_by.body.name,
        competence_text=prepared.decided_by.text,
        competence_source=prepared.decided_by.source,
        present=prepared.present,
        decided_on=prepared.decided_on,
        decided_by=by,
        appeal_route=prepared.guidance.route,
        complaint_weeks=None if values.kind == DecisionKind.FULL_GRANT else prepared.guidance.weeks,
        stated_deadline_on=printed.deadline_on if printed else None,
        course=course,
        replaces=Decision.objects.filter(
            request=prepared.request, reopening__isnull=False, replaced_by=None
        ).first(),
        letter=letter,
        told_orally_at=now if values.is_told_orally else None,
        told_orally_by=by if values.is_told_orally else None,
    )
    decision._history_user = by
    with demand_told(settings.SECOND_PERSON_FOR):
        decision.save()
    if values.is_told_orally:
        _tell_of_telling(decision, by=by, now=now)
    return decision


def _tell_of_telling(decision: Decision, *, by: User, now: datetime) -> None:
    tell(
        case_id=decision.case_id,
        kind=StoryKind.DECISION,
        at=now,
        text="Afgørelsen er fortalt til borgeren",
        by=by,
        path=decision.get_absolute_url(),
    )
