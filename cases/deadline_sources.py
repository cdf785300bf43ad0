"""What the nightly reconciliation computes from the facts of casework."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import islice

from django.db.models import QuerySet

from cases.models import Case, Consent, Notification, PsychologicalExamination, TreatmentRequest
from cases.services.birthdays import expected_birthdays
from cases.services.clocks import expected_clocks
from cases.services.consents import expected_expiries as expected_consent_expiries
from cases.services.notifications import expected_duties
from cases.services.protection import all_protections
from cases.services.protection import expected_expiries as expected_protection_expiries
from cases.services.psychology import expected_reports
from rusmiddel.deadlines.enums import DeadlineKind
from rusmiddel.deadlines.reconciliation import Source, register_source
from rusmiddel.deadlines.values import DeadlineValues

BATCH_SIZE = 500


def register() -> None:
    for kind in (DeadlineKind.GUARANTEE, DeadlineKind.GUARANTEE_GOAL, DeadlineKind.MEDICAL_TALK):
        register_source(kind, _only(kind, _clock_values))
    for kind in (DeadlineKind.TURNS_15, DeadlineKind.TURNS_18):
        register_source(kind, _only(kind, _birthday_values))
    register_source(DeadlineKind.CONSENT_EXPIRY, _consent_values)
    register_source(DeadlineKind.NOTIFICATION, _notification_values)
    register_source(DeadlineKind.PSYCHOLOGICAL_REPORT, _reports)
    register_source(DeadlineKind.ADDRESS_PROTECTION, _protection_values)


def _only(kind: DeadlineKind, values: Source) -> Source:
    def source(refs: Sequence[str] | None, *, today: date) -> Iterator[DeadlineValues]:
        return (value for value in values(refs) if value.kind == kind)

    return source


def _clock_values(refs: Sequence[str] | None) -> Iterator[DeadlineValues]:
    requests = TreatmentRequest.objects.with_facts().order_by("pk")
    if refs is not None:
        requests = requests.filter(pk__in=[ref.removeprefix("request:") for ref in refs])
    return expected_clocks(requests.iterator(chunk_size=BATCH_SIZE))


def _birthday_values(refs: Sequence[str] | None) -> Iterator[DeadlineValues]:
    cases = Case.objects.select_related("citizen").exclude(citizen__birth_date=None).order_by("pk")
    if refs is not None:
        cases = cases.filter(pk__in=[ref.removeprefix("case:") for ref in refs])
    for batch in _batches(cases):
        yield from expected_birthdays(batch)


def _consent_values(refs: Sequence[str] | None, *, today: date) -> Iterator[DeadlineValues]:
    consents = Consent.objects.select_related("case").order_by("pk")
    if refs is not None:
        consents = consents.filter(pk__in=[ref.removeprefix("consent:") for ref in refs])
    return expected_consent_expiries(consents.iterator(chunk_size=BATCH_SIZE))


def _notification_values(refs: Sequence[str] | None, *, today: date) -> Iterator[DeadlineValues]:
    notifications = Notification.objects.select_related("case").order_by("pk")
    if refs is not None:
        notifications = notifications.filter(pk__in=[ref.removeprefix("notification:") for ref in refs])
    return expected_duties(notifications.iterator(chunk_size=BATCH_SIZE))


def _reports(refs: Sequence[str] | None, *, today: date) -> Iterator[DeadlineValues]:
    examinations = PsychologicalExamination.objects.order_by("pk")
    if refs is not None:
        examinations = examinations.filter(pk__in=[ref.removeprefix("examination:") for ref in refs])
    return expected_reports(examinations.iterator(chunk_size=BATCH_SIZE))


def _protection_values(refs: Sequence[str] | None, *, today: date) -> Iterator[DeadlineValues]:
    protections = all_protections()
    if refs is not None:
        protections = protections.filter(pk__in=[ref.removeprefix("protection:") for ref in refs])
    return expected_protection_expiries(protections.iterator(chunk_size=BATCH_SIZE))


def _batches(cases: QuerySet[Case]) -> Iterator[Iterable[Case]]:
    remaining = cases.iterator(chunk_size=BATCH_SIZE)
    while batch := list(islice(remaining, BATCH_SIZE)):
        yield batch
