"""The agenda and the minutes of a meeting as PDF."""

from cases.models import Assessment
from rusmiddel.access.models import User
from rusmiddel.danish_dates import long_date
from rusmiddel.letters.papers import Paper, paper
from visitation.models import Meeting, Recommendation
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


def recommendation_paper(recommendation: Recommendation, user: User) -> Paper:
    """What is sent to whoever decides: what is asked for, what was found, and what is recommended (VIS-7)."""
    return paper(
        "visitation/papers/recommendation.html",
        {
            "recommendation": recommendation,
            "case": recommendation.case,
            "request": recommendation.request,
            "assessment": Assessment.objects.filter(request=recommendation.request).first(),
            "user": user,
        },
        title=f"Indstilling i sag {recommendation.case.number}",
    )
