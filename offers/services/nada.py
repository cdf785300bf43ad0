"""NADA: who may give it, and who came, ticked once for a whole room."""

from collections.abc import Sequence
from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from cases.enums import Place, SessionOutcome, StoryKind
from cases.models import Case
from cases.permissions import require
from cases.services.story import tell
from offers.enums import CourseStatus, QualificationKind
from offers.models import Course, NadaAttendance, NadaSitting, Qualification, Session
from offers.permissions import can_keep_qualifications, can_treat
from offers.services.beginning import start
from offers.services.lengths import refresh_lengths
from offers.services.locks import locked, require_open
from rusmiddel.access.models import User
from rusmiddel.standards.enums import OfferKind
from rusmiddel.standards.schema import Standard
from rusmiddel.standards.services import in_force

NOT_CERTIFIED = (
    "Behandleren har ikke et NADA-certifikat, der gælder den dag. Teamlederen registrerer certifikater."
)


def nada_offers(standard: Standard) -> list[str]:
    return [offer.key for offer in standard.offers if offer.kind == OfferKind.NADA]


@transaction.atomic
def certify(
    *, user: User, kind: QualificationKind, from_on: date, until_on: date | None, note: str, by: User
) -> Qualification:
    """Note that an employee is certified, from one day and perhaps until another."""
    require(can_keep_qualifications(by))
    qualification = Qualification(user=user, kind=kind, from_on=from_on, until_on=until_on, note=note.strip())
    qualification._history_user = by
    qualification.full_clean()
    qualification.save()
    return qualification


@transaction.atomic
def end_qualification(*, qualification_id: int, until_on: date, by: User) -> Qualification:
    """Say when a certificate ends."""
    require(can_keep_qualifications(by))
    qualification = Qualification.objects.select_for_update(of=("self",)).get(pk=qualification_id)
    qualification.until_on = until_on
    qualification._history_user = by
    qualification.full_clean()
    qualification.save(update_fields=["until_on"])
    return qualification


@transaction.atomic
def write_sitting(
    *,
    held_at: datetime,
    minutes: int,
    practitioner: User,
    course_ids: Sequence[int],
    by: User,
    now: datetime,
) -> NadaSitting:
    """Tick who was there: each gets the time in the own record, and nobody the others' names.

    What keeps one from beginning is told as `course_<key>`, and nothing is written.
    """
    require(can_treat(by))
    if held_at > now:
        raise ValidationError({"held_at": "Tidspunktet ligger i fremtiden."})
    if not course_ids:
        raise ValidationError("Kryds mindst én af.")
    on = timezone.localdate(held_at)
    standard = in_force(on)
    keys = nada_offers(standard)
    visible = Course.objects.open().filter(
        pk__in=course_ids, offer_key__in=keys, case__in=Case.objects.visible_to(by)
    )
    order = list(visible.order_by("request", "pk").values_list("pk", flat=True))
    if set(order) != set(course_ids):
        raise ValidationError("Listen har ændret sig. Se den igen.")
    courses = [locked(pk) for pk in order]
    sitting = NadaSitting.objects.create(
        held_at=held_at,
        minutes=minutes,
        practitioner=practitioner,
        qualification=qualification_of(practitioner, standard, on),
        written_at=now,
        written_by=by,
    )
    wrong: dict[str, list[str]] = {}
    for course in courses:
        try:
            _write(sitting, course, on=on, by=by, now=now)
        except ValidationError as error:
            wrong[f"course_{course.pk}"] = error.messages
    if wrong:
        raise ValidationError(wrong)
    return sitting


def qualification_of(practitioner: User, standard: Standard, on: date) -> Qualification | None:
    """What the practitioner is certified by on the day; ValidationError where the standard asks for it."""
    asked = any(
        offer.certified_practitioner.value for offer in standard.offers if offer.kind == OfferKind.NADA
    )
    found = practitioner.qualifications.in_force(on).filter(kind=QualificationKind.NADA).first()
    if asked and found is None:
        raise ValidationError({"practitioner": NOT_CERTIFIED})
    return found


def _write(sitting: NadaSitting, course: Course, *, on: date, by: User, now: datetime) -> None:
    require_open(course)
    if NadaAttendance.objects.filter(
        course=course, session__outcome=SessionOutcome.HELD, session__planned_at__date=on
    ).exists():
        raise ValidationError("Er allerede krydset af den dag.")
    session = Session(
        course=course,
        planned_at=sitting.held_at,
        minutes=sitting.minutes,
        place=Place.CENTRE,
        employee=sitting.practitioner,
    )
    session.end(SessionOutcome.HELD, note="", by=by, now=now)
    if course.status == CourseStatus.PLANNED:
        start(course, session, by=by, now=now)
    session.save()
    NadaAttendance.objects.create(sitting=sitting, course=course, session=session)
    refresh_lengths(course.pk, by=by, today=timezone.localdate(now))
    tell(
        case_id=course.case_id,
        kind=StoryKind.SESSION,
        at=sitting.held_at,
        text=f"{course.offer_name}: {session.ending}",
        by=by,
        path=course.get_absolute_url(),
    )
