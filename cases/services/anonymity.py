"""Anonymous citizens: whether they may be, and what happens when one chooses to be known."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from cases.anonymity import conditions, hindrance_of
from cases.enums import (
    NEXT_STAGES,
    Channel,
    Children,
    ContactedBy,
    NextStep,
    RequestStage,
    StoryKind,
    Substance,
    Wish,
)
from cases.models import AnonymityCheck, BecameKnown, Case, TreatmentRequest
from cases.permissions import can_do_casework, require
from cases.seeing import require_sees
from cases.services.inquiries import InquiryValues, Person, register_inquiry
from cases.services.locks import hold_cases_of
from cases.services.requests import end_case, end_wish
from cases.services.story import tell
from rusmiddel.access.models import User
from rusmiddel.standards.schema import Standard
from rusmiddel.standards.services import in_force

NOT_ANONYMOUS = "Borgeren er ikke anonym."


@transaction.atomic
def clarify_anonymity(*, request_id: int, applying: Iterable[str], by: User, now: datetime) -> AnonymityCheck:
    """Write down what of the standard's conditions is so; none of it, and the citizen may be anonymous."""
    require(can_do_casework(by))
    require_sees(by, now, requests=request_id)
    request = (
        TreatmentRequest.objects.select_for_update(of=("self",), no_key=True)
        .select_related("inquiry", "case__citizen")
        .get(pk=request_id)
    )
    if not request.case.citizen.is_anonymous:
        raise ValidationError(NOT_ANONYMOUS)
    asked = conditions(Substance(request.substance), in_force(request.requested_on))
    if not asked:
        raise ValidationError("Der er intet at afklare: alkoholbehandling kan altid være anonym.")
    check = AnonymityCheck(
        case_id=request.case_id,
        substance=request.substance,
        asked=list(asked),
        applying=[condition for condition in asked if condition in set(applying)],
        at=now,
        by=by,
    )
    check.save()
    reasons = " og ".join(check.applying)
    text = f"Borgeren kan ikke være anonym: {reasons}" if reasons else "Afklaret: borgeren kan være anonym"
    tell(case_id=request.case_id, kind=StoryKind.CASE, at=now, text=text, by=by)
    return check


def anonymity_hindrance(request: TreatmentRequest, standard: Standard) -> str:
    """Why this anonymous citizen cannot be granted treatment yet; empty for all others."""
    if not request.case.citizen.is_anonymous:
        return ""
    check = AnonymityCheck.objects.filter(case=request.case_id).order_by("-at", "-pk").first()
    return hindrance_of(Substance(request.substance), standard, answer=check.answer if check else None)


@transaction.atomic
def become_known(
    *,
    case_id: int,
    submission: UUID,
    person: Person,
    contacted_at: datetime,
    channel: Channel,
    note: str,
    by: User,
    now: datetime,
) -> Case:
    """Open a case in the citizen's own name, with its own day of inquiry; the other stays nameless.

    Done only at the citizen's own word, which `note` tells of (ANO-13). A wish in the anonymous case that has
    not become treatment is withdrawn, and the case is closed; treatment that goes on stays where it is.
    Twice gives the same case.
    """
    require(can_do_casework(by))
    require_sees(by, now, pk=case_id)
    hold_cases_of(Case.objects.values_list("citizen_id", flat=True).get(pk=case_id))
    case = Case.objects.select_for_update(of=("self",), no_key=True).select_related("citizen").get(pk=case_id)
    if not case.citizen.is_anonymous:
        raise ValidationError(NOT_ANONYMOUS)
    already = BecameKnown.objects.filter(anonymous_case=case).select_related("known_case").first()
    if already is not None:
        return already.known_case
    if person.is_anonymous or not person.is_told:
        raise ValidationError({"name": "Skriv borgerens navn eller CPR-nummer."})
    if not note.strip():
        raise ValidationError({"note": "Skriv, hvordan borgeren har bedt om at blive kendt."})
    request = TreatmentRequest.objects.select_related("inquiry").filter(case=case).order_by("-pk").first()
    inquiry = register_inquiry(
        values=InquiryValues(
            submission=submission,
            contacted_at=contacted_at,
            channel=channel,
            contacted_by=ContactedBy.SELF,
            wish=Wish.TREATMENT,
            substance=Substance(request.substance) if request else Substance.UNKNOWN,
            children=Children(request.inquiry.children) if request else Children.UNKNOWN,
            next_step=NextStep.FIRST_TALK,
        ),
        person=person,
        by=by,
        now=now,
    )
    known = inquiry.case
    if known is None:
        raise ValidationError("Der kunne ikke åbnes en sag.")
    BecameKnown.objects.create(anonymous_case=case, known_case=known, note=note.strip(), at=now, by=by)
    tell(
        case_id=case.pk,
        kind=StoryKind.CASE,
        at=now,
        text=f"Borgeren har valgt at blive kendt. Det videre står på sag {known.number}. {note.strip()}",
        by=by,
        path=known.get_absolute_url(),
    )
    tell(
        case_id=known.pk,
        kind=StoryKind.CASE,
        at=now,
        text=f"Borgeren har hidtil været anonym på sag {case.number}",
        by=by,
        path=case.get_absolute_url(),
    )
    _end_what_has_not_begun(case, request, by=by, now=now)
    return known


def _end_what_has_not_begun(case: Case, request: TreatmentRequest | None, *, by: User, now: datetime) -> None:
    if not case.is_open:
        return
    if request is not None and request.is_open:
        if RequestStage.WITHDRAWN not in NEXT_STAGES[RequestStage(request.stage)]:
            return
        end_wish(request_id=request.pk, occurred_at=now, by=by, now=now, note="Borgeren er blevet kendt")
    if case.opened_on <= timezone.localdate(now):
        end_case(case_id=case.pk, by=by, now=now, reason="Borgeren er blevet kendt")
