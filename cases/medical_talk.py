"""The doctor's talk (lægesamtale) offered with drug treatment: a clock of its own (MED-1 to MED-5)."""

from datetime import timedelta

from cases.enums import ClockEventKind, Substance
from cases.guarantee import Clock, ClockStatus, RequestFacts
from rusmiddel.deadlines.values import Step
from rusmiddel.standards.schema import Standard

BASIS = "sundhedsloven § 142, stk. 1-2"
SUBSTANCES = {
    Substance.ALCOHOL: {Substance.ALCOHOL},
    Substance.DRUGS: {Substance.DRUGS},
    Substance.BOTH: {Substance.ALCOHOL, Substance.DRUGS},
}


def is_offered(facts: RequestFacts, standard: Standard) -> bool:
    """For the substances the standard names, and never to somebody anonymous (MED-1, MED-5)."""
    terms = standard.medical_talk
    asked_for = SUBSTANCES.get(facts.substance, set())
    return terms.offered.value and not facts.is_anonymous and not asked_for.isdisjoint(terms.substances.value)


def medical_talk(facts: RequestFacts, standard: Standard) -> Clock:
    """Held or declined within the standard's days after the inquiry (MED-1 to MED-5)."""
    terms = standard.medical_talk
    if not is_offered(facts, standard):
        return Clock(status=ClockStatus.NOT_COVERED, reason="Lægesamtale tilbydes ikke her")
    days = terms.days.value
    due_on = facts.inquiry_on + timedelta(days=days)
    held_on = facts.first(ClockEventKind.MEDICAL_HELD)
    declined_on = facts.first(ClockEventKind.MEDICAL_DECLINED)
    ended = facts.ended
    closed_on = None
    reason = ""
    if held_on is not None:
        status, closed_on = (ClockStatus.KEPT if held_on <= due_on else ClockStatus.NOT_KEPT), held_on
    elif declined_on is not None and declined_on <= due_on:
        status, closed_on, reason = ClockStatus.DEVIATED, declined_on, "Borgeren ønsker ikke lægesamtale"
    elif declined_on is not None:
        status, closed_on, reason = ClockStatus.NOT_KEPT, declined_on, "Først fravalgt efter fristen"
    elif ended is not None:
        status = ClockStatus.ENDED if ended.on <= due_on else ClockStatus.NOT_KEPT
        closed_on, reason = ended.on, ended.kind.label
    else:
        status = ClockStatus.RUNNING
    steps = [
        Step(on=facts.inquiry_on, text="Ønsker behandling for stoffer", rule="MED-1", basis=BASIS),
        *(
            Step(on=event.on, text=event.kind.label, rule="MED-5", basis=BASIS)
            for event in facts.events
            if event.kind
            in {
                ClockEventKind.MEDICAL_OFFERED,
                ClockEventKind.MEDICAL_ACCEPTED,
                ClockEventKind.MEDICAL_DECLINED,
                ClockEventKind.MEDICAL_HELD,
            }
        ),
        Step(
            on=due_on,
            text=f"Lægesamtalen skal være holdt inden {days} dage og før behandlingen begynder",
            rule="MED-3",
            basis=BASIS,
        ),
    ]
    return Clock(
        status=status,
        started_on=facts.inquiry_on,
        due_on=due_on,
        closed_on=closed_on,
        reason=reason,
        steps=tuple(sorted(steps, key=lambda step: step.on)),
    )
