"""The team lead's dashboard: whose time is running out, what is missing, who can take it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import QuerySet
from django.utils import timezone

from cases.need_to_know import hidden_from
from reporting.enums import Group, Promise
from reporting.figures import CauseRow, Counts, Week, causes, counts, share, share_text, weeks
from reporting.rows import DeadlineRow, rows_of
from reporting.selection import Number, Selection
from reporting.workload import Workload, workload
from rusmiddel.access.models import User
from rusmiddel.chart import Chart, Part, Stack, chart
from rusmiddel.deadlines.models import Deadline
from rusmiddel.deadlines.runs import WatchLine, watch_line
from rusmiddel.standards.schema import Standard

URGENT_SHOWN = 10
CASEWORKERS_SHOWN = 20
# What a line of what is urgent shows.
URGENT_FIELDS = (
    "ref",
    "opened_on",
    "due_on",
    "closed_on",
    "status",
    "case__number",
    "responsible__name",
)
COMPARED = (
    Group.OVERDUE,
    Group.DUE_TODAY,
    Group.AT_RISK,
    Group.RUNNING,
    Group.KEPT,
    Group.NOT_KEPT,
    Group.DEVIATED,
    Group.LAPSED,
)
TILE_STATES = {
    Group.OVERDUE: "overdue",
    Group.DUE_TODAY: "soon",
    Group.AT_RISK: "soon",
    Group.RUNNING: "running",
}


@dataclass(frozen=True, kw_only=True)
class Tile:
    """One number in large type; the state gives the colour, the label says the same."""

    number: Number
    label: str
    state: str


@dataclass(frozen=True, kw_only=True)
class KeptTile:
    """The share that was kept, with both numbers it is made of."""

    kept: Number
    judged: Number

    @property
    def share(self) -> int | None:
        return share(self.kept.count, self.judged.count)

    @property
    def share_text(self) -> str:
        return share_text(self.share)


@dataclass(frozen=True, kw_only=True)
class ComparedRow:
    """The statute and the municipality's own goal side by side (GUA-16)."""

    label: str
    guarantee: Number
    own_goal: Number


@dataclass(frozen=True, kw_only=True)
class Dashboard:
    day: date
    today: date
    tiles: Sequence[Tile]
    kept: KeptTile
    deviated: Tile
    compared: Sequence[ComparedRow]
    compared_kept: tuple[KeptTile, KeptTile]
    guarantee_days: int
    own_goal_days: int
    own_goal: str
    urgent: Sequence[DeadlineRow]
    urgent_number: Number
    weeks: Sequence[Week]
    chart: Chart
    causes: Sequence[CauseRow]
    workload: Workload
    export: Selection
    watch: WatchLine

    @property
    def is_today(self) -> bool:
        return self.day == self.today


def dashboard(*, user: User, day: date, today: date, now: datetime, standard: Standard) -> Dashboard:
    """Everything on the page as of `day`, in a number of queries that does not grow.

    The numbers count every case; what is listed are those the user may see.
    """
    terms = standard.guarantee
    base = Selection(day=day, at_risk_days=terms.at_risk_days.value)
    counted = counts(base)
    shown_weeks = weeks(base)
    urgent = base.narrowed(group=Group.URGENT)
    return Dashboard(
        day=day,
        today=today,
        tiles=_tiles(counted, base.at_risk_days),
        kept=_kept(counted, Promise.GUARANTEE),
        deviated=Tile(
            number=counted.number(Promise.GUARANTEE, Group.DEVIATED),
            label=Group.DEVIATED.label,
            state="neutral",
        ),
        compared=[
            ComparedRow(
                label=_label(group, base.at_risk_days),
                guarantee=counted.number(Promise.GUARANTEE, group),
                own_goal=counted.number(Promise.OWN_GOAL, group),
            )
            for group in COMPARED
        ],
        compared_kept=(_kept(counted, Promise.GUARANTEE), _kept(counted, Promise.OWN_GOAL)),
        guarantee_days=terms.days.value,
        own_goal_days=terms.own_goal_days.value,
        own_goal=terms.own_goal.value.label,
        urgent=rows_of(
            _first(urgent, user=user, most=URGENT_SHOWN),
            day=day,
            at_risk_days=base.at_risk_days,
            today=today,
            with_reasons=False,
        ),
        urgent_number=counted.number(Promise.GUARANTEE, Group.URGENT),
        weeks=shown_weeks,
        chart=chart([_stack(week) for week in shown_weeks]),
        causes=causes(counted),
        workload=workload(base, most=CASEWORKERS_SHOWN),
        export=base.narrowed(group=Group.OPEN),
        watch=watch_line(now),
    )


def _stack(week: Week) -> Stack:
    return Stack(
        label=week.label,
        shown=str(week.total) if week.total else "",
        parts=(
            Part(state="kept", count=week.kept.count),
            Part(state="overdue", count=week.not_kept.count),
            Part(state="neutral", count=week.deviated.count),
        ),
    )


def _first(selection: Selection, *, user: User, most: int) -> QuerySet[Deadline]:
    """The earliest due of those the user may see.

    Found first and joined then: otherwise every case there is would be joined.
    """
    hidden = hidden_from(user, timezone.now())
    found = selection.deadlines().exclude(case__in=hidden).order_by("due_on", "pk").values("pk")[:most]
    return (
        Deadline.objects.filter(pk__in=found)
        .select_related("case", "responsible")
        .only(*URGENT_FIELDS)
        .order_by("due_on", "pk")
    )


def _label(group: Group, at_risk_days: int) -> str:
    if group != Group.AT_RISK:
        return group.label
    return f"Frist inden {at_risk_days} {'dag' if at_risk_days == 1 else 'dage'}"


def _tiles(counted: Counts, at_risk_days: int) -> list[Tile]:
    return [
        Tile(number=counted.number(Promise.GUARANTEE, group), label=_label(group, at_risk_days), state=state)
        for group, state in TILE_STATES.items()
    ]


def _kept(counted: Counts, promise: Promise) -> KeptTile:
    return KeptTile(kept=counted.number(promise, Group.KEPT), judged=counted.number(promise, Group.JUDGED))
