"""What the nightly reconciliation computes of the lengths of courses, and what to do about each."""

from collections.abc import Iterator, Sequence
from datetime import date

from django.urls import reverse

from cases.deadline_acts import register_act
from cases.next_steps import NextStep
from offers.services.lengths import LENGTH_KINDS, courses_with_talks, expected_lengths
from rusmiddel.deadlines.enums import DeadlineKind
from rusmiddel.deadlines.models import Deadline
from rusmiddel.deadlines.reconciliation import Source, register_source
from rusmiddel.deadlines.values import DeadlineValues

BATCH_SIZE = 500
WHAT_TO_DO = {
    DeadlineKind.MOVE_TREATMENT: "MOVE: de ugentlige samtaler skal være holdt",
    DeadlineKind.MOVE_FOLLOW_UP: "MOVE: den opfølgende behandling slutter",
    DeadlineKind.NADA_END: "NADA: forløbet har nået standardens længde",
}


def register() -> None:
    for kind in LENGTH_KINDS:
        register_source(kind, _only(kind))
        register_act(kind, _look)


def _only(kind: DeadlineKind) -> Source:
    def source(refs: Sequence[str] | None, *, today: date) -> Iterator[DeadlineValues]:
        courses = courses_with_talks()
        if refs is not None:
            courses = courses.filter(pk__in=[ref.removeprefix("course:") for ref in refs])
        found = expected_lengths(courses.iterator(chunk_size=BATCH_SIZE))
        return (values for values in found if values.kind == kind)

    return source


def _look(deadline: Deadline, number: str) -> NextStep | None:
    return NextStep(
        on=deadline.due_on,
        text=WHAT_TO_DO[DeadlineKind(deadline.kind)],
        path=reverse("offers:course", args=[number, deadline.key]),
        act="Se forløbet",
    )
