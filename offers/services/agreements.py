"""The co-operation agreement (samarbejdsaftale): written, revised, signed (SUB-3)."""

from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from cases.permissions import require
from cases.seeing import require_sees
from offers.enums import Signer
from offers.models import CooperationAgreement
from offers.permissions import can_follow_substitution
from offers.services.prescribing import FUTURE, locked_substitution, tell_of_substitution
from rusmiddel.access.models import User


@transaction.atomic
def write_agreement(
    *, course_id: int, text: str, by: User, now: datetime, version: int | None = None
) -> CooperationAgreement:
    """Write the agreement or the next version of it, to be signed; what was agreed before stays as it was.

    `version` is the one its writer thinks to write; where a colleague has written it the second is told.
    """
    require(can_follow_substitution(by))
    require_sees(by, now, courses=course_id)
    course = locked_substitution(course_id)
    last = course.agreements.aggregate(last=Max("version"))["last"] or 0
    if version not in (None, last + 1):
        raise ValidationError("En kollega har imens skrevet en ny udgave af aftalen.")
    agreement = CooperationAgreement(
        course=course, version=last + 1, text=text.strip(), written_at=now, written_by=by
    )
    agreement.validate_constraints()
    agreement.save()
    tell_of_substitution(course, f"Samarbejdsaftale, udgave {agreement.version}, er skrevet", by=by, at=now)
    return agreement


@transaction.atomic
def sign_agreement(
    *, agreement_id: int, signer: Signer, signed_on: date | None, reason: str, by: User, now: datetime
) -> CooperationAgreement:
    """Say who has signed the agreement and when, or why nobody has; once."""
    require(can_follow_substitution(by))
    require_sees(by, now, courses__agreements=agreement_id)
    agreement = CooperationAgreement.objects.select_for_update(of=("self",)).get(pk=agreement_id)
    if agreement.is_signature_recorded:
        raise ValidationError("Underskriften er allerede registreret.")
    if signer == Signer.NOBODY:
        if not reason.strip():
            raise ValidationError({"reason": "Skriv, hvorfor aftalen ikke er underskrevet."})
        agreement.not_signed_reason = reason.strip()
    else:
        if signed_on is None:
            raise ValidationError({"signed_on": "Skriv, hvornår aftalen er underskrevet."})
        if signed_on > timezone.localdate(now):
            raise ValidationError({"signed_on": FUTURE})
        if signed_on < timezone.localdate(agreement.written_at):
            raise ValidationError({"signed_on": "Aftalen var ikke skrevet den dag."})
        agreement.signed_on = signed_on
    agreement.signer, agreement.signature_at, agreement.signature_by = signer, now, by
    agreement.save()
    course = agreement.course
    text = (
        "Samarbejdsaftalen er ikke underskrevet"
        if signer == Signer.NOBODY
        else "Samarbejdsaftalen er underskrevet"
    )
    tell_of_substitution(course, text, by=by, at=now)
    return agreement
