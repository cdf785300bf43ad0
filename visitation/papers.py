"""The agenda and the minutes of a meeting as PDF."""

import hashlib
from dataclasses import dataclass

from django.template.loader import render_to_string
from django.utils import timezone

from rusmiddel.danish_dates import long_date
from rusmiddel.letters import pdf
from visitation.models import Meeting
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


def agenda_paper(meeting: Meeting) -> Paper:
    return _paper("visitation/papers/agenda.html", meeting, title=f"Dagsorden {long_date(meeting.held_on)}")


def minutes_paper(meeting: Meeting) -> Paper:
    return _paper("visitation/papers/minutes.html", meeting, title=f"Referat {long_date(meeting.held_on)}")


def _paper(template: str, meeting: Meeting, *, title: str) -> Paper:
    items = with_wishes(meeting.items.standing().for_agenda())
    html = render_to_string(
        template,
        {
            "meeting": meeting,
            "items": items,
            "title": title,
            "printed_on": timezone.localdate(),
        },
    )
    try:
        return Paper(html=html, pdf=pdf.render(html, title=title))
    except pdf.UnprintableCharacter as error:
        printable = html.translate({ord(character): UNPRINTABLE for character in error.characters})
        return Paper(html=printable, pdf=pdf.render(printable, title=title))
