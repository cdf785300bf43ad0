"""Hear a citizen before a decision, write the answer down, and hold decisions back until then (DEC-6)."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from cases.enums import StoryKind
from cases.letters import recipient, sender
from cases.models import TreatmentRequest
from cases.permissions import require
from cases.seeing import require_sees
from cases.services.story import tell
from rusmiddel.access.models import User
from rusmiddel.danish_dates import long_date
from rusmiddel.deadlines import register
from rusmiddel.deadlines.enums import DeadlineKind, DeadlineStatus
from rusmiddel.deadlines.values import DeadlineValues, Step, due_milestones
from rusmiddel.letters import services as letters
from rusmiddel.letters.enums import Channel, LetterKind
from rusmiddel.letters.models import Letter
from rusmiddel.letters.receipt import presumed_receipt
from rusmiddel.standards.services import in_force
from visitation.enums import HearingAnswer, HearingMeans
from visitation.heard import NOT_KNOWN, answer_due_on, runs_until, said_in_letter
from visitation.hearing_letters import TEMPLATE, TITLE, HearingContext
from visitation.models import Hearing
from visitation.permissions import can_hear

FUTURE = "Dagen er ikke kommet endnu."


@dataclass(frozen=True, kw_only=True)
class HearingValues:
    """What the citizen is heard on; or why they are not."""

    means: HearingMeans
    considered: str
    facts: str
    exemption: str = ""
    channel: Channel = Channel.POST
    may_print_protected_address: bool = False


@transaction.atomic
def hear(*, request_id: int, values: HearingValues, submission: UUID, by: User, now: datetime) -> Hearing:
    """Hear the citizen by letter or by mouth, or write down why the law exempts from it.

    Raises ValidationError for what is not written; LetterRefused. The same `submission` twice is one hearing.
    """
    require(can_hear(by))
    require_sees(by, now, requests=request_id)
    request = (
        TreatmentRequest.objects.select_for_update(of=("self",))
        .select_related("case__citizen", "case__responsible")
        .get(pk=request_id)
    )
    written = Hearing.objects.filter(submission=submission).first()
    if written is not None:
        return written
    _require_whole(values)
    today = timezone.localdate(now)
    hearing = Hearing(
        submission=submission,
        case=request.case,
        request=request,
        means=values.means,
        considered=values.considered.strip().rstrip("."),
        facts=values.facts.strip(),
        exemption=values.exemption.strip() if values.means == HearingMeans.EXEMPT else "",
        asked_on=today,
        recorded_at=now,
        recorded_by=by,
    )
    if not hearing.is_exempt:
        channel = Channel.HANDED_OVER if request.case.citizen.is_anonymous else values.channel
        received_on = presumed_receipt(channel, today) if values.means == HearingMeans.LETTER else today
        hearing.days = settings.HEARING_DAYS
        hearing.answer_due_on = answer_due_on(received_on, settings.HEARING_DAYS)
        if values.means == HearingMeans.LETTER:
            hearing.letter = _letter(
                request, hearing, hearing.answer_due_on, values, channel=channel, by=by, now=now
            )
    hearing.validate_constraints()
    hearing.save()
    _tell(hearing, _STORY[values.means], by=by, now=now)
    _refresh(hearing.pk, by=by)
    return hearing


_STORY = {
    HearingMeans.LETTER: "Partshøring: brev skrevet",
    HearingMeans.ORAL: "Partshøring: borgeren er hørt mundtligt og har tid til at svare",
    HearingMeans.EXEMPT: "Partshøring er undladt, og grunden er skrevet",
}


@transaction.atomic
def record_answer(
    *, hearing_id: int, form: HearingAnswer, answered_on: date, answer: str, by: User, now: datetime
) -> Hearing:
    """Write the citizen's answer down, or that none came; ValidationError while there is time for one."""
    require(can_hear(by))
    require_sees(by, now, hearings=hearing_id)
    hearing = Hearing.objects.with_clock().select_for_update(of=("self",)).get(pk=hearing_id)
    today = timezone.localdate(now)
    if hearing.is_answered:
        raise ValidationError("Svaret er allerede skrevet.")
    if answered_on > today:
        raise ValidationError({"answered_on": FUTURE})
    if answered_on < hearing.asked_on:
        raise ValidationError({"answered_on": "Svaret kan ikke være kommet, før borgeren blev hørt."})
    if form == HearingAnswer.NONE:
        _require_time_is_up(hearing, today)
        answer = ""
    elif not answer.strip():
        raise ValidationError({"answer": "Skriv, hvad borgeren svarede."})
    hearing.answered_on, hearing.answer_form = answered_on, form
    hearing.answer, hearing.answer_by = answer.strip(), by
    hearing.save(update_fields=["answered_on", "answer_form", "answer", "answer_by"])
    said = "intet svar" if form == HearingAnswer.NONE else "borgeren har svaret"
    _tell(hearing, f"Partshøring: {said}", by=by, now=now)
    _refresh(hearing.pk, by=by)
    return hearing


def require_heard(
    request: TreatmentRequest, *, hearing_id: int | None, known_from: str, on: date
) -> Hearing | None:
    """The hearing a decision of the day rests on; ValidationError while the citizen may still answer one.

    Without a hearing somebody must have written where the citizen knows the facts from (DEC-6).
    """
    for hearing in Hearing.objects.with_clock().unanswered().filter(request=request):
        if not _is_over(hearing, on):
            raise ValidationError(_still_time(hearing))
    if hearing_id is None:
        if not known_from.strip():
            raise ValidationError({"known_from": NOT_KNOWN})
        return None
    found = Hearing.objects.filter(pk=hearing_id, request=request).first()
    if found is None:
        raise ValidationError({"hearing": "Vælg en partshøring i sagen."})
    return found


def close_unanswered(request: TreatmentRequest, *, by: User, now: datetime) -> None:
    """Note that no answer came, once it is decided without one; part of the act of deciding."""
    for hearing in Hearing.objects.unanswered().filter(request=request).select_for_update(of=("self",)):
        hearing.answered_on, hearing.answer_by = timezone.localdate(now), by
        hearing.answer_form = HearingAnswer.NONE
        hearing.save(update_fields=["answered_on", "answer_form", "answer_by"])
        _refresh(hearing.pk, by=by)


def heard_text(hearing: Hearing | None, known_from: str) -> str:
    """What the letter says of how the citizen was heard, or knows what is held against them."""
    if hearing is None:
        return known_from
    said = said_in_letter(
        HearingMeans(hearing.means),
        asked_on=hearing.asked_on,
        answer_form=hearing.answer_form,
        answered_on=hearing.answered_on,
        answer=hearing.answer,
    )
    return "\n\n".join(text for text in (said, known_from) if text)


def follow_hearing_letter(letter: Letter, by: User | None, today: date) -> None:
    """Keep the time to answer in step after the letter was sent, or its receipt was learnt."""
    hearing = Hearing.objects.filter(letter=letter).values_list("pk", flat=True).first()
    if hearing is not None:
        _refresh(hearing, by=by)


def hearing_values(hearing: Hearing) -> DeadlineValues | None:
    """What the register must say of one read `with_clock()`; None where the law exempts."""
    if hearing.answer_due_on is None or hearing.days is None:
        return None
    means = HearingMeans(hearing.means)
    due_on = _runs_until(hearing) or hearing.answer_due_on
    status = DeadlineStatus.OPEN
    if hearing.is_answered:
        status = DeadlineStatus.LAPSED if hearing.answer_form == HearingAnswer.NONE else DeadlineStatus.MET
    steps = [
        Step(on=hearing.asked_on, text=f"Hørt: {means.label.lower()}", rule="DEC-6"),
        Step(
            on=due_on,
            text=f"Sidste dag at svare: {hearing.days} dage efter modtagelsen",
            rule="DEC-6",
            basis="forvaltningsloven § 19; antallet af dage er en indstilling",
        ),
    ]
    return DeadlineValues(
        case_id=hearing.case_id,
        kind=DeadlineKind.HEARING,
        ref=hearing.deadline_ref,
        opened_on=hearing.asked_on,
        due_on=due_on,
        status=status,
        closed_on=hearing.answered_on,
        reason="Borgeren svarede ikke." if status == DeadlineStatus.LAPSED else "",
        responsible_id=hearing.case.responsible_id,
        explanation=tuple(steps),
        milestones=due_milestones(due_on=due_on),
    )


def open_hearings(hearings: Iterable[Hearing]) -> Iterator[DeadlineValues]:
    """What the nightly reconciliation expects to be open."""
    for hearing in hearings:
        values = hearing_values(hearing)
        if values is not None and values.status == DeadlineStatus.OPEN:
            yield values


def _refresh(hearing_id: int, *, by: User | None) -> None:
    hearing = Hearing.objects.with_clock().filter(pk=hearing_id).first()
    values = hearing_values(hearing) if hearing is not None else None
    if values is not None:
        register.keep(values, by=by)


def _runs_until(hearing: Hearing) -> date | None:
    if hearing.answer_due_on is None or hearing.days is None:
        return hearing.asked_on
    sent = hearing.letter.dispatches.all() if hearing.letter else ()
    return runs_until(
        HearingMeans(hearing.means),
        stated_on=hearing.answer_due_on,
        days=hearing.days,
        received_on=[dispatch.counts_from for dispatch in sent],
    )


def _is_over(hearing: Hearing, on: date) -> bool:
    until = _runs_until(hearing)
    return until is not None and until < on


def _still_time(hearing: Hearing) -> str:
    until = _runs_until(hearing)
    if until is None:
        return "Borgeren er ikke hørt endnu: brevet med partshøringen er ikke sendt eller givet."
    return f"Borgeren har til den {long_date(until)} til at svare på partshøringen."


def _require_time_is_up(hearing: Hearing, today: date) -> None:
    if not _is_over(hearing, today):
        raise ValidationError({"form": _still_time(hearing)})


def _require_whole(values: HearingValues) -> None:
    missing = {
        "considered": ("Skriv, hvad I overvejer at beslutte.", values.considered),
        "facts": ("Skriv de oplysninger, som er nye for borgeren.", values.facts),
    }
    if values.means == HearingMeans.EXEMPT:
        missing["exemption"] = ("Skriv, hvorfor borgeren ikke høres.", values.exemption)
    errors = {field: text for field, (text, written) in missing.items() if not written.strip()}
    if errors:
        raise ValidationError(errors)


def _letter(
    request: TreatmentRequest,
    hearing: Hearing,
    due_on: date,
    values: HearingValues,
    *,
    channel: Channel,
    by: User,
    now: datetime,
) -> Letter:
    case = request.case
    return letters.issue(
        case_id=case.pk,
        kind=LetterKind.HEARING,
        template=TEMPLATE,
        context=HearingContext(
            sender=sender(in_force(timezone.localdate(now))),
            case_number=case.number,
            caseworker=(case.responsible or by).name,
            considered=hearing.considered,
            facts=hearing.facts,
            answer_due_on=due_on,
        ),
        recipient=recipient(
            case, channel=channel, may_print_protected_address=values.may_print_protected_address
        ),
        title=TITLE,
        by=by,
        now=now,
        requires_guidance=False,
    )


def _tell(hearing: Hearing, text: str, *, by: User, now: datetime) -> None:
    tell(
        case_id=hearing.case_id,
        kind=StoryKind.DECISION,
        at=now,
        text=text,
        by=by,
        path=hearing.get_absolute_url(),
    )
