"""What the nightly reconciliation computes from requests for access."""

from collections.abc import Iterator, Sequence
from datetime import date

from rights.models import AccessRequest
from rights.services.access_requests import expected_answers
from rusmiddel.deadlines.enums import DeadlineKind
from rusmiddel.deadlines.reconciliation import register_source
from rusmiddel.deadlines.values import DeadlineValues

BATCH_SIZE = 500


def register() -> None:
    register_source(DeadlineKind.ACCESS_REQUEST, _answers)


def _answers(refs: Sequence[str] | None, *, today: date) -> Iterator[DeadlineValues]:
    requests = AccessRequest.objects.with_facts().order_by("pk")
    if refs is not None:
        requests = requests.filter(pk__in=[ref.removeprefix("access:") for ref in refs])
    return expected_answers(requests.iterator(chunk_size=BATCH_SIZE))
