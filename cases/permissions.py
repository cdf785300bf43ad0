"""Who may do what in casework. Who may see a case at all is `Case.objects.visible_to`."""

from django.core.exceptions import PermissionDenied

from cases.enums import MEDICAL_EVENTS, ClockEventKind
from rusmiddel.access.enums import CASE_ROLES, Role
from rusmiddel.access.models import User

CASEWORK_ROLES = frozenset({Role.CASEWORKER, Role.VISITATOR, Role.TEAM_LEAD})


def can_register_inquiry(user: User) -> bool:
    return user.has_role(*CASE_ROLES)


def can_do_casework(user: User) -> bool:
    """Assess, record the facts of the clocks, change who works on the case."""
    return user.has_role(*CASEWORK_ROLES)


def can_assess(user: User) -> bool:
    return user.has_role(*CASEWORK_ROLES, Role.PSYCHOLOGIST)


def can_book(user: User) -> bool:
    return user.has_role(*CASEWORK_ROLES, Role.PSYCHOLOGIST, Role.DOCTOR, Role.SECRETARY)


def can_record(user: User, kind: ClockEventKind) -> bool:
    """Record a fact of the clocks, or take it back; those of the medical talk are the doctor's too."""
    if kind in MEDICAL_EVENTS:
        return user.has_role(*CASEWORK_ROLES, Role.DOCTOR)
    return can_do_casework(user)


def can_explain_miss(user: User) -> bool:
    return user.has_role(Role.TEAM_LEAD)


def can_load_questionnaire(user: User) -> bool:
    """Say which questionnaires there are, and retire them."""
    return user.has_role(Role.ADMINISTRATOR)


def can_read_questionnaires(user: User) -> bool:
    """See which questions, points and cut-offs are in force; no case is shown."""
    return can_load_questionnaire(user) or can_assess(user)


def can_see_cpr(user: User) -> bool:
    return user.has_role(*CASE_ROLES)


def require(allowed: bool) -> None:
    """Raise PermissionDenied unless allowed."""
    if not allowed:
        raise PermissionDenied("Det har du ikke adgang til.")
