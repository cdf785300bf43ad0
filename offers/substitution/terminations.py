"""Whether it is decided that treatment ends against the citizen's wish.

Decisions are kept in a layer above: it registers what finds one, in `AppConfig.ready`. While nothing does, no
treatment ends that way.
"""

from collections.abc import Callable

# What the decision is called, for the key of a course; empty where there is none.
FindDecision = Callable[[int], str]

_finders: list[FindDecision] = []


def register_termination(find: FindDecision) -> None:
    """Say where a decision to end a course against the citizen's wish is found (SUB-13, END-7)."""
    _finders.append(find)


def termination_of(course_id: int) -> str:
    """What the decision is called; empty where none has been made."""
    return next((found for find in _finders if (found := find(course_id))), "")
