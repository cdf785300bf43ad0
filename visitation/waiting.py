"""Cases that are ready for visitation and stand on no agenda."""

from dataclasses import dataclass
from datetime import date

from cases.guarantee import ClockStatus, guarantee
from cases.models import Case, TreatmentRequest
from cases.services.clocks import facts_of
from rusmiddel.access.models import User
from rusmiddel.standards.schema import UnknownOffer
from rusmiddel.standards.services import timeline
from visitation.competence import Decider, deciders, weekly_body
from visitation.models import Meeting
from visitation.services.meeting_warnings import open_item, ready_requests
from visitation.wishes import wished


@dataclass(frozen=True, kw_only=True)
class WaitingCase:
    request: TreatmentRequest
    wished: str
    deciders: list[Decider]
    # None where the guarantee does not run.
    due_on: date | None
    # Decided only at the weekly meeting, and not outside it.
    is_for_weekly_meeting: bool

    def concerns(self, meeting: Meeting) -> bool:
        return meeting.body_key in {each.body.key for each in self.deciders}


def waiting_cases(user: User) -> list[WaitingCase]:
    """Those the user may see, most urgent first; those without a running guarantee last."""
    standards = timeline()
    found = []
    for request in ready_requests().filter(case__in=Case.objects.visible_to(user)):
        if open_item(request) is not None:
            continue
        standard = standards.on(request.requested_on)
        clock = guarantee(facts_of(request, standard), standard)
        try:
            who = deciders(standard, request.wished_offer, request.substance)
        except UnknownOffer:
            who = []
        weekly = weekly_body(standard)
        found.append(
            WaitingCase(
                request=request,
                wished=wished(request, standard),
                deciders=who,
                due_on=clock.due_on if clock.status == ClockStatus.RUNNING else None,
                is_for_weekly_meeting=weekly is not None and weekly.key in {each.body.key for each in who},
            )
        )
    return sorted(found, key=lambda case: (case.due_on is None, case.due_on, case.request.pk))
