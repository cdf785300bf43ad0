"""The commitment to pay (betalingstilsagn) from a citizen's home municipality."""

from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from cases.enums import ClockEventKind, CommitmentAnswer, StoryKind
from cases.models import PaymentCommitment, TreatmentRequest
from cases.permissions import can_do_casework, require
from cases.seeing import require_sees
from cases.services.clocks import add_event
from cases.services.story import tell
from rusmiddel.access.models import User
from rusmiddel.municipalities import name_of
from rusmiddel.standards.services import in_force


@transaction.atomic
def ask_for_commitment(
    *, request_id: int, requested_on: date, note: str, by: User, now: datetime
) -> PaymentCommitment:
    """Write down that the home municipality has been asked.

    Never for an anonymous citizen, whose municipality would learn of it (CON-6).
    """
    require(can_do_casework(by))
    require_sees(by, now, requests=request_id)
    request = _locked(request_id)
    if request.case.citizen.is_anonymous:
        raise ValidationError("Borgeren er anonym: hjemkommunen kan ikke spørges.")
    code = request.inquiry.municipality_code
    own_code = in_force(request.requested_on).organisation.municipality_code.value
    if code in {"", own_code}:
        raise ValidationError("Borgeren er ikke registreret som borger i en anden kommune.")
    if not request.requested_on <= requested_on <= timezone.localdate(now):
        raise ValidationError({"requested_on": "Datoen skal ligge mellem henvendelsen og i dag."})
    commitment = PaymentCommitment(
        request=request, municipality_code=code, requested_on=requested_on, note=note
    )
    commitment._history_user = by
    commitment.full_clean()
    commitment.save()
    text = f"Betalingstilsagn anmodet hos {name_of(code)} Kommune"
    tell(case_id=request.case_id, kind=StoryKind.CLOCK, at=now, text=text, by=by)
    return commitment


@transaction.atomic
def answer_commitment(
    *, commitment_id: int, answer: CommitmentAnswer, answered_at: datetime, note: str, by: User, now: datetime
) -> PaymentCommitment:
    """Write down the answer; the commitment received is a fact of the clocks (GUA-6)."""
    require(can_do_casework(by))
    require_sees(by, now, requests__commitments=commitment_id)
    request_id = PaymentCommitment.objects.values_list("request", flat=True).get(pk=commitment_id)
    request = _locked(request_id)
    commitment = PaymentCommitment.objects.select_for_update(of=("self",)).get(pk=commitment_id)
    if commitment.answer:
        raise ValidationError("Svaret er allerede registreret.")
    if answered_at > now:
        raise ValidationError({"answered_at": "Tidspunktet ligger i fremtiden."})
    commitment.answer, commitment.answered_on = answer, timezone.localdate(answered_at)
    commitment.note = note or commitment.note
    commitment._history_user = by
    commitment.validate_constraints()
    commitment.save()
    name = f"{name_of(commitment.municipality_code)} Kommune"
    if answer == CommitmentAnswer.RECEIVED:
        events = request.events.standing().filter(kind=ClockEventKind.COMMITMENT_RECEIVED)
        if not events.exists():
            add_event(
                request_id=request.pk,
                kind=ClockEventKind.COMMITMENT_RECEIVED,
                occurred_at=answered_at,
                by=by,
                now=now,
                note=note,
            )
    else:
        text = f"{name} har afvist betalingstilsagn. {note}".strip()
        tell(case_id=request.case_id, kind=StoryKind.CLOCK, at=now, text=text, by=by)
    return commitment


def is_refused(request: TreatmentRequest) -> bool:
    """Whether the home municipality's last word was no."""
    latest = PaymentCommitment.objects.newest_first().filter(request=request.pk).first()
    return latest is not None and latest.answer == CommitmentAnswer.REFUSED


def _locked(request_id: int) -> TreatmentRequest:
    return (
        TreatmentRequest.objects.select_for_update(of=("self",), no_key=True)
        .select_related("inquiry", "case__citizen")
        .get(pk=request_id)
    )
