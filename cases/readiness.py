"""What upper layers do when a request has become ready for visitation, or no longer is."""

from datetime import datetime
from functools import partial
from typing import Protocol

from django.db import transaction

from rusmiddel.access.models import User


class Follow(Protocol):
    def __call__(self, request_id: int, *, by: User, now: datetime) -> object: ...


_acts: list[Follow] = []


def register_follow(act: Follow) -> None:
    """Do the act each time; called in `AppConfig.ready`."""
    _acts.append(act)


def announce_readiness(request_id: int, *, by: User, now: datetime) -> None:
    """Let the acts follow once this transaction is committed.

    After it, and each on its own: agendas are locked before requests, and what fails here is done within the
    hour by the task that fills them.
    """
    for act in _acts:
        transaction.on_commit(partial(act, request_id, by=by, now=now), robust=True)
