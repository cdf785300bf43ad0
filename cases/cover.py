"""How well an absence is covered: what the stand-in may not have, and whom the absent themselves covers."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from cases.models import Case, ConflictOfInterest, Shield, ShieldMember
from cases.need_to_know import hidden_from
from rusmiddel.access.enums import CASE_ROLES
from rusmiddel.access.leaving import Left, left_by
from rusmiddel.access.models import Absence, User


@dataclass(frozen=True, kw_only=True)
class Cover:
    absence: Absence
    left: list[Left]
    # Cases that are shielded from the stand-in, or that the stand-in is locked out of.
    hidden_cases: int
    # Whom the absent stands in for in those days.
    covered_by_absent: list[Absence]
    stand_in_is_away: bool


def cover_of(absence: Absence, *, now: datetime) -> Cover:
    own = Case.objects.open().filter(responsible=absence.employee)
    hidden = own.filter(pk__in=hidden_from(absence.stand_in, now)).count() if absence.stand_in else 0
    meanwhile = Absence.objects.standing().filter(
        Q(last_on=None) | Q(last_on__gte=absence.first_on), stand_in=absence.employee
    )
    if absence.last_on is not None:
        meanwhile = meanwhile.filter(first_on__lte=absence.last_on)
    return Cover(
        absence=absence,
        left=left_by(absence.employee, now=now),
        hidden_cases=hidden,
        covered_by_absent=list(meanwhile.select_related("employee").order_by("first_on")),
        stand_in_is_away=Absence.objects.uncovered(timezone.localdate(now)).filter(pk=absence.pk).exists()
        and absence.stand_in is not None,
    )


def closed_to_the_stand_in(today: date) -> QuerySet[Any, Any]:
    """The keys of the open cases of the absent that today's stand-in may not see: shielded, or locked out."""
    conflict = ConflictOfInterest.objects.standing().filter(
        case=OuterRef(OuterRef("pk")), user=OuterRef("stand_in")
    )
    named = ShieldMember.objects.filter(shield=OuterRef("pk"), user=OuterRef(OuterRef("stand_in")))
    shield = Shield.objects.standing().filter(~Exists(named), case=OuterRef(OuterRef("pk")))
    absences = Absence.objects.on(today).filter(
        Exists(conflict) | Exists(shield), employee=OuterRef("responsible"), stand_in__isnull=False
    )
    away = Absence.objects.on(today).values("employee")
    return Case.objects.open().filter(Exists(absences), responsible__in=away).values("pk")


def without_access() -> QuerySet[User]:
    """Those who may not sign in, or whose roles open no case."""
    return User.objects.exclude(is_active=True, roles__overlap=sorted(CASE_ROLES))


@dataclass(frozen=True, kw_only=True)
class Unowned:
    """Somebody whose cases nobody has today."""

    employee: User
    why: str
    cases: int


def unowned(*, now: datetime) -> list[Unowned]:
    """Those with open cases who are away without cover or work here no longer, in two queries."""
    away = Absence.objects.uncovered(timezone.localdate(now)).values("employee")
    found = (
        User.objects.filter(Q(pk__in=without_access()) | Q(pk__in=away))
        .annotate(open_cases=Count("cases", filter=Q(cases__closed_on=None)))
        .filter(open_cases__gt=0)
        .order_by("name", "pk")
    )
    return [
        Unowned(
            employee=user,
            why="er væk uden vikar" if user.has_role(*CASE_ROLES) else "arbejder ikke længere med sager",
            cases=user.open_cases,
        )
        for user in found
    ]
