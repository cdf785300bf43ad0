"""Move a whole caseload or part of it to others from a date, and back again."""

from collections.abc import Mapping
from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from cases.enums import NEXT_MOVES, MoveStatus
from cases.models import Case, CaseloadMove, MovedCase
from cases.permissions import can_speak_for, require
from cases.services.hand_over import hand_over
from cases.services.locks import hold_access_to
from cases.services.receiving import check_receiver
from rusmiddel.access.enums import CASE_ROLES
from rusmiddel.access.models import User
from rusmiddel.danish_dates import short_date
from rusmiddel.deadlines.telling import owe_mail
from rusmiddel.transitions import checked_move


@transaction.atomic
def order_move(
    *,
    giver: User,
    receivers: Mapping[int, User],
    from_on: date,
    back_on: date | None,
    message: str,
    by: User,
    now: datetime,
) -> CaseloadMove:
    """Say which cases go to whom, from which day and until when; `carry_out_moves` lets them go on their day.

    `receivers` says who gets each case. ValidationError where a case is not the giver's, is to be moved
    already, or may not be had by whoever should get it: then none is moved. Whoever gets some is told of it
    now, by a mail without names, and again on the day.
    """
    require(can_speak_for(by, giver))
    today = timezone.localdate(now)
    if not receivers:
        raise ValidationError("Vælg mindst én sag.")
    if from_on < today:
        raise ValidationError({"from_on": "Vælg i dag eller en senere dag."})
    cases = Case.objects.visible_to(by).open().filter(pk__in=receivers, responsible=giver)
    held = list(cases.select_for_update(of=("self",), no_key=True).order_by("pk"))
    if len(held) < len(receivers):
        raise ValidationError(f"Mindst én af sagerne er ikke længere hos {giver.name}. Se listen igen.")
    if MovedCase.objects.under_way().filter(case__in=held, status=MoveStatus.WAITING).exists():
        raise ValidationError("Mindst én af sagerne skal allerede flyttes. Se listen igen.")
    for case in held:
        receiver = receivers[case.pk]
        if receiver.pk == giver.pk:
            raise ValidationError(f"Sag {case.number} er allerede hos {giver.name}.")
        check_receiver(case, receiver, field=f"sag_{case.pk}")
    move = CaseloadMove(
        giver=giver,
        from_on=from_on,
        back_on=back_on,
        message=message.strip(),
        ordered_at=now,
        ordered_by=by,
    )
    move.full_clean()
    move.save()
    MovedCase.objects.bulk_create(
        MovedCase(move=move, case=case, receiver=receivers[case.pk]) for case in held
    )
    owe_mail(receivers.values(), by=by, now=now)
    return move


@transaction.atomic
def cancel_move(*, move_id: int, by: User, now: datetime) -> CaseloadMove:
    """Stop it: what has not gone stays, and what has gone does not come back by itself."""
    move = _held(move_id, by)
    move.cancelled_at, move.cancelled_by = now, by
    move.save(update_fields=["cancelled_at", "cancelled_by"])
    for moved in move.cases.filter(status=MoveStatus.WAITING).order_by("pk").select_for_update():
        _to(moved, MoveStatus.STAYS, now=now, problem="Flytningen blev stoppet.")
    return move


@transaction.atomic
def bring_back(*, move_id: int, by: User, now: datetime) -> CaseloadMove:
    """Let the cases come back today instead of on the day agreed, or though none was."""
    move = _held(move_id, by)
    today = timezone.localdate(now)
    if move.from_on >= today:
        raise ValidationError(
            "Sagerne blev først flyttet i dag. Stop flytningen, eller giv dem tilbage i morgen."
        )
    move.back_on = today
    move.save(update_fields=["back_on"])
    return move


def carry_out_moves(*, now: datetime, move_id: int | None = None) -> int:
    """Move what is due to go or to come back, each case on its own; return how many went.

    Safe to run twice and at the same time twice, and catches up after days of standstill. What cannot be
    moved says why and is tried again the next time.
    """
    due = MovedCase.objects.due(timezone.localdate(now)).order_by("pk")
    if move_id is not None:
        due = due.filter(move=move_id)
    went = 0
    errors: list[Exception] = []
    for pk in list(due.values_list("pk", flat=True)):
        try:
            went += _carry_out(pk, now=now)
        except Exception as error:
            errors.append(error)
    if errors:
        raise ExceptionGroup("Some cases could not be moved.", errors)
    return went


@transaction.atomic
def _carry_out(pk: int, *, now: datetime) -> bool:
    """Whether the case went, now that it is held and its day still has come."""
    hold_access_to(MovedCase.objects.values_list("case", flat=True).get(pk=pk))
    case = (
        Case.objects.select_for_update(of=("self",), no_key=True)
        .select_related("responsible")
        .get(moves__pk=pk)
    )
    moved = (
        MovedCase.objects.due(timezone.localdate(now))
        .select_for_update(of=("self",))
        .select_related("move__giver", "move__ordered_by", "receiver")
        .filter(pk=pk)
        .first()
    )
    if moved is None:
        return False
    goes_back = moved.status == MoveStatus.MOVED
    has, gets = (moved.receiver, moved.move.giver) if goes_back else (moved.move.giver, moved.receiver)
    if why := _why_it_stays(case, moved, has, today=timezone.localdate(now)):
        _to(moved, MoveStatus.STAYS, now=now, problem=why)
        return False
    try:
        if not gets.has_role(*CASE_ROLES):
            raise ValidationError(f"{gets.name} arbejder ikke længere med sager.")
        why = f"flyttet {'tilbage ' if goes_back else ''}fra {has.name}"
        hand_over(case, responsible=gets, by=moved.move.ordered_by, now=now, why=why)
    except ValidationError as refused:
        moved.problem = refused.messages[0]
        moved.save(update_fields=["problem"])
        return False
    _to(moved, MoveStatus.BACK if goes_back else MoveStatus.MOVED, now=now)
    return True


def _why_it_stays(case: Case, moved: MovedCase, has: User, *, today: date) -> str:
    move = moved.move
    if not case.is_open:
        return "Sagen er lukket."
    if case.responsible_id != has.pk:
        whom = case.responsible.name if case.responsible else "ingen"
        return f"Sagen er imens kommet til {whom}."
    if moved.status == MoveStatus.WAITING and move.back_on is not None and move.back_on <= today:
        return f"Den skulle have været tilbage {short_date(move.back_on, today=today)}."
    return ""


def _to(moved: MovedCase, status: MoveStatus, *, now: datetime, problem: str = "") -> None:
    moved.status = checked_move(NEXT_MOVES, MoveStatus(moved.status), status)
    moved.problem = problem
    if status == MoveStatus.MOVED:
        moved.moved_at = now
    else:
        moved.ended_at = now
    moved.save(update_fields=["status", "moved_at", "ended_at", "problem"])


def _held(move_id: int, by: User) -> CaseloadMove:
    move = CaseloadMove.objects.select_for_update(of=("self",)).select_related("giver").get(pk=move_id)
    require(can_speak_for(by, move.giver) or by.pk == move.ordered_by_id)
    if move.cancelled_at is not None:
        raise ValidationError("Flytningen er stoppet.")
    if not move.cases.under_way().exists() and move.back_on is not None:
        raise ValidationError("Flytningen er slut.")
    return move
