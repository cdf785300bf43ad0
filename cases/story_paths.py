"""Which lines of a case's story lead to a page for whom."""

from collections.abc import Iterable

from django.urls import Resolver404, resolve

from cases.models import StoryEntry
from cases.permissions import can_assess
from rusmiddel.access.models import User

# Pages that only those who assess may open; to the others the line is told without a link.
FOR_ASSESSORS = frozenset({"cases:answer_set", "cases:examination"})


def told_to(user: User, lines: Iterable[StoryEntry]) -> list[StoryEntry]:
    """The lines with a path only where the user may follow it."""
    told = list(lines)
    if not can_assess(user):
        for line in told:
            if _is_for_assessors(line.path):
                line.path = ""
    return told


def _is_for_assessors(path: str) -> bool:
    try:
        return bool(path) and resolve(path.partition("?")[0]).view_name in FOR_ASSESSORS
    except Resolver404:
        return False
