"""Letters on their way: two written beside a case, one that came back, and the day's print that waits."""

from datetime import datetime
from uuid import UUID

from cases.models import Case
from reporting.demo.world import World, moment
from rusmiddel.letters.enums import Channel, LetterKind, SetbackReason
from rusmiddel.letters.models import Dispatch, Letter, LetterBatch
from rusmiddel.letters.waiting import for_a_batch
from visitation.services.letter_batches import begin_batch, make_batch
from visitation.services.letters import post_letter
from visitation.services.setbacks import register_returned
from visitation.services.written_letters import issue_written_letter
from visitation.written_letters import WrittenValues

TEXTS = (
    (
        "Vi mangler papirer fra dig",
        "Vi mangler dit svar, før vi kan komme videre. Ring til os.",
    ),
    ("Vi vil gerne tale med dig", "Vi vil gerne tale med dig om din plan. Ring til os, så finder vi en tid."),
)
IN_THE_PRINT = 3


def letters_out(world: World) -> None:
    now = moment(world.last_workday, 14)
    _write(world, now)
    _let_one_come_back(world, now)
    _print_some(world, now)


def _write(world: World, now: datetime) -> None:
    citizens = Case.objects.filter(
        closed_on=None, citizen__kind="identified", citizen__is_protected=False, opened_on__lt=now.date()
    )
    reachable = citizens.exclude(citizen__address_line="").exclude(citizen__city="").order_by("-pk")
    for number, (case, (title, text)) in enumerate(
        zip(reachable[: len(TEXTS)], TEXTS, strict=False), start=1
    ):
        issue_written_letter(
            case_id=case.pk,
            values=WrittenValues(kind=LetterKind.FREE, title=title, text=text, channel=Channel.POST),
            submission=UUID(int=number),
            by=world.staff.team_lead,
            now=now,
        )


def _let_one_come_back(world: World, now: datetime) -> None:
    sent = Dispatch.objects.filter(channel=Channel.POST, received_on=None, sent_on__lt=now.date())
    last = sent.order_by("-sent_on", "-pk").first() or _posted_now(world, now)
    if last is None:
        return
    register_returned(
        dispatch_id=last.pk,
        returned_on=now.date(),
        reason=SetbackReason.MOVED,
        note="",
        by=world.staff.team_lead,
        now=now,
    )


def _posted_now(world: World, now: datetime) -> Dispatch | None:
    """In a small municipality nothing may have been sent yet."""
    waiting = for_a_batch(Letter.objects.filter(issued_at__lt=now)).first()
    if waiting is None:
        return None
    return post_letter(letter_id=waiting.pk, by=world.staff.team_lead, now=now)


def _print_some(world: World, now: datetime) -> None:
    waiting = for_a_batch(Letter.objects.filter(issued_at__lte=now, setbacks=None))[:IN_THE_PRINT]
    if waiting and not LetterBatch.objects.exists():
        batch = begin_batch(letter_ids=[letter.pk for letter in waiting], by=world.staff.team_lead, now=now)
        make_batch(batch_id=batch.pk, now=now)
