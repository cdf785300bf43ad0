"""Which deadlines a number counts. The list behind the number asks the same question."""

from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from functools import reduce
from operator import or_
from typing import Any

from django.db.models import CharField, Q, QuerySet, Value
from django.db.models.functions import Cast, Concat
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from cases.models import MissReason
from reporting.enums import Group, Promise
from rusmiddel import danish_dates
from rusmiddel.deadlines.enums import OPEN_STATES
from rusmiddel.deadlines.models import Deadline
from rusmiddel.deadlines.models.deadline import DeadlineQuerySet
from rusmiddel.deadlines.states import conditions

NOBODY = "ingen"
NO_CAUSE = "mangler"
REQUEST_PREFIX = "request:"


@dataclass(frozen=True, kw_only=True)
class Selection:
    """The deadlines of one promise that are in a group as of a day.

    What is closed counts from 1 January of that year, or within one week where `week` names its Monday.
    `caseworker` is a user's key, NOBODY for what nobody answers for, or empty for all. `cause` is a
    MissCause, NO_CAUSE for what nobody has explained, or empty for all.
    """

    day: date
    at_risk_days: int
    promise: Promise = Promise.GUARANTEE
    group: Group = Group.OPEN
    caseworker: str = ""
    cause: str = ""
    week: date | None = None
    # Where the lists are: asked for once, and carried along to what is narrowed.
    address: str = field(default_factory=lambda: reverse("reporting:deadline_list"), compare=False)

    @property
    def since(self) -> date:
        return self.week or self.day.replace(month=1, day=1)

    @property
    def until(self) -> date:
        return min(self.week + timedelta(days=6), self.day) if self.week else self.day

    def deadlines(self) -> DeadlineQuerySet:
        states = conditions(day=self.day, at_risk_days=self.at_risk_days)
        closed_in_period = Q(closed_on__gte=self.since, closed_on__lte=self.until)
        wanted = (
            states[state] if state in OPEN_STATES else states[state] & closed_in_period
            for state in self.group.states
        )
        deadlines = Deadline.objects.of_kind(self.promise.kind).filter(reduce(or_, wanted))
        if self.caseworker == NOBODY:
            deadlines = deadlines.filter(responsible=None)
        elif self.caseworker:
            deadlines = deadlines.filter(responsible=int(self.caseworker))
        if self.cause == NO_CAUSE:
            deadlines = deadlines.exclude(ref__in=refs_explained(MissReason.objects.all()))
        elif self.cause:
            deadlines = deadlines.filter(ref__in=refs_explained(newest_reasons().filter(cause=self.cause)))
        return deadlines

    def narrowed(self, **changes: Any) -> "Selection":
        return replace(self, **changes)

    @property
    def path(self) -> str:
        """The address of the list."""
        asked = (
            ("pr", f"{self.day:%d-%m-%Y}"),
            ("tilstand", self.group.value),
            ("frist", self.promise.value),
            ("behandler", self.caseworker),
            ("aarsag", self.cause),
            ("uge", f"{self.week:%G-W%V}" if self.week else ""),
        )
        # Dates, keys and the names of choices: there is nothing in them to encode.
        return f"{self.address}?{'&'.join([f'{name}={value}' for name, value in asked if value])}"


def newest_reasons() -> QuerySet[MissReason]:
    """The reason that counts for each request."""
    return MissReason.objects.filter(pk__in=MissReason.objects.newest_per_request().values("pk"))


def refs_explained(reasons: QuerySet[MissReason]) -> QuerySet[Any, Any]:
    """The names under which the register knows the clocks that the reasons are about."""
    ref = Concat(Value(REQUEST_PREFIX), Cast("request_id", CharField()))
    return reasons.annotate(ref=ref).values("ref")


def request_id_of(deadline: Deadline) -> int:
    """The request whose clock it is."""
    return int(deadline.ref.removeprefix(REQUEST_PREFIX))


@dataclass(frozen=True, kw_only=True)
class Number:
    """A number and the list it counted."""

    count: int
    selection: Selection

    @property
    def path(self) -> str:
        return self.selection.path

    @property
    def label(self) -> str:
        return self.selection.group.label

    @property
    def cell(self) -> SafeString:
        """As a table cell with its link: a template of its own would be rendered a hundred times a page."""
        return format_html(
            '<td class="number"><a href="{}">{}</a></td>', self.path, danish_dates.number(self.count)
        )
