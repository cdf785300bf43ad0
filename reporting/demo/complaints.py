"""What citizens have complained of at a made-up centre: one that waits, one at the board, one put away."""

from datetime import date, datetime, timedelta
from uuid import UUID

from cases.enums import Channel
from cases.models import Case
from complaints.enums import ComplaintKind, ReassessmentOutcome
from complaints.models import Complaint
from complaints.services.answering import close_complaint
from complaints.services.forwarding import forward
from complaints.services.reassessing import reassess
from complaints.services.receiving import ComplaintValues, Over, acknowledge, receive_complaint
from reporting.demo.world import moment
from rusmiddel.access.enums import Role
from rusmiddel.access.models import User
from visitation.enums import DecisionKind
from visitation.models import Decision

FIRST = 9000


def tell_of_complaints(*, today: date) -> None:
    """Complaints of each kind, at different points of their lives."""
    lead = User.objects.with_role(Role.TEAM_LEAD).order_by("pk").first()
    if lead is None:
        return
    now = moment(today, 0)
    cases = Case.objects.open().visible_to(lead)
    rejections = Decision.objects.filter(kind=DecisionKind.REJECTION, case__in=cases).exclude(letter=None)
    over = [Over(decision_id=key) for key in rejections.order_by("-pk").values_list("pk", flat=True)[:2]]
    known = [Decision.objects.get(pk=each.decision_id).case for each in over if each.decision_id]
    for number, (each, case) in enumerate(zip(over, known, strict=True)):
        complaint = _complained(case, each, lead, number=number, days_ago=10 + number, now=now)
        acknowledge(complaint_id=complaint.pk, by=lead, now=now)
        if number == 1 and not complaint.is_late:
            _send_on(complaint, lead, now=now)
    other = (
        cases.filter(requests__isnull=False)
        .exclude(pk__in=[case.pk for case in known])
        .order_by("pk")
        .first()
    )
    if other is None:
        return
    kinds = (ComplaintKind.GUARANTEE_EXCEEDED, ComplaintKind.CASE_HANDLING, ComplaintKind.HEALTH_TREATMENT)
    for number, kind in enumerate(kinds, len(over)):
        complaint = _complained(other, Over(kind=kind), lead, number=number, days_ago=3, now=now)
        if kind == ComplaintKind.CASE_HANDLING:
            acknowledge(complaint_id=complaint.pk, by=lead, now=now)
        if kind == ComplaintKind.HEALTH_TREATMENT:
            lesson = "Fortæl fra begyndelsen, hvem der behandler klager over lægen."
            close_complaint(complaint_id=complaint.pk, lesson=lesson, by=lead, now=now)


def _complained(case: Case, over: Over, by: User, *, number: int, days_ago: int, now: datetime) -> Complaint:
    return receive_complaint(
        case_id=case.pk,
        values=ComplaintValues(
            submission=UUID(int=FIRST + number),
            over=over,
            received_on=(now - timedelta(days=days_ago)).date(),
            channel=Channel.PHONE,
            text="Jeg er ikke enig og vil gerne have, at I ser på det igen.",
            responsible=by,
            read_back_said="Det er rigtigt skrevet.",
        ),
        by=by,
        now=now,
    )


def _send_on(complaint: Complaint, by: User, *, now: datetime) -> None:
    reassess(
        complaint_id=complaint.pk,
        outcome=ReassessmentOutcome.MAINTAINED,
        reasons="Vi har set på sagen igen. Der er ikke kommet noget nyt frem.",
        present=by.name,
        by=by,
        now=now,
    )
    forward(complaint_id=complaint.pk, statement="Vi fastholder afgørelsen.", by=by, now=now)
