"""What goes between colleagues: who is away, who is asked to take a case, what is handed on and moved."""

from collections.abc import Sequence
from datetime import timedelta

from cases.models import Case
from cases.services.absences import record_absence
from cases.services.assignment import add_co_worker, offer_transfer
from cases.services.caseload import order_move
from cases.services.handing_on import hand_on
from reporting.demo.world import World, moment
from rusmiddel.access.models import Absence, User
from rusmiddel.deadlines.enums import DeadlineKind
from rusmiddel.deadlines.models import Deadline


def work_together(world: World) -> None:
    """One away with a stand-in and one without, two cases offered, one deadline handed on, three to move."""
    if Absence.objects.standing().exists():
        # There is something to look at already.
        return
    first, second, third, fourth, *_ = world.staff.caseworkers
    lead = world.staff.team_lead
    at = moment(world.today - timedelta(days=1), 15)
    record_absence(
        employee=third,
        stand_in=first,
        first_on=world.today,
        last_on=world.today + timedelta(days=5),
        by=lead,
        now=at,
    )
    record_absence(employee=fourth, stand_in=None, first_on=world.today, last_on=None, by=lead, now=at)
    cases = _cases_of(second, seen_by=(first, lead))
    for case, receiver in zip(cases, (first, lead), strict=False):
        offer_transfer(
            case_id=case.pk,
            receiver=receiver,
            message="Jeg har orlov i foråret, og borgeren skal møde en, der bliver.",
            by=second,
            now=at,
        )
    due = Deadline.objects.open().filter(
        kind=DeadlineKind.GUARANTEE, case__in=[case.pk for case in cases[2:]]
    )
    for deadline in due.order_by("due_on", "pk")[:1]:
        hand_on(
            deadline_ids=[deadline.pk],
            receiver=first,
            message="Ring og aftal tiden. Svarer bedst om morgenen.",
            by=second,
            now=at,
        )
    own = _cases_of(first, seen_by=(second,))
    for case in own[:1]:
        add_co_worker(case_id=case.pk, user=second, by=first, now=at)
    if moving := own[1:4]:
        order_move(
            giver=first,
            receivers={case.pk: second for case in moving},
            from_on=world.today + timedelta(days=7),
            back_on=world.today + timedelta(days=21),
            message="Kursus i to uger.",
            by=first,
            now=at,
        )


def _cases_of(user: User, *, seen_by: Sequence[User]) -> list[Case]:
    """The user's own open cases that none of the others is kept out of, the oldest first."""
    cases = Case.objects.visible_to(user).open().filter(responsible=user)
    for other in seen_by:
        cases = cases.filter(pk__in=Case.objects.not_hidden_from(other).values("pk"))
    return list(cases.order_by("pk")[:20])
