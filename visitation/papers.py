"""The agenda and the minutes of a meeting as PDF."""

import hashlib
from dataclasses import dataclass

from django.template.loader import render_to_string
from django.utils import timezone

from rusmiddel.access.models import User
from rusmiddel.danish_dates import long_date
from rusmiddel.letters import pdf
from visitation.models import AgendaItem, Meeting
from visitation.wishes import with_wishes

# In place of a sign that cannot be printed, such as an emoji; the text itself stands on the case.
UNPRINTABLE = "?"


@dataclass(frozen=True, kw_only=True)
class Paper:
    html: str
    pdf: bytes

    @property
    def sha256(self) -> str:
        return hashlib.sha256(self.pdf).hexdigest()


def agenda_paper(meeting: Meeting, user: User) -> Paper:
    """The agenda with the cases that the user may see, and how many there are besides."""
    everything = meeting.items.standing()
    items = with_wishes(everything.visible_to(user).for_agenda())
    title = f"Dagsorden {long_date(meeting.held_on)}"
    hidden = everything.count() - len(items)
    return _paper("visitation/papers/agenda.html", meeting, items, title=title, hidden=hidden)


def minutes_paper(meeting: Meeting) -> Paper:
    """The minutes with every case: they are sealed once, for all."""
    items = with_wishes(meeting.items.standing().for_agenda())
    title = f"Referat {long_date(meeting.held_on)}"
    return _paper("visitation/papers/minutes.html", meeting, items, title=title)


def _paper(template: str, meeting: Meeting, items: list[AgendaItem], *, title: str, hidden: int = 0) -> Paper:
    html = render_to_string(
        template,
        {
            "meeting": meeting,
            "items": items,
            "hidden": hidden,
            "title": title,
            "printed_on": timezone.localdate(),
        },
    )
    try:
        return Paper(html=html, pdf=pdf.render(html, title=title))
    except pdf.UnprintableCharacter as error:
        printable = html.translate({ord(character): UNPRINTABLE for character in error.characters})
        return Paper(html=printable, pdf=pdf.render(printable, title=title))
