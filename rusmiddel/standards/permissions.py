"""Who may read the quality standard, and who may put a new one in force."""

from rusmiddel.access.enums import Role
from rusmiddel.access.models import User


def can_read_standard(user: User) -> bool:
    return user.has_role(Role.ADMINISTRATOR, Role.TEAM_LEAD, Role.VISITATOR)


def can_load_standard(user: User) -> bool:
    return user.has_role(Role.ADMINISTRATOR)
