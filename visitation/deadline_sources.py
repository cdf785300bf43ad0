"""What the nightly reconciliation computes from the facts of visitation, and what to do about it."""

from collections.abc import Iterator, Sequence
from datetime import date

from django.urls import reverse

from cases.deadline_acts import register_act
from cases.next_steps import NextStep
from rusmiddel.deadlines.enums import DeadlineKind
from rusmiddel.deadlines.models import Deadline
from rusmiddel.deadlines.reconciliation import register_source
from rusmiddel.deadlines.values import DeadlineValues, key_in
from rusmiddel.letters.models import LetterSetback
from visitation.models import Decision, FurtherDecision, Hearing, ReasonsRequest, Recommendation
from visitation.services.complaint_windows import open_complaint_windows
from visitation.services.further_windows import open_further_windows
from visitation.services.hearings import open_hearings
from visitation.services.meeting_warnings import expected_meeting_warnings, ready_requests
from visitation.services.reasons import open_reasons
from visitation.services.recommending import open_recommendations
from visitation.services.setback_deadlines import open_setbacks

BATCH_SIZE = 500


def register() -> None:
    register_source(DeadlineKind.MEETING_AFTER_DUE, _meeting_warnings)
    register_source(DeadlineKind.COMPLAINT_WINDOW, _complaint_windows)
    register_source(DeadlineKind.FURTHER_COMPLAINT, _further_windows)
    register_source(DeadlineKind.HEARING, _hearings)
    register_source(DeadlineKind.WRITTEN_REASONS, _reasons)
    register_source(DeadlineKind.RECOMMENDATION, _recommendations)
    register_act(DeadlineKind.HEARING, _answer_hearing)
    register_act(DeadlineKind.WRITTEN_REASONS, _give_reasons)
    register_act(DeadlineKind.RECOMMENDATION, _answer_recommendation)
    register_source(DeadlineKind.LETTER_NOT_REACHED, _setbacks)
    register_act(DeadlineKind.LETTER_NOT_REACHED, _find_the_way)


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


def _hearings(refs: Sequence[str] | None, *, today: date) -> Iterator[DeadlineValues]:
    hearings = Hearing.objects.with_clock().unanswered().order_by("pk")
    if refs is not None:
        hearings = hearings.filter(pk__in=[key_in(ref) for ref in refs])
    return open_hearings(hearings.iterator(chunk_size=BATCH_SIZE))


def _reasons(refs: Sequence[str] | None, *, today: date) -> Iterator[DeadlineValues]:
    asked = ReasonsRequest.objects.with_clock().filter(answered_on=None).order_by("pk")
    if refs is not None:
        asked = asked.filter(pk__in=[key_in(ref) for ref in refs])
    return open_reasons(asked.iterator(chunk_size=BATCH_SIZE))


def _recommendations(refs: Sequence[str] | None, *, today: date) -> Iterator[DeadlineValues]:
    sent = Recommendation.objects.with_clock().unanswered().order_by("pk")
    if refs is not None:
        sent = sent.filter(pk__in=[key_in(ref) for ref in refs])
    return open_recommendations(sent.iterator(chunk_size=BATCH_SIZE))


def _answer_hearing(deadline: Deadline, number: str) -> NextStep:
    return NextStep(
        on=deadline.due_on,
        text="Partshøring: skriv borgerens svar, eller at der ikke kom et",
        path=reverse("visitation:hearing", args=[number, deadline.key]),
        act="Skriv svaret",
    )


def _give_reasons(deadline: Deadline, number: str) -> NextStep | None:
    decision = ReasonsRequest.objects.filter(pk=deadline.key).values_list("decision", flat=True).first()
    if decision is None:
        return None
    return NextStep(
        on=deadline.due_on,
        text="Borgeren har bedt om en skriftlig begrundelse",
        path=reverse("visitation:letter_write", args=[number, decision]),
        act="Skriv brevet",
    )


def _answer_recommendation(deadline: Deadline, number: str) -> NextStep:
    return NextStep(
        on=deadline.due_on,
        text="Svar på indstillingen mangler: ryk for det, eller skriv svaret",
        path=reverse("visitation:recommendation", args=[number, deadline.key]),
        act="Skriv svaret",
    )


def _setbacks(refs: Sequence[str] | None, *, today: date) -> Iterator[DeadlineValues]:
    setbacks = (
        LetterSetback.objects.open().select_related("letter__case").defer("letter__pdf", "letter__html")
    )
    if refs is not None:
        setbacks = setbacks.filter(letter__in=[ref.removeprefix("letter:") for ref in refs])
    return open_setbacks(setbacks.order_by("pk").iterator(chunk_size=BATCH_SIZE))


def _find_the_way(deadline: Deadline, number: str) -> NextStep:
    return NextStep(
        on=deadline.due_on,
        text="Brevet kom ikke frem: find adressen, og send det igen eller giv det i hånden",
        path=reverse("visitation:letter", args=[number, deadline.key]),
        act="Se brevet",
    )
