"""Shield a case, or lock one employee out of it. Nothing that is due may fall out of sight by it."""

from collections.abc import Iterable
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction

from cases.changing_hands import let_leave
from cases.enums import StoryKind
from cases.models import Case, ConflictOfInterest, CoWorker, HandedItem, Shield, ShieldMember, Transfer
from cases.permissions import can_lock_out, require
from cases.seeing import require_sees
from cases.services.asking import withdraw_offers
from cases.services.story import tell
from cases.services.taking_back import take_from
from rusmiddel.access.enums import CASE_ROLES
from rusmiddel.access.models import User
from rusmiddel.locks import hold


@transaction.atomic
def shield_case(*, case_id: int, members: Iterable[User], reason: str, by: User, now: datetime) -> Shield:
    """Let only the named see the case from now on, whatever anybody's role; running emergency access ends.

    Raises ValidationError without a reason, without anybody named, or where the one responsible is not named.
    """
    case = _held(case_id, by, now)
    named = list(dict.fromkeys(members))
    _check_members(case, named)
    shield = Shield(case=case, reason=reason.strip(), set_at=now, set_by=by)
    shield.full_clean()
    shield.save()
    ShieldMember.objects.bulk_create(ShieldMember(shield=shield, user=user) for user in named)
    asked = Transfer.objects.waiting().filter(case=case).exclude(receiver__in=named)
    withdraw_offers(case.pk, by=by, now=now, receivers=[transfer.receiver for transfer in asked])
    kept = HandedItem.objects.standing().filter(deadline__case=case).exclude(receiver__in=named)
    take_from(case, [item.receiver for item in kept], by=by, now=now)
    let_leave(case, may_see={user.pk for user in named}.__contains__, by=by)
    names = ", ".join(user.name for user in named)
    tell(
        case_id=case.pk,
        kind=StoryKind.ACCESS,
        at=now,
        text=f"Sagen er afskærmet. Kun {names} kan se den",
        by=by,
    )
    return shield


@transaction.atomic
def lift_shield(*, shield_id: int, reason: str, by: User, now: datetime) -> Shield:
    """Let the case be seen by those who need to know it again.

    A team lead who is not named may lift it too, so that no case is lost when the named leave; the reason
    stays with the case.
    """
    require(can_lock_out(by))
    shield = Shield.objects.select_for_update(of=("self",)).get(pk=shield_id)
    hold(f"access to case:{shield.case_id}")
    require(not is_locked_out(by, case_id=shield.case_id))
    if shield.lifted_at is not None:
        raise ValidationError("Afskærmningen er allerede ophævet.")
    shield.lifted_at, shield.lifted_by, shield.lifted_reason = now, by, reason.strip()
    shield.full_clean()
    shield.save(update_fields=["lifted_at", "lifted_by", "lifted_reason"])
    tell(
        case_id=shield.case_id,
        kind=StoryKind.ACCESS,
        at=now,
        text=f"Afskærmningen er ophævet: {shield.lifted_reason}",
        by=by,
    )
    return shield


@transaction.atomic
def lock_out(*, case_id: int, user: User, reason: str, by: User, now: datetime) -> ConflictOfInterest:
    """Keep one employee out of the case (forvaltningsloven §§ 3 and 4), emergency access included.

    Raises ValidationError where the employee is responsible for the case: it must first go to somebody else.
    """
    case = _held(case_id, by, now)
    if case.responsible_id == user.pk:
        raise ValidationError({"user": f"{user.name} har sagen. Giv den først til en anden."})
    if user.pk in _named(case_id):
        raise ValidationError({"user": f"{user.name} er navngivet på den afskærmede sag. Ophæv først den."})
    conflict = ConflictOfInterest(case=case, user=user, reason=reason.strip(), set_at=now, set_by=by)
    conflict.full_clean()
    conflict.save()
    for work in CoWorker.objects.standing().filter(case=case, user=user).select_for_update(of=("self",)):
        work.ended_at, work.ended_by = now, by
        work.save(update_fields=["ended_at", "ended_by"])
    withdraw_offers(case.pk, by=by, now=now, receivers=[user])
    take_from(case, [user], by=by, now=now)
    let_leave(case, may_see=lambda key: key != user.pk, by=by)
    tell(case_id=case.pk, kind=StoryKind.ACCESS, at=now, text=f"{user.name} er inhabil i sagen", by=by)
    return conflict


@transaction.atomic
def lift_lock_out(*, conflict_id: int, reason: str, by: User, now: datetime) -> ConflictOfInterest:
    """Let the employee in again; nobody does it for themselves."""
    require(can_lock_out(by))
    require_sees(by, now, conflicts=conflict_id)
    conflict = (
        ConflictOfInterest.objects.select_for_update(of=("self",)).select_related("user").get(pk=conflict_id)
    )
    if conflict.lifted_at is not None:
        raise ValidationError("Inhabiliteten er allerede ophævet.")
    conflict.lifted_at, conflict.lifted_by, conflict.lifted_reason = now, by, reason.strip()
    conflict.full_clean()
    conflict.save(update_fields=["lifted_at", "lifted_by", "lifted_reason"])
    tell(
        case_id=conflict.case_id,
        kind=StoryKind.ACCESS,
        at=now,
        text=f"{conflict.user.name} er ikke længere inhabil i sagen: {conflict.lifted_reason}",
        by=by,
    )
    return conflict


def is_locked_out(user: User, *, case_id: int) -> bool:
    return ConflictOfInterest.objects.standing().filter(case=case_id, user=user).exists()


def require_may_have(case: Case, user: User) -> None:
    """Refuse to give the case to somebody it is shielded from or who is locked out of it."""
    named = _named(case.pk)
    if is_locked_out(user, case_id=case.pk) or (named and user.pk not in named):
        raise ValidationError(f"{user.name} kan ikke få sagen. Spørg teamlederen.")


def _named(case_id: int) -> set[int]:
    """Those named on the standing shield of the case; nobody where it is not shielded."""
    return set(
        ShieldMember.objects.filter(shield__case=case_id, shield__lifted_at=None).values_list(
            "user", flat=True
        )
    )


def _held(case_id: int, by: User, now: datetime) -> Case:
    """The case, which nobody opens, takes or gives away until the transaction ends."""
    require(can_lock_out(by))
    hold(f"access to case:{case_id}")
    require_sees(by, now, pk=case_id)
    return Case.objects.select_for_update(of=("self",), no_key=True).get(pk=case_id)


def _check_members(case: Case, named: list[User]) -> None:
    if not named:
        raise ValidationError({"members": "Vælg mindst én, der stadig kan se sagen."})
    for user in named:
        if not user.has_role(*CASE_ROLES):
            raise ValidationError({"members": f"{user.name} arbejder ikke med sager."})
        if is_locked_out(user, case_id=case.pk):
            raise ValidationError({"members": f"{user.name} er inhabil i sagen."})
    if case.responsible is not None and case.responsible not in named:
        name = case.responsible.name
        raise ValidationError({"members": f"{name} har sagen. Tag {name} med, eller giv først sagen videre."})
