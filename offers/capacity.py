"""What there is room for: places in groups, who waits, and how much each has. For the team lead."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Count, QuerySet
from django.utils import timezone

from cases.enums import SessionOutcome
from cases.models import Case
from offers.models import Course, Group, GroupTherapist, Session
from rusmiddel.access.enums import Role
from rusmiddel.access.models import Absence, User
from rusmiddel.sorting import danish_sort_key

WEEKS_AHEAD = 2


@dataclass(frozen=True, kw_only=True)
class Load:
    """How much one member of staff has now."""

    user: User
    cases: int
    courses: int
    groups: int
    # Hours of talks that are booked in the weeks ahead.
    hours: int
    is_away: bool


def loads(now: datetime) -> list[Load]:
    """Every caseworker, those with the fewest open cases first and those who are away last; six queries.

    Who is here and has the fewest can take one more. How many are too many no standard says.
    """
    staff = list(User.objects.with_role(Role.CASEWORKER))
    cases = _counted(Case.objects.open(), "responsible")
    courses = _counted(Course.objects.open(), "responsible")
    groups = _counted(GroupTherapist.objects.standing().filter(group__in=Group.objects.open()), "user")
    booked: dict[int, int] = {}
    ahead = Session.objects.filter(
        outcome=SessionOutcome.PLANNED, planned_at__gte=now, planned_at__lt=now + timedelta(weeks=WEEKS_AHEAD)
    )
    for employee, minutes in ahead.values_list("employee", "minutes"):
        booked[employee] = booked.get(employee, 0) + minutes
    away = set(Absence.objects.on(timezone.localdate(now)).values_list("employee", flat=True))
    found = [
        Load(
            user=user,
            cases=cases.get(user.pk, 0),
            courses=courses.get(user.pk, 0),
            groups=groups.get(user.pk, 0),
            hours=round(booked.get(user.pk, 0) / 60),
            is_away=user.pk in away,
        )
        for user in staff
    ]
    return sorted(
        found, key=lambda load: (load.is_away, load.cases, load.hours, danish_sort_key(load.user.name))
    )


def _counted(rows: QuerySet[Any], field: str) -> dict[int, int]:
    """How many rows each employee has."""
    of_somebody = rows.exclude(**{field: None}).order_by()
    return dict(of_somebody.values_list(field).annotate(number=Count("pk")))
