"""What the nightly reconciliation computes from the facts of visitation."""

from collections.abc import Iterator, Sequence
from datetime import date

from rusmiddel.deadlines.enums import DeadlineKind
from rusmiddel.deadlines.reconciliation import register_source
from rusmiddel.deadlines.values import DeadlineValues
from visitation.models import Decision, FurtherDecision
from visitation.services.complaint_windows import open_complaint_windows
from visitation.services.further_windows import open_further_windows
from visitation.services.meeting_warnings import expected_meeting_warnings, ready_requests

BATCH_SIZE = 500


def register() -> None:
    register_source(DeadlineKind.MEETING_AFTER_DUE, _meeting_warnings)
    register_source(DeadlineKind.COMPLAINT_WINDOW, _complaint_windows)
    register_source(DeadlineKind.FURTHER_COMPLAINT, _further_windows)


def _meeting_warnings(refs: Sequence[str] | None, *, today: date) -> Iterator[DeadlineValues]:
    requests = ready_requests()
    if refs is not None:
        requests = requests.filter(pk__in=[ref.removeprefix("request:") for ref in refs])
    return expected_meeting_warnings(requests.iterator(chunk_size=BATCH_SIZE))


def _complaint_windows(refs: Sequence[str] | None, *, today: date) -> Iterator[DeadlineValues]:
    decisions = Decision.objects.with_window().filter(window_closed_on=None).order_by("pk")
    if refs is not None:
        decisions = decisions.filter(pk__in=[ref.removeprefix("decision:") for ref in refs])
    return open_complaint_windows(decisions.iterator(chunk_size=BATCH_SIZE))


def _further_windows(refs: Sequence[str] | None, *, today: date) -> Iterator[DeadlineValues]:
    decisions = FurtherDecision.objects.with_window().filter(window_closed_on=None).order_by("pk")
    if refs is not None:
        decisions = decisions.filter(pk__in=[ref.removeprefix("further:") for ref in refs])
    return open_further_windows(decisions.iterator(chunk_size=BATCH_SIZE))
