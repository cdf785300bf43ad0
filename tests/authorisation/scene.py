"""A centre with something behind every address."""

from dataclasses import dataclass

from cases.enums import Place, Substance
from cases.models import Case, ClockEvent
from cases.services.assessments import book_session
from cases.services.inquiries import Person
from rusmiddel.access.enums import Role
from rusmiddel.access.models import User
from rusmiddel.deadlines.models import Deadline, Notice
from tests.access.factories import UserFactory, make_staff
from tests.cases.factories import CHILD_CPR, inquire, load_preset, request_of
from tests.reporting.scenes import NOW, TODAY, not_kept

# Found on no page but those that show the citizen.
CITIZEN = "Valdemar Hemmelighed"


@dataclass(frozen=True, kw_only=True)
class Scene:
    users: dict[Role, User]
    staff: User
    case: Case
    number: str
    young_number: str
    session_id: int
    event_id: int
    notice_id: int
    missed_request_id: int

    @property
    def secrets(self) -> dict[int, tuple[str, ...]]:
        """What gives each case away, by the case's key."""
        return {
            case.pk: (case.number, case.citizen.display_name)
            for case in Case.objects.select_related("citizen")
        }


def make_scene() -> Scene:
    load_preset("rebild")
    users = {role: make_staff(role) for role in Role}
    by = users[Role.CASEWORKER]
    wish = request_of(
        inquire(
            by,
            Person(name=CITIZEN, cpr="6701850123"),
            now=NOW,
            contacted_at=NOW,
            substance=Substance.BOTH,
        )
    )
    session = book_session(
        request_id=wish.pk, planned_at=NOW, minutes=60, place=Place.CENTRE, employee=by, by=by, now=NOW
    )
    young = request_of(inquire(by, Person(name="Ida Hemmelighed", cpr=CHILD_CPR), now=NOW, contacted_at=NOW))
    deadline = Deadline.objects.filter(case=wish.case, responsible=by).earliest("pk")
    notice = Notice.objects.create(
        deadline=deadline, milestone="due", due_on=deadline.due_on, recipient=by, created_at=NOW
    )
    missed = not_kept(TODAY)
    return Scene(
        users=users,
        staff=UserFactory(),
        case=wish.case,
        number=wish.case.number,
        young_number=young.case.number,
        session_id=session.pk,
        event_id=ClockEvent.objects.get(request=wish, kind="meeting_offered").pk,
        notice_id=notice.pk,
        missed_request_id=int(missed.ref.removeprefix("request:")),
    )
