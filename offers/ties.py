"""What treatment ties an employee to."""

from datetime import datetime

from django.db.models import Q
from django.utils import timezone

from cases.enums import SessionOutcome
from cases.need_to_know import Found, recently, register_tie
from offers.enums import SEATED, MembershipStatus
from offers.models import Course, GroupTherapist, Membership, Session
from rusmiddel.access.enums import Role
from rusmiddel.access.models import Absence, User


def register() -> None:
    register_tie(treats)
    register_tie(talks_with)
    register_tie(booked, roles={Role.SECRETARY})
    register_tie(leads_group_of)
    register_tie(meets_in_group, roles={Role.SECRETARY})


def treats(user: User, now: datetime) -> Found:
    """Cases with a course that is one's own, or of somebody one stands in for, and not over."""
    away = Absence.objects.covered_by(user, on=timezone.localdate(now))
    mine = Q(responsible=user) | Q(responsible__in=away)
    return Course.objects.open().filter(mine).values_list("case")


def talks_with(user: User, now: datetime) -> Found:
    """Cases in which one has a talk of the treatment, from a while back and on."""
    away = Absence.objects.covered_by(user, on=timezone.localdate(now))
    mine = Q(employee=user) | Q(employee__in=away, outcome=SessionOutcome.PLANNED)
    return Session.objects.filter(mine, planned_at__gte=recently(now)).values_list("course__case")


def booked(user: User, now: datetime) -> Found:
    """Cases with a talk that is still to come, for whoever answers 'when is my appointment'."""
    return Session.objects.filter(outcome=SessionOutcome.PLANNED, planned_at__gte=recently(now)).values_list(
        "course__case"
    )


def leads_group_of(user: User, now: datetime) -> Found:
    """Cases of those with a place in a group that one leads, or that somebody one stands in for leads.

    For a while after they have left, too. Those still waiting belong to nobody's group: their own caseworker
    offers them the place.
    """
    away = Absence.objects.covered_by(user, on=timezone.localdate(now))
    mine = GroupTherapist.objects.standing().filter(Q(user=user) | Q(user__in=away))
    lately = Q(status=MembershipStatus.LEFT, left_on__gte=timezone.localdate(recently(now)))
    return Membership.objects.filter(
        Q(status__in=sorted(SEATED)) | lately, group__in=mine.values("group")
    ).values_list("case")


def meets_in_group(user: User, now: datetime) -> Found:
    """Cases of members, for whoever answers 'when does the group meet'."""
    return Membership.objects.seated().values_list("case")
