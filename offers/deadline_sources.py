"""What the nightly reconciliation computes from the facts of treatment, and what to do about it."""

from collections.abc import Iterator, Sequence
from datetime import date

from django.urls import reverse

from cases.deadline_acts import FindStep, register_act
from cases.next_steps import NextStep
from offers.models import TreatmentPlan
from offers.services.follow_ups import endings, expected_follow_ups
from offers.services.plan_reviews import expected_reviews, planned_requests
from rusmiddel.deadlines.enums import DeadlineKind
from rusmiddel.deadlines.models import Deadline
from rusmiddel.deadlines.reconciliation import Source, register_source
from rusmiddel.deadlines.values import DeadlineValues

AFTER_TREATMENT = {
    DeadlineKind.FOLLOW_UP_1: ("Opfølgning en måned efter behandlingen", "Følg op"),
    DeadlineKind.FOLLOW_UP_6: ("Opfølgning seks måneder efter behandlingen", "Følg op"),
    DeadlineKind.AFTERCARE_TALKS: ("Samtaler efter behandlingen, som standarden giver", "Se opfølgningen"),
}


def register() -> None:
    register_source(DeadlineKind.PLAN_REVIEW, _plan_reviews)
    register_act(DeadlineKind.PLAN_REVIEW, _review)
    for kind, (words, act) in AFTER_TREATMENT.items():
        register_source(kind, _only(kind))
        register_act(kind, _after(words, act))


def _plan_reviews(refs: Sequence[str] | None, *, today: date) -> Iterator[DeadlineValues]:
    requests = planned_requests()
    if refs is None:
        return expected_reviews(requests)
    plans = {_plan_of(ref) for ref in refs}
    owners = TreatmentPlan.objects.filter(pk__in=plans).values("request")
    wanted = set(refs)
    return (values for values in expected_reviews(requests.filter(pk__in=owners)) if values.ref in wanted)


def _plan_of(ref: str) -> int:
    """The key of the plan, which stands first in the name of each of its rounds."""
    return int(ref.split(":")[1])


def _review(deadline: Deadline, number: str) -> NextStep | None:
    return NextStep(
        on=deadline.due_on,
        text="Behandlingsplanen skal følges op",
        path=reverse("offers:plan_review", args=[number, _plan_of(deadline.ref)]),
        act="Følg op",
    )


def _only(kind: DeadlineKind) -> Source:
    def source(refs: Sequence[str] | None, *, today: date) -> Iterator[DeadlineValues]:
        found = endings()
        if refs is not None:
            found = found.filter(pk__in=[ref.removeprefix("ending:") for ref in refs])
        return (values for values in expected_follow_ups(found) if values.kind == kind)

    return source


def _after(words: str, act: str) -> FindStep:
    def step(deadline: Deadline, number: str) -> NextStep:
        return NextStep(
            on=deadline.due_on,
            text=words,
            path=reverse("offers:ending", args=[number, deadline.key]),
            act=act,
        )

    return step
