"""Whose work is one person's today: their own, and that of those they stand in for."""

from datetime import date
from typing import Any

from django.db.models import Q, QuerySet

from rusmiddel.access.enums import Role
from rusmiddel.access.models import Absence, User
from rusmiddel.prepared import prepared

Roles = frozenset[str]


def roles_of(user: User) -> Roles:
    return frozenset(user.roles)


@prepared
def covered(*, user: int, today: date) -> QuerySet[Absence]:
    return Absence.objects.on(today).filter(stand_in=user).select_related("employee")


def covered_by(roles: Roles, *, user: int, today: date) -> QuerySet[Any, Any]:
    """The keys of those whose work is the user's today; whom nobody stands in for is the team lead's."""
    covered = Q(stand_in=user)
    if Role.TEAM_LEAD in roles:
        covered |= Q(pk__in=Absence.objects.uncovered(today).values("pk"))
    return Absence.objects.on(today).filter(covered).values("employee")
