"""What stays at residential providers cost, month by month, for the team lead (section 10.12)."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.db.models import Prefetch, Q, QuerySet
from django.utils import timezone

from offers.models import PaymentGuarantee, Placement
from offers.residential.costs import MonthCost, Payment, Promise, month_cost, paid_stay
from rusmiddel.calendar import ONE_DAY, add_months
from rusmiddel.danish_dates import MONTHS
from rusmiddel.sorting import DanishSortKey
from rusmiddel.standards.services import Timeline, timeline
from rusmiddel.tables import Column, Table
from visitation.enums import FurtherKind
from visitation.models import FurtherDecision

MONTHS_BACK = 24
MONTHS_SHOWN = 12


@dataclass(frozen=True, kw_only=True)
class MonthTotal:
    """All stays of a month; numbers, and nobody's case."""

    month: date
    stays: int
    days: int
    days_without_guarantee: int
    cost: Decimal
    own_share: Decimal

    @property
    def net(self) -> Decimal:
        return self.cost - self.own_share

    @property
    def name(self) -> str:
        return month_name(self.month)


def month_name(month: date) -> str:
    """'november 2026'"""
    return f"{MONTHS[month.month - 1]} {month.year}"


def latest_months(count: int, *, today: date) -> list[date]:
    """The first day of this month and of those before it, newest first."""
    return [add_months(today.replace(day=1), -back) for back in range(count)]


def stays_in(first: date, last: date) -> QuerySet[Placement]:
    """Stays with a day in the time; without their cases, so that nobody is noted to have seen one."""
    return (
        Placement.objects.filter(Q(ended_on=None) | Q(ended_on__gte=first), started_on__lte=last)
        .select_related("course__request__inquiry", "provider")
        .prefetch_related(Prefetch("guarantees", PaymentGuarantee.objects.standing().order_by("from_on")))
    )


def payments_of(courses: Iterable[int]) -> dict[int, list[Payment]]:
    """What the citizens of the courses pay; of two decisions from the same day the newest counts."""
    found: dict[int, dict[date, Payment]] = defaultdict(dict)
    decided = FurtherDecision.objects.filter(kind=FurtherKind.SELF_PAYMENT, course__in=set(courses))
    for course, from_on, per_month in decided.order_by("pk").values_list("course", "from_on", "per_month"):
        if from_on is not None and per_month is not None:
            found[course][from_on] = Payment(from_on=from_on, per_month=per_month)
    return {course: list(each.values()) for course, each in found.items()}


def cost_of(
    placement: Placement, payments: Sequence[Payment], *, month: date, today: date, standards: Timeline
) -> MonthCost:
    assert placement.started_on is not None
    terms = standards.on(placement.course.request.requested_on).residential
    return month_cost(
        paid_stay(
            started_on=placement.started_on,
            ended_on=placement.ended_on,
            discharge_day_is_paid=terms.discharge_day_is_paid.value,
        ),
        [
            Promise(from_on=each.from_on, until_on=each.until_on, per_day=each.per_day)
            for each in placement.guarantees.all()
        ],
        payments,
        month=month,
        today=today,
    )


def totals(*, today: date) -> list[MonthTotal]:
    """This month and those of the last twelve with a stay, newest first; in a constant number of queries."""
    months = latest_months(MONTHS_SHOWN, today=today)
    placements = list(stays_in(months[-1], today))
    payments = payments_of(placement.course_id for placement in placements)
    standards = timeline()
    found = []
    for month in months:
        costs = [
            cost_of(
                placement,
                payments.get(placement.course_id, []),
                month=month,
                today=today,
                standards=standards,
            )
            for placement in placements
        ]
        spent = [cost for cost in costs if cost.days]
        if not spent and month != months[0]:
            continue
        found.append(
            MonthTotal(
                month=month,
                stays=len(spent),
                days=sum(cost.days for cost in spent),
                days_without_guarantee=sum(cost.days_without_guarantee for cost in spent),
                cost=sum((cost.cost for cost in spent), Decimal(0)),
                own_share=sum((cost.own_share for cost in spent), Decimal(0)),
            )
        )
    return found


class MonthForm(forms.Form):
    """Which month the list shows; this one where none is chosen."""

    maaned = forms.ChoiceField(label="Måned", required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        months = latest_months(MONTHS_BACK, today=timezone.localdate())
        self.fields["maaned"] = forms.ChoiceField(
            label="Måned",
            choices=[
                ("", month_name(months[0])),
                *((f"{each:%Y-%m}", month_name(each)) for each in months[1:]),
            ],
            required=False,
        )


class StayCostTable(Table):
    """Every stay of a month that the user may see, with what it costs."""

    caption = "Døgnophold og udgifter"
    file_name = "doegnophold"
    empty = "Ingen ophold i den måned."
    default_sort = "provider"
    filter_form = MonthForm
    columns = (
        Column(
            key="case",
            label="Sag",
            value=lambda row: row.case.number,
            order=("case__number",),
            link=lambda row: row.get_absolute_url(),
            keeps_together=True,
        ),
        Column(
            key="provider",
            label="Institution",
            value=lambda row: row.provider.name,
            order=(DanishSortKey("provider__name"),),
        ),
        Column(key="started", label="Indskrevet", value=lambda row: row.started_on, order=("started_on",)),
        Column(
            key="ended",
            label="Udskrevet",
            value=lambda row: row.ended_on,
            order=("ended_on",),
            nullable=True,
        ),
        Column(key="days", label="Døgn", value=lambda row: row.costs.days, is_number=True),
        Column(key="cost", label="Udgift", value=lambda row: row.costs.cost, is_number=True),
        Column(key="own", label="Egenbetaling", value=lambda row: row.costs.own_share, is_number=True),
        Column(key="net", label="Netto", value=lambda row: row.costs.net, is_number=True),
        Column(
            key="missing",
            label="Uden garanti",
            value=lambda row: row.costs.days_without_guarantee,
            state=lambda row: "overdue" if row.costs.days_without_guarantee else "",
            is_number=True,
        ),
    )

    @property
    def month(self) -> date:
        chosen = ""
        if self.form is not None and self.form.is_bound and self.form.is_valid():
            chosen = self.form.cleaned_data.get("maaned") or ""
        if not chosen:
            return timezone.localdate().replace(day=1)
        year, month = chosen.split("-")
        return date(int(year), int(month), 1)

    def filtered(self, rows: QuerySet[Any], cleaned: dict[str, Any]) -> QuerySet[Any]:
        last = add_months(self.month, 1) - ONE_DAY
        return rows.filter(Q(ended_on=None) | Q(ended_on__gte=self.month), started_on__lte=last)

    def prepared(self, rows: Sequence[Any]) -> Sequence[Any]:
        payments = payments_of(row.course_id for row in rows)
        standards = timeline()
        for row in rows:
            row.costs = cost_of(
                row,
                payments.get(row.course_id, []),
                month=self.month,
                today=timezone.localdate(),
                standards=standards,
            )
        return rows


def stay_rows() -> QuerySet[Placement]:
    return Placement.objects.select_related("case", "course__request__inquiry", "provider").prefetch_related(
        Prefetch("guarantees", PaymentGuarantee.objects.standing().order_by("from_on"))
    )
