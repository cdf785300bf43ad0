"""A case goes from one hand to the next, with all that is due on it."""

from datetime import datetime

from cases.changing_hands import let_follow, let_stay
from cases.enums import StoryKind
from cases.models import Case, CoWorker
from cases.services.asking import withdraw_offers
from cases.services.clocks import refresh_clocks
from cases.services.locking_out import require_may_have
from cases.services.psychology import refresh_reports
from cases.services.story import tell
from cases.services.taking_back import take_from
from rusmiddel.access.models import User
from rusmiddel.deadlines import register
from rusmiddel.deadlines.telling import owe_mail


def hand_over(case: Case, *, responsible: User, by: User, now: datetime, why: str = "") -> None:
    """Give a case that is held to another, in an act whose own permission has been checked.

    The case, its open deadlines and their warnings change hands in one. What somebody else was asked lapses.
    Whoever gets it without having taken it is owed a mail, which names no case.
    """
    require_may_have(case, responsible)
    giver = case.responsible
    case.responsible = responsible
    case._history_user = by
    case.save(update_fields=["responsible"])
    # Requests before courses and deadlines, as whoever records a fact takes them.
    list(case.requests.select_for_update(of=("self",), no_key=True).order_by("pk"))
    let_follow(case, giver=giver, receiver=responsible, by=by)
    register.reassign(case_id=case.pk, responsible_id=responsible.pk, by=by)
    # A clock that somebody started in the meantime may still name the one before.
    for request in case.requests.open():
        refresh_clocks(request.pk, by=by)
    # The psychologist's report stays with the psychologist.
    refresh_reports(case.pk, by=by)
    let_stay(case.pk, by=by)
    withdraw_offers(case.pk, by=by, now=now)
    take_from(case, [responsible], by=by, now=now)
    for work in CoWorker.objects.standing().filter(case=case, user=responsible).select_for_update():
        work.ended_at, work.ended_by = now, by
        work.save(update_fields=["ended_at", "ended_by"])
    owe_mail([responsible], by=by, now=now)
    text = f"{responsible.name} har nu sagen"
    tell(case_id=case.pk, kind=StoryKind.CASE, at=now, text=f"{text}: {why}" if why else text, by=by)
