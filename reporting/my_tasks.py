"""What is due for one person: the deadlines, and the one link that does each."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode

from cases.cover import closed_to_the_stand_in, without_access
from cases.deadline_acts import act_on
from cases.enums import RequestStage
from cases.models import Case, HandedItem, TreatmentRequest
from cases.need_to_know import Sight, in_sight, sight_of
from cases.next_steps import NextStep
from cases.permissions import can_do_casework
from cases.services.handing_on import STAYS_WHERE_IT_IS
from reporting.my_cover import Roles, covered_by, roles_of
from rusmiddel.access.enums import Role
from rusmiddel.access.models import User
from rusmiddel.deadlines.enums import DeadlineKind
from rusmiddel.deadlines.models import Deadline
from rusmiddel.deadlines.models.deadline import NOT_SHOWN, DeadlineQuerySet
from rusmiddel.prepared import Keys, prepared

# Nobody gets through more of a kind in a day: the most pressing are shown, and the way to the rest.
SHOWN = 20
# What a role answers for besides what is given to it by name.
KINDS_OF_ROLE = {
    Role.DOCTOR: {DeadlineKind.MEDICAL_TALK},
    Role.VISITATOR: {DeadlineKind.MEETING_AFTER_DUE},
    Role.SECRETARY: {DeadlineKind.LETTER_NOT_REACHED},
}
# The citizen's own time limit: nothing for staff to do about it.
NOT_FOR_STAFF = {DeadlineKind.COMPLAINT_WINDOW, DeadlineKind.ACCESS_COMPLAINT}
# What is done by an act of its own, whatever else falls on the same day.
DONE_ALONE = {DeadlineKind.MEDICAL_TALK, DeadlineKind.NOTIFICATION, DeadlineKind.CONSENT_EXPIRY}


@dataclass(frozen=True, kw_only=True)
class Task:
    """Something that is due, with the one link to do it."""

    case: Case
    due_on: date
    labels: tuple[str, ...]
    text: str
    path: str
    act: str

    # Whose it is where the user stands in for somebody; empty for what is the user's own.
    whose: str = ""
    # What a colleague wrote who handed it on, and where it is given back.
    handed_by: str = ""
    message: str = ""
    give_back_path: str = ""
    # Where it is handed on; empty for what cannot be.
    hand_on_path: str = ""


def deadlines_of(user: User, *, now: datetime, at_risk_days: int) -> DeadlineQuerySet:
    """What the user has to keep and is overdue or soon due, the earliest first."""
    sight, today = sight_of(user, now), timezone.localdate(now)
    until = today + timedelta(days=at_risk_days)
    return _deadlines(
        roles_of(user), sight.is_all_but, user=user.pk, today=today, until=until, keys=sight.keys
    )


def most_pressing(user: User, sight: Sight, *, today: date, until: date) -> tuple[list[Deadline], int]:
    """The first of what is overdue and of what is not yet; and how many there are where that is not all."""
    shape = roles_of(user), sight.is_all_but
    overdue = _overdue(*shape, user=user.pk, today=today, until=until, keys=sight.keys)
    coming = _coming(*shape, user=user.pk, today=today, until=until, keys=sight.keys)
    in_all = 0
    if max(len(overdue), len(coming)) > SHOWN:
        every = _deadlines(*shape, user=user.pk, today=today, until=until, keys=sight.keys)
        in_all = every.order_by().count()
    return overdue[:SHOWN] + coming[:SHOWN], in_all


def _deadlines(
    roles: Roles, is_all_but: bool, *, user: int, today: date, until: date, keys: Keys
) -> DeadlineQuerySet:
    mine = Q(responsible=user) | Q(responsible__in=covered_by(roles, user=user, today=today))
    for role, kinds in KINDS_OF_ROLE.items():
        if role in roles:
            mine |= Q(kind__in=kinds)
    if Role.TEAM_LEAD in roles:
        mine |= Q(responsible=None) | Q(responsible__in=without_access())
        mine |= Q(case__in=closed_to_the_stand_in(today))
    if Role.VISITATOR in roles:
        ready = TreatmentRequest.objects.filter(stage=RequestStage.READY)
        mine |= Q(kind=DeadlineKind.GUARANTEE, case__in=ready.values("case"))
    return (
        Deadline.objects.open()
        .filter(mine, in_sight(keys, is_all_but), due_on__lte=until)
        .exclude(kind__in=NOT_FOR_STAFF)
        .select_related("case__citizen", "responsible")
        .defer(*NOT_SHOWN, "case__citizen__cpr")
        .order_by("due_on", "pk")
    )


@prepared
def _overdue(
    roles: Roles, is_all_but: bool, /, *, user: int, today: date, until: date, keys: Keys
) -> QuerySet[Deadline]:
    found = _deadlines(roles, is_all_but, user=user, today=today, until=until, keys=keys)
    return found.filter(due_on__lt=today)[: SHOWN + 1]


@prepared
def _coming(
    roles: Roles, is_all_but: bool, /, *, user: int, today: date, until: date, keys: Keys
) -> QuerySet[Deadline]:
    found = _deadlines(roles, is_all_but, user=user, today=today, until=until, keys=keys)
    return found.filter(due_on__gte=today)[: SHOWN + 1]


def tasks_of(
    deadlines: Iterable[Deadline],
    steps: Mapping[int, list[NextStep]],
    user: User,
    given: Mapping[int, HandedItem],
) -> list[Task]:
    """One task for what falls on the same case the same day: the law's date and the own goal are one."""
    together: dict[tuple[int, date, str], list[Deadline]] = {}
    for deadline in deadlines:
        alone = deadline.kind if deadline.kind in DONE_ALONE else ""
        together.setdefault((deadline.case_id, deadline.due_on, alone), []).append(deadline)
    return [_task(same, steps.get(same[0].case_id, []), user, given) for same in together.values()]


def _task(
    deadlines: list[Deadline], steps: list[NextStep], user: User, given: Mapping[int, HandedItem]
) -> Task:
    first = deadlines[0]
    item = next((given[deadline.pk] for deadline in deadlines if deadline.pk in given), None)
    owner = first.responsible
    step = _step_for(DeadlineKind(first.kind), steps) or act_on(first, first.case.number)
    return Task(
        case=first.case,
        due_on=first.due_on,
        labels=tuple(deadline.get_kind_display() for deadline in deadlines),
        text=step.text if step else "",
        path=step.path if step else first.case.get_absolute_url(),
        act=step.act if step else "Åbn sagen",
        whose=owner.short_name if owner and owner != user else "",
        handed_by=item.giver.short_name if item else "",
        message=first.case.citizen.struck_from(item.message) if item else "",
        give_back_path=reverse("cases:item_give_back", args=[first.case.number, item.pk]) if item else "",
        hand_on_path=_hand_on_path(deadlines, user),
    )


def _hand_on_path(deadlines: list[Deadline], user: User) -> str:
    """Where what falls on the same day of the case is handed on in one; empty for what is not the user's."""
    together = [each for each in deadlines if each.kind not in STAYS_WHERE_IT_IS]
    if not together or not (can_do_casework(user) or together[0].responsible_id == user.pk):
        return ""
    first, *others = together
    path = reverse("cases:item_hand_on", args=[first.case.number, first.pk])
    return f"{path}?{urlencode([('ogsaa', each.pk) for each in others])}" if others else path


def _step_for(kind: DeadlineKind, steps: list[NextStep]) -> NextStep | None:
    """The step that answers the deadline: a medical talk is the last of them, the guarantee the first."""
    if not steps or kind not in {
        DeadlineKind.GUARANTEE,
        DeadlineKind.GUARANTEE_GOAL,
        DeadlineKind.MEDICAL_TALK,
    }:
        return None
    return steps[-1] if kind == DeadlineKind.MEDICAL_TALK else steps[0]
