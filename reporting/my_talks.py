"""The talks of one person's day, and the meetings."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db.models import Count, Q, QuerySet
from django.urls import reverse
from django.utils import timezone

from cases.enums import SessionOutcome
from cases.models import AssessmentSession, Case
from cases.permissions import can_assess
from offers.models import Session
from offers.permissions import can_treat
from reporting.my_cover import covered_by
from rusmiddel.access.enums import Role
from rusmiddel.access.models import User
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


def appointments_of(user: User, *, today: date) -> list[Appointment]:
    """The user's own talks that are still only planned; a secretary sees everybody's of today."""
    start = midnight(today)
    planned = Q(outcome=SessionOutcome.PLANNED, planned_at__lt=start + timedelta(days=1))
    mine = Q(employee=user) | Q(employee__in=covered_by(user, today))
    if user.has_role(Role.SECRETARY):
        mine |= Q(planned_at__gte=start)
    visible = Case.objects.visible_to(user)
    talks = (
        AssessmentSession.objects.filter(mine, planned, assessment__request__case__in=visible)
        .select_related("assessment__request__case__citizen", "employee")
        .defer("assessment__request__case__citizen__cpr")
        .order_by("-planned_at", "-pk")[:TALKS_READ]
    )
    sessions = (
        Session.objects.filter(mine, planned, course__case__in=visible)
        .select_related("course__case__citizen", "employee")
        .defer("course__case__citizen__cpr")
        .order_by("-planned_at", "-pk")[:TALKS_READ]
    )
    booked = [*(_talk(talk, user) for talk in talks), *(_session(session, user) for session in sessions)]
    return sorted(booked, key=lambda appointment: (appointment.at, appointment.case.number))[-TALKS_READ:]


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
