"""The municipality's own sign-in (kommunens login): who may come in by it, and as what.

The provider has the last word on roles: they are set anew at each sign-in. A local user with a password is
never taken over by whoever has the same name over there.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from allauth.socialaccount.models import SocialAccount
from django.conf import settings
from django.db import transaction

from rusmiddel.access.enums import Role, SignInKind
from rusmiddel.access.models import User
from rusmiddel.access.permissions import require_administrator
from rusmiddel.access.signin import lockout, sessions
from rusmiddel.access.signin.claims import roles_of, text_of
from rusmiddel.locks import hold

REASON = "Kommunens login"


class Refused(Exception):
    """Nobody is let in; `why` is what the page says."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


def admit(account: SocialAccount, *, claims: Mapping[str, Any], address: str | None, now: datetime) -> User:
    """The user whom the provider vouches for, with the roles it gives now; or Refused."""
    username = text_of(claims, settings.OIDC_USERNAME_CLAIM)
    if not username:
        raise Refused("error")
    roles = roles_of(claims, claim=settings.OIDC_ROLES_CLAIM, mapping=settings.OIDC_ROLES)
    user, why = _admitted(account, username=username, roles=roles, claims=claims)
    if why == "no_role":
        lockout.note(
            SignInKind.NO_ROLE, username=user.username if user else username, address=address, now=now
        )
    if why or user is None:
        raise Refused(why)
    return user


@transaction.atomic
def _admitted(
    account: SocialAccount, *, username: str, roles: list[Role], claims: Mapping[str, Any]
) -> tuple[User | None, str]:
    # Two windows may come with the same newcomer at once.
    hold(f"municipal-sign-in:{account.uid}")
    user = _known(account, username)
    if account.pk is None and user is not None and user.has_usable_password():
        return user, "taken"
    if user is not None:
        _bring_up_to_date(user, roles=roles, claims=claims)
    if not roles:
        return user, "no_role"
    if user is None:
        user = _newcomer(username, roles=roles, claims=claims)
    # Who it is, is all that is kept of what the provider said.
    account.user, account.extra_data = user, {}
    account.save()
    return user, ""


def _known(account: SocialAccount, username: str) -> User | None:
    users = User.objects.select_for_update()
    if account.pk is not None:
        return users.get(pk=account.user_id)
    return users.filter(username__iexact=username).first()


def _newcomer(username: str, *, roles: list[Role], claims: Mapping[str, Any]) -> User:
    user = User(
        username=username,
        name=text_of(claims, "name") or username,
        email=text_of(claims, "email"),
        roles=roles,
    )
    user.set_unusable_password()
    user.full_clean()
    _save(user)
    return user


def _bring_up_to_date(user: User, *, roles: list[Role], claims: Mapping[str, Any]) -> None:
    before = (user.name, user.email, list(user.roles))
    if list(user.roles) != roles:
        sessions.end_all(user=user)
    user.name = text_of(claims, "name") or user.name
    user.email = text_of(claims, "email") or user.email
    user.roles = roles
    if before != (user.name, user.email, roles):
        user.full_clean()
        _save(user)


def _save(user: User) -> None:
    user._history_user = None
    user._change_reason = REASON
    user.save()


@transaction.atomic
def use_municipal_sign_in(*, user_id: int, by: User) -> User:
    """Take the password from a user, who comes in by the municipality's own sign-in from now on."""
    require_administrator(by)
    user = User.objects.select_for_update().get(pk=user_id)
    user.set_unusable_password()
    user._history_user = by
    user._change_reason = "Logger ind med kommunens login"
    user.save(update_fields=["password"])
    sessions.end_all(user=user)
    return user
