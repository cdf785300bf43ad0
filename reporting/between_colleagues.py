"""What goes between colleagues on Min dag: what one is asked, what one keeps for others, and what waits."""

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, TypeVar

from django.db.models import Count, Q, QuerySet
from django.urls import reverse
from django.utils import timezone

from cases.enums import MoveStatus
from cases.models import (
    Case,
    HandedItem,
    MovedCase,
    PaymentCommitment,
    PsychologicalExamination,
    Transfer,
)
from cases.need_to_know import hidden_keys
from cases.permissions import can_give_at_once
from rusmiddel.access.models import Absence, User
from rusmiddel.deadlines.models.deadline import NOT_SHOWN
from rusmiddel.municipalities import name_of
from rusmiddel.prepared import Keys, prepared

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
    act: str = "Se"


@dataclass(frozen=True, kw_only=True)
class ComingMove:
    """Cases that are to come from a colleague."""

    path: str
    from_on: date
    number: int


@dataclass(frozen=True, kw_only=True)
class BetweenColleagues:
    """All of it for one person."""

    # The cases that the user is asked to take, the longest waiting first.
    asked: list[Transfer]
    coming: list[ComingMove]
    # How many cases should have been moved and could not be.
    stuck: int
    # What a colleague has handed to the user or to somebody the user stands in for, by deadline.
    given: dict[int, HandedItem]
    # What the user has asked others for and they have not done yet.
    waiting: list[Waiting] = field(default_factory=list)


def between_colleagues(user: User, *, now: datetime) -> BetweenColleagues:
    """Read it, in a number of queries that does not grow."""
    today = timezone.localdate(now)
    # What is looked for is on cases of one's own; those are hidden or seen.
    hidden = hidden_keys(user, now)
    transfers = _transfers(user=user.pk, hidden=hidden)
    items = _items(user=user.pk, today=today, hidden=hidden)
    moves = _moves(can_give_at_once(user), user=user.pk, today=today)
    waiting = [
        *(_offered(transfer) for transfer in transfers if transfer.receiver_id != user.pk),
        *(_handed(item) for item in items if item.giver_id == user.pk),
        *map(_report, _reports(user=user.pk, hidden=hidden)),
        *map(_commitment, _commitments(user=user.pk, hidden=hidden)),
    ]
    return BetweenColleagues(
        asked=[transfer for transfer in transfers if transfer.receiver_id == user.pk][:SHOWN],
        coming=[
            ComingMove(path=reverse("cases:move", args=[pk]), from_on=from_on, number=coming)
            for pk, from_on, coming, _ in moves
            if coming
        ],
        stuck=sum(stuck for *_, stuck in moves),
        given={item.deadline_id: item for item in items if item.giver_id != user.pk},
        waiting=sorted(waiting, key=lambda each: (each.since, each.case.number))[:SHOWN],
    )


@prepared
def _transfers(*, user: int, hidden: Keys) -> QuerySet[Transfer]:
    """Those that wait for the user's answer or that the user waits for, the longest first."""
    mine = Q(receiver=user) | Q(offered_by=user) | Q(giver=user)
    waiting = Transfer.objects.waiting().filter(mine, ~Q(case__in=hidden.among))
    return _of_cases(waiting, "case", "receiver", "offered_by").order_by("offered_at", "pk")


@prepared
def _items(*, user: int, today: date, hidden: Keys) -> QuerySet[HandedItem]:
    """What the user, or somebody the user stands in for, keeps for others; and what others keep for them."""
    covered = Absence.objects.covered_by(User(pk=user), on=today)
    mine = Q(receiver=user) | Q(giver=user) | Q(receiver__in=covered)
    items = HandedItem.objects.to_be_done().filter(mine, ~Q(deadline__case__in=hidden.among))
    shown = _of_cases(items, "deadline__case", "receiver", "giver").order_by("handed_at", "pk")
    return shown.defer(*(f"deadline__{field}" for field in NOT_SHOWN), "deadline__case__citizen__cpr")


@prepared
def _moves(is_lead: bool, /, *, user: int, today: date) -> QuerySet[MovedCase, tuple[int, date, int, int]]:
    """Each move with how many cases it will bring the user, and how many the user should know are stuck."""
    under_way = MovedCase.objects.under_way()
    mine = Q() if is_lead else Q(move__ordered_by=user) | Q(move__giver=user)
    coming = Q(receiver=user, status=MoveStatus.WAITING, move__from_on__gt=today)
    stuck = mine & ~Q(problem="")
    found = (
        under_way.filter(coming | stuck)
        .values_list("move", "move__from_on")
        .annotate(coming=Count("pk", filter=coming), stuck=Count("pk", filter=stuck))
    )
    return found.order_by("move__from_on", "move")


def _offered(offer: Transfer) -> Waiting:
    return Waiting(
        case=offer.case,
        since=timezone.localdate(offer.offered_at),
        what="Svar på, om sagen tages",
        whom=offer.receiver.short_name,
        path=offer.case.get_absolute_url(),
    )


def _handed(item: HandedItem) -> Waiting:
    return Waiting(
        case=item.deadline.case,
        since=timezone.localdate(item.handed_at),
        what=f"{item.deadline.get_kind_display()}, givet videre",
        whom=item.receiver.short_name,
        path=item.deadline.case.get_absolute_url(),
    )


@prepared
def _reports(*, user: int, hidden: Keys) -> QuerySet[PsychologicalExamination]:
    reports = PsychologicalExamination.objects.filter(
        ~Q(case__in=hidden.among), case__responsible=user, reported_at=None, stopped_on=None
    ).exclude(psychologist=user)
    return _of_cases(reports, "case", "psychologist").order_by("referred_on", "pk")[:SHOWN]


def _report(report: PsychologicalExamination) -> Waiting:
    return Waiting(
        case=report.case,
        since=report.referred_on,
        what="Psykologens rapport",
        whom=report.psychologist.short_name,
        path=reverse("cases:examination", args=[report.case.number, report.pk]),
    )


@prepared
def _commitments(*, user: int, hidden: Keys) -> QuerySet[PaymentCommitment]:
    awaited = PaymentCommitment.objects.filter(
        ~Q(request__case__in=hidden.among), answer="", request__case__responsible=user
    )
    return _of_cases(awaited, "request__case").order_by("requested_on", "pk")[:SHOWN]


def _commitment(commitment: PaymentCommitment) -> Waiting:
    case = commitment.request.case
    return Waiting(
        case=case,
        since=commitment.requested_on,
        what="Betalingstilsagn",
        whom=name_of(commitment.municipality_code) or "hjemkommunen",
        path=reverse("cases:commitment_answer", args=[case.number, commitment.pk]),
    )


def _of_cases(rows: Rows, through: str, *others: str) -> Rows:
    """The rows with the case and the citizen that a line shows; no list shows a CPR number."""
    return rows.select_related(f"{through}__citizen", *others).defer(f"{through}__citizen__cpr")
