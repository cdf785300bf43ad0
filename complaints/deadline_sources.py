"""What the nightly reconciliation computes from complaints."""

from collections.abc import Iterator, Sequence
from datetime import date

from complaints.models import Complaint
from complaints.services.clocks import expected_actions, expected_reassessments
from rusmiddel.deadlines.enums import DeadlineKind
from rusmiddel.deadlines.reconciliation import register_source
from rusmiddel.deadlines.values import DeadlineValues

BATCH_SIZE = 500


def register() -> None:
    register_source(DeadlineKind.REASSESSMENT, _reassessments)
    register_source(DeadlineKind.COMPLAINT_ACTION, _actions)


def _reassessments(refs: Sequence[str] | None, *, today: date) -> Iterator[DeadlineValues]:
    return expected_reassessments(_among(refs))


def _actions(refs: Sequence[str] | None, *, today: date) -> Iterator[DeadlineValues]:
    return expected_actions(_among(refs))


def _among(refs: Sequence[str] | None) -> Iterator[Complaint]:
    complaints = Complaint.objects.with_facts()
    if refs is not None:
        complaints = complaints.filter(pk__in=[ref.removeprefix("complaint:") for ref in refs])
    return complaints.order_by("pk").iterator(chunk_size=BATCH_SIZE)
