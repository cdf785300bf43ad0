"""When a letter counts as received, and until when its reader may complain. Pure rules."""

from datetime import date, timedelta

from rusmiddel.calendar import add_working_days, expires_on
from rusmiddel.letters.enums import Channel

# KLA-5: the appeal board's presumption for ordinary paper post.
POST_WORKING_DAYS = 6


def presumed_receipt(channel: Channel, sent_on: date) -> date:
    """The day a letter counts as received when nothing else is known (KLA-5, Ankestyrelsens praksis)."""
    if channel == Channel.POST:
        return add_working_days(sent_on, POST_WORKING_DAYS)
    return sent_on


def complaint_deadline(received_on: date, weeks: int) -> date:
    """The last day to complain: so many weeks after receipt (KLA-4, retssikkerhedsloven § 67).

    A deadline on a day when offices are closed moves to the next one they are open, as for every other
    complaint (KLA-10, not verified: it can only lengthen the citizen's time).
    """
    return expires_on(received_on + timedelta(weeks=weeks))
