"""What the nightly reconciliation computes of substitution treatment, and what to do about each."""

from collections.abc import Iterator, Sequence
from datetime import date

from django.urls import reverse

from cases.deadline_acts import FindStep, register_act
from cases.next_steps import NextStep
from offers.services.substitution_deadlines import expected_in_substitution, treated_courses
from rusmiddel.deadlines.enums import DeadlineKind
from rusmiddel.deadlines.models import Deadline
from rusmiddel.deadlines.reconciliation import Source, register_source
from rusmiddel.deadlines.values import DeadlineValues

BATCH_SIZE = 500
WHAT_TO_DO = {
    DeadlineKind.DOCTOR_TALK: ("Lægesamtale i substitutionsbehandlingen", "Se behandlingen"),
    # Whoever looks along on the screen may be the citizen.
    DeadlineKind.URINE_TEST: ("Substitutionsbehandlingen skal ses efter", "Se behandlingen"),
}


def register() -> None:
    for kind, (words, act) in WHAT_TO_DO.items():
        register_source(kind, _only(kind))
        register_act(kind, _look(words, act))


def _only(kind: DeadlineKind) -> Source:
    def source(refs: Sequence[str] | None, *, today: date) -> Iterator[DeadlineValues]:
        courses = treated_courses()
        if refs is not None:
            courses = courses.filter(pk__in={_course_of(ref) for ref in refs})
        found = expected_in_substitution(courses.iterator(chunk_size=BATCH_SIZE))
        return (values for values in found if values.kind == kind and (refs is None or values.ref in refs))

    return source


def _course_of(ref: str) -> int:
    return int(ref.split(":")[1])


def _look(words: str, act: str) -> FindStep:
    def step(deadline: Deadline, number: str) -> NextStep:
        return NextStep(
            on=deadline.due_on,
            text=words,
            path=reverse("offers:substitution", args=[number, _course_of(deadline.ref)]),
            act=act,
        )

    return step
