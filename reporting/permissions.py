"""Who may see what is counted across cases, and who has a day of casework."""

from rusmiddel.access.enums import Role
from rusmiddel.access.models import User


def can_lead(user: User) -> bool:
    """See the dashboard, its lists and exports, and say why a date was missed."""
    return user.has_role(Role.TEAM_LEAD)
