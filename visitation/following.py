"""What follows when a letter leaves the house, or its receipt is learnt: upper layers register it."""

from collections.abc import Callable
from datetime import date

from rusmiddel.access.models import User
from rusmiddel.letters.models import Letter

# The letter, who did it, and the day.
Follow = Callable[[Letter, User | None, date], None]

_following: list[Follow] = []


def register_letter_follower(follow: Follow) -> None:
    """Let something of an upper layer follow its letter; called in the act's own transaction."""
    _following.append(follow)


def let_follow(letter: Letter, *, by: User | None, today: date) -> None:
    for follow in _following:
        follow(letter, by, today)
