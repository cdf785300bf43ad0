"""What the case page shows of decisions made while treatment goes on, and which can be made."""

from datetime import date
from typing import Any, TypeVar

from django.db.models import Model, QuerySet
from django.urls import reverse

from cases.models import Case
from cases.panels import Act, Panel
from cases.standing import stands
from offers.enums import ChoiceStatus
from offers.models import Course, FreeChoice, Placement
from rusmiddel.access.models import User
from rusmiddel.deadlines.enums import DeadlineKind
from visitation.enums import ENDING_KINDS, FurtherKind
from visitation.models import FurtherDecision, Hearing, Proposal, Recommendation
from visitation.permissions import can_decide, can_hear
from visitation.services.endings import exceeded_on

Row = TypeVar("Row", bound=Model)


def further(case: Case, user: User, today: date) -> dict[str, Any]:
    made = _made(case) if stands(case, FurtherDecision) else []
    windows = {
        deadline.ref: deadline
        for deadline in case.deadlines.all()
        if deadline.kind == DeadlineKind.FURTHER_COMPLAINT
    }
    may_decide = can_decide(user)
    going_on = list(Course.objects.open().filter(case=case)) if may_decide and stands(case, Course) else []
    stays = _stays(going_on) if stands(case, Placement) else []
    paid = {decision.course_id for decision in made if decision.is_self_payment}
    return {
        "case": case,
        "hearings": _newest(Hearing.objects.filter(case=case)) if stands(case, Hearing) else [],
        "proposals": _proposals(case) if stands(case, Proposal) else [],
        "recommendations": _recommendations(case) if stands(case, Recommendation) else [],
        "decisions": [(decision, windows.get(decision.deadline_ref)) for decision in reversed(made)],
        "owes_payment_decision": [course for course in stays if course.pk not in paid],
        "acts": _acts(case, user, today, made=made, going_on=going_on, stays=stays),
    }


def _acts(
    case: Case,
    user: User,
    today: date,
    *,
    made: list[FurtherDecision],
    going_on: list[Course],
    stays: list[Course],
) -> list[Act]:
    acts = [_act("Afgør egenbetaling", "self_payment_new", case, course.pk) for course in stays]
    for course in _may_end(going_on, made):
        acts += _endings(case, course)
    if can_decide(user) and _owes(case, made, today):
        acts.append(_act("Fortæl, at garantien er overskredet", "guarantee_exceeded", case))
    if case.latest_request is not None and can_hear(user):
        acts.append(_act("Partshør borgeren", "hearing_new", case))
    if can_decide(user) and stands(case, FreeChoice):
        acts += [
            _act(f"Begræns frit valg af {choice.provider.name}", "choice_limit", case, choice.pk)
            for choice in _choices(case)
        ]
    return acts


def _made(case: Case) -> list[FurtherDecision]:
    return list(FurtherDecision.objects.for_page().prefetch_related("letter__dispatches").filter(case=case))


def _stays(going_on: list[Course]) -> list[Course]:
    residing = Course.objects.filter(placements__status__in=["planned", "staying"])
    return list(residing.filter(pk__in=[course.pk for course in going_on]).distinct())


def _newest(rows: QuerySet[Row]) -> list[Row]:
    return list(rows.order_by("-pk"))


def _proposals(case: Case) -> list[Proposal]:
    return list(Proposal.objects.open().filter(case=case).select_related("case", "prepared_by"))


def _recommendations(case: Case) -> list[Recommendation]:
    return _newest(Recommendation.objects.filter(case=case).defer("pdf"))


def _choices(case: Case) -> list[FreeChoice]:
    wanted = FreeChoice.objects.filter(case=case, status=ChoiceStatus.WANTED)
    return list(wanted.select_related("provider"))


def _may_end(going_on: list[Course], made: list[FurtherDecision]) -> list[Course]:
    """The granted courses that nobody has decided the end of yet."""
    ended = {decision.course_id for decision in made if decision.kind in ENDING_KINDS}
    return [course for course in going_on if course.granted_on is not None and course.pk not in ended]


def _endings(case: Case, course: Course) -> list[Act]:
    name, key = course.offer_name, course.pk
    return [
        _act(f"Et andet tilbud i stedet for {name}", "offer_change", case, key),
        _act(f"Afslut {name} mod borgerens ønske", "ending_new", case, key, FurtherKind.TERMINATION),
        _act(f"Bortvis fra {name}", "ending_new", case, key, FurtherKind.EXPULSION),
    ]


def _owes(case: Case, made: list[FurtherDecision], today: date) -> bool:
    """The guarantee has been exceeded, and the citizen has not been told."""
    wish = case.latest_request
    return (
        wish is not None
        and exceeded_on(wish, today=today) is not None
        and not any(decision.kind == FurtherKind.GUARANTEE_EXCEEDED for decision in made)
    )


def _act(text: str, page: str, case: Case, *more: int | str) -> Act:
    return Act(text, reverse(f"visitation:{page}", args=[case.number, *more]))


PANEL = Panel(template="visitation/_further_panel.html", content=further)
