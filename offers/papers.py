"""Papers of treatment."""

from collections.abc import Sequence

from offers.models import GroupMeeting, Membership
from rusmiddel.letters.papers import Paper, paper


def attendance_paper(meeting: GroupMeeting, members: Sequence[Membership], *, hidden: int) -> Paper:
    """The attendance sheet (fremmødeliste) of one meeting, for the therapist's own table."""
    group = meeting.group
    return paper(
        "offers/papers/attendance.html",
        {"meeting": meeting, "group": group, "members": members, "hidden": hidden},
        title=f"Fremmødeliste – {group.name}",
    )
