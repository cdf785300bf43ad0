"""What goes between colleagues on Min dag: what one is asked, what one keeps for others, what one waits for."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeVar

from django.db.models import Count, Q, QuerySet
from django.urls import reverse
from django.utils import timezone

from cases.models import (
    Case,
    CaseloadMove,
    HandedItem,
    MovedCase,
    PaymentCommitment,
    PsychologicalExamination,
    Transfer,
)
from cases.permissions import can_give_at_once
from rusmiddel.access.models import User
from rusmiddel.deadlines.models import Deadline
from rusmiddel.municipalities import name_of

SHOWN = 20
Rows = TypeVar("Rows", bound=QuerySet[Any])


@dataclass(frozen=True, kw_only=True)
class Waiting:
    """Something that somebody else has to do first, and since when it has waited."""

    case: Case
    since: date
    what: str
    whom: str
    path: str


@dataclass(frozen=True, kw_only=True)
class ComingMove:
    """Cases that are to come from a colleague."""

    move: CaseloadMove
    number: int


def given_to(user: User, deadlines: Iterable[Deadline]) -> dict[int, HandedItem]:
    """What of the deadlines a colleague has handed to the user, by deadline."""
    items = HandedItem.objects.standing().filter(receiver=user, deadline__in=[each.pk for each in deadlines])
    return {item.deadline_id: item for item in items.select_related("giver")}


def asked_of(user: User) -> list[Transfer]:
    """The cases that the user is asked to take, the longest waiting first."""
    asked = Transfer.objects.waiting().filter(receiver=user, case__in=Case.objects.not_hidden_from(user))
    return list(_of_cases(asked, "case", "offered_by").order_by("offered_at", "pk")[:SHOWN])


def coming_to(user: User, *, today: date) -> list[ComingMove]:
    """The moves that will bring the user cases."""
    coming = MovedCase.objects.under_way().filter(receiver=user, move__from_on__gt=today, status="waiting")
    numbers = dict(coming.values_list("move").annotate(number=Count("pk")).order_by("move")[:SHOWN])
    moves = CaseloadMove.objects.in_bulk(list(numbers)) if numbers else {}
    return [ComingMove(move=moves[pk], number=number) for pk, number in numbers.items()]


def stuck_moves(user: User) -> int:
    """How many cases should have been moved and could not be, of those the user has to do with."""
    stuck = MovedCase.objects.stuck()
    if not can_give_at_once(user):
        stuck = stuck.filter(Q(move__ordered_by=user) | Q(move__giver=user))
    return stuck.count()


def waiting_for_others(user: User, *, listed: Iterable[int] = ()) -> list[Waiting]:
    """What others have been asked for and have not done yet, the longest waiting first.

    `listed` are the requests whose waiting stands on the page already.
    """
    visible = Case.objects.visible_to(user)
    found = [
        *_offers(user, visible),
        *_handed(user, visible),
        *_reports(user, visible),
        *_commitments(user, visible, listed),
    ]
    return sorted(found, key=lambda each: (each.since, each.case.number))[:SHOWN]


def _offers(user: User, visible: QuerySet[Case]) -> Iterable[Waiting]:
    offers = Transfer.objects.waiting().filter(Q(offered_by=user) | Q(giver=user), case__in=visible)
    for offer in _of_cases(offers, "case", "receiver").order_by("offered_at", "pk")[:SHOWN]:
        yield Waiting(
            case=offer.case,
            since=timezone.localdate(offer.offered_at),
            what="Svar på, om sagen tages",
            whom=offer.receiver.short_name,
            path=offer.case.get_absolute_url(),
        )


def _handed(user: User, visible: QuerySet[Case]) -> Iterable[Waiting]:
    items = HandedItem.objects.to_be_done().filter(giver=user, deadline__case__in=visible)
    for item in _of_cases(items, "deadline__case", "receiver").order_by("handed_at", "pk")[:SHOWN]:
        yield Waiting(
            case=item.deadline.case,
            since=timezone.localdate(item.handed_at),
            what=f"{item.deadline.get_kind_display()}, givet videre",
            whom=item.receiver.short_name,
            path=item.deadline.case.get_absolute_url(),
        )


def _reports(user: User, visible: QuerySet[Case]) -> Iterable[Waiting]:
    reports = PsychologicalExamination.objects.filter(
        case__responsible=user, case__in=visible, reported_at=None, stopped_on=None
    ).exclude(psychologist=user)
    for report in _of_cases(reports, "case", "psychologist").order_by("referred_on", "pk")[:SHOWN]:
        yield Waiting(
            case=report.case,
            since=report.referred_on,
            what="Psykologens rapport",
            whom=report.psychologist.short_name,
            path=reverse("cases:examination", args=[report.case.number, report.pk]),
        )


def _commitments(user: User, visible: QuerySet[Case], listed: Iterable[int]) -> Iterable[Waiting]:
    awaited = PaymentCommitment.objects.filter(
        answer="", request__case__responsible=user, request__case__in=visible
    ).exclude(request__in=list(listed))
    for commitment in _of_cases(awaited, "request__case").order_by("requested_on", "pk")[:SHOWN]:
        case = commitment.request.case
        yield Waiting(
            case=case,
            since=commitment.requested_on,
            what="Betalingstilsagn",
            whom=name_of(commitment.municipality_code) or "hjemkommunen",
            path=reverse("cases:commitment_answer", args=[case.number, commitment.pk]),
        )


def _of_cases(rows: Rows, through: str, *others: str) -> Rows:
    """The rows with the case and the citizen that a line shows; no list shows a CPR number."""
    return rows.select_related(f"{through}__citizen", *others).defer(f"{through}__citizen__cpr")
