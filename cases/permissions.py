"""Who may do what in casework. Who may see a case at all is `Case.objects.visible_to`."""

from collections.abc import Set
from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied

from cases.enums import MEDICAL_EVENTS, ClockEventKind, NoteKind
from rusmiddel.access.enums import CASE_ROLES, Role
from rusmiddel.access.models import User

if TYPE_CHECKING:
    from cases.models import Case

CASEWORK_ROLES = frozenset({Role.CASEWORKER, Role.VISITATOR, Role.TEAM_LEAD})
# Who takes calls, and so sees the cases that nobody has yet.
CALL_ROLES = CASEWORK_ROLES | {Role.SECRETARY}

# What the doctor and the psychologist write is theirs: the secretary and each other read none of it.
NOTE_WRITERS: dict[NoteKind, Set[Role]] = {
    **dict.fromkeys(NoteKind, CASEWORK_ROLES | {Role.PSYCHOLOGIST}),
    NoteKind.PHONE: CASE_ROLES,
    NoteKind.ADMINISTRATIVE: CASE_ROLES,
    NoteKind.DOCTOR: frozenset({Role.DOCTOR}),
    NoteKind.PSYCHOLOGIST: frozenset({Role.PSYCHOLOGIST}),
}
NOTE_READERS: dict[NoteKind, Set[Role]] = {
    **dict.fromkeys(NoteKind, CASE_ROLES),
    NoteKind.DOCTOR: CASEWORK_ROLES | {Role.DOCTOR},
    NoteKind.PSYCHOLOGIST: CASEWORK_ROLES | {Role.PSYCHOLOGIST},
}


def can_register_inquiry(user: User) -> bool:
    return user.has_role(*CASE_ROLES)


def can_do_casework(user: User) -> bool:
    """Assess, record the facts of the clocks, change who works on the case."""
    return user.has_role(*CASEWORK_ROLES)


def can_pass_on(user: User, case: "Case") -> bool:
    """Say who works on the case: those in casework, and whoever has it."""
    return can_do_casework(user) or (user.has_role(*CASE_ROLES) and case.responsible_id == user.pk)


def can_give_at_once(user: User) -> bool:
    """Give a case to somebody without asking them first, and speak for others' cases and absences."""
    return user.has_role(Role.TEAM_LEAD)


def can_speak_for(user: User, employee: User) -> bool:
    """Say when somebody is away, who stands in, and to whom their cases go: for oneself, and for the team."""
    return user.has_role(*CASE_ROLES) and (user.pk == employee.pk or can_give_at_once(user))


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


def can_maintain_partners(user: User) -> bool:
    return user.has_role(Role.ADMINISTRATOR, Role.TEAM_LEAD)


def can_see_partners(user: User) -> bool:
    return user.has_role(*Role)


def can_exchange_information(user: User) -> bool:
    """Record consents, and what is disclosed and obtained."""
    return user.has_role(*CASEWORK_ROLES, Role.PSYCHOLOGIST, Role.DOCTOR)


def can_notify(user: User) -> bool:
    """The duty of notification rests on each employee (CHI-1)."""
    return user.has_role(*CASE_ROLES)


def can_decide_against_notifying(user: User) -> bool:
    return user.has_role(*CASEWORK_ROLES)


def can_examine(user: User) -> bool:
    """Write the psychologist's report, book and close the psychologist's talks."""
    return user.has_role(Role.PSYCHOLOGIST)


def can_see_counts(user: User) -> bool:
    """Numbers that are reported; nobody's case."""
    return user.has_role(Role.TEAM_LEAD)


def can_see_cpr(user: User) -> bool:
    return user.has_role(*CASE_ROLES)


def can_open_in_emergency(user: User) -> bool:
    """Open a case that is not one's own; the team lead sees all that may be opened as it is."""
    return user.has_role(*CASE_ROLES)


def can_review_access(user: User) -> bool:
    """Review emergency accesses, and search the read log."""
    return user.has_role(Role.TEAM_LEAD)


def can_lock_out(user: User) -> bool:
    """Shield a case, and lock an employee out of one."""
    return user.has_role(Role.TEAM_LEAD)


def writable_notes(user: User) -> list[NoteKind]:
    return [kind for kind in NoteKind if user.has_role(*NOTE_WRITERS[kind])]


def readable_notes(user: User) -> list[NoteKind]:
    return [kind for kind in NoteKind if user.has_role(*NOTE_READERS[kind])]


def can_add_document(user: User) -> bool:
    return user.has_role(*CASE_ROLES)


def can_see_history(user: User) -> bool:
    """Which field was changed by whom: what the case's facts and its assessment said before."""
    return can_assess(user)


def require(allowed: bool) -> None:
    """Raise PermissionDenied unless allowed."""
    if not allowed:
        raise PermissionDenied("Det har du ikke adgang til.")
