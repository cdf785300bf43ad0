"""What to do about a deadline that is no clock of the request: where, and what the act is called."""

from collections.abc import Callable

from django.urls import reverse

from cases.next_steps import NextStep
from rusmiddel.deadlines.enums import DeadlineKind
from rusmiddel.deadlines.models import Deadline

FindStep = Callable[[Deadline, str], NextStep | None]

_registered: dict[DeadlineKind, FindStep] = {}


def register_act(kind: DeadlineKind, step: FindStep) -> None:
    """Say what is to be done about a kind of deadline that an upper app keeps."""
    _registered[kind] = step


def act_on(deadline: Deadline, number: str) -> NextStep | None:
    """The step for a deadline of the case with that number; None where the page has no act for its kind."""
    pk = deadline.key
    match deadline.kind:
        case DeadlineKind.NOTIFICATION:
            return NextStep(
                on=deadline.due_on,
                text="Underretning mangler: send den, eller skriv hvorfor ikke",
                path=reverse("cases:notification", args=[number, pk]),
                act="Underret",
            )
        case DeadlineKind.CONSENT_EXPIRY:
            return NextStep(
                on=deadline.due_on,
                text="Samtykke udløber: forny det, eller lad det udløbe",
                path=reverse("cases:consent", args=[number, pk]),
                act="Se samtykket",
            )
    step = _registered.get(DeadlineKind(deadline.kind))
    return step(deadline, number) if step else None
