"""What goes with a case from one hand to the next: upper layers register it in `AppConfig.ready`."""

from collections.abc import Callable

from cases.models import Case
from rusmiddel.access.models import User

# The case, who has had it, who gets it, and by whom.
Follow = Callable[[Case, User | None, User, User], None]

# The case, and by whom.
Keep = Callable[[int, User], None]

# The case, whether the user with a key may still see it, and by whom.
LeaveBehind = Callable[[Case, Callable[[int], bool], User], None]

_following: list[Follow] = []
_leaving: list[LeaveBehind] = []
_staying: list[Keep] = []


def register_follower(follow: Follow) -> None:
    """Let something of an upper layer go with the case; the case and its requests are held."""
    _following.append(follow)


def register_leaver(leave: LeaveBehind) -> None:
    """Let what is kept by one who may no longer see the case go to whoever has it; the case is held."""
    _leaving.append(leave)


def let_leave(case: Case, *, may_see: Callable[[int], bool], by: User) -> None:
    for leave in _leaving:
        leave(case, may_see, by)


def register_keeper(keep: Keep) -> None:
    """Let deadlines that are not the responsible's stay with whom they are with, by their facts."""
    _staying.append(keep)


def let_stay(case_id: int, *, by: User) -> None:
    for keep in _staying:
        keep(case_id, by)


def let_follow(case: Case, *, giver: User | None, receiver: User, by: User) -> None:
    for follow in _following:
        follow(case, giver, receiver, by)
