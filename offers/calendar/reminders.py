"""What is sent to somebody who has a talk: when, and whom to call. Nothing about treatment."""

from datetime import datetime

from django.utils import timezone

from offers.calendar.pages import WEEKDAYS
from rusmiddel.danish_dates import clock, long_date
from rusmiddel.standards.schema import Standard


def reminder(planned_at: datetime, standard: Standard) -> str:
    """The text: the municipality's name alone, for the centre's would tell what it is about."""
    day = timezone.localdate(planned_at)
    sender = standard.organisation
    when = f"{WEEKDAYS[day.weekday()]} den {long_date(day)} kl. {clock(planned_at)}"
    return (
        f"Hej. Vi minder om din aftale {when}. Kan du ikke komme, så ring til os på {sender.phone.value}. "
        f"Venlig hilsen {sender.municipality.value}"
    )
