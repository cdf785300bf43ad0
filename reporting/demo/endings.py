"""Endings of the made-up centre: completed, dropped out after being sought, and what was found afterwards."""

from datetime import date, datetime, timedelta

from cases.enums import CitizenKind, RequestStage
from offers.enums import ContactMeans, CourseStatus, FollowUpKind, FollowUpOutcome, OwnDoctorKind
from offers.models import Course, CourseEnding
from offers.services.contacts import record_contact
from offers.services.ending import EndingValues, end_course
from offers.services.follow_ups import record_follow_up, refresh_follow_ups
from offers.services.own_doctor import note_own_doctor
from reporting.demo.world import moment
from rusmiddel.access.enums import Role
from rusmiddel.access.models import User
from rusmiddel.standards.services import in_force

# Endings of earlier that are told of with a reason, a status and what came after.
EARLIER = 12
# Of those that go on, so many end now.
NOW = 2
BACK = timedelta(days=210)
STATUSES = ("free", "reduced", "reduced", "unchanged")
LABELS = {
    "completed": "Færdigbehandlet",
    "dropped_out": "Udeblevet",
    "free": "Stoffri eller alkoholfri",
    "reduced": "Reduceret eller stabiliseret forbrug",
    "unchanged": "Uændret forbrug",
}


def tell_of_endings(*, today: date) -> None:
    """Courses that ended with all that is asked, follow-ups of them, and what the own doctor gives."""
    lead = User.objects.with_role(Role.TEAM_LEAD).order_by("pk").first()
    if lead is None:
        return
    endings = [_earlier(course, place, lead) for place, course in enumerate(_ended(today))]
    for case_id in {ending.case_id for ending in endings}:
        refresh_follow_ups(case_id, by=lead)
    for place, ending in enumerate(endings):
        _follow_up(ending, place, lead, today)
    for place, course in enumerate(_to_end(today)):
        _end(course, place, lead, moment(today - timedelta(days=1), 15))
    _own_doctor(lead, today)


def _ended(today: date) -> list[Course]:
    """Those the bulk of the centre has ended, of which nothing more is told."""
    return list(
        Course.objects.filter(
            status=CourseStatus.ENDED,
            started_on__isnull=False,
            ended_on__gte=today - BACK,
            case__citizen__kind=CitizenKind.IDENTIFIED,
            request__stage=RequestStage.ENDED,
            ending=None,
        )
        .select_related("request__inquiry", "standard")
        .order_by("-ended_on", "pk")[:EARLIER]
    )


def _earlier(course: Course, place: int, by: User) -> CourseEnding:
    reason = "dropped_out" if place % 4 == 3 else "completed"
    status = STATUSES[place % len(STATUSES)]
    if course.ended_on is None:
        raise ValueError("a course that has ended has a day")
    return CourseEnding.objects.create(
        course=course,
        case_id=course.case_id,
        standard=course.standard,
        ended_on=course.ended_on,
        reason=reason,
        reason_label=LABELS[reason],
        status=status,
        status_label=LABELS[status],
        what_next="Ring, hvis det strammer til. Støttegruppen mødes om onsdagen.",
        ends_treatment=True,
        recorded_at=moment(course.ended_on, 14),
        recorded_by=by,
    )


def _follow_up(ending: CourseEnding, place: int, by: User, today: date) -> None:
    """Held, declined or nobody reached, where a month has passed; the newest still wait."""
    on = ending.ended_on + timedelta(days=28)
    if ending.reason != "completed" or on >= today or place % 3 == 2:
        return
    is_held = place % 3 == 0
    record_follow_up(
        ending_id=ending.pk,
        kind=FollowUpKind.MONTH_1,
        outcome=FollowUpOutcome.HELD if is_held else FollowUpOutcome.NOT_REACHED,
        on=on,
        status="reduced" if is_held else "",
        findings="Holder sine to dage uden og har fået mere ro om aftenen." if is_held else "",
        by=by,
        now=moment(on, 15),
    )


def _to_end(today: date) -> list[Course]:
    return list(
        Course.objects.open()
        .filter(
            request__stage=RequestStage.IN_TREATMENT,
            request__plans=None,
            memberships=None,
            nada_attendances=None,
            case__closed_on=None,
            case__citizen__kind=CitizenKind.IDENTIFIED,
            started_on__lte=today - timedelta(days=30),
        )
        .order_by("started_on", "pk")[:NOW]
    )


def _end(course: Course, place: int, by: User, now: datetime) -> None:
    """The first dropped out after being sought twice; the second is done."""
    is_drop_out = place == 0
    if is_drop_out:
        for means, days in ((ContactMeans.PHONE, 8), (ContactMeans.LETTER, 4)):
            at = now - timedelta(days=days)
            record_contact(
                course_id=course.pk,
                attempted_at=at,
                means=means,
                was_reached=False,
                note="Ingen svarede.",
                by=by,
                now=at,
            )
    end_course(
        course_id=course.pk,
        values=EndingValues(
            reason="dropped_out" if is_drop_out else "completed",
            status="unknown" if is_drop_out else "free",
            what_next="" if is_drop_out else "To samtaler mod tilbagefald de næste måneder.",
        ),
        by=by,
        now=now,
    )


def _own_doctor(by: User, today: date) -> None:
    """Antabus beside the talks, where the standard has the citizens treated for alcohol."""
    alcohol = [offer.key for offer in in_force(today).offers if "alcohol" in set(offer.substances)]
    course = Course.objects.open().filter(offer_key__in=alcohol, started_on__lte=today).order_by("pk").first()
    if course is not None and course.started_on is not None:
        note_own_doctor(
            case_id=course.case_id,
            kind=OwnDoctorKind.ANTABUS,
            doctor="Lægerne i Prøveby",
            handed_out_at="Sundhedsklinikken",
            from_on=course.started_on,
            note="Mandag, onsdag og fredag.",
            by=by,
            now=moment(today, 0),
        )
