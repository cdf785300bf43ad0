"""All the numbers of the dashboard, as of a day, in a handful of queries."""

from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Count, Q
from django.db.models.functions import TruncWeek

from cases.enums import MissCause
from reporting.enums import Group, Promise
from reporting.selection import NO_CAUSE, NOBODY, Number, Selection, newest_reasons, refs_explained
from rusmiddel.access.enums import Role
from rusmiddel.access.models import User
from rusmiddel.deadlines.enums import STATE_OF_CLOSED, DeadlineState, DeadlineStatus
from rusmiddel.deadlines.models import Deadline
from rusmiddel.sorting import danish_sort_key

WEEKS_SHOWN = 12
WEEK_GROUPS = {
    DeadlineStatus.MET: Group.KEPT,
    DeadlineStatus.BREACHED: Group.NOT_KEPT,
    DeadlineStatus.WAIVED: Group.DEVIATED,
}


@dataclass(frozen=True, kw_only=True)
class CaseworkerRow:
    """What one person answers for; nobody's are the unassigned."""

    name: str
    is_active: bool
    open: Number
    near: Number
    overdue: Number


@dataclass(frozen=True, kw_only=True)
class Counts:
    """How many deadlines there are of each promise, in each state, for each person."""

    base: Selection
    by_key: Counter[tuple[str, DeadlineState, int | None]]

    def number(self, promise: Promise, group: Group) -> Number:
        count = sum(
            count
            for (kind, state, _), count in self.by_key.items()
            if kind == promise.kind and state in group.states
        )
        return Number(count=count, selection=self.base.narrowed(promise=promise, group=group))

    def persons(self) -> set[int | None]:
        """Those who answer for a guarantee that is still open."""
        return {
            person
            for (kind, state, person) in self.by_key
            if kind == self.base.promise.kind and state in Group.OPEN.states
        }

    def number_of(self, person: int | None, group: Group) -> Number:
        count = sum(
            count
            for (kind, state, responsible), count in self.by_key.items()
            if kind == self.base.promise.kind and state in group.states and responsible == person
        )
        caseworker = NOBODY if person is None else str(person)
        return Number(count=count, selection=self.base.narrowed(group=group, caseworker=caseworker))


def counts(base: Selection) -> Counts:
    """Count once what the tiles, the comparison and the caseworkers' table show.

    What is closed is counted by itself, without persons: it is read from the index alone, however much it is.
    """
    kinds = [promise.kind for promise in Promise]
    running = (
        Deadline.objects.of_kind(*kinds)
        .as_of(base.day)
        .with_state(day=base.day, at_risk_days=base.at_risk_days)
        .values_list("kind", "state", "responsible")  # type: ignore[misc]
        .annotate(count=Count("*"))
        .order_by()
    )
    closed = (
        Deadline.objects.of_kind(*kinds)
        .filter(
            status__in=list(STATE_OF_CLOSED),
            closed_on__gte=base.since,
            closed_on__lte=base.until,
            opened_on__lte=base.day,
        )
        .values_list("kind", "status")
        .annotate(count=Count("*"))
        .order_by()
    )
    by_key: Counter[tuple[str, DeadlineState, int | None]] = Counter()
    for kind, state, responsible, count in running:
        by_key[kind, DeadlineState(state), responsible] += count
    for kind, status, count in closed:
        by_key[kind, STATE_OF_CLOSED[DeadlineStatus(status)], None] += count
    return Counts(base=base, by_key=by_key)


def caseworkers(counted: Counts) -> list[CaseworkerRow]:
    """Everyone who works on cases or answers for one, by name; then what nobody answers for."""
    persons = counted.persons()
    users = User.objects.filter(
        Q(pk__in=persons - {None}) | Q(is_active=True, roles__overlap=[Role.CASEWORKER])
    )
    rows = [_row(counted, user) for user in sorted(users, key=lambda user: danish_sort_key(user.name))]
    return [*rows, _row(counted, None)] if None in persons else rows


def _row(counted: Counts, user: User | None) -> CaseworkerRow:
    person = user.pk if user else None
    return CaseworkerRow(
        name=user.name if user else "Uden behandler",
        is_active=user is None or user.is_active,
        open=counted.number_of(person, Group.OPEN),
        near=counted.number_of(person, Group.NEAR),
        overdue=counted.number_of(person, Group.OVERDUE),
    )


@dataclass(frozen=True, kw_only=True)
class Week:
    """How the promises that were settled in one week came out."""

    monday: date
    kept: Number
    not_kept: Number
    deviated: Number

    @property
    def total(self) -> int:
        return self.kept.count + self.not_kept.count + self.deviated.count

    @property
    def share_kept(self) -> int | None:
        return share(self.kept.count, self.kept.count + self.not_kept.count)

    @property
    def label(self) -> str:
        return f"{self.monday.isocalendar().week}"


def weeks(base: Selection) -> list[Week]:
    """The last weeks up to the day, oldest first, in one query."""
    this_monday = base.day - timedelta(days=base.day.weekday())
    mondays = [this_monday - timedelta(weeks=back) for back in reversed(range(WEEKS_SHOWN))]
    rows = (
        Deadline.objects.of_kind(base.promise.kind)
        .filter(
            status__in=list(WEEK_GROUPS),
            closed_on__gte=mondays[0],
            closed_on__lte=base.day,
            opened_on__lte=base.day,
        )
        .annotate(week=TruncWeek("closed_on"))
        .values_list("week", "status")
        .annotate(count=Count("*"))
        .order_by()
    )
    counted = {(week, WEEK_GROUPS[DeadlineStatus(status)]): count for week, status, count in rows}
    return [_week(base, monday, counted) for monday in mondays]


def _week(base: Selection, monday: date, counted: dict[tuple[date, Group], int]) -> Week:
    def number(group: Group) -> Number:
        return Number(
            count=counted.get((monday, group), 0), selection=base.narrowed(group=group, week=monday)
        )

    return Week(
        monday=monday,
        kept=number(Group.KEPT),
        not_kept=number(Group.NOT_KEPT),
        deviated=number(Group.DEVIATED),
    )


def share(part: int, whole: int) -> int | None:
    """Whole per cent, rounded down so that nothing looks kept that was not; None of nothing."""
    return part * 100 // whole if whole else None


@dataclass(frozen=True, kw_only=True)
class CauseRow:
    """How often a date was missed for one cause."""

    label: str
    is_written: bool
    number: Number


def causes(counted: Counts) -> list[CauseRow]:
    """Why dates were missed this year, most frequent first, after those nobody has explained."""
    missed = counted.number(counted.base.promise, Group.MISSED)
    refs = missed.selection.deadlines().values("ref")
    explained = refs_explained(newest_reasons()).filter(Q(ref__in=refs))
    rows = dict(explained.values_list("cause").annotate(count=Count("*")).order_by())
    found = [_cause_row(missed.selection, cause, count) for cause, count in rows.items()]
    if unexplained := missed.count - sum(rows.values()):
        found.append(_cause_row(missed.selection, None, unexplained))
    return sorted(found, key=lambda row: (row.is_written, -row.number.count, row.label))


def _cause_row(missed: Selection, cause: str | None, count: int) -> CauseRow:
    selection = missed.narrowed(cause=cause or NO_CAUSE)
    return CauseRow(
        label=MissCause(cause).label if cause else "Årsag ikke skrevet endnu",
        is_written=cause is not None,
        number=Number(count=count, selection=selection),
    )
