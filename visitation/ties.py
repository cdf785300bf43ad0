"""What visitation ties an employee to."""

from datetime import datetime

from django.utils import timezone

from cases.need_to_know import Found, recently, register_tie
from rusmiddel.access.enums import Role
from rusmiddel.access.models import User
from visitation.enums import MeetingStatus
from visitation.models import AgendaItem, Decision


def register() -> None:
    register_tie(on_an_agenda, roles={Role.VISITATOR, Role.SECRETARY})
    register_tie(decided_lately, roles={Role.VISITATOR})
    register_tie(sits_in_on)


def on_an_agenda(user: User, now: datetime) -> Found:
    """Cases on the agenda of a meeting that is not over, for those who hold and prepare it."""
    return (
        AgendaItem.objects.standing()
        .filter(meeting__status=MeetingStatus.PLANNED)
        .values_list("request__case")
    )


def decided_lately(user: User, now: datetime) -> Found:
    """Cases decided a short while ago: the letter, its receipt and what the citizen asks about it."""
    return Decision.objects.filter(decided_on__gte=timezone.localdate(recently(now))).values_list("case")


def sits_in_on(user: User, now: datetime) -> Found:
    """Cases on the agenda of a meeting one is noted as present at, until it is closed."""
    return (
        AgendaItem.objects.standing()
        .filter(meeting__status=MeetingStatus.PLANNED, meeting__attendees=user)
        .values_list("request__case")
    )
