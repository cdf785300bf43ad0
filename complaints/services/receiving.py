"""A complaint comes (klage): written down, read back, acknowledged, given to another, withdrawn."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from cases.enums import Channel
from cases.models import Case, TreatmentRequest
from cases.permissions import require
from cases.seeing import require_sees
from cases.services.attachments import Received, attach
from cases.services.locks import hold_access_to
from cases.services.receiving import check_receiver
from complaints.clock import is_late
from complaints.enums import ComplaintKind, ComplaintStatus, Handling, Result
from complaints.letters import issue_guided, issue_receipt
from complaints.models import Complaint, ConfidentialLetter, PowerOfAttorney
from complaints.permissions import can_answer_for_department, can_handle_complaint, can_receive_complaint
from complaints.routes import Route, kind_of, route_of
from complaints.services.clocks import due_on
from complaints.services.confidential import kept_confidential
from complaints.services.reading import locked, saved, tell_of
from rights.models import AccessRequest
from rights.models.access_request import LESS_THAN_ALL
from rights.services.complaint_windows import access_window
from rusmiddel.access.models import User
from rusmiddel.danish_dates import long_date
from rusmiddel.deadlines.values import DeadlineValues
from rusmiddel.letters.decision import in_words
from rusmiddel.letters.models import Letter
from rusmiddel.locks import hold
from rusmiddel.standards.complaint_guidance import complaint_guidance
from rusmiddel.standards.enums import ComplaintKind as StandardsKind
from rusmiddel.standards.schema import Standard
from rusmiddel.standards.services import in_force, version_in_force
from visitation.competence import bodies
from visitation.enums import AppealRoute
from visitation.models import Decision, FurtherDecision
from visitation.services.complaint_windows import complaint_window
from visitation.services.further_windows import further_window


@dataclass(frozen=True, kw_only=True)
class Over:
    """What is complained of: at most one row, and the kind where there is none."""

    kind: ComplaintKind | None = None
    decision_id: int | None = None
    further_id: int | None = None
    access_request_id: int | None = None


@dataclass(frozen=True, kw_only=True)
class ComplaintValues:
    """What is written down when somebody complains."""

    submission: UUID
    over: Over
    received_on: date
    channel: Channel
    text: str
    responsible: User
    power_id: int | None = None
    concerns: User | None = None
    # What the citizen said when it was read to them; empty where that is still to be done.
    read_back_said: str = ""


@dataclass(frozen=True, kw_only=True)
class PowerValues:
    """A power of attorney as it was given."""

    name: str
    address: str
    scope: str
    given_on: date
    expires_on: date | None


@transaction.atomic
def record_power(
    *, case_id: int, values: PowerValues, document: Received, by: User, now: datetime
) -> PowerOfAttorney:
    """Keep a power of attorney with its document (KLA-1)."""
    require(can_receive_complaint(by))
    require_sees(by, now, pk=case_id)
    if values.given_on > timezone.localdate(now):
        raise ValidationError({"given_on": "Datoen ligger i fremtiden."})
    power = PowerOfAttorney(
        case_id=case_id,
        name=values.name.strip(),
        address=values.address.strip(),
        scope=values.scope.strip(),
        given_on=values.given_on,
        expires_on=values.expires_on,
        recorded_at=now,
        recorded_by=by,
    )
    power.validate_constraints()
    power.document = attach(case_id=case_id, file=document, note=None, by=by, now=now)
    power.save()
    return power


@transaction.atomic
def receive_complaint(*, case_id: int, values: ComplaintValues, by: User, now: datetime) -> Complaint:
    """Write a complaint down, whenever it came; late is registered all the same (KLA-2, KLA-6).

    The same form sent twice is one complaint. ValidationError for a complaint of what is another's or has
    given everything, by somebody without a power that holds on the day, or given to whom it concerns.
    """
    require(can_receive_complaint(by))
    require_sees(by, now, pk=case_id)
    hold(f"complaint:{values.submission}")
    already = Complaint.objects.filter(submission=values.submission, case=case_id).first()
    if already is not None:
        return already
    case = Case.objects.select_related("citizen", "responsible").get(pk=case_id)
    today = timezone.localdate(now)
    if values.received_on > today:
        raise ValidationError({"received_on": "Datoen ligger i fremtiden."})
    standard = in_force(values.received_on)
    complaint = Complaint(
        submission=values.submission,
        case=case,
        received_on=values.received_on,
        channel=values.channel,
        text=values.text.strip(),
        recorded_at=now,
        recorded_by=by,
        concerns=values.concerns,
        power=_power(case_id, values),
        responsible=values.responsible,
        standard=version_in_force(values.received_on),
    )
    route, last_day = _about(complaint, values, standard)
    _fill(complaint, route, last_day)
    _check_hands(complaint, by)
    if values.read_back_said.strip() and complaint.is_oral:
        complaint.read_back_at, complaint.read_back_by = now, by
        complaint.read_back_said = values.read_back_said.strip()
    saved(complaint, by=by)
    tell_of(
        complaint,
        f"Klage modtaget ({complaint.get_channel_display().lower()}): {complaint.title}",
        by=by,
        now=now,
    )
    if complaint.handling == Handling.GUIDE:
        _guide(complaint, standard, by=by, now=now)
    return complaint


@transaction.atomic
def read_back(*, complaint_id: int, said: str, by: User, now: datetime) -> Complaint:
    """Say that an oral complaint was read to the citizen, and what they said to it (KLA-2)."""
    require(can_receive_complaint(by))
    complaint = locked(complaint_id, by, now)
    if not said.strip():
        raise ValidationError({"said": "Skriv, hvad borgeren sagde til det."})
    if not complaint.waits_for_reading:
        raise ValidationError("Klagen er skriftlig eller allerede læst op.")
    complaint.read_back_at, complaint.read_back_by, complaint.read_back_said = now, by, said.strip()
    saved(complaint, by=by)
    tell_of(complaint, "Klagen er læst op for borgeren", by=by, now=now)
    return complaint


@transaction.atomic
def acknowledge(*, complaint_id: int, by: User, now: datetime) -> Letter | ConfidentialLetter:
    """Write the receipt (kvittering); a second time gives the same letter. LetterRefused."""
    require(can_receive_complaint(by))
    complaint = locked(complaint_id, by, now)
    if complaint.receipt is not None:
        return complaint.receipt
    if complaint.is_confidential:
        return kept_confidential(
            complaint, lambda: issue_receipt(complaint, due_on(complaint), by=by, now=now), by=by, now=now
        )
    complaint.receipt = issue_receipt(complaint, due_on(complaint), by=by, now=now)
    saved(complaint, by=by)
    tell_of(complaint, f"Brev skrevet: {complaint.receipt.title}", by=by, now=now)
    return complaint.receipt


@transaction.atomic
def give_complaint_to(*, complaint_id: int, to: User, by: User, now: datetime) -> Complaint:
    """Let another handle it; that person sees the case while it is open."""
    require(can_handle_complaint(by))
    require_sees(by, now, complaints=complaint_id)
    hold_access_to(Complaint.objects.values_list("case", flat=True).get(pk=complaint_id))
    complaint = locked(complaint_id, by, now)
    if not complaint.is_open:
        raise ValidationError("Klagen er afsluttet.")
    complaint.responsible = to
    _check_hands(complaint, by, field="to")
    saved(complaint, by=by)
    tell_of(complaint, f"Klagen er givet til {to.name}", by=by, now=now)
    return complaint


@transaction.atomic
def withdraw_complaint(*, complaint_id: int, reason: str, by: User, now: datetime) -> Complaint:
    """Note that whoever complained no longer does, and how that is known."""
    require(can_receive_complaint(by))
    complaint = locked(complaint_id, by, now)
    if not reason.strip():
        raise ValidationError({"reason": "Skriv, hvordan du ved det."})
    complaint.move_to(ComplaintStatus.WITHDRAWN)
    complaint.result = Result.WITHDRAWN
    complaint.answer = reason.strip()
    complaint.closed_on, complaint.closed_by = timezone.localdate(now), by
    saved(complaint, by=by, why=reason.strip())
    tell_of(complaint, f"Klagen er trukket tilbage: {reason.strip()}", by=by, now=now)
    return complaint


def _power(case_id: int, values: ComplaintValues) -> PowerOfAttorney | None:
    """KLA-1: only the person concerned complains, or one whose power of attorney holds on the day."""
    if values.power_id is None:
        return None
    power = PowerOfAttorney.objects.filter(pk=values.power_id, case=case_id).first()
    if power is None:
        raise ValidationError({"power": "Fuldmagten findes ikke på sagen."})
    if not power.holds_on(values.received_on):
        raise ValidationError({"power": "Fuldmagten gælder ikke den dag, klagen kom."})
    return power


def _about(complaint: Complaint, values: ComplaintValues, standard: Standard) -> tuple[Route, date | None]:
    """Set what it is about; the way it goes, and the last day to complain of it."""
    over, on, case = values.over, values.received_on, complaint.case
    if over.decision_id is not None:
        lettered = Decision.objects.exclude(letter=None).select_related("case", "letter")
        decision = lettered.filter(pk=over.decision_id, case=case).first()
        return _of_decision(complaint, decision, complaint_window, standard, "decision")
    if over.further_id is not None:
        further = (
            FurtherDecision.objects.select_related("case", "letter")
            .filter(pk=over.further_id, case=case)
            .first()
        )
        return _of_decision(complaint, further, further_window, standard, "further")
    if over.access_request_id is not None:
        answered = AccessRequest.objects.filter(outcome__in=LESS_THAN_ALL, case=case)
        asked = (
            answered.select_related("case", "letter")
            .prefetch_related("letter__dispatches")
            .filter(pk=over.access_request_id)
            .first()
        )
        if asked is None:
            raise ValidationError({"over": "Vælg et svar om indsigt, hvor ikke alt blev givet."})
        complaint.kind, complaint.access_request = ComplaintKind.ACCESS_TO_FILES, asked
        route = route_of(standard, ComplaintKind.ACCESS_TO_FILES, on=on)
        return route, None if route.has_no_deadline else _last_day(access_window(asked))
    if over.kind not in (
        ComplaintKind.GUARANTEE_EXCEEDED,
        ComplaintKind.CASE_HANDLING,
        ComplaintKind.HEALTH_TREATMENT,
    ):
        raise ValidationError({"over": "Vælg, hvad der klages over."})
    complaint.kind = over.kind
    if over.kind == ComplaintKind.GUARANTEE_EXCEEDED:
        complaint.request = TreatmentRequest.objects.filter(case=case).order_by("-pk").first()
        if complaint.request is None:
            raise ValidationError({"over": "Borgeren har ikke søgt om behandling i denne sag."})
    if over.kind != ComplaintKind.CASE_HANDLING:
        complaint.concerns = None
    return route_of(standard, over.kind, on=on), None


def _of_decision(
    complaint: Complaint,
    decision: Decision | FurtherDecision | None,
    window: object,
    standard: Standard,
    field: str,
) -> tuple[Route, date | None]:
    if decision is None:
        raise ValidationError({"over": "Vælg en afgørelse med et brev, borgeren kan klage over."})
    setattr(complaint, field, decision)
    appeal = AppealRoute(decision.appeal_route)
    complaint.kind = kind_of(appeal)
    decided_by = next((body for body in bodies(standard) if body.key == decision.body_key), None)
    route = route_of(
        standard,
        ComplaintKind(complaint.kind),
        on=complaint.received_on,
        may_be_appealed=appeal != AppealRoute.NONE,
        decided_by=decided_by,
    )
    if appeal == AppealRoute.NONE or decision.complaint_weeks is None:
        return route, None
    assert callable(window)
    return route, _last_day(window(decision))


def _last_day(window: DeadlineValues | None) -> date | None:
    """None while the letter is in the house: no time has begun."""
    return window.due_on if window else None


def _fill(complaint: Complaint, route: Route, last_day: date | None) -> None:
    to = route.recipient
    complaint.handling = route.handling
    complaint.recipient_name = to.name
    complaint.recipient_address = "\n".join(
        line for line in (to.attention, to.address_line, to.postcode_city) if line
    )
    complaint.recipient_email = to.email
    complaint.reassessment_weeks = route.reassessment_weeks
    complaint.reassessment_ends = route.ends
    complaint.onward_key = route.onward.key if route.onward else ""
    complaint.onward_name = route.onward.name if route.onward else ""
    complaint.complain_by = last_day
    complaint.is_late = is_late(complaint.received_on, last_day)


def _check_hands(complaint: Complaint, by: User, *, field: str = "responsible") -> None:
    """Whoever handles it may, sees the case, and is not the one it is about."""
    to = complaint.responsible
    may = can_answer_for_department if complaint.is_confidential else can_handle_complaint
    if not may(to):
        who = "en teamleder" if complaint.is_confidential else "en visitator eller teamleder"
        raise ValidationError({field: f"Vælg {who}."})
    if complaint.concerns_id is not None and complaint.concerns_id in {to.pk, by.pk}:
        raise ValidationError(
            {
                field
                if complaint.concerns_id == to.pk
                else "concerns": "Den, klagen handler om, kan ikke behandle den."
            }
        )
    check_receiver(complaint.case, to, field=field)


def _guide(complaint: Complaint, standard: Standard, *, by: User, now: datetime) -> None:
    """Health treatment is not handled here: the citizen is told where, and that is registered (KLA-8)."""
    rules = complaint_guidance(standard, StandardsKind.HEALTH_TREATMENT, on=timezone.localdate(now))
    to = rules.recipient
    how = []
    if rules.sign_in:
        how.append(f"Du kan klage på borger.dk med {rules.sign_in.name}.")
    if rules.deadline_years:
        how.append(
            f"Du skal klage inden {in_words(rules.deadline_years)} år efter, at du har fået kendskab til "
            "det, du klager over."
        )
    lines = tuple(line for line in (to.name, to.address_line, to.postcode_city) if line)
    complaint.receipt = issue_guided(complaint, to_lines=lines, how=tuple(how), by=by, now=now)
    complaint.move_to(ComplaintStatus.DONE)
    complaint.result = Result.GUIDED
    complaint.handled_on = timezone.localdate(now)
    saved(complaint, by=by)
    tell_of(
        complaint, f"Vejledt om at klage til {to.name} den {long_date(complaint.handled_on)}", by=by, now=now
    )
