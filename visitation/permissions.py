"""Who may do what in visitation. Who may see a case at all is `Case.objects.visible_to`."""

from cases.permissions import CASEWORK_ROLES
from rusmiddel.access.enums import CASE_ROLES, Role
from rusmiddel.access.models import User


def can_see_visitation(user: User) -> bool:
    """See meetings, agendas, decisions and letters."""
    return user.has_role(*CASE_ROLES)


def can_run_meeting(user: User) -> bool:
    """Plan a meeting, fill its agenda, note who is there, close it."""
    return user.has_role(Role.VISITATOR, Role.TEAM_LEAD, Role.SECRETARY)


def can_decide(user: User) -> bool:
    """Decide or postpone a case, and issue its letter."""
    return user.has_role(Role.VISITATOR, Role.TEAM_LEAD)


def can_tell(user: User) -> bool:
    """Say that the citizen was told of a decision."""
    return user.has_role(*CASEWORK_ROLES)


def can_hear(user: User) -> bool:
    """Hear a citizen before a decision, write the answer down, and that reasons were asked for."""
    return user.has_role(*CASEWORK_ROLES)


def can_recommend(user: User) -> bool:
    """Send a case with a recommendation to whoever decides on it, and write the answer down."""
    return user.has_role(Role.VISITATOR, Role.TEAM_LEAD)


def can_send_letters(user: User) -> bool:
    """Register that a letter was posted, handed over or received."""
    return user.has_role(*CASEWORK_ROLES, Role.SECRETARY)


def can_maintain_blocks(user: User) -> bool:
    """Write the text blocks that letters are put together of; no case is shown."""
    return user.has_role(Role.ADMINISTRATOR)
