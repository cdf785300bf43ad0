"""Treatment from the grant to the end: courses, their talks, and what the talks mean for the clocks."""

from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from cases.enums import ClockEventKind, Place, RequestStage, SessionOutcome, StoryKind
from cases.models import TreatmentRequest
from cases.permissions import require
from cases.seeing import require_sees
from cases.services.anonymity import anonymity_hindrance
from cases.services.circumstances import contract_hindrance
from cases.services.clocks import add_event, facts_of
from cases.services.commitments import is_refused
from cases.services.requests import move_request
from cases.services.story import tell
from cases.services.talks import booked_already, move_event, refuse_if_relied_on, tell_taken_back
from offers.enums import CourseStatus
from offers.models import Course, Session
from offers.permissions import can_book, can_treat
from offers.starting import Hindrance, hindrances, medical_talk_warning
from rusmiddel.access.models import User
from rusmiddel.danish_dates import clock, long_date
from rusmiddel.standards.schema import Offer, Standard
from rusmiddel.standards.services import in_force, version_in_force

TREATABLE = frozenset({RequestStage.GRANTED, RequestStage.IN_TREATMENT})
# Before the decision only what may begin before it can be given.
BEFORE_DECISION = frozenset({RequestStage.REGISTERED, RequestStage.ASSESSING, RequestStage.READY})


def grant_course(*, request: TreatmentRequest, offer: Offer, by: User, now: datetime) -> Course:
    """Turn a decision into a course, or confirm one that began before it; part of the act of deciding.

    The request must be ready; it becomes granted, and in treatment where the course has begun (VIS-2).
    """
    today = timezone.localdate(now)
    course = Course.objects.select_for_update().open().filter(request=request, offer_key=offer.key).first()
    if course is None:
        course = Course(
            case_id=request.case_id,
            request=request,
            offer_key=offer.key,
            offer_name=offer.name,
            standard=version_in_force(request.requested_on),
            responsible=request.case.responsible,
        )
    course.granted_on = today
    course._history_user = by
    course.save()
    move_request(request_id=request.pk, stage=RequestStage.GRANTED, by=by)
    # Somebody may have noted it by hand already.
    if not request.events.standing().filter(kind=ClockEventKind.OFFER_GIVEN).exists():
        add_event(request_id=request.pk, kind=ClockEventKind.OFFER_GIVEN, occurred_at=now, by=by, now=now)
    first = course.sessions.filter(outcome=SessionOutcome.HELD).order_by("planned_at").first()
    if first is not None:
        _treatment_started(course, first, by=by, now=now)
    return course


@transaction.atomic
def start_before_visitation(
    *,
    request_id: int,
    offer_key: str,
    planned_at: datetime,
    minutes: int,
    place: Place,
    employee: User,
    by: User,
    now: datetime,
) -> Course:
    """Begin what the standard lets begin before visitation; the meeting confirms it afterwards (VIS-2)."""
    require(can_treat(by))
    require_sees(by, now, requests=request_id)
    request = _locked_request(request_id)
    standard = in_force(request.requested_on)
    if offer_key not in standard.visitation.may_start_before.value:
        raise ValidationError("Kvalitetsstandarden lader ikke det tilbud begynde før visitationen.")
    if request.stage not in BEFORE_DECISION:
        raise ValidationError("Anmodningen er afgjort. Book i stedet samtalen på det bevilgede forløb.")
    offer = standard.offer(offer_key)
    course = Course(
        case_id=request.case_id,
        request=request,
        offer_key=offer.key,
        offer_name=offer.name,
        standard=version_in_force(request.requested_on),
        responsible=employee,
        begun_early=True,
    )
    course._history_user = by
    course.validate_constraints()
    course.save()
    tell(
        case_id=request.case_id,
        kind=StoryKind.TREATMENT,
        at=now,
        text=f"{offer.name} begynder før visitationen og skal bekræftes på mødet",
        by=by,
        path=course.get_absolute_url(),
    )
    _book(course, planned_at=planned_at, minutes=minutes, place=place, employee=employee, by=by, now=now)
    return course


@transaction.atomic
def book_session(
    *,
    course_id: int,
    planned_at: datetime,
    minutes: int,
    place: Place,
    employee: User,
    by: User,
    now: datetime,
) -> Session:
    """Book a talk; the first one on a granted course is the meeting that was agreed (GUA-12, GUA-16).

    The same talk booked twice gives the same talk; another at the same time raises ValidationError.
    """
    require(can_book(by))
    require_sees(by, now, courses=course_id)
    course = _locked(course_id)
    _require_open(course)
    return _book(
        course, planned_at=planned_at, minutes=minutes, place=place, employee=employee, by=by, now=now
    )


@transaction.atomic
def close_session(
    *, session_id: int, outcome: SessionOutcome, by: User, now: datetime, note: str = ""
) -> Session:
    """Say how a talk went. The first one held is the start of treatment and freezes the guarantee (GUA-2).

    Raises ValidationError where treatment may not begin yet: a consent or a commitment to pay is missing.
    """
    require(can_treat(by))
    require_sees(by, now, courses__sessions=session_id)
    course = _locked(Session.objects.values_list("course", flat=True).get(pk=session_id))
    session = Session.objects.select_for_update(of=("self",)).get(pk=session_id)
    session.end(outcome, note=note, by=by, now=now)
    if outcome == SessionOutcome.HELD:
        _require_open(course)
        if course.status == CourseStatus.PLANNED:
            _start(course, session, by=by, now=now)
    session.save()
    tell(
        case_id=course.case_id,
        kind=StoryKind.SESSION,
        at=session.ended_at(now),
        text=f"{course.offer_name}: samtale {session.ending}",
        by=by,
        path=course.get_absolute_url(),
    )
    return session


@transaction.atomic
def take_back_session(*, session_id: int, reason: str, by: User, now: datetime) -> Session:
    """Take back how a talk was said to have gone: it is booked again.

    Where treatment began with it, course, request and clocks go back with it, or on to the next talk that was
    held (GUA-2). Raises ValidationError where something else rests on the talk.
    """
    require(can_treat(by))
    require_sees(by, now, courses__sessions=session_id)
    course = _locked(Session.objects.values_list("course", flat=True).get(pk=session_id))
    session = Session.objects.select_for_update(of=("self",)).get(pk=session_id)
    if not course.is_open:
        raise ValidationError(
            f"Forløbet er afsluttet ({course.end_reason}), og samtalen kan ikke længere tages tilbage."
        )
    refuse_if_relied_on(session, course.request)
    was = SessionOutcome(session.outcome)
    session.take_back(reason=reason, by=by)
    session.save()
    if was == SessionOutcome.HELD:
        _not_begun_with(session, course, reason=reason, by=by, now=now)
    tell_taken_back(
        course.case_id,
        session,
        f"{course.offer_name}: samtalen",
        was=was.label.lower(),
        reason=reason,
        by=by,
        now=now,
        path=course.get_absolute_url(),
    )
    return session


@transaction.atomic
def end_course(*, course_id: int, reason: str, by: User, now: datetime) -> Course:
    """End a course; where it was the last one, the request for treatment ends with it."""
    require(can_treat(by))
    require_sees(by, now, courses=course_id)
    course = _locked(course_id)
    if not reason.strip():
        raise ValidationError({"reason": "Skriv, hvorfor forløbet afsluttes."})
    stop_course(course, reason=reason, by=by, now=now)
    others = Course.objects.open().filter(request=course.request_id)
    if course.request.stage == RequestStage.IN_TREATMENT and not others.exists():
        move_request(request_id=course.request_id, stage=RequestStage.ENDED, by=by)
    return course


def stop_course(course: Course, *, reason: str, by: User, now: datetime) -> None:
    """End a course as part of an act whose permission has been checked; talks still booked are cancelled."""
    course.move_to(CourseStatus.ENDED)
    course.ended_on = timezone.localdate(now)
    course.end_reason = reason.strip()
    course._history_user = by
    course._change_reason = reason.strip()[:100]
    course.save(update_fields=["status", "ended_on", "end_reason"])
    for session in course.sessions.select_for_update().filter(outcome=SessionOutcome.PLANNED):
        session.move_to(SessionOutcome.CANCELLED)
        session._history_user = by
        session.save(update_fields=["outcome"])
    tell(
        case_id=course.case_id,
        kind=StoryKind.TREATMENT,
        at=now,
        text=f"{course.offer_name} er afsluttet: {course.end_reason}",
        by=by,
        path=course.get_absolute_url(),
    )


def what_treatment_waits_for(request: TreatmentRequest, *, now: datetime) -> tuple[list[Hindrance], str]:
    """What keeps treatment from beginning today, and the warning about the doctor's talk; "" for none.

    `request` is read with `with_facts()`.
    """
    standard = in_force(request.requested_on)
    today = timezone.localdate(now)
    waits_for = _hindrances(request, standard, offer_key=request.wished_offer, on=today)
    return waits_for, medical_talk_warning(facts_of(request, standard), standard)


def _hindrances(
    request: TreatmentRequest, standard: Standard, *, offer_key: str, on: date
) -> list[Hindrance]:
    offer_kind = standard.offer(offer_key).kind if offer_key else None
    return hindrances(
        facts_of(request, standard),
        standard,
        age=request.age_on(on),
        anonymity=anonymity_hindrance(request, standard),
        contract=contract_hindrance(request, standard, offer_kind),
        offer_kind=offer_kind,
        is_refused=is_refused(request),
    )


def _book(
    course: Course,
    *,
    planned_at: datetime,
    minutes: int,
    place: Place,
    employee: User,
    by: User,
    now: datetime,
) -> Session:
    if timezone.localdate(planned_at) < course.request.requested_on:
        raise ValidationError({"planned_at": "Samtalen kan ikke ligge før henvendelsen."})
    session = Session(course=course, planned_at=planned_at, minutes=minutes, place=place, employee=employee)
    already = booked_already(session, among=Session.objects.filter(course=course))
    if already is not None:
        return already
    session._history_user = by
    session.save()
    agreed = course.request.events.standing().filter(kind=ClockEventKind.MEETING_AGREED)
    if course.granted_on is not None and not agreed.exists():
        add_event(
            request_id=course.request_id,
            kind=ClockEventKind.MEETING_AGREED,
            occurred_at=now,
            by=by,
            now=now,
        )
    tell(
        case_id=course.case_id,
        kind=StoryKind.SESSION,
        at=now,
        text=(
            f"{course.offer_name}: samtale aftalt til den {long_date(timezone.localdate(planned_at))} "
            f"kl. {clock(planned_at)} hos {employee.name}"
        ),
        by=by,
        path=course.get_absolute_url(),
    )
    return session


def _start(course: Course, session: Session, *, by: User, now: datetime) -> None:
    started_on = timezone.localdate(session.planned_at)
    request = TreatmentRequest.objects.with_facts().get(pk=course.request_id)
    standard = in_force(request.requested_on)
    waits_for = _hindrances(request, standard, offer_key=course.offer_key, on=started_on)
    if waits_for:
        raise ValidationError([hindrance.text for hindrance in waits_for])
    course.move_to(CourseStatus.ACTIVE)
    course.started_on = started_on
    course._history_user = by
    course.save(update_fields=["status", "started_on"])
    if course.granted_on is not None:
        _treatment_started(course, session, by=by, now=now)


def _treatment_started(course: Course, session: Session, *, by: User, now: datetime) -> None:
    """The first talk of treatment that was granted: the clock stops and the request is in treatment."""
    request = TreatmentRequest.objects.select_for_update(of=("self",)).get(pk=course.request_id)
    if request.stage == RequestStage.GRANTED:
        move_request(request_id=request.pk, stage=RequestStage.IN_TREATMENT, by=by)
    if not request.events.standing().filter(kind=ClockEventKind.TREATMENT_STARTED).exists():
        add_event(
            request_id=request.pk,
            kind=ClockEventKind.TREATMENT_STARTED,
            occurred_at=session.planned_at,
            by=by,
            now=now,
        )


def _not_begun_with(session: Session, course: Course, *, reason: str, by: User, now: datetime) -> None:
    """What began with a talk that is taken back begins with the next one held, or has not begun."""
    first = course.sessions.filter(outcome=SessionOutcome.HELD).order_by("planned_at").first()
    if first is None:
        course.move_back_to(CourseStatus.PLANNED)
    course.started_on = timezone.localdate(first.planned_at) if first else None
    course._history_user = by
    course._change_reason = reason.strip()[:100]
    course.save(update_fields=["status", "started_on"])
    held = Session.objects.filter(
        course__request=course.request_id, course__granted_on__isnull=False, outcome=SessionOutcome.HELD
    ).order_by("planned_at")
    if course.request.stage == RequestStage.IN_TREATMENT and not held.exists():
        course.request.move_back_to(RequestStage.GRANTED)
        course.request._history_user = by
        course.request.save(update_fields=["stage"])
    move_event(
        course.request,
        ClockEventKind.TREATMENT_STARTED,
        session,
        others=held,
        reason=reason,
        by=by,
        now=now,
    )


def _require_open(course: Course) -> None:
    if not course.is_open:
        raise ValidationError("Forløbet er afsluttet.")
    allowed = BEFORE_DECISION | TREATABLE if course.begun_early else TREATABLE
    if course.request.stage not in allowed:
        stage = course.request.get_stage_display().lower()
        raise ValidationError(f"Anmodningen om behandling er ikke længere åben ({stage}).")


def _locked(course_id: int) -> Course:
    # The request first, in the order every act locks, so that two acts never wait for each other.
    _locked_request(Course.objects.values_list("request", flat=True).get(pk=course_id))
    return (
        Course.objects.select_for_update(of=("self",))
        .select_related("request__inquiry", "case")
        .get(pk=course_id)
    )


def _locked_request(request_id: int) -> TreatmentRequest:
    return (
        TreatmentRequest.objects.select_for_update(of=("self",))
        .select_related("inquiry", "case__responsible")
        .get(pk=request_id)
    )
