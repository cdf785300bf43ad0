"""Decisions that need a letter, made by the services themselves: real letters, sealed, posted, received."""

import random
from datetime import datetime, timedelta

from cases.enums import Place, RequestStage, SessionOutcome, Substance
from cases.models import TreatmentRequest
from cases.services.requests import close_case
from offers.calendar.bookings import clash
from offers.services.sessions import book_session, close_session
from reporting.demo.meetings import MEETING_HOUR, MEETING_WEEKDAY, Undecided
from reporting.demo.world import HALF_HOUR, World, moment
from rusmiddel.calendar import next_working_day
from rusmiddel.letters.enums import Channel
from rusmiddel.letters.models import Letter
from rusmiddel.standards.enums import OfferKind
from rusmiddel.standards.schema import Standard
from rusmiddel.standards.services import in_force
from visitation.competence import deciders, may_give, weekly_body
from visitation.enums import DecisionKind, MeetingStatus
from visitation.models import Decision, Meeting, Minutes
from visitation.papers import minutes_paper
from visitation.services.agenda import fill_agendas
from visitation.services.complaint_windows import close_expired_windows
from visitation.services.decisions import decide
from visitation.services.letters import correct_letter_receipt, post_letter
from visitation.services.meetings import plan_meeting
from visitation.services.preparing import DecisionValues

FACTS = (
    "Du har fortalt, at du drikker dagligt, og at du bor sammen med din familie. Du er sygemeldt fra dit "
    "arbejde. "
    "Du har ikke været i behandling hos os før.",
    "Du har fortalt om dit forbrug gennem de sidste to år, om din bolig og om din kontakt med din familie. "
    "Du er "
    "kommet til alle samtaler.",
)
REASONS = (
    "Vi vurderer, at samtaler hver uge er nok nu. Du har en fast bolig, du har folk omkring dig, der "
    "støtter dig, "
    "og du er kommet til dine aftaler.",
    "Vi vurderer, at du kan få den hjælp, du har brug for, uden at skulle bo et andet sted.",
)
WEIGHED = (
    "Vi har lagt vægt på, at hjælpen skal gribe mindst muligt ind i din hverdag, og at du kan beholde "
    "kontakten til "
    "dit arbejde og dine børn. Vi har også set på, hvad du har prøvet før.",
    "Vi har lagt vægt på din egen beskrivelse, på hvad der er prøvet før, og på at du har en stabil hverdag.",
)
POST_DAYS = 4
RECEIPT_SOURCE = "Borgeren ringede og fortalte det"


def decide_all(rng: random.Random, world: World, undecided: list[Undecided]) -> None:
    """Oldest first, each as it would have been done on its day."""
    for one in sorted(undecided, key=lambda each: (each.decided_at, each.request_id)):
        decision = _decide(rng, world, one)
        if decision.letter is not None:
            _post(rng, world, decision.letter, at=one.decided_at)
        if decision.course_id is not None:
            _begin(world, decision, one, decision.course_id)
        elif world.has_happened(one.decided_at + timedelta(days=50)):
            close_case(
                case_id=decision.case_id,
                by=world.staff.team_lead,
                now=one.decided_at + timedelta(days=50),
                reason="Der er givet afslag, og klagefristen er udløbet.",
            )
    close_expired_windows(today=world.today)


def _decide(rng: random.Random, world: World, one: Undecided) -> Decision:
    request = TreatmentRequest.objects.select_related("inquiry").get(pk=one.request_id)
    standard = in_force(request.requested_on)
    values = DecisionValues(
        kind=one.kind,
        granted_key=_instead(standard, request) if one.kind == DecisionKind.PARTIAL_GRANT else "",
        facts=rng.choice(FACTS),
        reasons=rng.choice(REASONS),
        weighed=rng.choice(WEIGHED),
        known_from="Du har selv fortalt os det i samtalerne.",
        channel=Channel.POST,
        may_print_protected_address=True,
        is_told_orally=rng.random() < 0.5,
        present="" if one.meeting_id else world.staff.visitator.name,
    )
    return decide(
        request_id=one.request_id,
        values=values,
        meeting_id=one.meeting_id,
        by=world.staff.visitator,
        now=one.decided_at,
    )


def _instead(standard: Standard, request: TreatmentRequest) -> str:
    """Something less intrusive that the same body may give; else less of the same."""
    body = deciders(standard, request.wished_offer, request.substance)[0].body
    for offer in standard.offers:
        if (
            offer.kind == OfferKind.INDIVIDUAL
            and request.substance in {*offer.substances, Substance.BOTH}
            and may_give(standard, body.key, offer.key, request.substance)
        ):
            return offer.key
    return request.wished_offer


def _post(rng: random.Random, world: World, letter: Letter, *, at: datetime) -> None:
    """The newest still lie in the house: somebody should have something to post."""
    posted_at = moment(next_working_day(at.date() + timedelta(days=1)), 10)
    if not world.has_happened(posted_at + timedelta(days=POST_DAYS)):
        return
    dispatch = post_letter(letter_id=letter.pk, by=world.staff.secretary, now=posted_at)
    learnt_at = posted_at + timedelta(days=3)
    if rng.random() < 0.3 and world.has_happened(learnt_at):
        correct_letter_receipt(
            dispatch_id=dispatch.pk,
            received_on=posted_at.date() + timedelta(days=2),
            source=RECEIPT_SOURCE,
            by=world.staff.secretary,
            now=learnt_at,
        )


def _begin(world: World, decision: Decision, one: Undecided, course_id: int) -> None:
    """The first talk of what was given instead."""
    employee = decision.case.responsible or world.staff.caseworkers[0]
    first_at = moment(one.first_talk_on, 10)
    while clash(employee_id=employee.pk, starts_at=first_at, ends_at=first_at + timedelta(hours=1)):
        first_at += HALF_HOUR
    session = book_session(
        course_id=course_id,
        planned_at=first_at,
        minutes=60,
        place=Place.CENTRE,
        employee=employee,
        by=employee,
        now=one.decided_at + timedelta(hours=1),
    )
    if world.has_happened(first_at):
        close_session(
            session_id=session.pk, outcome=SessionOutcome.HELD, by=employee, now=first_at + timedelta(hours=1)
        )


def seal_last_minutes(world: World) -> None:
    """The minutes of the last meeting that was held."""
    meeting = Meeting.objects.filter(status=MeetingStatus.HELD, minutes=None).order_by("-starts_at").first()
    if meeting is None:
        return
    paper = minutes_paper(meeting)
    Minutes.objects.create(
        meeting=meeting,
        html=paper.html,
        pdf=paper.pdf,
        sha256=paper.sha256,
        sealed_at=meeting.closed_at or world.present,
        sealed_by=world.staff.visitator,
    )


def plan_next_meetings(world: World) -> None:
    """The next meeting of those who meet weekly and of all who have a case waiting; agendas fill "
    "themselves."""
    now = world.present - timedelta(hours=8)
    on = world.today + timedelta(days=(MEETING_WEEKDAY - world.today.weekday()) % 7)
    standard = in_force(world.today)
    weekly = weekly_body(standard)
    wanted = {weekly.key: weekly} if weekly else {}
    for request in TreatmentRequest.objects.filter(stage=RequestStage.READY).order_by("pk"):
        for each in deciders(standard, request.wished_offer, request.substance):
            wanted.setdefault(each.body.key, each.body)
    for hour, body in enumerate(wanted.values(), start=MEETING_HOUR):
        plan_meeting(
            body=body,
            starts_at=moment(on, hour),
            place=standard.organisation.centre_name.value,
            by=world.staff.visitator,
            now=now,
        )
    fill_agendas(by=world.staff.visitator, now=now)
