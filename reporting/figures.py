"""All the numbers of the dashboard, as of a day, in a handful of queries."""

from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Count, Q, QuerySet
from django.db.models.functions import TruncWeek

from cases.enums import MissCause
from reporting.enums import Group, Promise
from reporting.selection import NO_CAUSE, Number, Selection, newest_reasons, refs_explained
from rusmiddel.deadlines.enums import STATE_OF_CLOSED, DeadlineState, DeadlineStatus
from rusmiddel.deadlines.models import Deadline
from rusmiddel.prepared import prepared

WEEKS_SHOWN = 12
WEEK_GROUPS = {
    DeadlineStatus.MET: Group.KEPT,
    DeadlineStatus.BREACHED: Group.NOT_KEPT,
    DeadlineStatus.WAIVED: Group.DEVIATED,
}


@dataclass(frozen=True, kw_only=True)
class Counts:
    """How many deadlines there are of each promise, in each state."""

    base: Selection
    by_state: Counter[tuple[str, DeadlineState]]

    def number(self, promise: Promise, group: Group) -> Number:
        count = sum(self.by_state[promise.kind, state] for state in group.states)
        return Number(count=count, selection=self.base.narrowed(promise=promise, group=group))


def counts(base: Selection) -> Counts:
    """Count once what the tiles and the comparison show.

    What is closed is counted by itself: it is read from the index alone, however much it is.
    """
    kinds = [promise.kind for promise in Promise]
    running = (
        Deadline.objects.of_kind(*kinds)
        .as_of(base.day)
        .with_state(day=base.day, at_risk_days=base.at_risk_days)
        .values_list("kind", "state")  # type: ignore[misc]
        .annotate(count=Count("*"))
        .order_by()
    )
    closed = _closed(day=base.day, since=base.since, until=base.until)
    by_state: Counter[tuple[str, DeadlineState]] = Counter()
    for kind, state, count in running:
        by_state[kind, DeadlineState(state)] += count
    for kind, status, count in closed:
        by_state[kind, STATE_OF_CLOSED[DeadlineStatus(status)]] += count
    return Counts(base=base, by_state=by_state)


@prepared
def _closed(*, day: date, since: date, until: date) -> QuerySet[Deadline, tuple[str, str, int]]:
    return (
        Deadline.objects.of_kind(*(promise.kind for promise in Promise))
        .filter(
            status__in=list(STATE_OF_CLOSED),
            closed_on__gte=since,
            closed_on__lte=until,
            opened_on__lte=day,
        )
        .values_list("kind", "status")
        .annotate(count=Count("*"))
        .order_by()
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
    def share_text(self) -> str:
        return share_text(self.share_kept)

    @property
    def label(self) -> str:
        return f"{self.monday.isocalendar().week}"


def weeks(base: Selection) -> list[Week]:
    """The last weeks up to the day, oldest first, in one query."""
    this_monday = base.day - timedelta(days=base.day.weekday())
    mondays = [this_monday - timedelta(weeks=back) for back in reversed(range(WEEKS_SHOWN))]
    rows = _by_week(base.promise, since=mondays[0], day=base.day)
    counted = {(week, WEEK_GROUPS[DeadlineStatus(status)]): count for week, status, count in rows}
    return [_week(base, monday, counted) for monday in mondays]


@prepared
def _by_week(promise: Promise, /, *, since: date, day: date) -> QuerySet[Deadline, tuple[date, str, int]]:
    return (
        Deadline.objects.of_kind(promise.kind)
        .filter(status__in=list(WEEK_GROUPS), closed_on__gte=since, closed_on__lte=day, opened_on__lte=day)
        .annotate(week=TruncWeek("closed_on"))
        .values_list("week", "status")
        .annotate(count=Count("*"))
        .order_by()
    )


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


def share_text(found: int | None) -> str:
    """'97 %', or a dash where there is nothing to share."""
    return "–" if found is None else f"{found} %"


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
