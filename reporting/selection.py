"""Which deadlines a number counts. The list behind the number asks the same question."""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import reduce
from operator import or_
from typing import Any

from django.db.models import BigIntegerField, OuterRef, Q, Subquery
from django.db.models.functions import Cast, Substr
from django.urls import reverse
from django.utils.http import urlencode

from cases.models import MissReason
from reporting.enums import Group, Promise
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
        if self.cause:
            wanted_cause = None if self.cause == NO_CAUSE else self.cause
            deadlines = with_cause(deadlines).filter(Q(cause=wanted_cause))
        return deadlines

    def narrowed(self, **changes: Any) -> "Selection":
        return replace(self, **changes)

    @property
    def path(self) -> str:
        """The address of the list."""
        asked = {
            "pr": f"{self.day:%d-%m-%Y}",
            "tilstand": self.group,
            "frist": self.promise,
            "behandler": self.caseworker,
            "aarsag": self.cause,
            "uge": f"{self.week:%G-W%V}" if self.week else "",
        }
        return f"{reverse('reporting:deadline_list')}?{urlencode({k: v for k, v in asked.items() if v})}"


def with_cause(deadlines: DeadlineQuerySet) -> DeadlineQuerySet:
    """Each with the cause that the team lead wrote last, or None."""
    written = MissReason.objects.filter(
        request_id=Cast(Substr(OuterRef("ref"), len(REQUEST_PREFIX) + 1), BigIntegerField())
    ).order_by("-pk")
    return deadlines.annotate(cause=Subquery(written.values("cause")[:1]))


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
