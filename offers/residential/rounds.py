"""When something is due again and again through a stay: supervision, status reports. Pure (section 10.12)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from rusmiddel.calendar import add_months


@dataclass(frozen=True, kw_only=True)
class Round:
    """From one time to the next."""

    number: int
    opened_on: date
    due_on: date
    done_on: date | None = None
    # The stay was over before it came to it.
    lapsed_on: date | None = None

    @property
    def is_late(self) -> bool:
        return self.done_on is not None and self.done_on > self.due_on


def rounds(
    *, started_on: date, done: Sequence[date], every_months: int, ended_on: date | None
) -> list[Round]:
    """Each time counts from the one before, the first from the beginning of the stay."""
    found, opened_on = [], started_on
    for number, done_on in enumerate(sorted(done), 1):
        found.append(
            Round(
                number=number,
                opened_on=opened_on,
                due_on=add_months(opened_on, every_months),
                done_on=done_on,
            )
        )
        opened_on = done_on
    due_on = add_months(opened_on, every_months)
    if ended_on is None or due_on < ended_on:
        # What was due while the stay went on stays owed when it is over.
        found.append(Round(number=len(found) + 1, opened_on=opened_on, due_on=due_on))
    else:
        found.append(
            Round(
                number=len(found) + 1,
                opened_on=opened_on,
                due_on=due_on,
                lapsed_on=max(ended_on, opened_on),
            )
        )
    return found
