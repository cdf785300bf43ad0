"""Meetings that have been held: full grants as rows, what needs a letter left for the services."""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from cases.enums import StoryKind, Substance
from reporting.demo.record import Record
from reporting.demo.world import World, moment
from rusmiddel.standards.legal_basis import resolve
from rusmiddel.standards.schema import Offer, Standard
from visitation import wording
from visitation.competence import Decider, deciders, substances, weekly_body
from visitation.enums import DecisionKind, ItemOutcome, MeetingStatus
from visitation.guidance import appeal_route
from visitation.models import AgendaItem, Decision, Meeting

MEETING_WEEKDAY = 2  # Wednesday
MEETING_HOUR = 13
OTHERS_PRESENT = "Rådgiver fra jobcentret"


@dataclass(frozen=True, kw_only=True)
class Undecided:
    """A case that is to be decided with a letter, which only the services write."""

    request_id: int
    kind: DecisionKind
    meeting_id: int | None
    decided_at: datetime
    first_talk_on: date


@dataclass(kw_only=True)
class Meetings:
    """Every meeting once, and what is left to decide."""

    world: World
    undecided: list[Undecided] = field(default_factory=list)
    _held: dict[tuple[str, date], int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for meeting in Meeting.objects.filter(status=MeetingStatus.HELD):
            self._held[meeting.body_key, meeting.held_on] = meeting.pk

    def grant(
        self,
        record: Record,
        *,
        standard: Standard,
        offer: Offer,
        substance: Substance,
        age: int,
        is_anonymous: bool,
        course_id: int,
        at: datetime,
        ready_at: datetime,
    ) -> None:
        """What was wished for is granted and told to the citizen; no letter is needed (DEC-1)."""
        decider = deciders(standard, offer.key, substance)[0]
        concerned = substances(offer, substance)
        basis = resolve(
            "both" if len(concerned) > 1 else concerned[0], age, is_anonymous, offer.kind, at.date()
        )
        meeting_id = self._meeting(record, standard, decider, at.date())
        item_id = self._item(record, meeting_id, ItemOutcome.DECIDED, at=at, ready_at=ready_at)
        visitator = self.world.staff.visitator
        told_at = at + timedelta(hours=2)
        record.add(
            Decision,
            case_id=record.case_id,
            request_id=record.request_id,
            meeting_id=meeting_id,
            agenda_item_id=item_id,
            kind=DecisionKind.FULL_GRANT,
            applied_for_key=offer.key,
            applied_for_name=offer.name,
            granted_key=offer.key,
            granted_name=offer.name,
            facts=wording.USUAL_FACTS,
            reasons=wording.USUAL_REASONS,
            provisions=basis.provisions,
            legal_source=basis.source,
            legal_basis_verified=basis.verified,
            standard_id=standard.version_id,
            body_key=decider.body.key,
            body_name=decider.body.name,
            competence_text=decider.text,
            competence_source=decider.source,
            present=f"{visitator.name}, {OTHERS_PRESENT}" if meeting_id else visitator.name,
            decided_on=at.date(),
            decided_by_id=visitator.pk,
            recorded_at=at + timedelta(minutes=5),
            appeal_route=appeal_route(basis, offer.kind),
            course_id=course_id,
            told_orally_at=told_at if self.world.has_happened(told_at) else None,
            told_orally_by_id=record.caseworker.pk if self.world.has_happened(told_at) else None,
        )
        line = wording.story_line(
            DecisionKind.FULL_GRANT, applied_for=offer.name, granted=offer.name, body=decider.body.name
        )
        record.tell(StoryKind.DECISION, at, line, by=visitator)
        if self.world.has_happened(told_at):
            record.tell(StoryKind.DECISION, told_at, "Afgørelsen er fortalt til borgeren")

    def leave_undecided(
        self,
        record: Record,
        *,
        standard: Standard,
        offer: Offer,
        substance: Substance,
        kind: DecisionKind,
        at: datetime,
        ready_at: datetime,
        first_talk_on: date,
    ) -> None:
        """On the agenda of the meeting, for the services to decide."""
        decider = deciders(standard, offer.key, substance)[0]
        meeting_id = self._meeting(record, standard, decider, at.date())
        self._item(record, meeting_id, ItemOutcome.PENDING, at=at, ready_at=ready_at)
        self.undecided.append(
            Undecided(
                request_id=record.request_id,
                kind=kind,
                meeting_id=meeting_id,
                decided_at=at,
                first_talk_on=first_talk_on,
            )
        )

    def _meeting(self, record: Record, standard: Standard, decider: Decider, on: date) -> int | None:
        """The body's meeting that day; None where it does not meet every week."""
        weekly = weekly_body(standard)
        if weekly is None or weekly.key != decider.body.key:
            return None
        key = (weekly.key, on)
        if key not in self._held:
            visitator = self.world.staff.visitator
            meeting = record.add(
                Meeting,
                body_key=weekly.key,
                body_name=weekly.name,
                starts_at=moment(on, MEETING_HOUR),
                place=standard.organisation.centre_name.value,
                status=MeetingStatus.HELD,
                others_present=OTHERS_PRESENT,
                closed_at=moment(on, MEETING_HOUR + 2),
                closed_by_id=visitator.pk,
            )
            record.add(Meeting.attendees.through, meeting_id=meeting["id"], user_id=visitator.pk)
            self._held[key] = meeting["id"]
        return self._held[key]

    def _item(
        self,
        record: Record,
        meeting_id: int | None,
        outcome: ItemOutcome,
        *,
        at: datetime,
        ready_at: datetime,
    ) -> int | None:
        if meeting_id is None:
            return None
        item = record.add(
            AgendaItem,
            meeting_id=meeting_id,
            request_id=record.request_id,
            outcome=outcome,
            added_at=ready_at,
            settled_at=None if outcome == ItemOutcome.PENDING else at,
        )
        return item["id"]
