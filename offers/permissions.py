"""Who may do what with a course of treatment."""

from cases.permissions import CASEWORK_ROLES
from rusmiddel.access.enums import CASE_ROLES, Role
from rusmiddel.access.models import User


def can_see(user: User) -> bool:
    return user.has_role(*CASE_ROLES)


def can_book(user: User) -> bool:
    return user.has_role(*CASEWORK_ROLES, Role.PSYCHOLOGIST, Role.DOCTOR, Role.SECRETARY)


def can_treat(user: User) -> bool:
    """Say how a talk went, begin treatment and end it."""
    return user.has_role(*CASEWORK_ROLES, Role.PSYCHOLOGIST, Role.DOCTOR)


def can_plan(user: User) -> bool:
    """Write the treatment plan, follow it up and record its signature."""
    return can_treat(user)


def can_maintain_rooms(user: User) -> bool:
    """Say which rooms there are."""
    return user.has_role(Role.TEAM_LEAD, Role.SECRETARY)


def can_remind(user: User) -> bool:
    """See what is to be sent to those who have a talk, and say that it is sent."""
    return can_book(user)


def can_see_follow_up(user: User) -> bool:
    """See how many were reached after treatment; numbers, and nobody's case."""
    return user.has_role(Role.TEAM_LEAD)


def can_run_groups(user: User) -> bool:
    """Make groups, plan their meetings, give out places and write attendance."""
    return user.has_role(*CASEWORK_ROLES, Role.PSYCHOLOGIST)
