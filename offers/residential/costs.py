"""What stays cost in a month. Pure rules (sections 10.12 and 16)."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal

from rusmiddel.calendar import ONE_DAY, add_months

ORE = Decimal("0.01")


@dataclass(frozen=True, kw_only=True)
class Stay:
    """The days of a stay that are paid for, both included; going on where there is no last one."""

    first_on: date
    last_on: date | None


@dataclass(frozen=True, kw_only=True)
class Promise:
    """What is paid a day in a time: the guarantee for payment, both days included."""

    from_on: date
    until_on: date
    per_day: Decimal


@dataclass(frozen=True, kw_only=True)
class Payment:
    """What the citizen pays a month for board and lodging, from a day on; the next one takes its place."""

    from_on: date
    per_month: Decimal


@dataclass(frozen=True, kw_only=True)
class MonthCost:
    days: int
    # Days that no guarantee covers; they cost what nobody has promised to pay.
    days_without_guarantee: int
    cost: Decimal
    own_share: Decimal

    @property
    def net(self) -> Decimal:
        return self.cost - self.own_share


def paid_stay(*, started_on: date, ended_on: date | None, discharge_day_is_paid: bool) -> Stay:
    """The day of discharge counts where the standard says so."""
    last_on = ended_on
    if ended_on is not None and not discharge_day_is_paid:
        last_on = ended_on - ONE_DAY
    return Stay(first_on=started_on, last_on=last_on)


def month_cost(
    stay: Stay, promises: Sequence[Promise], payments: Sequence[Payment], *, month: date, today: date
) -> MonthCost:
    """What a stay costs in the month that begins on `month`; of one that goes on, the days until today.

    The citizen's share of a month is divided by its days: it is paid from the beginning of the stay (SEL
    § 163) and for no day that is not spent there.
    """
    days = list(_days_in(stay, month, today))
    length = (add_months(month, 1) - month).days
    cost, covered, share = Decimal(0), 0, Decimal(0)
    for day in days:
        promise = next((each for each in promises if each.from_on <= day <= each.until_on), None)
        if promise is not None:
            cost, covered = cost + promise.per_day, covered + 1
        payment = payment_on(payments, day)
        if payment is not None:
            share += payment.per_month / length
    return MonthCost(
        days=len(days),
        days_without_guarantee=len(days) - covered,
        cost=cost.quantize(ORE, ROUND_HALF_UP),
        own_share=share.quantize(ORE, ROUND_HALF_UP),
    )


def payment_on(payments: Iterable[Payment], day: date) -> Payment | None:
    """The newest that has begun by the day."""
    begun = [each for each in payments if each.from_on <= day]
    return max(begun, key=lambda each: each.from_on) if begun else None


def _days_in(stay: Stay, month: date, today: date) -> Iterator[date]:
    last = min(add_months(month, 1) - ONE_DAY, stay.last_on or today, today)
    day = max(stay.first_on, month)
    while day <= last:
        yield day
        day += timedelta(days=1)
