"""Who may do what about the citizen's own rights."""

from collections.abc import Collection

from cases.enums import HeldMark
from cases.models import Case
from cases.permissions import CASEWORK_ROLES
from rusmiddel.access.enums import CASE_ROLES, Role
from rusmiddel.access.models import User

# Whoever looks at a list of what is to be destroyed beside the one who made it.
APPROVERS = frozenset({Role.TEAM_LEAD, Role.VISITATOR})
# What the doctor and the psychologist write is theirs to look through; the team lead may where they are away.
PART_READERS = {
    HeldMark.DOCTOR: frozenset({Role.DOCTOR, Role.TEAM_LEAD}),
    HeldMark.PSYCHOLOGIST: frozenset({Role.PSYCHOLOGIST, Role.TEAM_LEAD}),
    # Why somebody is locked out of a case is between them and their chief.
    HeldMark.COLLEAGUE: frozenset({Role.TEAM_LEAD}),
}


def can_receive_access_request(user: User) -> bool:
    """Whoever takes the call writes down that somebody asks."""
    return user.has_role(*CASE_ROLES)


def can_answer_access_request(user: User) -> bool:
    """Gather, seal, answer, tell of a delay, and write down what was given."""
    return user.has_role(*CASEWORK_ROLES)


def can_review_bundle(user: User) -> bool:
    """Look through what is gathered: each their own part of it."""
    return user.has_role(*CASEWORK_ROLES, Role.DOCTOR, Role.PSYCHOLOGIST)


def can_choose(user: User, marks: Collection[str]) -> bool:
    """Read an item of the bundle with the marks, and choose whether it is given."""
    parts = [PART_READERS[HeldMark(mark)] for mark in marks if HeldMark(mark) in PART_READERS]
    if parts:
        return all(user.has_role(*readers) for readers in parts)
    return can_answer_access_request(user)


def sees_every_case(user: User, cases: Collection[int]) -> bool:
    """Whether none of the person's cases is closed to the user: a bundle is of all of them."""
    return Case.objects.visible_to(user).filter(pk__in=cases).count() == len(set(cases))


def can_hold_back(user: User) -> bool:
    """Keep a case from being destroyed, and let it go again."""
    return user.has_role(Role.TEAM_LEAD)


def can_propose_destruction(user: User) -> bool:
    """Make the list of what is to be destroyed, give it up, and have it destroyed once it is approved."""
    return user.has_role(Role.TEAM_LEAD)


def can_approve_destruction(user: User) -> bool:
    """Look at the list, take something off it, and approve it."""
    return user.has_role(*APPROVERS)


def can_see_keeping(user: User) -> bool:
    """See until when a case is kept."""
    return user.has_role(*CASE_ROLES)
