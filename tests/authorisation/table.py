"""Who may come where: every address of the product, and every role.

An address that does not stand here fails the suite. `read` are the roles that may fetch it, `act` those that
may send its form; None means that it cannot be fetched, or takes no form. All others are refused.
"""

from collections.abc import Callable
from dataclasses import dataclass

from cases.enums import ClockEventKind
from cases.permissions import CASEWORK_ROLES
from rusmiddel.access.enums import CASE_ROLES, Role
from tests.authorisation.scene import Scene

Roles = frozenset[Role]
ALL = frozenset(Role)
ADMINISTRATOR = frozenset({Role.ADMINISTRATOR})
TEAM_LEAD = frozenset({Role.TEAM_LEAD})
ASSESSORS = CASEWORK_ROLES | {Role.PSYCHOLOGIST}
BOOKERS = ASSESSORS | {Role.DOCTOR, Role.SECRETARY}
MEDICAL = CASEWORK_ROLES | {Role.DOCTOR}


def nothing(scene: Scene) -> list:
    return []


def of_the_case(scene: Scene) -> list:
    return [scene.number]


def of_the_employee(scene: Scene) -> list:
    return [scene.staff.pk]


@dataclass(frozen=True, kw_only=True)
class Row:
    """One address, or one kind of answer from it."""

    name: str
    read: Roles | None = None
    act: Roles | None = None
    # What stands in the address.
    args: Callable[[Scene], list] = nothing
    # What answers who may: a page, or on to another one.
    shows: int = 200
    # Open to whoever is signed out too.
    is_open: bool = False
    # To these it looks as if there were nothing at the address.
    not_there_for: Roles = frozenset()

    def refusal(self, role: Role) -> int:
        return 404 if role in self.not_there_for else 403


def case_row(
    name: str,
    *,
    read: Roles | None = None,
    act: Roles | None = None,
    args: Callable[[Scene], list] = of_the_case,
) -> Row:
    """An address under a case, which is not there for whoever may see none."""
    return Row(name=name, read=read, act=act, args=args, not_there_for=ALL - CASE_ROLES)


ACCESS = [
    Row(name="access:sign_in", read=ALL, act=ALL, shows=302, is_open=True),
    Row(name="access:sign_out", act=ALL),
    Row(name="access:own_password", read=ALL, act=ALL),
    Row(name="access:user_list", read=ADMINISTRATOR),
    Row(name="access:user_new", read=ADMINISTRATOR, act=ADMINISTRATOR),
    Row(name="access:user_edit", read=ADMINISTRATOR, act=ADMINISTRATOR, args=of_the_employee),
    Row(
        name="access:user_password",
        read=ADMINISTRATOR,
        act=ADMINISTRATOR,
        args=of_the_employee,
    ),
    Row(name="access:user_deactivate", act=ADMINISTRATOR, args=of_the_employee),
    Row(name="access:user_reactivate", act=ADMINISTRATOR, args=of_the_employee),
]
STANDARDS = [
    Row(name="standards:standard", read=ADMINISTRATOR | TEAM_LEAD | {Role.VISITATOR}),
    Row(name="standards:load", read=ADMINISTRATOR, act=ADMINISTRATOR),
]
HEALTH = [Row(name="health:health", read=ALL, is_open=True)]
DEADLINES = [
    Row(name="deadlines:notice_list", read=ALL),
    Row(name="deadlines:notice_read_all", act=ALL),
    # Everybody has only their own; another's is not there.
    Row(
        name="deadlines:notice_read",
        act=frozenset({Role.CASEWORKER}),
        args=lambda scene: [scene.notice_id],
        not_there_for=ALL,
    ),
]
CASES = [
    Row(name="cases:inquiry_list", read=CASE_ROLES),
    Row(name="cases:inquiry_new", read=CASE_ROLES, act=CASE_ROLES),
    Row(name="cases:search", act=CASE_ROLES),
    Row(name="cases:case_list", read=CASE_ROLES),
    case_row("cases:case_page", read=CASE_ROLES),
    case_row("cases:show_cpr", act=CASE_ROLES),
    case_row("cases:citizen_edit", read=CASEWORK_ROLES, act=CASEWORK_ROLES),
    case_row("cases:request_edit", read=CASEWORK_ROLES, act=CASEWORK_ROLES),
    case_row("cases:case_assign", read=CASEWORK_ROLES, act=CASEWORK_ROLES),
    case_row("cases:case_close", read=CASEWORK_ROLES, act=CASEWORK_ROLES),
    case_row("cases:birthday_acknowledge", act=CASEWORK_ROLES, args=lambda scene: [scene.young_number, 18]),
    case_row(
        "cases:event_new",
        read=CASEWORK_ROLES,
        act=CASEWORK_ROLES,
        args=lambda scene: [scene.number, ClockEventKind.DEVIATION],
    ),
    case_row(
        "cases:event_new",
        read=MEDICAL,
        act=MEDICAL,
        args=lambda scene: [scene.number, ClockEventKind.MEDICAL_OFFERED],
    ),
    case_row(
        "cases:event_take_back",
        read=CASEWORK_ROLES,
        act=CASEWORK_ROLES,
        args=lambda scene: [scene.number, scene.event_id],
    ),
    case_row("cases:assessment", read=ASSESSORS, act=ASSESSORS),
    case_row("cases:assessment_reopen", read=ASSESSORS, act=ASSESSORS),
    case_row("cases:session_new", read=BOOKERS, act=BOOKERS),
    case_row(
        "cases:session_close",
        read=ASSESSORS,
        act=ASSESSORS,
        args=lambda scene: [scene.number, scene.session_id],
    ),
]
REPORTING = [
    Row(name="reporting:my_day", read=CASE_ROLES),
    Row(name="reporting:my_day", read=ADMINISTRATOR, shows=302),
    Row(name="reporting:dashboard", read=TEAM_LEAD),
    Row(name="reporting:deadline_list", read=TEAM_LEAD),
    Row(
        name="reporting:explain_miss",
        read=TEAM_LEAD,
        act=TEAM_LEAD,
        args=lambda scene: [scene.missed_request_id],
    ),
]

TABLE = [*ACCESS, *STANDARDS, *HEALTH, *DEADLINES, *CASES, *REPORTING]
