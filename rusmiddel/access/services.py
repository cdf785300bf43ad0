"""What an administrator does with users. Every change is kept with who made it; passwords never are."""

from collections.abc import Iterable

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction

from rusmiddel.access.enums import Role
from rusmiddel.access.models import User
from rusmiddel.access.permissions import can_administer_users
from rusmiddel.access.signin import sessions
from rusmiddel.locks import hold
from rusmiddel.versions import beside_colleague


@transaction.atomic
def create_user(
    *,
    by: User,
    username: str,
    name: str,
    roles: Iterable[Role],
    password: str,
    email: str = "",
    phone: str = "",
) -> User:
    """Give a new member of staff access."""
    _require_administrator(by)
    user = User(username=username, name=name, roles=_sorted(roles), email=email, phone=phone)
    validate_password(password, user)
    user.set_password(password)
    user.full_clean()
    user._history_user = by
    user._change_reason = "Oprettet"
    user.save()
    return user


@transaction.atomic
def change_user(
    *,
    user_id: int,
    by: User,
    name: str,
    roles: Iterable[Role],
    email: str = "",
    phone: str = "",
    seen: str = "",
) -> User:
    """Correct the facts and the roles. Nobody changes their own roles: it takes two to open a door.

    BothHaveWritten where another administrator has written something else since `seen`.
    """
    user = _locked(user_id, by)
    written = {"name": name, "roles": _sorted(roles), "email": email, "phone": phone}
    [changes] = beside_colleague((user, written), seen=seen, words={"roles": _labels})
    wanted = changes.get("roles", user.roles)
    if user.pk == by.pk and set(wanted) != set(user.roles):
        raise ValidationError(
            {"roles": "Du kan ikke ændre dine egne roller. Bed en anden administrator om det."}
        )
    if Role.ADMINISTRATOR not in wanted:
        _keep_an_administrator(without=user)
    if set(wanted) != set(user.roles):
        # What is open on their screen was opened with the old roles.
        sessions.end_all(user=user)
    for field, value in changes.items():
        setattr(user, field, value)
    user._history_user = by
    user._change_reason = "Rettet"
    user.save(update_fields=["name", "roles", "email", "phone"])
    return user


@transaction.atomic
def set_password(*, user_id: int, by: User, password: str) -> User:
    """Give somebody a new password; whoever is signed in with the old one is signed out."""
    user = _locked(user_id, by)
    validate_password(password, user)
    user.set_password(password)
    user._history_user = by
    user._change_reason = "Ny adgangskode"
    user.save(update_fields=["password"])
    sessions.end_all(user=user)
    return user


@transaction.atomic
def deactivate_user(*, user_id: int, by: User) -> User:
    """Close the door at once; what the person has done stays under their name."""
    user = _locked(user_id, by)
    if user.pk == by.pk:
        raise ValidationError("Du kan ikke lukke din egen adgang. Bed en anden administrator om det.")
    _keep_an_administrator(without=user)
    sessions.end_all(user=user)
    return _open_door(user, False, by=by, reason="Adgang lukket")


@transaction.atomic
def reactivate_user(*, user_id: int, by: User) -> User:
    """Let somebody in again, with the roles they had."""
    return _open_door(_locked(user_id, by), True, by=by, reason="Adgang åbnet igen")


def _require_administrator(by: User) -> None:
    if not can_administer_users(by):
        raise PermissionDenied("Kun en administrator kan ændre brugere.")


def _locked(user_id: int, by: User) -> User:
    _require_administrator(by)
    # One at a time: two administrators may not remove each other in the same moment.
    hold("users")
    return User.objects.select_for_update().get(pk=user_id)


def _keep_an_administrator(*, without: User) -> None:
    if not without.has_role(Role.ADMINISTRATOR):
        return
    if not User.objects.with_role(Role.ADMINISTRATOR).exclude(pk=without.pk).exists():
        raise ValidationError("Der skal altid være mindst én administrator, der må logge ind.")


def _open_door(user: User, is_active: bool, *, by: User, reason: str) -> User:
    user.is_active = is_active
    user._history_user = by
    user._change_reason = reason
    user.save(update_fields=["is_active"])
    return user


def _labels(roles: Iterable[str]) -> str:
    return ", ".join(Role(role).label for role in roles)


def _sorted(roles: Iterable[Role]) -> list[Role]:
    """In the order the roles are shown, each once."""
    wanted = set(roles)
    return [role for role in Role if role in wanted]
