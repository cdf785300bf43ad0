"""What the nightly reconciliation computes of stays at residential providers, and what to do about each."""

from collections.abc import Iterator, Sequence
from datetime import date

from django.urls import reverse

from cases.deadline_acts import FindStep, register_act
from cases.next_steps import NextStep
from offers.models import Placement
from offers.services.placement_deadlines import STAY_KINDS, expected_of_stays
from rusmiddel.deadlines.enums import DeadlineKind
from rusmiddel.deadlines.models import Deadline
from rusmiddel.deadlines.reconciliation import Source, register_source
from rusmiddel.deadlines.values import DeadlineValues

BATCH_SIZE = 500
WHAT_TO_DO = {
    DeadlineKind.SUPERVISION: ("Tilsyn på døgninstitutionen skal holdes", "Skriv tilsyn"),
    DeadlineKind.STATUS_REPORT: ("Institutionens statusbeskrivelse mangler", "Se opholdet"),
    DeadlineKind.AFTERCARE_PLAN: ("Efterbehandlingsplanen skal være der før udskrivningen", "Se opholdet"),
    DeadlineKind.PAYMENT_GUARANTEE: ("Betalingsgarantien udløber", "Se opholdet"),
}


def register() -> None:
    for kind in STAY_KINDS:
        register_source(kind, _only(kind))
        register_act(kind, _look(kind))


def _only(kind: DeadlineKind) -> Source:
    def source(refs: Sequence[str] | None, *, today: date) -> Iterator[DeadlineValues]:
        placements = Placement.objects.with_facts().exclude(started_on=None)
        if refs is not None:
            placements = placements.filter(pk__in={_placement_of(ref) for ref in refs})
        found = expected_of_stays(placements.iterator(chunk_size=BATCH_SIZE))
        return (values for values in found if values.kind == kind and (refs is None or values.ref in refs))

    return source


def _placement_of(ref: str) -> str:
    """The key of the stay, which stands first in the name of each of its rounds."""
    return ref.split(":")[1]


def _look(kind: DeadlineKind) -> FindStep:
    words, act = WHAT_TO_DO[kind]
    page = "offers:supervision_new" if kind == DeadlineKind.SUPERVISION else "offers:placement"

    def step(deadline: Deadline, number: str) -> NextStep:
        return NextStep(
            on=deadline.due_on,
            text=words,
            path=reverse(page, args=[number, _placement_of(deadline.ref)]),
            act=act,
        )

    return step
