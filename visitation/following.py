"""What follows when a letter leaves the house, its receipt is learnt, or a decision is made.

Upper layers register it.
"""

from collections.abc import Callable
from datetime import date, datetime

from rusmiddel.access.models import User
from rusmiddel.letters.models import Letter
from visitation.models import Decision

# The letter, who did it, and the day.
Follow = Callable[[Letter, User | None, date], None]

# The decision, who made it, and when.
FollowDecision = Callable[[Decision, User, datetime], None]

_following_decisions: list[FollowDecision] = []
_following: list[Follow] = []


def register_letter_follower(follow: Follow) -> None:
    """Let something of an upper layer follow its letter; called in the act's own transaction."""
    _following.append(follow)


def let_follow(letter: Letter, *, by: User | None, today: date) -> None:
    for follow in _following:
        follow(letter, by, today)


def register_decision_follower(follow: FollowDecision) -> None:
    """Let something of an upper layer follow a decision; called in the act's own transaction."""
    _following_decisions.append(follow)


def let_decision_follow(decision: Decision, *, by: User, now: datetime) -> None:
    for follow in _following_decisions:
        follow(decision, by, now)
