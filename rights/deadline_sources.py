"""What the nightly reconciliation computes from requests for access."""

from collections.abc import Iterator, Sequence
from datetime import date

from rights.models import AccessRequest
from rights.models.access_request import AccessRequestQuerySet
from rights.services.access_requests import expected_answers, expected_months
from rights.services.complaint_windows import open_access_windows
from rusmiddel.deadlines.enums import DeadlineKind
from rusmiddel.deadlines.reconciliation import register_source
from rusmiddel.deadlines.values import DeadlineValues

BATCH_SIZE = 500


def register() -> None:
    register_source(DeadlineKind.ACCESS_REQUEST, _answers)
    register_source(DeadlineKind.ACCESS_MONTH, _months)
    register_source(DeadlineKind.ACCESS_COMPLAINT, _windows)


def _answers(refs: Sequence[str] | None, *, today: date) -> Iterator[DeadlineValues]:
    return expected_answers(_among(AccessRequest.objects.with_facts(), refs))


def _months(refs: Sequence[str] | None, *, today: date) -> Iterator[DeadlineValues]:
    return expected_months(_among(AccessRequest.objects.with_facts(), refs))


def _windows(refs: Sequence[str] | None, *, today: date) -> Iterator[DeadlineValues]:
    running = AccessRequest.objects.with_window().filter(window_closed_on=None)
    return open_access_windows(_among(running, refs))


def _among(requests: AccessRequestQuerySet, refs: Sequence[str] | None) -> Iterator[AccessRequest]:
    if refs is not None:
        requests = requests.filter(pk__in=[ref.removeprefix("access:") for ref in refs])
    return requests.order_by("pk").iterator(chunk_size=BATCH_SIZE)
