"""Who may do what with complaints. Which of them one sees is `Complaint.objects.visible_to`."""

from rusmiddel.access.enums import CASE_ROLES, Role
from rusmiddel.access.models import User

HANDLERS = frozenset({Role.VISITATOR, Role.TEAM_LEAD})


def can_receive_complaint(user: User) -> bool:
    """Whoever takes the call writes the complaint down, reads it back and hears that it is withdrawn."""
    return user.has_role(*CASE_ROLES)


def can_handle_complaint(user: User) -> bool:
    """Assess lateness, look at the matter again, send it on, register what the board answered."""
    return user.has_role(*HANDLERS)


def can_answer_for_department(user: User) -> bool:
    """Answer a complaint of case handling or staff: the head of department."""
    return user.has_role(Role.TEAM_LEAD)


def can_see_overview(user: User) -> bool:
    return user.has_role(Role.TEAM_LEAD)
