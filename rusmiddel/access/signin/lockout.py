"""Lock-out (spærring): after some wrong tries under one name from one address, none counts for a while.

By name and address together: a stranger elsewhere cannot lock an employee out by guessing.
"""

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from typing import TypeVar

from django.conf import settings
from django.db import transaction
from django.db.models import Q

from rusmiddel.access.enums import CLEARING_SIGN_INS, FAILED_SIGN_INS, SignInKind
from rusmiddel.access.models import User
from rusmiddel.access.permissions import require_administrator
from rusmiddel.access.signin.event import SignInEvent
from rusmiddel.encryption import search_hash
from rusmiddel.locks import hold

Found = TypeVar("Found")


class LockedOut(Exception):
    """Too many wrong tries; `until` says when the next one counts."""

    def __init__(self, until: datetime) -> None:
        super().__init__(until)
        self.until = until


def locked_until(
    failures: Sequence[datetime], *, now: datetime, limit: int, period: timedelta
) -> datetime | None:
    """When a next try counts, where there have been `limit` failures within the period; else None.

    Tries while it is locked are no failures, so that waiting always helps.
    """
    recent = [at for at in failures if at > now - period]
    return max(recent) + period if len(recent) >= limit else None


def attempt(
    *,
    username: str,
    address: str | None,
    failure: SignInKind,
    now: datetime,
    check: Callable[[], Found | None],
) -> Found | None:
    """Try what was typed, unless it is locked; what is wrong is counted, one try at a time.

    The same happens for a name that nobody has, or a lock would tell who exists.
    """
    name = name_hash(username)
    with transaction.atomic():
        hold(f"sign-in:{name}:{address}")
        found = None
        until = _locked_until(name, address, now)
        if until is not None:
            note(SignInKind.REFUSED, username=username, address=address, now=now)
        elif (found := check()) is None:
            note(failure, username=username, address=address, now=now)
            until = _locked_until(name, address, now)
    if until is not None:
        raise LockedOut(until)
    return found


def note(
    kind: SignInKind, *, username: str, address: str | None, now: datetime, by: User | None = None
) -> SignInEvent:
    """Write down what happened at the door."""
    return SignInEvent.objects.create(
        kind=kind,
        username_hash=name_hash(username),
        user=User.objects.filter(username=username).first(),
        address=address,
        at=now,
        by=by,
    )


@transaction.atomic
def unlock(*, user_id: int, by: User, now: datetime) -> User:
    """Let somebody try again at once, from wherever they are locked out."""
    require_administrator(by)
    user = User.objects.get(pk=user_id)
    note(SignInKind.UNLOCKED, username=user.username, address=None, now=now, by=by)
    return user


def locks_of(user: User, *, now: datetime) -> dict[str | None, datetime]:
    """The addresses from which the user is locked out now, and until when."""
    name = name_hash(user.username)
    addresses = SignInEvent.objects.filter(
        username_hash=name, kind__in=FAILED_SIGN_INS, at__gt=now - _period()
    ).values_list("address", flat=True)
    found = {address: _locked_until(name, address, now) for address in set(addresses)}
    return {address: until for address, until in found.items() if until is not None}


def name_hash(username: str) -> str:
    return search_hash(f"sign-in:{username.casefold()}")


def _locked_until(name: str, address: str | None, now: datetime) -> datetime | None:
    recent = SignInEvent.objects.filter(username_hash=name, at__gt=now - _period())
    from_here = recent.filter(address=address)
    cleared = (
        recent.filter(Q(address=address) | Q(kind=SignInKind.UNLOCKED), kind__in=CLEARING_SIGN_INS)
        .order_by("-at", "-pk")
        .first()
    )
    failures = from_here.filter(kind__in=FAILED_SIGN_INS)
    if cleared is not None:
        failures = failures.filter(pk__gt=cleared.pk)
    return locked_until(
        list(failures.values_list("at", flat=True)), now=now, limit=settings.LOCKOUT_TRIES, period=_period()
    )


def _period() -> timedelta:
    return timedelta(minutes=settings.LOCKOUT_MINUTES)
