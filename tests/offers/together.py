"""Something behind every address of groups, gift cards and NADA, made by the acts themselves."""

from datetime import timedelta

from cases.enums import Place, SessionOutcome, Substance
from offers.enums import QualificationKind
from offers.models import Course
from offers.services.gift_cards import hand_out_card, receive_cards
from offers.services.granting import grant_course
from offers.services.nada import certify
from offers.services.nada_times import plan_nada_times
from offers.services.rooms import keep_room
from offers.services.sessions import book_session, close_session
from rusmiddel.access.models import User
from rusmiddel.standards.services import in_force
from tests.cases.factories import let_work_on
from tests.offers import grouping
from tests.reporting.scenes import NOW, TODAY
from tests.visitation.scenes import DECIDED_AT, ready
from visitation.services.agenda import fill_agendas

SURNAME = "Hemmelighed"


def behind_the_addresses(by: User, lead: User) -> dict[str, object]:
    """A group with a member, a place offered and a meeting to write; a card handed out; a certificate."""
    group = grouping.group(therapists=[by], by=by)
    (meeting,) = grouping.meetings(group)
    _granted("Rune", "group", by)
    grouping.join(group)
    _granted("Sten", "group", by)
    place = grouping.seat(group)
    _granted("Tove", "group", by)
    _granted("Ulf", "nada", by)
    move = _granted("Finn", "move", by, stated_age=20, substance=Substance.DRUGS)
    for number in range(3):
        # After the meeting, which takes the same hand.
        at = grouping.FIRST_AT + timedelta(days=number, hours=3)
        session = book_session(
            course_id=move.pk,
            planned_at=at,
            minutes=60,
            place=Place.CENTRE,
            employee=by,
            by=lead,
            now=at - timedelta(hours=1),
        )
        close_session(
            session_id=session.pk, outcome=SessionOutcome.HELD, by=lead, now=at + timedelta(hours=2)
        )
    given, kept = receive_cards(numbers=["GK-1", "GK-2"], amount=200, received_on=TODAY, by=lead, today=TODAY)
    handed = hand_out_card(course_id=move.pk, card_id=given.pk, is_signed=False, by=lead, now=NOW)
    certificate = certify(
        user=by, kind=QualificationKind.NADA, from_on=TODAY, until_on=None, note="", by=lead
    )
    room = keep_room(room_id=None, name="NADA-rummet", is_in_use=True, by=lead)
    (time,), _ = plan_nada_times(
        first_at=NOW + timedelta(days=30),
        minutes=45,
        practitioner=by,
        room=room,
        count=1,
        weeks_between=1,
        by=by,
        now=NOW,
    )
    # What has been granted is on no agenda.
    fill_agendas(by=lead, now=NOW)
    return {
        "group": group.pk,
        "group_meeting": meeting.pk,
        "place": place.pk,
        "card": kept.pk,
        "gifted_case": move.case.number,
        "gifted_course": move.pk,
        "hand_out": handed.pk,
        "qualification": certificate.pk,
        "nada_time": time.pk,
    }


def _granted(name: str, offer: str, by: User, **values: object) -> Course:
    """The same as a decision gives, without the meeting: the others' agendas are left alone."""
    request = ready(offer=offer, name=f"{name} {SURNAME}", **values)
    found = in_force(request.requested_on).offer(offer)
    let_work_on(request.case, by)
    return grant_course(request=request, offer=found, by=by, now=DECIDED_AT)
