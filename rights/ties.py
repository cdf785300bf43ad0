"""What the citizen's own rights tie an employee to."""

from datetime import datetime

from cases.enums import HeldMark
from cases.models import Case, CitizenLink
from cases.need_to_know import Found, register_tie
from cases.permissions import CASEWORK_ROLES
from rights.enums import BundleStatus, ListStatus
from rights.models import AccessRequest, BundleItem, DestructionItem
from rusmiddel.access.enums import Role
from rusmiddel.access.models import User


def register() -> None:
    register_tie(answers_access_request, roles=CASEWORK_ROLES)
    register_tie(doctors_part_to_look_through, roles={Role.DOCTOR})
    register_tie(on_a_list_to_approve, roles={Role.VISITATOR})
    register_tie(psychologists_part_to_look_through, roles={Role.PSYCHOLOGIST})


def answers_access_request(user: User, now: datetime) -> Found:
    """All cases of the person whose open request one answers."""
    own = AccessRequest.objects.open().filter(responsible=user).values("case__citizen")
    links = CitizenLink.objects.standing()
    linked = links.filter(first__in=own).values("second").union(links.filter(second__in=own).values("first"))
    cases = Case.objects.filter(citizen__in=own) | Case.objects.filter(citizen__in=linked)
    return cases.values_list("pk")


def doctors_part_to_look_through(user: User, now: datetime) -> Found:
    return _parts_waiting(HeldMark.DOCTOR)


def psychologists_part_to_look_through(user: User, now: datetime) -> Found:
    return _parts_waiting(HeldMark.PSYCHOLOGIST)


def on_a_list_to_approve(user: User, now: datetime) -> Found:
    """Whoever approves what is to be destroyed may look at it first."""
    listed = DestructionItem.objects.standing().filter(
        list__status__in=[ListStatus.PROPOSED, ListStatus.APPROVED], citizen__isnull=False
    )
    return Case.objects.filter(citizen__in=listed.values("citizen")).values_list("pk")


def _parts_waiting(mark: HeldMark) -> Found:
    waiting = BundleItem.objects.undecided().filter(
        bundle__status=BundleStatus.REVIEW, marks__contains=[mark.value]
    )
    return waiting.values_list("bundle__request__case")
