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


def can_keep_gift_cards(user: User) -> bool:
    """Receive gift cards into the stock, and withdraw them."""
    return user.has_role(Role.TEAM_LEAD, Role.SECRETARY)


def can_hand_out_gift_cards(user: User) -> bool:
    return user.has_role(*CASEWORK_ROLES)


def can_see_gift_cards(user: User) -> bool:
    return can_keep_gift_cards(user) or can_hand_out_gift_cards(user)


def can_keep_qualifications(user: User) -> bool:
    return user.has_role(Role.TEAM_LEAD)


def can_see_capacity(user: User) -> bool:
    """Places, waiting lists and how much each has; no case is shown."""
    return user.has_role(Role.TEAM_LEAD)


def can_see_substitution(user: User) -> bool:
    """Read what is written in substitution treatment; the secretary and the psychologist read none of it."""
    return user.has_role(*CASEWORK_ROLES, Role.DOCTOR)


def can_follow_substitution(user: User) -> bool:
    """Write missed doses, tests, the agreement and its breaches, irregularities and what a meeting said."""
    return can_see_substitution(user)


def can_prescribe(user: User) -> bool:
    """Indication, plan, preparation, dose and what follows from a breach are the doctor's alone (SUB-4)."""
    return user.has_role(Role.DOCTOR)


def can_approve_sanctions(user: User) -> bool:
    """Approve what ends treatment against the citizen's wish (SUB-13)."""
    return user.has_role(Role.TEAM_LEAD)


def can_keep_providers(user: User) -> bool:
    """Say which places there are, how long each is approved and what it costs."""
    return user.has_role(Role.VISITATOR, Role.TEAM_LEAD)


def can_place(user: User) -> bool:
    """Arrange a stay, follow it and end it; record the citizen's free choice."""
    return user.has_role(*CASEWORK_ROLES)


def can_guarantee_payment(user: User) -> bool:
    return user.has_role(Role.VISITATOR, Role.TEAM_LEAD)
