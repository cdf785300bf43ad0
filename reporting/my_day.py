"""What waits for one person today, in the order it should be done ('Min dag')."""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from django.db.models import Q, QuerySet
from django.utils import timezone

from cases.cover import Unowned, unowned
from cases.enums import RequestStage
from cases.models import Case, Draft, EmergencyAccess, Transfer
from cases.need_to_know import in_sight, remembering, sight_of
from cases.permissions import can_give_at_once, can_review_access
from reporting.between_colleagues import ComingMove, Waiting, between_colleagues
from reporting.my_cover import covered, roles_of
from reporting.my_talks import Appointment, appointments_of, meetings_of
from reporting.my_tasks import SHOWN, Task, most_pressing, tasks_of
from reporting.my_wishes import WISHES_READ, Wish, shown_wish, steps_of, waits_since, wishes_of
from rusmiddel.access.enums import Role
from rusmiddel.access.models import Absence, User
from rusmiddel.letters.models import Letter
from rusmiddel.prepared import Keys, prepared
from rusmiddel.standards.services import timeline
from visitation.models import Meeting
from visitation.permissions import can_run_meeting


@dataclass(frozen=True, kw_only=True)
class MyDay:
    today: date
    at_risk_days: int
    tasks: list[Task] = field(default_factory=list)
    # How many deadlines there are, where not all have become tasks here; else 0.
    deadlines_in_all: int = 0
    appointments: list[Appointment] = field(default_factory=list)
    unfinished: list[Appointment] = field(default_factory=list)
    has_more_unfinished: bool = False
    new: list[Wish] = field(default_factory=list)
    waiting: list[Wish] = field(default_factory=list)
    has_more_wishes: bool = False
    # What waits for others beside the requests, the longest first.
    waiting_for: list[Waiting] = field(default_factory=list)
    asked: list[Transfer] = field(default_factory=list)
    coming: list[ComingMove] = field(default_factory=list)
    stands_in_for: list[Absence] = field(default_factory=list)
    unowned: list[Unowned] = field(default_factory=list)
    stuck_moves: int = 0
    meetings: list[Meeting] = field(default_factory=list)
    letters_to_send: int = 0
    emergencies_to_review: int = 0
    drafts: list[Draft] = field(default_factory=list)

    @property
    def booked_today(self) -> int:
        return len(self.appointments) + len(self.meetings)

    @property
    def waits(self) -> list[Waiting]:
        """All that waits for others, the citizen among them, the longest first."""
        wishes = [
            Waiting(case=wish.case, since=wish.since, what=wish.text, whom="", path=wish.path, act=wish.act)
            for wish in self.waiting
            if wish.since
        ]
        return sorted([*wishes, *self.waiting_for], key=lambda each: (each.since, each.case.number))

    @property
    def from_colleagues(self) -> int:
        return len(self.asked) + len(self.coming)

    @property
    def overdue(self) -> list[Task]:
        return [task for task in self.tasks if task.due_on < self.today]

    @property
    def due_today(self) -> list[Task]:
        return [task for task in self.tasks if task.due_on == self.today]

    @property
    def soon(self) -> list[Task]:
        return [task for task in self.tasks if task.due_on > self.today]

    @property
    def is_empty(self) -> bool:
        return not (
            self.tasks
            or self.appointments
            or self.unfinished
            or self.new
            or self.waiting
            or self.waiting_for
            or self.asked
            or self.coming
            or self.stands_in_for
            or self.unowned
            or self.stuck_moves
            or self.meetings
            or self.letters_to_send
            or self.emergencies_to_review
            or self.drafts
        )


def day_of(user: User, *, now: datetime) -> MyDay:
    """Read a person's day, in a number of queries that does not grow."""
    with remembering():
        return _day_of(user, now=now)


def _day_of(user: User, *, now: datetime) -> MyDay:
    today = timezone.localdate(now)
    standards = timeline()
    at_risk_days = standards.on(today).guarantee.at_risk_days.value
    sight = sight_of(user, now)
    deadlines, in_all = most_pressing(user, sight, today=today, until=today + timedelta(days=at_risk_days))
    wishes = wishes_of(roles_of(user), sight.is_all_but, user=user.pk, today=today, keys=sight.keys)
    steps = steps_of([deadline.case_id for deadline in deadlines], wishes, standards)
    appointments = appointments_of(user, sight, today=today)
    unfinished = [booked for booked in appointments if timezone.localdate(booked.at) < today]
    colleagues = between_colleagues(user, now=now)
    absences = covered(user=user.pk, today=today)
    tasks = tasks_of(deadlines, steps, user, colleagues.given)
    already_listed = {task.case.pk for task in tasks}
    since = {wish.pk: day for wish in wishes if (day := waits_since(wish, standards))}
    awaiting = [wish for wish in wishes if wish.pk in since]
    new = [
        wish
        for wish in wishes
        if wish.stage == RequestStage.REGISTERED
        and wish not in awaiting
        and wish.case_id not in already_listed
    ]
    return MyDay(
        today=today,
        at_risk_days=at_risk_days,
        tasks=tasks,
        deadlines_in_all=in_all,
        appointments=[booked for booked in appointments if timezone.localdate(booked.at) == today],
        unfinished=unfinished[-SHOWN:],
        has_more_unfinished=len(unfinished) > SHOWN,
        new=[shown_wish(wish, steps) for wish in new[:SHOWN]],
        waiting=[
            shown_wish(wish, steps, since=since[wish.pk])
            for wish in sorted(awaiting, key=lambda wish: (since[wish.pk], wish.pk))[:SHOWN]
        ],
        has_more_wishes=len(wishes) == WISHES_READ or max(len(new), len(awaiting)) > SHOWN,
        waiting_for=colleagues.waiting,
        asked=colleagues.asked,
        coming=colleagues.coming,
        stands_in_for=absences,
        unowned=unowned(now=now) if can_give_at_once(user) else [],
        stuck_moves=colleagues.stuck,
        drafts=_drafts(sight.is_all_but, user=user.pk, keys=sight.keys),
        meetings=list(meetings_of(today)) if can_run_meeting(user) else [],
        letters_to_send=_letters_to_send(user),
        emergencies_to_review=_emergencies_to_review(user),
    )


@prepared
def _drafts(is_all_but: bool, /, *, user: int, keys: Keys) -> QuerySet[Draft]:
    return Draft.objects.of(user).filter(Q(case=None) | in_sight(keys, is_all_but))[:SHOWN]


def _letters_to_send(user: User) -> int:
    """How many letters lie in the house, for the secretary who posts them."""
    return Letter.objects.visible_to(user).not_sent().count() if user.has_role(Role.SECRETARY) else 0


def _emergencies_to_review(user: User) -> int:
    """How many emergency accesses of others wait for the team lead's review."""
    if not can_review_access(user):
        return 0
    waiting = EmergencyAccess.objects.to_review().exclude(user=user)
    return waiting.filter(case__in=Case.objects.visible_to(user)).count()
