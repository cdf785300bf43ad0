"""Whose work is the user's today: their own, and that of those they stand in for."""

from datetime import date
from typing import Any

from django.db.models import Q, QuerySet

from rusmiddel.access.enums import Role
from rusmiddel.access.models import Absence, User


def covered_by(user: User, today: date) -> QuerySet[Any, Any]:
    """The keys of those whose work is the user's today; whom nobody stands in for is the team lead's."""
    covered = Q(stand_in=user)
    if user.has_role(Role.TEAM_LEAD):
        covered |= Q(pk__in=Absence.objects.uncovered(today).values("pk"))
    return Absence.objects.on(today).filter(covered).values("employee")
