"""Requests for access (anmodninger om indsigt): received, delayed with a letter, answered or withdrawn."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from cases.enums import Channel, StoryKind
from cases.models import Case
from cases.permissions import require
from cases.seeing import require_sees
from cases.services.locks import hold_access_to
from cases.services.receiving import check_receiver
from cases.services.story import tell
from rights.clock import AccessFacts, Delay, answer_deadline, month_deadline, why_not_expected
from rights.enums import AccessBasis, AccessOutcome, AccessStatus, Asker, BundleStatus
from rights.letters import issue_answer, issue_delay
from rights.models import AccessDelay, AccessRequest, Bundle, Seal
from rights.permissions import can_answer_access_request, can_receive_access_request
from rusmiddel.access.models import User
from rusmiddel.danish_dates import day_of, long_date
from rusmiddel.deadlines import register
from rusmiddel.deadlines.values import DeadlineValues


@dataclass(frozen=True, kw_only=True)
class AccessValues:
    """What is written down when somebody asks."""

    submission: UUID
    basis: AccessBasis
    received_on: date
    channel: Channel
    asked_by: Asker
    authority: str
    asker_name: str = ""
    asker_address: str = ""
    wording: str = ""


@transaction.atomic
def receive_access_request(*, case_id: int, values: AccessValues, by: User, now: datetime) -> AccessRequest:
    """Write down that somebody asks for access; the clock runs from the day it came (IND-1).

    The same form sent twice is one request. Whoever may answer it and is named on the case does.
    """
    require(can_receive_access_request(by))
    require_sees(by, now, pk=case_id)
    already = AccessRequest.objects.filter(submission=values.submission, case=case_id).first()
    if already is not None:
        return already
    case = Case.objects.select_related("responsible").get(pk=case_id)
    if values.received_on > timezone.localdate(now):
        raise ValidationError({"received_on": "Datoen ligger i fremtiden."})
    request = AccessRequest(
        case=case,
        submission=values.submission,
        basis=values.basis,
        received_on=values.received_on,
        channel=values.channel,
        asked_by=values.asked_by,
        asker_name="" if values.asked_by == Asker.CITIZEN else values.asker_name.strip(),
        asker_address="" if values.asked_by == Asker.CITIZEN else values.asker_address.strip(),
        authority=values.authority.strip(),
        wording=values.wording.strip(),
        responsible=_who_answers(case, by),
        recorded_at=now,
        recorded_by=by,
    )
    _save(request, by=by)
    _tell(request, f"Anmodning om indsigt modtaget fra {request.asker.lower()}", by=by, at=now)
    return request


@transaction.atomic
def give_access_request_to(*, request_id: int, to: User, by: User, now: datetime) -> AccessRequest:
    """Let another answer it; that person sees all of the citizen's cases while it is open.

    ValidationError for one who is locked out of the case, or whom a shield does not name.
    """
    require(can_answer_access_request(by))
    require_sees(by, now, access_requests=request_id)
    # Whoever locks somebody out of the case at this moment waits, or this waits for them.
    hold_access_to(AccessRequest.objects.values_list("case", flat=True).get(pk=request_id))
    request = _locked(request_id)
    _refuse_closed(request)
    if not can_answer_access_request(to):
        raise ValidationError({"to": "Vælg en, der arbejder med sager."})
    check_receiver(request.case, to, field="to")
    request.responsible = to
    _save(request, by=by)
    _tell(request, f"Anmodningen om indsigt er givet til {to.name}", by=by, at=now)
    return request


@transaction.atomic
def tell_of_delay(*, request_id: int, reason: str, expected_on: date, by: User, now: datetime) -> AccessDelay:
    """Write to the asker why it takes longer and when the answer comes (IND-2); LetterRefused."""
    require(can_answer_access_request(by))
    require_sees(by, now, access_requests=request_id)
    request = _locked(request_id)
    _refuse_closed(request)
    wrong = {}
    if not reason.strip():
        wrong["reason"] = "Skriv, hvorfor det tager længere tid."
    today = timezone.localdate(now)
    if found := why_not_expected(request.received_on, today=today, expected_on=expected_on):
        wrong["expected_on"] = found
    if wrong:
        raise ValidationError(wrong)
    delay = AccessDelay(
        request=request,
        reason=reason.strip(),
        expected_on=expected_on,
        told_at=now,
        told_by=by,
        letter=issue_delay(request, reason=reason.strip(), expected_on=expected_on, by=by, now=now),
    )
    delay.full_clean()
    delay.save()
    keep_clocks(_locked(request_id), by=by)
    _tell(
        request,
        f"Brev om forsinket indsigt skrevet. Svaret er lovet den {long_date(expected_on)}",
        by=by,
        at=now,
    )
    return delay


@transaction.atomic
def answer_access_request(
    *, request_id: int, is_refused: bool, reasons: str, provisions: str, by: User, now: datetime
) -> AccessRequest:
    """Decide and write the answer: the sealed bundle whole, with something taken out, or a refusal (IND-4).

    ValidationError where nothing is sealed and it is no refusal, or where less than all lacks its reason;
    LetterRefused.
    """
    require(can_answer_access_request(by))
    require_sees(by, now, access_requests=request_id)
    request = _locked(request_id)
    _refuse_closed(request)
    seal = Seal.objects.filter(bundle__request=request).first()
    if is_refused:
        outcome = AccessOutcome.REFUSED
        _drop_unsealed(request)
        if seal is not None:
            raise ValidationError("Pakken er forseglet. Et helt afslag kan kun gives, før den er det.")
    elif seal is None:
        raise ValidationError("Saml og forsegl pakken, før du svarer, eller giv afslag.")
    else:
        outcome = AccessOutcome.FULL if seal.gives_everything else AccessOutcome.PARTLY
    if outcome == AccessOutcome.FULL:
        reasons = provisions = ""
    missing = {
        field: message
        for field, text, message in (
            ("reasons", reasons, "Skriv, hvorfor ikke alt gives."),
            ("provisions", provisions, "Skriv, hvilke regler det følger af."),
        )
        if outcome != AccessOutcome.FULL and not text.strip()
    }
    if missing:
        raise ValidationError(missing)
    request.outcome = outcome
    request.reasons, request.provisions = reasons.strip(), provisions.strip()
    answer = issue_answer(request, by=by, now=now)
    request.letter = answer.letter
    if answer.guidance is not None:
        request.complaint_weeks = answer.guidance.weeks
        request.stated_deadline_on = answer.guidance.deadline_on
    _close(request, AccessStatus.ANSWERED, by=by, now=now)
    _tell(request, f"Anmodning om indsigt besvaret: {outcome.label.lower()}", by=by, at=now)
    return request


@transaction.atomic
def withdraw_access_request(*, request_id: int, reason: str, by: User, now: datetime) -> AccessRequest:
    """Note that the asker no longer asks."""
    require(can_answer_access_request(by))
    require_sees(by, now, access_requests=request_id)
    if not reason.strip():
        raise ValidationError({"reason": "Skriv, hvordan du ved det."})
    request = _locked(request_id)
    _refuse_closed(request)
    _drop_unsealed(request)
    request._change_reason = reason.strip()[:100]
    _close(request, AccessStatus.WITHDRAWN, by=by, now=now)
    _tell(request, f"Anmodningen om indsigt er trukket tilbage: {reason.strip()}", by=by, at=now)
    return request


def facts_of(request: AccessRequest) -> AccessFacts:
    """The plain facts of a request read `with_facts()`."""
    is_withdrawn = request.status == AccessStatus.WITHDRAWN
    return AccessFacts(
        case_id=request.case_id,
        ref=request.deadline_ref,
        received_on=request.received_on,
        responsible_id=request.responsible_id,
        delays=[
            Delay(told_on=day_of(delay.told_at), expected_on=delay.expected_on, reason=delay.reason)
            for delay in request.delays.all()
        ],
        answered_on=None if is_withdrawn else request.closed_on,
        withdrawn_on=request.closed_on if is_withdrawn else None,
        outcome=request.outcome,
        is_own_data=request.basis == AccessBasis.OWN_DATA,
    )


def answer_values(request: AccessRequest) -> DeadlineValues:
    """What the register must say of the seven working days."""
    return answer_deadline(facts_of(request))


def month_values(request: AccessRequest) -> DeadlineValues | None:
    """What the register must say of the regulation's month."""
    return month_deadline(facts_of(request))


def keep_clocks(request: AccessRequest, *, by: User | None) -> None:
    """Keep both clocks of a request in the register."""
    values = (answer_values(request), month_values(request))
    register.keep_many([each for each in values if each is not None], by=by)


def keep_clocks_of_case(case_id: int, by: User) -> None:
    """Whoever answers keeps the deadline, whoever has the case."""
    for request in AccessRequest.objects.open().filter(case=case_id).with_facts().order_by("pk"):
        keep_clocks(request, by=by)


def requests_follow(case: Case, giver: User | None, receiver: User, by: User) -> None:
    """The open requests of whoever had the case, and those that wait with somebody who may not answer them.

    What was given to others stays with them.
    """
    waiting = AccessRequest.objects.open().filter(case=case).select_related("responsible").order_by("pk")
    for request in waiting.select_for_update(of=("self",), no_key=True):
        if request.responsible != giver and can_answer_access_request(request.responsible):
            continue
        request.responsible = receiver
        request._history_user = by
        request.save(update_fields=["responsible"])


def requests_leave(case: Case, may_see: Callable[[int], bool], by: User) -> None:
    """A request that somebody answers who may no longer see the case goes to whoever has it, else to `by`."""
    for request in AccessRequest.objects.open().filter(case=case).with_facts().order_by("pk"):
        if not may_see(request.responsible_id):
            request.responsible = _who_answers(case, by)
            _save(request, by=by)


def expected_answers(requests: Iterable[AccessRequest]) -> Iterator[DeadlineValues]:
    """The same computed for many, for the nightly reconciliation."""
    return (answer_values(request) for request in requests)


def expected_months(requests: Iterable[AccessRequest]) -> Iterator[DeadlineValues]:
    return (values for request in requests if (values := month_values(request)) is not None)


def _who_answers(case: Case, by: User) -> User:
    """Whoever has the case, else whoever writes it down, where they may; else it waits with one of them."""
    known = [user for user in (case.responsible, by) if user is not None]
    return next((user for user in known if can_answer_access_request(user)), known[0])


def _locked(request_id: int) -> AccessRequest:
    return (
        AccessRequest.objects.select_for_update(of=("self",), no_key=True)
        .select_related("case__citizen", "case__responsible")
        .prefetch_related("delays")
        .get(pk=request_id)
    )


def _refuse_closed(request: AccessRequest) -> None:
    if not request.is_open:
        raise ValidationError("Anmodningen er besvaret eller trukket tilbage.")


def _drop_unsealed(request: AccessRequest) -> None:
    for bundle in Bundle.objects.select_for_update().filter(
        request=request, status__in=[BundleStatus.GATHERING, BundleStatus.REVIEW]
    ):
        bundle.move_to(BundleStatus.DROPPED)
        bundle.save(update_fields=["status"])


def _close(request: AccessRequest, status: AccessStatus, *, by: User, now: datetime) -> None:
    request.move_to(status)
    request.closed_on, request.closed_by = timezone.localdate(now), by
    _save(request, by=by)


def _save(request: AccessRequest, *, by: User) -> None:
    request._history_user = by
    request.full_clean()
    request.save()
    keep_clocks(request, by=by)


def _tell(request: AccessRequest, text: str, *, by: User, at: datetime) -> None:
    tell(
        case_id=request.case_id,
        kind=StoryKind.ACCESS,
        at=at,
        text=text,
        by=by,
        path=request.get_absolute_url(),
    )
