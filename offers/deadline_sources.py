"""What the nightly reconciliation computes from the facts of treatment, and what to do about it."""

from collections.abc import Iterator, Sequence
from datetime import date

from django.urls import reverse

from cases.deadline_acts import register_act
from cases.next_steps import NextStep
from offers.models import PlanReview, TreatmentPlan
from offers.services.plan_reviews import expected_reviews, planned_requests
from rusmiddel.deadlines.enums import DeadlineKind
from rusmiddel.deadlines.models import Deadline
from rusmiddel.deadlines.reconciliation import register_source
from rusmiddel.deadlines.values import DeadlineValues


def register() -> None:
    register_source(DeadlineKind.PLAN_REVIEW, _plan_reviews)
    register_act(DeadlineKind.PLAN_REVIEW, _review)


def _plan_reviews(refs: Sequence[str] | None, *, today: date) -> Iterator[DeadlineValues]:
    requests = planned_requests()
    if refs is None:
        return expected_reviews(requests)
    plans = _keys(refs, "plan:")
    reviews = _keys(refs, "plan_review:")
    owners = {
        *TreatmentPlan.objects.filter(pk__in=plans).values_list("request", flat=True),
        *PlanReview.objects.filter(pk__in=reviews).values_list("plan__request", flat=True),
    }
    wanted = set(refs)
    return (values for values in expected_reviews(requests.filter(pk__in=owners)) if values.ref in wanted)


def _keys(refs: Sequence[str], prefix: str) -> list[int]:
    return [int(ref.removeprefix(prefix)) for ref in refs if ref.startswith(prefix)]


def _review(deadline: Deadline, number: str) -> NextStep | None:
    kind, _, key = deadline.ref.partition(":")
    plan = key if kind == "plan" else PlanReview.objects.values_list("plan", flat=True).get(pk=key)
    return NextStep(
        on=deadline.due_on,
        text="Behandlingsplanen skal følges op",
        path=reverse("offers:plan_review", args=[number, plan]),
        act="Følg op",
    )
