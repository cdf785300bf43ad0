"""Notifications (underretninger): due at once, until sent or decided against with a reason."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from uuid import uuid4

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from cases.enums import Direction, Means, NotificationGround, NotificationStatus, StoryKind
from cases.models import Assessment, Case, Notification
from cases.notification import BASIS, ground_for
from cases.notification_letter import Receiver, issue_notification
from cases.permissions import can_decide_against_notifying, can_notify, require
from cases.seeing import require_sees
from cases.services.disclosures import DisclosureValues, add_disclosure_by_law
from cases.services.story import tell
from rusmiddel.access.models import User
from rusmiddel.danish_dates import day_of
from rusmiddel.deadlines import register
from rusmiddel.deadlines.enums import DeadlineKind, DeadlineStatus
from rusmiddel.deadlines.values import DeadlineValues, Step, due_milestones
from rusmiddel.letters import services as letters
from rusmiddel.letters.enums import Channel
from rusmiddel.letters.models import Letter
from rusmiddel.locks import hold
from rusmiddel.municipalities import name_of
from rusmiddel.standards.enums import NotificationPolicy
from rusmiddel.standards.legal_duties import NOTIFICATION

BLOCKED = "En underretning mangler. Send den, eller skriv hvorfor der ikke underrettes, før du går videre."
MEANS_OF = {
    Channel.POST: Means.LETTER,
    Channel.HANDED_OVER: Means.LETTER,
    Channel.DIGITAL_POST: Means.DIGITAL_POST,
}


@dataclass(frozen=True, kw_only=True)
class ChildValues:
    """What is known of the child, and why somebody is concerned."""

    child_name: str = ""
    child_birth_date: date | None = None
    is_unborn: bool = False
    municipality_code: str = ""
    concern: str = ""
    citizen_told: bool = False
    identity_sought: str = ""


@transaction.atomic
def open_notification(*, case_id: int, values: ChildValues, by: User, now: datetime) -> Notification:
    """Say that a child's municipality must be notified: at any time, by any employee (CHI-1, CHI-5)."""
    require(can_notify(by))
    require_sees(by, now, pk=case_id)
    return add_notification(case_id=case_id, ground=NotificationGround.CONCERN, values=values, by=by, now=now)


def add_notification(
    *, case_id: int, ground: NotificationGround, values: ChildValues, by: User, now: datetime
) -> Notification:
    """The same as part of an act whose own permission has been checked."""
    hold_notifications_of(case_id)
    case = Case.objects.select_related("citizen").get(pk=case_id)
    if not case.is_open:
        raise ValidationError("Sagen er lukket. Registrér en ny henvendelse først.")
    notification = Notification(case=case, ground=ground, opened_at=now, opened_by=by)
    _describe(notification, values)
    _save(notification, by=by)
    _tell(notification, f"Underretning skal sendes: {notification.get_ground_display()}", by=by, at=now)
    return notification


def notify_as_answered(
    assessment: Assessment, *, policy: NotificationPolicy, by: User, now: datetime
) -> Notification | None:
    """Open what the answers of an assessment ask for, once for each ground (CHI-4 to CHI-6)."""
    ground = ground_for(children=assessment.children, concern=assessment.concern, policy=policy)
    if ground is None:
        return None
    request = assessment.request
    hold_notifications_of(request.case_id)
    since = request.inquiry.contacted_at
    if Notification.objects.filter(case=request.case_id, ground=ground, opened_at__gte=since).exists():
        return None
    return add_notification(case_id=request.case_id, ground=ground, values=ChildValues(), by=by, now=now)


@transaction.atomic
def describe_notification(
    *, notification_id: int, values: ChildValues, by: User, now: datetime
) -> Notification:
    """Write down what has been learnt; ValidationError once it is written or decided against."""
    require(can_notify(by))
    require_sees(by, now, notifications=notification_id)
    notification = _locked(notification_id)
    if not notification.is_due:
        raise ValidationError("Underretningen er skrevet eller afsluttet og kan ikke rettes.")
    _describe(notification, values)
    _save(notification, by=by)
    return notification


@transaction.atomic
def write_notification(
    *, notification_id: int, receiver: Receiver, channel: Channel, by: User, now: datetime
) -> Notification:
    """Write the letter to the child's home municipality, and send it unless it goes with the post.

    Raises ValidationError where it does not say what the concern is or which municipality; LetterRefused;
    TransitionError a second time. Needs no consent.
    """
    require(can_notify(by))
    require_sees(by, now, notifications=notification_id)
    notification = _locked(notification_id)
    missing = {
        field: message
        for field, message in {
            "concern": "Skriv, hvad bekymringen er.",
            "municipality_code": "Vælg barnets hjemkommune.",
        }.items()
        if not getattr(notification, field).strip()
    }
    if missing:
        raise ValidationError(missing)
    notification.move_to(NotificationStatus.WRITTEN)
    letter = issue_notification(notification, receiver=receiver, channel=channel, by=by, now=now)
    notification.letter = letter
    _save(notification, by=by)
    _tell(notification, f"Underretning skrevet til {letter.recipient_name}", by=by, at=now)
    today = timezone.localdate(now)
    if channel == Channel.DIGITAL_POST:
        letters.send_digitally(letter, on=today, by=by)
    elif channel == Channel.HANDED_OVER:
        letters.hand_over(letter, on=today, by=by)
    follow_letter(letter, by=by, now=now)
    notification.refresh_from_db()
    return notification


def preview_notification(
    *, notification_id: int, receiver: Receiver, channel: Channel, by: User, now: datetime
) -> bytes:
    """The PDF that `write_notification` would issue, with nothing stored; raises what it raises."""
    with transaction.atomic():
        notification = write_notification(
            notification_id=notification_id, receiver=receiver, channel=channel, by=by, now=now
        )
        assert notification.letter is not None
        content = bytes(notification.letter.pdf)
        transaction.set_rollback(True)
    return content


def follow_letter(letter: Letter, *, by: User, now: datetime) -> None:
    """The letter has left the house: the notification it carries is sent, and stands in the log."""
    dispatch = letter.dispatches.filter(taken_back_at=None).order_by("pk").first()
    number = Notification.objects.filter(letter=letter).values_list("pk", flat=True).first()
    if dispatch is None or number is None:
        return
    notification = _locked(number)
    if not notification.is_open:
        return
    _close(notification, NotificationStatus.SENT, by=by, now=now)
    add_disclosure_by_law(
        case_id=notification.case_id,
        duty=NOTIFICATION,
        reason="Underretningspligten kræver ikke samtykke.",
        counterpart=f"{letter.recipient_name} ({name_of(notification.municipality_code)})",
        values=DisclosureValues(
            submission=uuid4(),
            direction=Direction.DISCLOSE,
            content=f"Underretning om {notification.child}: {notification.concern}",
            means=MEANS_OF[Channel(dispatch.channel)],
            occurred_at=now,
        ),
        by=by,
        now=now,
    )
    _tell(notification, f"Underretning sendt til {letter.recipient_name}", by=by, at=now)


@transaction.atomic
def decide_against_notification(
    *, notification_id: int, reason: str, by: User, now: datetime
) -> Notification:
    """Decide not to notify, and say why (CHI-6)."""
    require(can_decide_against_notifying(by))
    require_sees(by, now, notifications=notification_id)
    if not reason.strip():
        raise ValidationError({"reason": "Skriv, hvorfor der ikke underrettes."})
    notification = _locked(notification_id)
    notification.reason = reason.strip()
    _close(notification, NotificationStatus.DECIDED_AGAINST, by=by, now=now)
    _tell(notification, f"Der underrettes ikke: {notification.reason}", by=by, at=now)
    return notification


@transaction.atomic
def note_unknown_identity(*, notification_id: int, by: User, now: datetime) -> Notification:
    """An anonymous citizen's child could not be found: the concern and what was done stay (ANO-5, ANO-13)."""
    require(can_notify(by))
    require_sees(by, now, notifications=notification_id)
    notification = _locked(notification_id)
    if not notification.case.citizen.is_anonymous:
        raise ValidationError("Borgeren er ikke anonym. Send underretningen.")
    missing = {
        field: message
        for field, message in {
            "concern": "Skriv, hvad bekymringen er.",
            "identity_sought": "Skriv, hvad du har gjort for at finde ud af, hvem barnet er.",
        }.items()
        if not getattr(notification, field).strip()
    }
    if missing:
        raise ValidationError(missing)
    _close(notification, NotificationStatus.IDENTITY_UNKNOWN, by=by, now=now)
    _tell(notification, f"Barnet kunne ikke findes: {notification.identity_sought}", by=by, at=now)
    return notification


def refuse_while_due(case_id: int) -> None:
    """Raise ValidationError while a notification on the case is neither sent nor decided against (CHI-6)."""
    hold_notifications_of(case_id)
    if Notification.objects.open().filter(case=case_id).exists():
        raise ValidationError(BLOCKED)


def hold_notifications_of(case_id: int) -> None:
    """Keep notifications on the case from being opened by anybody else in this transaction."""
    hold(f"notifications of case:{case_id}")


def duty_of(notification: Notification) -> DeadlineValues:
    """What the register must say of a notification read with its case: due the day it arose (CHI-6).

    The law gives no number of days, so it is kept whenever it is sent, and overdue until then.
    """
    opened_on = day_of(notification.opened_at)
    status, reason = DeadlineStatus.OPEN, ""
    match notification.status:
        case NotificationStatus.SENT:
            status = DeadlineStatus.MET
        case NotificationStatus.DECIDED_AGAINST:
            status, reason = DeadlineStatus.WAIVED, notification.reason
        case NotificationStatus.IDENTITY_UNKNOWN:
            status = DeadlineStatus.WAIVED
            reason = f"Barnet kunne ikke findes: {notification.identity_sought}"
    return DeadlineValues(
        case_id=notification.case_id,
        kind=DeadlineKind.NOTIFICATION,
        ref=notification.deadline_ref,
        opened_on=opened_on,
        due_on=opened_on,
        status=status,
        closed_on=day_of(notification.closed_at) if notification.closed_at else None,
        reason=reason,
        responsible_id=notification.case.responsible_id,
        explanation=(
            Step(on=opened_on, text=notification.get_ground_display(), rule="CHI-6", basis=BASIS),
            Step(on=opened_on, text="Underretningen sendes med det samme", rule="CHI-6", basis=BASIS),
        ),
        milestones=due_milestones(due_on=opened_on) if status == DeadlineStatus.OPEN else (),
    )


def expected_duties(notifications: Iterable[Notification]) -> Iterator[DeadlineValues]:
    """The same computed for many, for the nightly reconciliation."""
    return (duty_of(notification) for notification in notifications)


def _describe(notification: Notification, values: ChildValues) -> None:
    notification.child_name = values.child_name.strip()
    notification.child_birth_date = values.child_birth_date
    notification.is_unborn = values.is_unborn
    notification.municipality_code = values.municipality_code
    notification.concern = values.concern.strip()
    notification.citizen_told = values.citizen_told
    notification.identity_sought = values.identity_sought.strip()


def _close(notification: Notification, status: NotificationStatus, *, by: User, now: datetime) -> None:
    notification.move_to(status)
    notification.closed_at, notification.closed_by = now, by
    _save(notification, by=by)


def _save(notification: Notification, *, by: User) -> None:
    notification._history_user = by
    notification.full_clean()
    notification.save()
    register.keep(duty_of(notification), by=by)


def _locked(notification_id: int) -> Notification:
    return (
        Notification.objects.select_for_update(of=("self",), no_key=True)
        .select_related("case__citizen", "case__responsible")
        .get(pk=notification_id)
    )


def _tell(notification: Notification, text: str, *, by: User, at: datetime) -> None:
    tell(
        case_id=notification.case_id,
        kind=StoryKind.NOTIFICATION,
        at=at,
        text=text,
        by=by,
        path=notification.get_absolute_url(),
    )
