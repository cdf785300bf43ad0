"""The talks of one person's day, and the meetings."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db.models import Count, Q, QuerySet
from django.urls import reverse
from django.utils import timezone

from cases.enums import SessionOutcome
from cases.models import AssessmentSession, Case
from cases.need_to_know import Sight, in_sight
from cases.permissions import can_assess
from offers.models import Session
from offers.permissions import can_treat
from reporting.my_cover import Roles, covered_by, roles_of
from rusmiddel.access.enums import Role
from rusmiddel.access.models import User
from rusmiddel.prepared import Keys, prepared
from visitation.enums import ItemOutcome
from visitation.models import Meeting

TALKS_READ = 50


@dataclass(frozen=True, kw_only=True)
class Appointment:
    """A talk of today, or an earlier one that nobody has written the end of."""

    case: Case
    at: datetime
    what: str
    place: str
    employee: User
    # Where the end is written; empty for one who may not write it.
    path: str


def appointments_of(user: User, sight: Sight, *, today: date) -> list[Appointment]:
    """The user's own talks that are still only planned; a secretary sees everybody's of today."""
    start = midnight(today)
    end = start + timedelta(days=1)
    shape = roles_of(user), sight.is_all_but
    talks = _talks(*shape, user=user.pk, today=today, start=start, end=end, keys=sight.keys)
    sessions = _sessions(*shape, user=user.pk, today=today, start=start, end=end, keys=sight.keys)
    booked = [*(_talk(talk, user) for talk in talks), *(_session(session, user) for session in sessions)]
    return sorted(booked, key=lambda appointment: (appointment.at, appointment.case.number))[-TALKS_READ:]


def _booked(roles: Roles, *, user: int, today: date, start: datetime, end: datetime) -> Q:
    """Everybody's where the user is a secretary: their `start` is any day's where the role is another."""
    planned = Q(outcome=SessionOutcome.PLANNED, planned_at__lt=end)
    mine = Q(employee=user) | Q(employee__in=covered_by(roles, user=user, today=today))
    if Role.SECRETARY in roles:
        mine |= Q(planned_at__gte=start)
    return planned & mine


@prepared
def _talks(
    roles: Roles, is_all_but: bool, /, *, user: int, today: date, start: datetime, end: datetime, keys: Keys
) -> QuerySet[AssessmentSession]:
    seen = in_sight(keys, is_all_but, through="assessment__request__case")
    return (
        AssessmentSession.objects.filter(_booked(roles, user=user, today=today, start=start, end=end), seen)
        .select_related("assessment__request__case__citizen", "employee")
        .defer("assessment__request__case__citizen__cpr")
        .order_by("-planned_at", "-pk")[:TALKS_READ]
    )


@prepared
def _sessions(
    roles: Roles, is_all_but: bool, /, *, user: int, today: date, start: datetime, end: datetime, keys: Keys
) -> QuerySet[Session]:
    seen = in_sight(keys, is_all_but, through="course__case")
    return (
        Session.objects.filter(_booked(roles, user=user, today=today, start=start, end=end), seen)
        .select_related("course__case__citizen", "employee")
        .defer("course__case__citizen__cpr")
        .order_by("-planned_at", "-pk")[:TALKS_READ]
    )


def _talk(talk: AssessmentSession, user: User) -> Appointment:
    case = talk.assessment.request.case
    return Appointment(
        case=case,
        at=talk.planned_at,
        what="Afdækningssamtale",
        place=talk.get_place_display(),
        employee=talk.employee,
        path=reverse("cases:session_close", args=[case.number, talk.pk]) if can_assess(user) else "",
    )


def _session(session: Session, user: User) -> Appointment:
    return Appointment(
        case=session.course.case,
        at=session.planned_at,
        what=session.course.offer_name,
        place=session.get_place_display(),
        employee=session.employee,
        path=session.course.get_absolute_url() if can_treat(user) else "",
    )


def meetings_of(today: date) -> QuerySet[Meeting]:
    """The meetings of today that have not been held yet, with how many cases each is to decide."""
    start = midnight(today)
    return (
        Meeting.objects.planned()
        .filter(starts_at__gte=start, starts_at__lt=start + timedelta(days=1))
        .annotate(pending=Count("items", filter=Q(items__outcome=ItemOutcome.PENDING)))
        .order_by("starts_at", "pk")
    )


def midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))
