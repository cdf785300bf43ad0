from collections.abc import Mapping, Set
from typing import TypeVar

from django.core.exceptions import ValidationError
from django.db.models import TextChoices

State = TypeVar("State", bound=TextChoices)


class TransitionError(ValidationError):
    """A move that the table of allowed moves does not have."""


def checked_move(moves: Mapping[State, Set[State]], current: State, wanted: State) -> State:
    """The wanted state, where the table allows it from the current one; else TransitionError."""
    if wanted not in moves.get(current, frozenset()):
        raise TransitionError(
            f"Det kan ikke gøres nu: »{current.label}« kan ikke blive til »{wanted.label}«."
        )
    return wanted
