"""What must happen now on a case: the next thing to do, each with the page where it is done."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import partial

from django.urls import reverse
from django.utils import timezone

from cases.enums import ClockEventKind, RequestStage, SessionOutcome
from cases.guarantee import Clock, ClockStatus, RequestFacts, guarantee
from cases.medical_talk import is_offered
from cases.minors import missing_consents
from cases.models import AssessmentSession, TreatmentRequest
from cases.permissions import can_assess, can_book, can_do_casework, can_record, can_register_inquiry
from cases.services.clocks import facts_of
from rusmiddel.access.models import User
from rusmiddel.standards.schema import Standard


@dataclass(frozen=True, kw_only=True)
class NextStep:
    """One line of 'Næste skridt'. `on` is the day it is about, None when it is simply next."""

    text: str
    path: str
    act: str
    on: date | None = None
    may: Callable[[User], bool] = can_do_casework


# What the clock waits for: the fact that lets it run, what to do, and what the act is called.
AWAITED_FACTS = {
    "GUA-3": (
        ClockEventKind.PERSONAL_CONFIRMATION,
        "Spørg borgeren selv, om behandling ønskes",
        "Registrér bekræftelse",
    ),
    "U18-2": (
        ClockEventKind.PARENTAL_CONSENT,
        "Indhent forældremyndighedens samtykke",
        "Registrér samtykke",
    ),
    "GUA-6": (
        ClockEventKind.COMMITMENT_RECEIVED,
        "Indhent betalingstilsagn fra hjemkommunen",
        "Registrér betalingstilsagn",
    ),
}

CONSENT_OF = {
    ClockEventKind.PARENTAL_CONSENT: "forældremyndighedens samtykke",
    ClockEventKind.OWN_CONSENT: "den unges eget samtykke",
}

MISSING = {
    RequestStage.REGISTERED: "Første samtale ikke booket",
    RequestStage.ASSESSING: "Afdækning ikke afsluttet",
    RequestStage.READY: "Venter på visitation",
    RequestStage.GRANTED: "Bevilget, behandling ikke begyndt",
    RequestStage.IN_TREATMENT: "",
    RequestStage.REJECTED: "",
    RequestStage.WITHDRAWN: "",
    RequestStage.ENDED: "",
}


def next_steps(
    request: TreatmentRequest, sessions: list[AssessmentSession], standard: Standard
) -> list[NextStep]:
    """In the order they should be done. `request` is read with `with_facts()`."""
    if not request.is_open:
        return []
    facts = facts_of(request, standard)
    clock = guarantee(facts, standard)
    return [
        *_awaited(request, clock),
        *_consents(request, facts, clock, standard),
        *_stage(request, sessions),
        *_medical(request, facts, standard),
    ]


def offered_to(user: User, steps: Iterable[NextStep]) -> list[NextStep]:
    """The same steps, each with its page only where the user may go there."""
    return [step if step.may(user) else replace(step, path="", act="") for step in steps]


def _awaited(request: TreatmentRequest, clock: Clock) -> Iterator[NextStep]:
    if clock.status != ClockStatus.WAITING:
        return
    kind, text, act = AWAITED_FACTS[clock.steps[-1].rule]
    yield NextStep(
        on=request.requested_on,
        text=f"{text}. Fristen løber ikke før da",
        path=reverse("cases:event_new", args=[request.case.number, kind]),
        act=act,
    )


def _consents(
    request: TreatmentRequest, facts: RequestFacts, clock: Clock, standard: Standard
) -> Iterator[NextStep]:
    """Whose consent a young citizen's treatment still waits for, also where only the stated age is known."""
    is_awaited = clock.status == ClockStatus.WAITING
    for kind in missing_consents(facts, standard, facts.age):
        if not (is_awaited and kind == ClockEventKind.PARENTAL_CONSENT):
            yield NextStep(
                text=f"Under 18 år: {CONSENT_OF[kind]} skal foreligge, før behandlingen begynder",
                path=reverse("cases:event_new", args=[request.case.number, kind]),
                act="Registrér samtykke",
            )


def _stage(request: TreatmentRequest, sessions: list[AssessmentSession]) -> Iterator[NextStep]:
    number = request.case.number
    match request.stage:
        case RequestStage.REGISTERED | RequestStage.ASSESSING:
            planned = [s for s in sessions if s.outcome == SessionOutcome.PLANNED]
            for session in planned:
                yield NextStep(
                    on=timezone.localdate(session.planned_at),
                    text="Afdækningssamtale: skriv, hvordan det gik",
                    path=reverse("cases:session_close", args=[number, session.pk]),
                    act="Registrér samtalen",
                    may=can_assess,
                )
            if not planned and not any(s.outcome == SessionOutcome.HELD for s in sessions):
                yield NextStep(
                    text="Første samtale er ikke aftalt",
                    path=reverse("cases:session_new", args=[number]),
                    act="Book samtale",
                    may=can_book,
                )
            elif not planned:
                yield NextStep(
                    text="Afdækningen er ikke afsluttet",
                    path=reverse("cases:assessment", args=[number]),
                    act="Skriv afdækning",
                    may=can_assess,
                )
        case RequestStage.READY:
            citizen = request.case.citizen
            if not citizen.is_anonymous and len(citizen.address_lines) < 2:
                yield NextStep(
                    text="Adressen mangler: uden den kan et brev kun gives i hånden",
                    path=reverse("cases:citizen_edit", args=[number]),
                    act="Skriv adressen",
                )
            yield NextStep(
                text="Klar til visitation: venter på afgørelse",
                path=reverse("visitation:meeting_list"),
                act="Se visitation",
                may=can_register_inquiry,
            )
        case RequestStage.GRANTED:
            yield NextStep(
                text="Bevilget: aftal og hold den første behandlingssamtale",
                path=reverse("cases:case_page", args=[number]) + "#forloeb",
                act="Se forløb",
                may=can_register_inquiry,
            )


def _medical(request: TreatmentRequest, facts: RequestFacts, standard: Standard) -> Iterator[NextStep]:
    if not is_offered(facts, standard):
        return
    kinds = {event.kind for event in facts.events}
    if kinds & {ClockEventKind.MEDICAL_HELD, ClockEventKind.MEDICAL_DECLINED}:
        return
    if ClockEventKind.MEDICAL_OFFERED not in kinds:
        text, kind, act = "Tilbyd lægesamtale", ClockEventKind.MEDICAL_OFFERED, "Registrér tilbud"
    elif ClockEventKind.MEDICAL_ACCEPTED not in kinds:
        text, kind, act = (
            "Lægesamtale tilbudt: venter på svar fra borgeren",
            ClockEventKind.MEDICAL_ACCEPTED,
            "Registrér svar",
        )
    else:
        text, kind, act = "Hold lægesamtalen", ClockEventKind.MEDICAL_HELD, "Registrér holdt"
    yield NextStep(
        text=text,
        path=reverse("cases:event_new", args=[request.case.number, kind]),
        act=act,
        may=partial(can_record, kind=kind),
    )


def missing(request: TreatmentRequest) -> str:
    """In a word what the request lacks, for a list ('Mangler')."""
    return MISSING[RequestStage(request.stage)]
