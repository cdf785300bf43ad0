"""Whether somebody may get a case, or one deadline of it, said at the field where they were chosen."""

from django.core.exceptions import ValidationError

from cases.models import Case
from cases.services.locking_out import require_may_have
from rusmiddel.access.enums import CASE_ROLES
from rusmiddel.access.models import User


def check_receiver(case: Case, user: User, *, field: str) -> None:
    """ValidationError at the field where the user works with no case, or may not have this one."""
    if not user.has_role(*CASE_ROLES):
        raise ValidationError({field: f"{user.name} arbejder ikke med sager."})
    try:
        require_may_have(case, user)
    except ValidationError as refused:
        raise ValidationError({field: refused.messages[0]}) from refused
