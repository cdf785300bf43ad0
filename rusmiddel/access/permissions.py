"""Who may administer. Who may see a case is decided where cases are."""

from django.core.exceptions import PermissionDenied

from rusmiddel.access.enums import CASE_ROLES, Role
from rusmiddel.access.models import User


def can_administer_users(user: User) -> bool:
    return user.has_role(Role.ADMINISTRATOR)


def require_administrator(by: User) -> None:
    if not can_administer_users(by):
        raise PermissionDenied("Kun en administrator kan se og ændre brugere.")


def works_with_cases(user: User) -> bool:
    return user.has_role(*CASE_ROLES)
