"""The second factor (ekstra sikring): a code from an app or a passkey, beside the password."""

from allauth.account.internal.flows.login import get_authentication_records, record_authentication
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpRequest

from rusmiddel.access.models import User
from rusmiddel.access.permissions import require_administrator
from rusmiddel.access.signin import sessions
from rusmiddel.encryption import decrypt, encrypt

# What proves more than a password. The municipality's own sign-in has its own second factor.
STRONG_METHODS = frozenset({"mfa", "socialaccount"})

# Under these names allauth stores what SecondFactorAdapter encrypts.
ENCRYPTED = frozenset({"secret", "seed"})


def factors_of(user: User) -> QuerySet[Authenticator]:
    """What the user can prove themselves with beside the password; recovery codes only stand in for one."""
    return Authenticator.objects.filter(user_id=user.pk).exclude(type=Authenticator.Type.RECOVERY_CODES)


def is_missing(request: HttpRequest) -> bool:
    """Whether whoever is signed in must set up a second factor before anything else."""
    if not settings.REQUIRE_SECOND_FACTOR or not request.user.is_authenticated:
        return False
    records = get_authentication_records(request, request.user)
    return STRONG_METHODS.isdisjoint(record.get("method") for record in records)


def note_set_up(request: HttpRequest) -> None:
    """Whoever has just set a factor up has proved it; all others with the password are signed out."""
    user = request.user
    assert isinstance(user, User)
    newest = factors_of(user).latest("created_at")
    record_authentication(request, user, "mfa", id=newest.pk, type=newest.type)
    sessions.end_others(user=user, than=request.session.session_key)


def bring_to_newest_key() -> int:
    """Encrypt every stored secret with the newest of FIELD_KEYS; return how many there were."""
    with transaction.atomic():
        found = Authenticator.objects.select_for_update().order_by("pk")
        for factor in found:
            for name in ENCRYPTED & factor.data.keys():
                factor.data[name] = encrypt(decrypt(factor.data[name]))
            factor.save(update_fields=["data"])
        return len(found)


@transaction.atomic
def reset(*, user_id: int, by: User) -> User:
    """Take the second factors and recovery codes from somebody who has lost them, and sign them out."""
    require_administrator(by)
    user = User.objects.select_for_update().get(pk=user_id)
    Authenticator.objects.filter(user=user).delete()
    sessions.end_all(user=user)
    user._history_user = by
    user._change_reason = "Ekstra sikring nulstillet"
    user.save(update_fields=["is_active"])
    return user
