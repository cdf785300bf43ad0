"""What of the treatment goes with a case from one hand to the next."""

from cases.models import Case
from offers.models import Course
from rusmiddel.access.models import User


def courses_follow(case: Case, giver: User | None, receiver: User, by: User) -> None:
    """The open courses of whoever had the case; those of others stay where they are."""
    for course in Course.objects.open().filter(case=case, responsible=giver).select_for_update(of=("self",)):
        course.responsible = receiver
        course._history_user = by
        course.save(update_fields=["responsible"])
