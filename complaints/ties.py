"""What complaints tie an employee to."""

from datetime import datetime

from cases.need_to_know import Found, register_tie
from complaints.models import Complaint
from complaints.permissions import HANDLERS
from rusmiddel.access.models import User


def register() -> None:
    register_tie(handles_complaint, roles=HANDLERS)


def handles_complaint(user: User, now: datetime) -> Found:
    """The case of an open complaint that one handles."""
    return Complaint.objects.open().filter(responsible=user).values_list("case")
