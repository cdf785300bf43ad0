"""What treatment leaves behind when somebody is no longer there."""

from collections.abc import Iterator
from datetime import datetime

from cases.enums import SessionOutcome
from offers.models import Course, Session
from rusmiddel.access.leaving import Left
from rusmiddel.access.models import User


def left_in_treatment(user: User, now: datetime) -> Iterator[Left]:
    courses = Course.objects.open().filter(responsible=user)
    yield Left(count=courses.count(), one="forløb, der ikke er slut", many="forløb, der ikke er slut")
    sessions = Session.objects.filter(employee=user, outcome=SessionOutcome.PLANNED)
    yield Left(
        count=sessions.count(), one="aftalt samtale i behandlingen", many="aftalte samtaler i behandlingen"
    )
