"""The same hour of the week, again and again. Pure: Danish time in, moments out."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from rusmiddel.danish_dates import COPENHAGEN, in_copenhagen


def series(first: datetime, *, talks: int, weeks_between: int) -> Iterator[datetime]:
    """So many moments, each at the same hour on the clock: summer time moves none of them."""
    begins = in_copenhagen(first).replace(tzinfo=None)
    for number in range(talks):
        on_the_clock = begins + timedelta(weeks=weeks_between * number)
        yield on_the_clock.replace(tzinfo=COPENHAGEN)
