"""What is given to several at once at a made-up centre, and what a young person earns: groups, NADA, MOVE."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db.models import Q

from cases.enums import (
    Channel,
    Children,
    CitizenKind,
    ContactedBy,
    NextStep,
    Place,
    RequestStage,
    SessionOutcome,
    Substance,
    Wish,
)
from cases.models import RelativeCourse, TreatmentRequest
from cases.services.inquiries import InquiryValues, Person, register_inquiry
from offers.enums import Intake, QualificationKind
from offers.models import Course, Group, Membership, Room
from offers.services.attendance import Attended, members_at, write_attendance
from offers.services.gift_cards import hand_out_card, receive_cards, withdraw_card
from offers.services.groups import GroupValues, make_group, plan_meetings
from offers.services.memberships import offer_next_place, take_place, wait_as_relative, wait_for_group
from offers.services.nada import certify, write_sitting
from offers.services.nada_times import plan_nada_times
from offers.services.sessions import book_session, close_session
from reporting.demo.world import moment
from rusmiddel.access.enums import Role
from rusmiddel.access.models import User
from rusmiddel.calendar import add_months
from rusmiddel.standards.schema import Standard
from rusmiddel.standards.services import in_force, version_in_force

GIVEN = ("group", "nada")
EVENING = 17
MEMBERS = 4
WAITING = 2
WEEKS_BACK = 3
IN_THE_ROOM = 3
MOVE_TALKS = 4
CARDS = 12


def tell_of_what_is_given_together(*, today: date) -> None:
    """A group with members and a line, a room of NADA and a course of MOVE, where the standard has them."""
    lead = User.objects.with_role(Role.TEAM_LEAD).order_by("pk").first()
    therapist = User.objects.with_role(Role.CASEWORKER).order_by("pk").first()
    if lead is None or therapist is None:
        return
    keys = {offer.key for offer in in_force(today).offers}
    requests = _in_treatment(today)
    if "group" in keys:
        _group(requests, therapist, lead, today)
    if "relatives_group" in keys:
        _relatives(therapist, lead, today)
    if "nada" in keys:
        _nada(requests, therapist, lead, today)
    if "move" in keys:
        _move(therapist, lead, today)


def _in_treatment(today: date) -> Iterator[TreatmentRequest]:
    """Grown-ups in treatment whose cases are open, one after the other."""
    grown_up = Q(case__citizen__birth_date__lte=add_months(today, -18 * 12))
    return iter(
        TreatmentRequest.objects.select_related("case", "inquiry")
        .filter(
            grown_up,
            stage=RequestStage.IN_TREATMENT,
            case__closed_on=None,
            case__citizen__kind=CitizenKind.IDENTIFIED,
        )
        .exclude(courses__offer_key__in=GIVEN)
        .order_by("-pk")
    )


def _granted(request: TreatmentRequest, key: str, standard: Standard, *, on: date, by: User) -> Course:
    course = Course(
        case_id=request.case_id,
        request=request,
        offer_key=key,
        offer_name=standard.offer(key).name,
        standard=version_in_force(request.requested_on),
        responsible=by,
        granted_on=max(on, request.requested_on),
    )
    course._history_user = by
    course.save()
    return course


def _granted_to(
    requests: Iterator[TreatmentRequest], key: str, count: int, *, on: date, by: User
) -> Iterator[Course]:
    for request, _ in zip(requests, range(count), strict=False):
        yield _granted(request, key, in_force(request.requested_on), on=on, by=by)


def _made(key: str, name: str, therapist: User, lead: User, now: datetime, **changes: int) -> Group:
    facts = {"soft_limit": 6, "hard_limit": 8, "minutes": 120, "weeks_between": 1, **changes}
    room = Room.objects.filter(name="Store sal").first()
    values = GroupValues(name=name, intake=Intake.OPEN, room=room, **facts)
    return make_group(offer_key=key, values=values, therapists=[therapist, lead], by=lead, now=now)


def _group(requests: Iterator[TreatmentRequest], therapist: User, lead: User, today: date) -> None:
    began = today - timedelta(weeks=WEEKS_BACK)
    now = moment(began, 9)
    group = _made("group", "Onsdagsgruppen", therapist, lead, now)
    for course in _granted_to(requests, "group", MEMBERS, on=began, by=therapist):
        if course.granted_on == began:
            wait_for_group(course_id=course.pk, by=lead, now=now)
            take_place(
                membership_id=offer_next_place(group_id=group.pk, by=lead, now=now).pk, by=lead, now=now
            )
    planned = plan_meetings(
        # In the evening, when nobody has a talk booked.
        group_id=group.pk,
        first_at=moment(began, EVENING),
        count=WEEKS_BACK + 5,
        by=lead,
        now=now,
    )
    # The latest is still to be written.
    for meeting in [each for each in planned if each.planned_at < moment(today, 0)][:-1]:
        members = list(members_at(meeting))
        attended = [
            Attended(
                membership_id=member.pk,
                outcome=SessionOutcome.NO_SHOW if place == 1 else SessionOutcome.HELD,
                note="Var stille i dag." if place == 2 else "",
            )
            for place, member in enumerate(members)
        ]
        if attended:
            after = meeting.planned_at + timedelta(hours=3)
            write_attendance(
                meeting_id=meeting.pk,
                attended=attended,
                content="Risikosituationer, og hvad man gør i stedet.",
                by=therapist,
                now=after,
            )
    earlier = moment(today, 0) - timedelta(days=2)
    for course in _granted_to(requests, "group", WAITING + 1, on=today, by=therapist):
        wait_for_group(course_id=course.pk, by=lead, now=earlier)
    if Membership.objects.in_line().filter(offer_key="group").exists():
        offer_next_place(group_id=group.pk, by=lead, now=earlier)


def _relatives(therapist: User, lead: User, today: date) -> None:
    now = moment(today, 0)
    _made("relatives_group", "Pårørende", therapist, lead, now, weeks_between=3)
    for course in RelativeCourse.objects.filter(offer_key="relatives_group", case__closed_on=None):
        wait_as_relative(relative_course_id=course.pk, by=lead, now=now)


def _nada(requests: Iterator[TreatmentRequest], therapist: User, lead: User, today: date) -> None:
    certify(
        user=therapist,
        kind=QualificationKind.NADA,
        from_on=today - timedelta(days=400),
        until_on=None,
        note="Kursus i NADA",
        by=lead,
    )
    yesterday = today - timedelta(days=1)
    room = Room.objects.filter(name="NADA-rummet").first()
    if room is not None:
        plan_nada_times(
            first_at=moment(today + timedelta(days=1), EVENING),
            minutes=45,
            practitioner=therapist,
            room=room,
            count=4,
            weeks_between=1,
            by=lead,
            now=moment(today, 0),
        )
    courses = list(_granted_to(requests, "nada", IN_THE_ROOM, on=yesterday, by=therapist))
    if courses:
        write_sitting(
            held_at=moment(yesterday, 14),
            minutes=45,
            practitioner=therapist,
            course_ids=[course.pk for course in courses[1:] or courses],
            by=lead,
            now=moment(yesterday, 16),
        )


def _move(therapist: User, lead: User, today: date) -> None:
    now = moment(today, 0)
    cards = receive_cards(
        numbers=[f"GK-{number:04}" for number in range(1, CARDS + 1)],
        amount=200,
        received_on=today - timedelta(days=60),
        by=lead,
        today=today,
    )
    withdraw_card(card_id=cards[-1].pk, reason="Kortet kom ødelagt.", by=lead, today=today)
    began = today - timedelta(weeks=MOVE_TALKS + 1)
    course = _young(began, therapist)
    for number in range(MOVE_TALKS):
        at = moment(began + timedelta(weeks=number), 10)
        session = book_session(
            course_id=course.pk,
            planned_at=at,
            minutes=60,
            place=Place.CENTRE,
            employee=therapist,
            by=lead,
            now=at - timedelta(hours=1),
        )
        close_session(
            session_id=session.pk, outcome=SessionOutcome.HELD, by=lead, now=at + timedelta(hours=2)
        )
    hand_out_card(course_id=course.pk, card_id=cards[0].pk, is_signed=False, by=lead, now=now)


def _young(began: date, by: User) -> Course:
    """Somebody of twenty who has been granted MOVE, without what came before the grant."""
    asked_at = moment(began - timedelta(days=10), 10)
    inquiry = register_inquiry(
        values=InquiryValues(
            submission=UUID(int=began.toordinal()),
            contacted_at=asked_at,
            channel=Channel.PHONE,
            contacted_by=ContactedBy.SELF,
            wish=Wish.TREATMENT,
            substance=Substance.DRUGS,
            children=Children.NONE,
            next_step=NextStep.FIRST_TALK,
            stated_age=20,
        ),
        person=Person(name="Sofie Lindby"),
        by=by,
        now=asked_at,
    )
    request = TreatmentRequest.objects.select_related("case", "inquiry").get(inquiry=inquiry)
    request.case.responsible = by
    request.case._history_user = by
    request.case.save(update_fields=["responsible"])
    request.stage = RequestStage.GRANTED
    request._history_user = by
    request.save(update_fields=["stage"])
    return _granted(request, "move", in_force(request.requested_on), on=began, by=by)
