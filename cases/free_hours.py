"""Whether whoever a talk is booked with is free: the calendar registers itself in `AppConfig.ready`."""

from collections.abc import Callable

from cases.models import Talk

# Holds the employee's calendar while the act lasts; ValidationError where the hour is taken.
RequireFree = Callable[[Talk], None]

_asked: list[RequireFree] = []


def register_calendar(require_free: RequireFree) -> None:
    """Let a calendar of an upper layer refuse an hour that is taken."""
    _asked.append(require_free)


def require_free_hour(talk: Talk) -> None:
    """Raise ValidationError at `planned_at` where the talk's employee is taken by something else."""
    for require_free in _asked:
        require_free(talk)
