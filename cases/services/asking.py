"""What is asked of somebody about a case, and how a question ends."""

from collections.abc import Iterable
from datetime import datetime

from cases.enums import TransferAnswer
from cases.models import Transfer
from rusmiddel.access.models import User


def withdraw_offers(
    case_id: int, *, by: User, now: datetime, receivers: Iterable[User] | None = None
) -> None:
    """Nobody, or none of these receivers, is asked to take the case any longer; the case is held."""
    waiting = Transfer.objects.waiting().filter(case=case_id)
    if receivers is not None:
        waiting = waiting.filter(receiver__in=receivers)
    for transfer in waiting.select_for_update():
        answer_offer(transfer, TransferAnswer.WITHDRAWN, by=by, now=now)


def answer_offer(
    transfer: Transfer, answer: TransferAnswer, *, by: User, now: datetime, reason: str = ""
) -> Transfer:
    transfer.answer, transfer.answered_at, transfer.answered_by, transfer.reason = answer, now, by, reason
    transfer.save(update_fields=["answer", "answered_at", "answered_by", "reason"])
    return transfer
