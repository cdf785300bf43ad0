"""A complaint is sent on: to the appeal board with everything, or to the body that decided."""

import hashlib
from collections.abc import Iterator
from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from cases.models import Attachment
from cases.permissions import require
from complaints.bundle import Listed, bundle_pdf
from complaints.enums import ComplaintStatus, Handling, Lateness, ReassessmentOutcome, Result
from complaints.letters import LATE, Office, issue_forwarded, issue_to_body, office
from complaints.models import Complaint, Forwarding, Reassessment
from complaints.permissions import can_handle_complaint
from complaints.services.reading import locked, require_ready, saved, tell_of
from complaints.services.remedies import waits_for_remedy
from rusmiddel.access.models import User
from rusmiddel.danish_dates import day_of, long_date
from rusmiddel.letters.models import Letter
from rusmiddel.standards.authorities import authority

BUNDLE = "Klagen, afgørelsen, genvurderingen og sagens aktliste (forseglet fil)"


class BundleCorrupted(Exception):
    """The stored bundle is not the one that was sealed."""


@transaction.atomic
def forward(*, complaint_id: int, statement: str, by: User, now: datetime) -> Forwarding:
    """Send a complaint that was not met in full to the appeal board, with the sealed bundle (KLA-3, KLA-9).

    A late one without special reasons goes without being looked at again (KLA-6). ValidationError;
    LetterRefused.
    """
    require(can_handle_complaint(by))
    complaint = locked(complaint_id, by, now)
    if complaint.handling != Handling.REASSESS or not complaint.onward_key:
        raise ValidationError("Klagen kan ikke sendes videre til en anden myndighed.")
    require_ready(complaint)
    reassessment = Reassessment.objects.filter(complaint=complaint).first()
    if reassessment is None and complaint.lateness != Lateness.LATE:
        raise ValidationError("Genvurdér klagen, før den sendes videre.")
    if reassessment is not None and reassessment.outcome == ReassessmentOutcome.GRANTED:
        raise ValidationError("Borgeren har fået medhold, så klagen sendes ikke videre.")
    if waits_for_remedy(complaint):
        raise ValidationError("Træf først den nye afgørelse om det, der ændres.")
    today = timezone.localdate(now)
    # Its address is today's, whatever a standard once printed.
    to = authority(complaint.onward_key, today)
    address = "\n".join(line for line in (to.address_line, to.postcode_city) if line)
    reached = "".join(f", {part}" for part in (to.phone and f"telefon {to.phone}", to.email) if part)
    sent = _send(
        complaint,
        reassessment,
        to=office(to.name, address),
        email=to.email,
        statement=statement,
        reasons=reassessment.reasons if reassessment else complaint.lateness_reason,
        ahead=(
            f"{to.name} skriver til dig, når de har fået klagen, og når de har afgjort den.",
            f"Har du nye oplysninger, så send dem til {to.name}{reached}.",
        ),
        by=by,
        now=now,
    )
    complaint.move_to(ComplaintStatus.FORWARDED)
    complaint.handled_on = today
    saved(complaint, by=by)
    tell_of(complaint, f"Klagen er sendt til {to.name}", by=by, now=now)
    return sent


@transaction.atomic
def pass_on(*, complaint_id: int, statement: str, by: User, now: datetime) -> Forwarding:
    """Send a complaint to the body that decided, which looks at it again (forvaltningsloven § 7, stk. 2)."""
    require(can_handle_complaint(by))
    complaint = locked(complaint_id, by, now)
    if complaint.handling != Handling.PASS_ON:
        raise ValidationError("Klagen hører til her.")
    if complaint.waits_for_reading:
        require_ready(complaint)
    sent = _send(
        complaint,
        None,
        to=office(complaint.recipient_name, complaint.recipient_address),
        email=complaint.recipient_email,
        statement=statement,
        reasons=f"{complaint.recipient_name} har truffet afgørelsen og ser på sagen igen.",
        ahead=(f"{complaint.recipient_name} skriver til dig om din klage.",),
        by=by,
        now=now,
    )
    if complaint.waits_for_lateness:
        # Whoever decided says whether it is excused; the centre says only that it came late.
        complaint.lateness, complaint.lateness_by = Lateness.LATE, by
        complaint.lateness_reason = f"Vurderes af {complaint.recipient_name}."
    complaint.move_to(ComplaintStatus.DONE)
    complaint.result = Result.PASSED_ON
    complaint.handled_on = timezone.localdate(now)
    saved(complaint, by=by)
    tell_of(complaint, f"Klagen er sendt til {complaint.recipient_name}", by=by, now=now)
    return sent


def bundle_of(forwarding: Forwarding) -> bytes:
    """The bundle exactly as it was sealed."""
    stored = bytes(forwarding.pdf)
    if hashlib.sha256(stored).hexdigest() != forwarding.sha256:
        raise BundleCorrupted(forwarding.pk)
    return stored


def file_index(complaint: Complaint, *, decision_letter: Letter | None) -> list[Listed]:
    """What the case's file holds (aktliste), oldest first: letters, notes and documents, by day and kind."""
    return sorted(_listed(complaint, decision_letter), key=lambda line: (line.on, line.kind, line.title))


def lateness_text(complaint: Complaint) -> str:
    """What is said of a complaint that came late; empty for one that did not."""
    if not complaint.is_late or complaint.complain_by is None:
        return ""
    lines = [
        f"Klagefristen var {long_date(complaint.complain_by)}. Klagen kom {long_date(complaint.received_on)}."
    ]
    if complaint.lateness:
        lines.append(f"{complaint.get_lateness_display()}. {complaint.lateness_reason}")
    if complaint.lateness == Lateness.LATE and complaint.onward_name:
        lines.append(LATE.format(onward=complaint.onward_name))
    return "\n".join(lines)


def _send(
    complaint: Complaint,
    reassessment: Reassessment | None,
    *,
    to: Office,
    email: str,
    statement: str,
    reasons: str,
    ahead: tuple[str, ...],
    by: User,
    now: datetime,
) -> Forwarding:
    today = timezone.localdate(now)
    if Forwarding.objects.filter(complaint=complaint).exists():
        raise ValidationError("Klagen er allerede sendt videre.")
    if not statement.strip():
        raise ValidationError({"statement": "Skriv en bemærkning til den, der skal have klagen."})
    lateness = lateness_text(complaint)
    letter = _decision_letter(complaint)
    to_body = issue_to_body(
        complaint,
        to=to,
        statement=statement.strip(),
        lateness=lateness,
        enclosures=(BUNDLE,),
        by=by,
        now=now,
    )
    to_citizen = issue_forwarded(complaint, to_name=to.name, reasons=reasons, ahead=ahead, by=by, now=now)
    pdf = bundle_pdf(
        complaint,
        reassessment,
        to_name=to.name,
        statement=statement.strip(),
        lateness=lateness,
        index=file_index(complaint, decision_letter=letter),
        letter=letter,
        on=today,
    )
    return Forwarding.objects.create(
        complaint=complaint,
        to_name=to.name,
        to_address="\n".join(to.address_lines),
        to_email=email,
        forwarded_on=today,
        forwarded_at=now,
        forwarded_by=by,
        letter_to_body=to_body,
        letter_to_citizen=to_citizen,
        pdf=pdf,
        sha256=hashlib.sha256(pdf).hexdigest(),
    )


def _decision_letter(complaint: Complaint) -> Letter | None:
    over = complaint.decision or complaint.further or complaint.access_request
    key = over.letter_id if over else None
    return Letter.objects.get(pk=key) if key else None


def _listed(complaint: Complaint, decision_letter: Letter | None) -> Iterator[Listed]:
    case = complaint.case
    enclosed = decision_letter.pk if decision_letter else None
    for letter in case.letters.defer("pdf", "html"):
        yield Listed(
            on=day_of(letter.issued_at),
            kind="Brev",
            title=letter.title,
            is_enclosed=letter.pk == enclosed,
        )
    for note in case.notes.only("case", "kind", "occurred_at"):
        yield Listed(on=_day(note.occurred_at), kind="Notat", title=note.get_kind_display())
    # What a note has with it may be a doctor's or a psychologist's: it is told of by the note alone.
    for attachment in Attachment.objects.filter(case=case, note=None, mapping=None):
        yield Listed(on=_day(attachment.uploaded_at), kind="Dokument", title=attachment.name)


def _day(moment: datetime) -> date:
    return day_of(moment)
