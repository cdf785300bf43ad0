"""Written reasons for a decision that was only told, and the clock for giving them (DEC-4, FVL § 23)."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from cases.enums import StoryKind
from cases.permissions import require
from cases.seeing import require_sees
from cases.services.story import tell
from rusmiddel.access.models import User
from rusmiddel.calendar import expires_on
from rusmiddel.danish_dates import long_date
from rusmiddel.deadlines import register
from rusmiddel.deadlines.enums import DeadlineKind, DeadlineStatus
from rusmiddel.deadlines.values import DeadlineValues, Step, due_milestones
from visitation.models import Decision, ReasonsRequest
from visitation.permissions import can_hear


@transaction.atomic
def ask_for_reasons(*, decision_id: int, asked_on: date, by: User, now: datetime) -> ReasonsRequest:
    """The citizen asks for the reasons in writing (DEC-4); ValidationError where a letter has them already.

    FVL § 23: within 14 days of being told. The wording is not verified, so the days are settings.
    """
    require(can_hear(by))
    require_sees(by, now, decisions=decision_id)
    decision = Decision.objects.select_for_update(of=("self",)).select_related("case").get(pk=decision_id)
    existing = ReasonsRequest.objects.filter(decision=decision).first()
    if existing is not None:
        return existing
    if decision.letter_id is not None:
        raise ValidationError("Afgørelsen er skrevet i et brev med begrundelse.")
    if decision.told_orally_at is None:
        raise ValidationError("Skriv først, at borgeren har fået afgørelsen fortalt.")
    told_on = timezone.localdate(decision.told_orally_at)
    if not told_on <= asked_on <= timezone.localdate(now):
        raise ValidationError({"asked_on": "Dagen ligger fra den dag, borgeren fik det fortalt, til i dag."})
    until = expires_on(told_on + timedelta(days=settings.REASONS_REQUEST_DAYS))
    if asked_on > until:
        raise ValidationError(
            {"asked_on": f"Fristen for at bede om det var {long_date(until)}. I kan stadig skrive brevet."}
        )
    asked = ReasonsRequest.objects.create(
        decision=decision,
        asked_on=asked_on,
        due_on=expires_on(asked_on + timedelta(days=settings.REASONS_ANSWER_DAYS)),
        recorded_at=now,
        recorded_by=by,
    )
    tell(
        case_id=decision.case_id,
        kind=StoryKind.DECISION,
        at=now,
        text=f"Borgeren har bedt om en skriftlig begrundelse; svar senest {long_date(asked.due_on)}",
        by=by,
        path=decision.get_absolute_url(),
    )
    register.keep(reasons_values(asked), by=by)
    return asked


def answer_reasons_request(decision: Decision, *, by: User, now: datetime) -> None:
    """The letter with the reasons is written; part of the act of writing it."""
    asked = ReasonsRequest.objects.with_clock().filter(decision=decision, answered_on=None).first()
    if asked is None:
        return
    asked.answered_on = timezone.localdate(now)
    asked.save(update_fields=["answered_on"])
    register.keep(reasons_values(asked), by=by)


def reasons_values(asked: ReasonsRequest) -> DeadlineValues:
    status = DeadlineStatus.OPEN
    if asked.answered_on is not None:
        is_late = asked.answered_on > asked.due_on
        status = DeadlineStatus.BREACHED if is_late else DeadlineStatus.MET
    return DeadlineValues(
        case_id=asked.decision.case_id,
        kind=DeadlineKind.WRITTEN_REASONS,
        ref=asked.deadline_ref,
        opened_on=asked.asked_on,
        due_on=asked.due_on,
        status=status,
        closed_on=asked.answered_on,
        reason="Brevet blev skrevet for sent." if status == DeadlineStatus.BREACHED else "",
        responsible_id=asked.decision.case.responsible_id,
        explanation=(
            Step(on=asked.asked_on, text="Borgeren bad om en skriftlig begrundelse", rule="DEC-4"),
            Step(
                on=asked.due_on,
                text="Sidste dag at give den",
                rule="DEC-4",
                basis="forvaltningsloven § 23; antallet af dage er en indstilling",
            ),
        ),
        milestones=due_milestones(due_on=asked.due_on),
    )


def open_reasons(requests: Iterable[ReasonsRequest]) -> Iterator[DeadlineValues]:
    """What the nightly reconciliation expects to be open."""
    return (reasons_values(asked) for asked in requests)
