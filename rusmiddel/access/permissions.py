"""Who may administer. Who may see a case is decided where cases are."""

from rusmiddel.access.enums import CASE_ROLES, Role
from rusmiddel.access.models import User


def can_administer_users(user: User) -> bool:
    return user.has_role(Role.ADMINISTRATOR)


def works_with_cases(user: User) -> bool:
    return user.has_role(*CASE_ROLES)
