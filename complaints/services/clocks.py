"""The deadlines of a complaint, kept in the register from its facts."""

from collections.abc import Callable, Iterable, Iterator
from datetime import date

from cases.models import Case
from complaints.clock import (
    ActionFacts,
    ComplaintFacts,
    action_deadline,
    reassessment_deadline,
    reassessment_due_on,
)
from complaints.enums import ComplaintStatus
from complaints.models import Complaint
from complaints.permissions import can_handle_complaint
from rusmiddel.access.models import User
from rusmiddel.deadlines import register
from rusmiddel.deadlines.values import DeadlineValues
from rusmiddel.standards.enums import PeriodEnd


def end_of(complaint: Complaint) -> PeriodEnd:
    return next(end for end in PeriodEnd if end.value == complaint.reassessment_ends)


def due_on(complaint: Complaint) -> date | None:
    """Until when the centre does its own part; None where no time is set."""
    if complaint.reassessment_weeks is None:
        return None
    return reassessment_due_on(complaint.received_on, complaint.reassessment_weeks, end_of(complaint))


def reassessment_values(complaint: Complaint) -> DeadlineValues | None:
    """What the register must say of the reassessment."""
    is_withdrawn = complaint.status == ComplaintStatus.WITHDRAWN
    return reassessment_deadline(
        ComplaintFacts(
            case_id=complaint.case_id,
            ref=complaint.deadline_ref,
            received_on=complaint.received_on,
            weeks=complaint.reassessment_weeks,
            ends=end_of(complaint),
            responsible_id=complaint.responsible_id,
            handled_on=complaint.handled_on,
            withdrawn_on=complaint.closed_on if is_withdrawn else None,
        )
    )


def action_values(complaint: Complaint) -> DeadlineValues | None:
    """What the register must say of what the board left to the centre; of one read `with_facts()`."""
    answer = getattr(complaint, "board_answer", None)
    if answer is None or answer.act_by is None:
        return None
    return action_deadline(
        ActionFacts(
            case_id=complaint.case_id,
            ref=complaint.deadline_ref,
            answered_on=answer.received_on,
            act_by=answer.act_by,
            board=complaint.onward_name,
            responsible_id=complaint.responsible_id,
            acted_on=complaint.acted_on,
        )
    )


def expected_reassessments(complaints: Iterable[Complaint]) -> Iterator[DeadlineValues]:
    """The same computed for many, for the nightly reconciliation."""
    return (values for each in complaints if (values := reassessment_values(each)) is not None)


def expected_actions(complaints: Iterable[Complaint]) -> Iterator[DeadlineValues]:
    return (values for each in complaints if (values := action_values(each)) is not None)


def keep_clocks(complaint_id: int, *, by: User | None) -> None:
    """Keep both in step with what is stored; in the transaction that stores it."""
    complaint = Complaint.objects.with_facts().get(pk=complaint_id)
    found = (reassessment_values(complaint), action_values(complaint))
    register.keep_many([values for values in found if values is not None], by=by)


def keep_clocks_of_case(case_id: int, by: User) -> None:
    """Whoever handles the complaint keeps its deadlines, whoever has the case."""
    for key in Complaint.objects.open().filter(case=case_id).order_by("pk").values_list("pk", flat=True):
        keep_clocks(key, by=by)


def complaints_leave(case: Case, may_see: Callable[[int], bool], by: User) -> None:
    """A complaint handled by one who may no longer see the case goes to whoever closed it to them."""
    open_complaints = Complaint.objects.open().filter(case=case).order_by("pk")
    for complaint in open_complaints.select_for_update(of=("self",), no_key=True):
        if may_see(complaint.responsible_id) or complaint.concerns_id == by.pk:
            continue
        if can_handle_complaint(by):
            complaint.responsible = by
            complaint._history_user = by
            complaint.save(update_fields=["responsible"])
            keep_clocks(complaint.pk, by=by)
