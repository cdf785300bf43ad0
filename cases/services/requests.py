"""The moves of a request that upper layers and caseworkers make."""

from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from cases.enums import ClockEventKind, RequestStage, StoryKind, Substance
from cases.models import Case, TreatmentRequest
from cases.permissions import can_do_casework, can_give_at_once, require
from cases.seeing import require_sees
from cases.services.asking import withdraw_offers
from cases.services.birthdays import refresh_birthdays
from cases.services.clocks import add_event, refresh_clocks
from cases.services.consents import refresh_consents
from cases.services.hand_over import hand_over
from cases.services.locks import hold_access_to, hold_cases_of
from cases.services.notifications import refuse_while_due
from cases.services.protection import refresh_protection
from cases.services.story import tell
from rusmiddel.access.enums import CASE_ROLES
from rusmiddel.access.models import User
from rusmiddel.municipalities import name_of
from rusmiddel.versions import beside_colleague


def move_request(*, request_id: int, stage: RequestStage, by: User) -> TreatmentRequest:
    """Move a request as part of an act whose own permission has been checked; TransitionError."""
    request = TreatmentRequest.objects.select_for_update(of=("self",), no_key=True).get(pk=request_id)
    request.move_to(stage)
    request._history_user = by
    request.save(update_fields=["stage"])
    return request


@transaction.atomic
def withdraw_request(*, request_id: int, occurred_at: datetime, by: User, now: datetime, note: str) -> None:
    """The citizen no longer wants treatment; the case stays open until it is closed."""
    require(can_do_casework(by))
    require_sees(by, now, requests=request_id)
    end_wish(request_id=request_id, occurred_at=occurred_at, by=by, now=now, note=note)


def end_wish(*, request_id: int, occurred_at: datetime, by: User, now: datetime, note: str) -> None:
    """The same as part of an act whose own permission has been checked."""
    move_request(request_id=request_id, stage=RequestStage.WITHDRAWN, by=by)
    add_event(
        request_id=request_id,
        kind=ClockEventKind.WITHDRAWN,
        occurred_at=occurred_at,
        by=by,
        now=now,
        note=note,
    )


@transaction.atomic
def describe_request(
    *,
    request_id: int,
    substance: Substance,
    serious_problems: bool | None,
    municipality_code: str,
    by: User,
    now: datetime,
    seen: str = "",
) -> None:
    """Say what it is about: the substance, how serious for the under-18s (U18-1), and from where (GUA-6).

    The clocks follow. BothHaveWritten where a colleague has written something else since `seen`.
    """
    require(can_do_casework(by))
    require_sees(by, now, requests=request_id)
    request = (
        TreatmentRequest.objects.select_for_update(of=("self",), no_key=True)
        .select_related("inquiry")
        .get(pk=request_id)
    )
    if not request.is_open:
        raise ValidationError("Anmodningen er afsluttet.")
    about, home = beside_colleague(
        (request, {"substance": substance, "serious_problems": serious_problems}),
        (request.inquiry, {"municipality_code": municipality_code}),
        seen=seen,
        words={"municipality_code": name_of},
    )
    for field, value in about.items():
        setattr(request, field, value)
    request._history_user = by
    request.save(update_fields=["substance", "serious_problems"])
    if home.get("municipality_code", request.inquiry.municipality_code) != request.inquiry.municipality_code:
        request.inquiry.municipality_code = home["municipality_code"]
        request.inquiry._history_user = by
        request.inquiry.save(update_fields=["municipality_code"])
    refresh_clocks(request.pk, by=by)
    tell(
        case_id=request.case_id,
        kind=StoryKind.CASE,
        at=now,
        text=f"Anmodningen gælder nu: {request.get_substance_display().lower()}",
        by=by,
    )


@transaction.atomic
def assign_case(*, case_id: int, responsible: User, by: User, now: datetime, seen: str = "") -> Case:
    """Give the case, and all that is due on it, to a member of staff.

    Whoever leads gives it to anybody; others take it themselves, or give one that nobody has.
    BothHaveWritten where a colleague has given it to somebody else since `seen`.
    """
    require(can_do_casework(by))
    if not responsible.has_role(*CASE_ROLES):
        raise ValidationError({"responsible": f"{responsible.name} arbejder ikke med sager."})
    hold_access_to(case_id)
    require_sees(by, now, pk=case_id)
    case = Case.objects.select_for_update(of=("self",), no_key=True).get(pk=case_id)
    beside_colleague((case, {"responsible": responsible}), seen=seen)
    if case.responsible_id and responsible.pk != by.pk and not can_give_at_once(by):
        raise ValidationError(
            {"responsible": f"Spørg først {responsible.name}: vælg »Bed en anden tage sagen« på sagens side."}
        )
    hand_over(case, responsible=responsible, by=by, now=now)
    return case


@transaction.atomic
def close_case(*, case_id: int, by: User, now: datetime, reason: str) -> Case:
    """Close a case that has no open request."""
    require(can_do_casework(by))
    require_sees(by, now, pk=case_id)
    if not reason.strip():
        raise ValidationError({"reason": "Skriv, hvorfor sagen lukkes."})
    return end_case(case_id=case_id, by=by, now=now, reason=reason)


def end_case(*, case_id: int, by: User, now: datetime, reason: str) -> Case:
    """The same as part of an act whose own permission has been checked."""
    hold_cases_of(Case.objects.values_list("citizen_id", flat=True).get(pk=case_id))
    case = Case.objects.select_for_update(of=("self",), no_key=True).get(pk=case_id)
    if not case.is_open:
        raise ValidationError("Sagen er allerede lukket.")
    if TreatmentRequest.objects.open().filter(case=case).exists():
        raise ValidationError("Sagen har en åben anmodning om behandling og kan ikke lukkes endnu.")
    refuse_while_due(case.pk)
    case.closed_on = timezone.localdate(now)
    case._history_user = by
    case._change_reason = reason[:100]
    case.save(update_fields=["closed_on"])
    refresh_birthdays(case.pk, by=by)
    refresh_consents(case.pk, by=by)
    refresh_protection(case.citizen_id, by=by)
    withdraw_offers(case.pk, by=by, now=now)
    tell(case_id=case.pk, kind=StoryKind.CASE, at=now, text=f"Sagen er lukket: {reason.strip()}", by=by)
    return case
