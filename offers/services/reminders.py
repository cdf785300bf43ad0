"""Reminding those who have a talk: what there is to send, and that it was sent."""

from datetime import date, datetime, time, timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from cases.enums import SessionOutcome, StoryKind
from cases.models import Case
from cases.permissions import require
from cases.seeing import require_sees
from cases.services.story import tell
from offers.models import Session
from offers.permissions import can_remind
from rusmiddel.access.models import User


def to_remind(user: User, day: date) -> QuerySet[Session]:
    """The talks of the day in cases that the user may see, earliest first."""
    start = timezone.make_aware(datetime.combine(day, time.min))
    return (
        Session.objects.filter(
            outcome=SessionOutcome.PLANNED,
            planned_at__gte=start,
            planned_at__lt=start + timedelta(days=1),
            course__case__in=Case.objects.visible_to(user),
        )
        .select_related("course__case__citizen", "course__request__inquiry", "employee")
        .defer("course__case__citizen__cpr")
        .order_by("planned_at", "pk")
    )


@transaction.atomic
def note_reminded(*, session_id: int, by: User, now: datetime) -> Session:
    """Say that the reminder was sent; once."""
    require(can_remind(by))
    require_sees(by, now, courses__sessions=session_id)
    session = Session.objects.select_for_update(of=("self",)).select_related("course").get(pk=session_id)
    if session.outcome != SessionOutcome.PLANNED:
        raise ValidationError("Samtalen er ikke længere aftalt.")
    if session.reminded_at is not None:
        return session
    session.reminded_at = now
    session._history_user = by
    session.save(update_fields=["reminded_at"])
    tell(
        case_id=session.course.case_id,
        kind=StoryKind.SESSION,
        at=now,
        text=f"{session.course.offer_name}: borgeren er mindet om samtalen",
        by=by,
        path=session.course.get_absolute_url(),
    )
    return session
