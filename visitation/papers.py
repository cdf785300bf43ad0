"""The agenda and the minutes of a meeting as PDF."""

from rusmiddel.access.models import User
from rusmiddel.danish_dates import long_date
from rusmiddel.letters.papers import Paper, paper
from visitation.models import Meeting
from visitation.wishes import with_wishes


def agenda_paper(meeting: Meeting, user: User) -> Paper:
    """The agenda with the cases that the user may see, and how many there are besides."""
    everything = meeting.items.standing()
    items = with_wishes(everything.visible_to(user).for_agenda())
    return paper(
        "visitation/papers/agenda.html",
        {"meeting": meeting, "items": items, "hidden": everything.count() - len(items)},
        title=f"Dagsorden {long_date(meeting.held_on)}",
    )


def minutes_paper(meeting: Meeting) -> Paper:
    """The minutes with every case: they are sealed once, for all."""
    items = with_wishes(meeting.items.standing().for_agenda())
    return paper(
        "visitation/papers/minutes.html",
        {"meeting": meeting, "items": items},
        title=f"Referat {long_date(meeting.held_on)}",
    )
