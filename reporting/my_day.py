"""What waits for one person today, in the order it should be done ('Min dag')."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode

from cases.cover import Unowned, closed_to_the_stand_in, unowned, without_access
from cases.deadline_acts import act_on
from cases.enums import RequestStage, SessionOutcome
from cases.guarantee import ClockStatus, guarantee
from cases.models import (
    AssessmentSession,
    Case,
    Draft,
    EmergencyAccess,
    HandedItem,
    Transfer,
    TreatmentRequest,
)
from cases.need_to_know import Sight, in_sight, remembering, sight_of
from cases.next_steps import NextStep, next_steps
from cases.permissions import CALL_ROLES, can_assess, can_do_casework, can_give_at_once, can_review_access
from cases.services.clocks import facts_of
from cases.services.handing_on import STAYS_WHERE_IT_IS
from offers.models import Session
from offers.permissions import can_treat
from reporting.between_colleagues import ComingMove, Waiting, between_colleagues
from rusmiddel.access.enums import Role
from rusmiddel.access.models import Absence, User
from rusmiddel.deadlines.enums import DeadlineKind
from rusmiddel.deadlines.models import Deadline
from rusmiddel.deadlines.models.deadline import NOT_SHOWN, DeadlineQuerySet
from rusmiddel.letters.models import Letter
from rusmiddel.prepared import Keys, prepared
from rusmiddel.standards.services import Timeline, timeline
from visitation.enums import ItemOutcome
from visitation.models import Meeting
from visitation.permissions import can_run_meeting

# Nobody gets through more of a kind in a day: the most pressing are shown, and the way to the rest.
SHOWN = 20
# Read further than shown: which of the requests wait is known only when their clocks have been computed.
WISHES_READ = 50
TALKS_READ = 50
BEFORE_TREATMENT = (
    RequestStage.REGISTERED,
    RequestStage.ASSESSING,
    RequestStage.READY,
    RequestStage.GRANTED,
)
# What a role answers for besides what is given to it by name.
KINDS_OF_ROLE = {
    Role.DOCTOR: {DeadlineKind.MEDICAL_TALK},
    Role.VISITATOR: {DeadlineKind.MEETING_AFTER_DUE},
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


@dataclass(frozen=True, kw_only=True)
class Appointment:
    """A talk of today, or an earlier one that nobody has written the end of."""

    case: Case
    at: datetime
    what: str
    place: str
    employee: User
    # Where the end is written; empty for one who may not write it.
    path: str


@dataclass(frozen=True, kw_only=True)
class Wish:
    """A request for treatment, with the one link to move it on."""

    case: Case
    request: TreatmentRequest
    text: str
    path: str
    act: str
    # Since which day the clock cannot start; None where it does not wait.
    since: date | None = None


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
    deadlines, in_all = _most_pressing(user, sight, today=today, until=today + timedelta(days=at_risk_days))
    wishes = _wishes(_roles(user), sight.is_all_but, user=user.pk, today=today, keys=sight.keys)
    steps = _steps([deadline.case_id for deadline in deadlines], wishes, standards)
    appointments = _appointments(user, sight, today=today)
    unfinished = [booked for booked in appointments if timezone.localdate(booked.at) < today]
    colleagues = between_colleagues(user, now=now)
    absences = _covered(user=user.pk, today=today)
    tasks = _tasks(deadlines, steps, user, colleagues.given)
    already_listed = {task.case.pk for task in tasks}
    since = {wish.pk: day for wish in wishes if (day := _waits_since(wish, standards))}
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
        new=[_wish(wish, steps) for wish in new[:SHOWN]],
        waiting=[
            _wish(wish, steps, since=since[wish.pk])
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
        meetings=list(_meetings(today)) if can_run_meeting(user) else [],
        letters_to_send=_letters_to_send(user),
        emergencies_to_review=_emergencies_to_review(user),
    )


def deadlines_of(user: User, *, now: datetime, at_risk_days: int) -> DeadlineQuerySet:
    """What the user has to keep and is overdue or soon due, the earliest first."""
    sight, today = sight_of(user, now), timezone.localdate(now)
    until = today + timedelta(days=at_risk_days)
    return _deadlines(_roles(user), sight.is_all_but, user=user.pk, today=today, until=until, keys=sight.keys)


Roles = frozenset[str]


def _roles(user: User) -> Roles:
    return frozenset(user.roles)


def _deadlines(
    roles: Roles, is_all_but: bool, *, user: int, today: date, until: date, keys: Keys
) -> DeadlineQuerySet:
    mine = Q(responsible=user) | Q(responsible__in=_covered_by(roles, user=user, today=today))
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


@prepared
def _covered(*, user: int, today: date) -> QuerySet[Absence]:
    return Absence.objects.on(today).filter(stand_in=user).select_related("employee")


@prepared
def _drafts(is_all_but: bool, /, *, user: int, keys: Keys) -> QuerySet[Draft]:
    return Draft.objects.of(user).filter(Q(case=None) | in_sight(keys, is_all_but))[:SHOWN]


def _covered_by(roles: Roles, *, user: int, today: date) -> QuerySet[Any, Any]:
    """The keys of those whose work is the user's today; whom nobody stands in for is the team lead's."""
    covered = Q(stand_in=user)
    if Role.TEAM_LEAD in roles:
        covered |= Q(pk__in=Absence.objects.uncovered(today).values("pk"))
    return Absence.objects.on(today).filter(covered).values("employee")


def _most_pressing(user: User, sight: Sight, *, today: date, until: date) -> tuple[list[Deadline], int]:
    """The first of what is overdue and of what is not yet; and how many there are where that is not all."""
    shape = _roles(user), sight.is_all_but
    overdue = _overdue(*shape, user=user.pk, today=today, until=until, keys=sight.keys)
    coming = _coming(*shape, user=user.pk, today=today, until=until, keys=sight.keys)
    in_all = 0
    if max(len(overdue), len(coming)) > SHOWN:
        every = _deadlines(*shape, user=user.pk, today=today, until=until, keys=sight.keys)
        in_all = every.order_by().count()
    return overdue[:SHOWN] + coming[:SHOWN], in_all


@prepared
def _wishes(
    roles: Roles, is_all_but: bool, /, *, user: int, today: date, keys: Keys
) -> QuerySet[TreatmentRequest]:
    """Requests before treatment that are the user's, or nobody's where the user takes calls; newest first."""
    mine = Q(case__responsible=user) | Q(case__responsible__in=_covered_by(roles, user=user, today=today))
    if roles & CALL_ROLES:
        mine |= Q(case__responsible=None)
    return (
        TreatmentRequest.objects.with_facts()
        .filter(mine, in_sight(keys, is_all_but), stage__in=BEFORE_TREATMENT, case__closed_on=None)
        .defer("case__citizen__cpr")
        .order_by("-inquiry__contacted_at", "-pk")[:WISHES_READ]
    )


def _meetings(today: date) -> QuerySet[Meeting]:
    """The meetings of today that have not been held yet, with how many cases each is to decide."""
    start = _midnight(today)
    return (
        Meeting.objects.planned()
        .filter(starts_at__gte=start, starts_at__lt=start + timedelta(days=1))
        .annotate(pending=Count("items", filter=Q(items__outcome=ItemOutcome.PENDING)))
        .order_by("starts_at", "pk")
    )


def _letters_to_send(user: User) -> int:
    """How many letters lie in the house, for the secretary who posts them."""
    return Letter.objects.visible_to(user).not_sent().count() if user.has_role(Role.SECRETARY) else 0


def _emergencies_to_review(user: User) -> int:
    """How many emergency accesses of others wait for the team lead's review."""
    if not can_review_access(user):
        return 0
    waiting = EmergencyAccess.objects.to_review().exclude(user=user)
    return waiting.filter(case__in=Case.objects.visible_to(user)).count()


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))


def _appointments(user: User, sight: Sight, *, today: date) -> list[Appointment]:
    """The user's own talks that are still only planned; a secretary sees everybody's of today."""
    start = _midnight(today)
    end = start + timedelta(days=1)
    shape = _roles(user), sight.is_all_but
    talks = _talks(*shape, user=user.pk, today=today, start=start, end=end, keys=sight.keys)
    sessions = _sessions(*shape, user=user.pk, today=today, start=start, end=end, keys=sight.keys)
    booked = [*(_talk(talk, user) for talk in talks), *(_session(session, user) for session in sessions)]
    return sorted(booked, key=lambda appointment: (appointment.at, appointment.case.number))[-TALKS_READ:]


def _booked(roles: Roles, *, user: int, today: date, start: datetime, end: datetime) -> Q:
    """Everybody's where the user is a secretary: their `start` is any day's where the role is another."""
    planned = Q(outcome=SessionOutcome.PLANNED, planned_at__lt=end)
    mine = Q(employee=user) | Q(employee__in=_covered_by(roles, user=user, today=today))
    if Role.SECRETARY in roles:
        mine |= Q(planned_at__gte=start)
    return planned & mine


@prepared
def _talks(
    roles: Roles, is_all_but: bool, /, *, user: int, today: date, start: datetime, end: datetime, keys: Keys
) -> QuerySet[AssessmentSession]:
    seen = in_sight(keys, is_all_but, through="assessment__request__case")
    return (
        AssessmentSession.objects.filter(_booked(roles, user=user, today=today, start=start, end=end), seen)
        .select_related("assessment__request__case__citizen", "employee")
        .defer("assessment__request__case__citizen__cpr")
        .order_by("-planned_at", "-pk")[:TALKS_READ]
    )


@prepared
def _sessions(
    roles: Roles, is_all_but: bool, /, *, user: int, today: date, start: datetime, end: datetime, keys: Keys
) -> QuerySet[Session]:
    seen = in_sight(keys, is_all_but, through="course__case")
    return (
        Session.objects.filter(_booked(roles, user=user, today=today, start=start, end=end), seen)
        .select_related("course__case__citizen", "employee")
        .defer("course__case__citizen__cpr")
        .order_by("-planned_at", "-pk")[:TALKS_READ]
    )


def _steps(
    case_ids: Iterable[int], wishes: Iterable[TreatmentRequest], standards: Timeline
) -> dict[int, list[NextStep]]:
    """What must be done next on each case, as the case page says it."""
    known = {wish.case_id: wish for wish in wishes}
    unknown = set(case_ids) - set(known)
    others = _open_requests(cases=Keys.of(unknown)) if unknown else []
    requests = {**known, **{request.case_id: request for request in others}}
    talks: dict[int, list[AssessmentSession]] = {}
    for talk in _talks_of(requests=Keys.of(request.pk for request in requests.values())):
        talks.setdefault(talk.assessment.request_id, []).append(talk)
    return {
        case_id: next_steps(request, talks.get(request.pk, []), standards.on(request.requested_on))
        for case_id, request in requests.items()
    }


@prepared
def _open_requests(*, cases: Keys) -> QuerySet[TreatmentRequest]:
    requests = TreatmentRequest.objects.with_facts().open()
    return requests.filter(case__in=cases.among).defer("case__citizen__cpr")


@prepared
def _talks_of(*, requests: Keys) -> QuerySet[AssessmentSession]:
    talks = AssessmentSession.objects.filter(assessment__request__in=requests.among)
    return talks.select_related("assessment").only("planned_at", "outcome", "assessment__request")


def _tasks(
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


def _waits_since(wish: TreatmentRequest, standards: Timeline) -> date | None:
    """Since when the clock cannot start before somebody answers: the citizen, a parent, a municipality.

    None where nobody else is waited for.
    """
    standard = standards.on(wish.requested_on)
    clock = guarantee(facts_of(wish, standard), standard)
    if clock.status != ClockStatus.WAITING:
        return None
    return clock.steps[-1].on if clock.steps else wish.requested_on


def _wish(wish: TreatmentRequest, steps: Mapping[int, list[NextStep]], *, since: date | None = None) -> Wish:
    step = next(iter(steps.get(wish.case_id, [])), None)
    return Wish(
        case=wish.case,
        request=wish,
        text=step.text if step else "",
        path=step.path if step else wish.case.get_absolute_url(),
        act=step.act if step else "Åbn sagen",
        since=since,
    )


def _talk(talk: AssessmentSession, user: User) -> Appointment:
    case = talk.assessment.request.case
    return Appointment(
        case=case,
        at=talk.planned_at,
        what="Afdækningssamtale",
        place=talk.get_place_display(),
        employee=talk.employee,
        path=reverse("cases:session_close", args=[case.number, talk.pk]) if can_assess(user) else "",
    )


def _session(session: Session, user: User) -> Appointment:
    return Appointment(
        case=session.course.case,
        at=session.planned_at,
        what=session.course.offer_name,
        place=session.get_place_display(),
        employee=session.employee,
        path=session.course.get_absolute_url() if can_treat(user) else "",
    )
