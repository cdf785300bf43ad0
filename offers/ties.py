"""What treatment ties an employee to."""

from datetime import datetime

from cases.enums import SessionOutcome
from cases.need_to_know import Keys, recently, register_tie
from offers.models import Course, Session
from rusmiddel.access.enums import Role
from rusmiddel.access.models import User


def register() -> None:
    register_tie(treats)
    register_tie(talks_with)
    register_tie(booked, roles={Role.SECRETARY})


def treats(user: User, now: datetime) -> Keys:
    """Cases with a course that is one's own and not over."""
    return Course.objects.open().filter(responsible=user).values_list("case")


def talks_with(user: User, now: datetime) -> Keys:
    """Cases in which one has a talk of the treatment, from a while back and on."""
    return Session.objects.filter(employee=user, planned_at__gte=recently(now)).values_list("course__case")


def booked(user: User, now: datetime) -> Keys:
    """Cases with a talk that is still to come, for whoever answers 'when is my appointment'."""
    return Session.objects.filter(outcome=SessionOutcome.PLANNED, planned_at__gte=recently(now)).values_list(
        "course__case"
    )
