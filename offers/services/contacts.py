"""Seeking those who stay away (kontaktforsøg), before a course is closed as drop-out (END-1)."""

from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from cases.enums import SessionOutcome, StoryKind
from cases.permissions import require
from cases.seeing import require_sees
from cases.services.story import tell
from offers.enums import ContactMeans
from offers.models import ContactAttempt, Course
from offers.permissions import can_book
from offers.services.locks import locked
from rusmiddel.access.models import User
from rusmiddel.standards.schema import Standard

NOT_SOUGHT = (
    "Kvalitetsstandarden kræver, at der altid tages kontakt, før et forløb afsluttes, fordi borgeren er "
    "udeblevet. Skriv først kontaktforsøget ned."
)


@transaction.atomic
def record_contact(
    *,
    course_id: int,
    attempted_at: datetime,
    means: ContactMeans,
    was_reached: bool,
    note: str,
    by: User,
    now: datetime,
) -> ContactAttempt:
    """Write down that the citizen was sought, and what came of it; never changed."""
    require(can_book(by))
    require_sees(by, now, courses=course_id)
    course = locked(course_id)
    if not course.is_open:
        raise ValidationError("Forløbet er afsluttet.")
    if attempted_at > now:
        raise ValidationError({"attempted_at": "Tidspunktet ligger i fremtiden."})
    if timezone.localdate(attempted_at) < course.request.requested_on:
        raise ValidationError({"attempted_at": "Tidspunktet ligger, før borgeren henvendte sig."})
    attempt = ContactAttempt(
        course=course,
        attempted_at=attempted_at,
        means=means,
        was_reached=was_reached,
        note=note.strip(),
        recorded_at=now,
        recorded_by=by,
    )
    attempt.validate_constraints()
    attempt.save()
    came_of = "borgeren blev nået" if was_reached else "borgeren blev ikke nået"
    tell(
        case_id=course.case_id,
        kind=StoryKind.TREATMENT,
        at=attempted_at,
        text=f"{course.offer_name}: kontakt forsøgt ({means.label.lower()}), {came_of}"
        + (f". {note.strip()}" if note.strip() else ""),
        by=by,
        path=course.get_absolute_url(),
    )
    return attempt


def lacks_contact(course: Course, standard: Standard) -> bool:
    """Whether the standard wants the citizen sought first, and nobody has since the last talk held."""
    if not standard.closing.contact_attempted.value:
        return False
    attempts = course.contact_attempts.all()
    last = course.sessions.filter(outcome=SessionOutcome.HELD).order_by("planned_at").last()
    if last is not None:
        attempts = attempts.filter(attempted_at__gt=last.planned_at)
    return not attempts.exists()
