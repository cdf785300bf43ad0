"""Who works on a case: co-workers, and the transfer that the receiver accepts."""

from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction

from cases.enums import StoryKind, TransferAnswer
from cases.models import Case, CoWorker, Transfer
from cases.permissions import can_pass_on, require
from cases.seeing import require_sees
from cases.services.asking import answer_offer
from cases.services.hand_over import hand_over
from cases.services.locks import hold_access_to
from cases.services.receiving import check_receiver
from cases.services.story import tell
from rusmiddel.access.enums import CASE_ROLES
from rusmiddel.access.models import User
from rusmiddel.deadlines.telling import owe_mail


@transaction.atomic
def add_co_worker(*, case_id: int, user: User, by: User, now: datetime) -> CoWorker:
    """Let another work on the case beside the one responsible; twice is the same."""
    case = held_case(case_id, by, now)
    check_receiver(case, user, field="user")
    if case.responsible_id == user.pk:
        raise ValidationError({"user": f"{user.name} er allerede behandler på sagen."})
    already = CoWorker.objects.standing().filter(case=case, user=user).first()
    if already is not None:
        return already
    work = CoWorker.objects.create(case=case, user=user, added_at=now, added_by=by)
    tell(case_id=case.pk, kind=StoryKind.CASE, at=now, text=f"{user.name} er nu medbehandler", by=by)
    return work


@transaction.atomic
def end_co_worker(*, co_worker_id: int, by: User, now: datetime) -> CoWorker:
    """The co-worker no longer needs to know the case; a co-worker may step back by themselves."""
    case_id, user_id = CoWorker.objects.values_list("case", "user").get(pk=co_worker_id)
    held_case(case_id, by, now, may_anyway=user_id == by.pk)
    work = CoWorker.objects.select_for_update(of=("self",)).select_related("user").get(pk=co_worker_id)
    if work.ended_at is not None:
        return work
    work.ended_at, work.ended_by = now, by
    work.save(update_fields=["ended_at", "ended_by"])
    text = f"{work.user.name} er ikke længere medbehandler"
    tell(case_id=work.case_id, kind=StoryKind.CASE, at=now, text=text, by=by)
    return work


@transaction.atomic
def offer_transfer(*, case_id: int, receiver: User, message: str, by: User, now: datetime) -> Transfer:
    """Ask another to take the case over. Until they accept, the giver has it and all that is due on it."""
    case = held_case(case_id, by, now)
    if not case.is_open:
        raise ValidationError("Sagen er lukket.")
    check_receiver(case, receiver, field="receiver")
    if case.responsible_id == receiver.pk:
        raise ValidationError({"receiver": f"{receiver.name} har allerede sagen."})
    if receiver.pk == by.pk:
        raise ValidationError({"receiver": "Vil du selv have sagen, så vælg »Tag selv sagen«."})
    transfer = Transfer(
        case=case,
        giver=case.responsible,
        receiver=receiver,
        message=message.strip(),
        offered_at=now,
        offered_by=by,
    )
    if Transfer.objects.waiting().filter(case=case).exists():
        raise ValidationError("Sagen venter allerede på, at nogen tager imod den. Træk først det tilbage.")
    transfer.full_clean()
    transfer.save()
    owe_mail([receiver], by=by, now=now)
    text = f"{receiver.name} er bedt om at tage sagen"
    tell(case_id=case.pk, kind=StoryKind.CASE, at=now, text=text, by=by)
    return transfer


@transaction.atomic
def accept_transfer(*, transfer_id: int, by: User, now: datetime) -> Transfer:
    """Take the case over: the case, its open deadlines and their warnings change hands in one."""
    case, transfer = _asked(transfer_id, by)
    if not case.is_open:
        raise ValidationError("Sagen er lukket.")
    answer_offer(transfer, TransferAnswer.ACCEPTED, by=by, now=now)
    hand_over(case, responsible=by, by=by, now=now, why="taget imod")
    return transfer


@transaction.atomic
def decline_transfer(*, transfer_id: int, reason: str, by: User, now: datetime) -> Transfer:
    """Say no, and why: the giver keeps the case."""
    if not reason.strip():
        raise ValidationError({"reason": "Skriv, hvorfor du ikke tager sagen."})
    case, transfer = _asked(transfer_id, by)
    text = f"{by.name} tager ikke sagen: {reason.strip()}"
    tell(case_id=case.pk, kind=StoryKind.CASE, at=now, text=text, by=by)
    return answer_offer(transfer, TransferAnswer.DECLINED, by=by, now=now, reason=reason.strip())


@transaction.atomic
def withdraw_transfer(*, transfer_id: int, by: User, now: datetime) -> Transfer:
    """Take the question back before it is answered."""
    case_id, asker = Transfer.objects.values_list("case", "offered_by").get(pk=transfer_id)
    case = held_case(case_id, by, now, may_anyway=asker == by.pk)
    transfer = _still_waiting(transfer_id)
    text = f"{transfer.receiver.name} skal alligevel ikke tage sagen"
    tell(case_id=case.pk, kind=StoryKind.CASE, at=now, text=text, by=by)
    return answer_offer(transfer, TransferAnswer.WITHDRAWN, by=by, now=now)


def held_case(case_id: int, by: User, now: datetime, *, may_anyway: bool = False) -> Case:
    """The case, which nobody opens, takes or gives away until the transaction ends.

    NotSeen where the user does not see it, PermissionDenied where they may not say who works on it.
    """
    hold_access_to(case_id)
    require_sees(by, now, pk=case_id)
    case = Case.objects.select_for_update(of=("self",), no_key=True).get(pk=case_id)
    require(may_anyway or can_pass_on(by, case))
    return case


def _asked(transfer_id: int, by: User) -> tuple[Case, Transfer]:
    """The case, held, and the question to the user; the case need not be the user's to see yet."""
    case_id, receiver = Transfer.objects.values_list("case", "receiver").get(pk=transfer_id)
    require(receiver == by.pk and by.has_role(*CASE_ROLES))
    hold_access_to(case_id)
    require(Case.objects.not_hidden_from(by).filter(pk=case_id).exists())
    case = Case.objects.select_for_update(of=("self",), no_key=True).get(pk=case_id)
    return case, _still_waiting(transfer_id)


def _still_waiting(transfer_id: int) -> Transfer:
    transfer = Transfer.objects.select_for_update(of=("self",)).select_related("receiver").get(pk=transfer_id)
    if not transfer.is_waiting:
        raise ValidationError("Der er allerede svaret.")
    return transfer
