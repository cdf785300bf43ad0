"""Scenes with what is decided besides the answer to a request, made by the acts themselves."""

from uuid import uuid4

from rusmiddel.access.enums import Role
from rusmiddel.letters.enums import Channel
from tests.offers import staying
from tests.visitation.scenes import DECIDED_AT, caseworker, decided, make_user, plan, ready, visitator
from visitation.enums import FurtherKind, HearingMeans
from visitation.services.endings import Ending, change_offer, end_treatment, tell_guarantee_exceeded
from visitation.services.further import Grounds
from visitation.services.hearings import HearingValues, hear
from visitation.services.proposals import approve_proposal, make_proposed, propose_ending
from visitation.services.recommending import recommend

WHAT_NEXT = "Du kan frit vælge et andet behandlingssted. Vi hjælper dig gerne med at finde et."
GROUNDS = {
    "facts": "Du har truet to medarbejdere den 3. og den 9. marts.",
    "reasons": "Vi vurderer, at det ikke er trygt for de andre, at du kommer her.",
    "present": "Birgit Vang, visitator",
    "known_from": "Vi talte med dig om det den 9. marts.",
}


def lead():
    return make_user(Role.TEAM_LEAD)


def grounds(**changes):
    return Grounds(**{**GROUNDS, **changes})


def course(name="Karsten Holmgaard", *, offer="individual", **values):
    """A course of ambulant treatment that the meeting has granted."""
    return decided(ready(offer=offer, name=name, **values), meeting=plan()).course


def heard(request, means=HearingMeans.LETTER, *, by=None, now=DECIDED_AT, **changes):
    written = {
        "considered": "at give dig afslag på døgnbehandling",
        "facts": "Vi har fået at vide, at du har afbrudt to forløb.",
        "exemption": "Forvaltningslovens § 19, stk. 2, nr. 1" if means == HearingMeans.EXEMPT else "",
        "channel": Channel.POST,
    }
    return hear(
        request_id=request.pk,
        values=HearingValues(means=means, **{**written, **changes}),
        submission=uuid4(),
        by=by or caseworker(),
        now=now,
    )


def proposed(
    of_course, kind=FurtherKind.EXPULSION, *, by=None, now=DECIDED_AT, what_next=WHAT_NEXT, **changes
):
    return propose_ending(
        course_id=of_course.pk,
        kind=kind,
        ending=Ending(what_next=what_next),
        grounds=grounds(**changes),
        by=by or visitator(),
        now=now,
    )


def approved(proposal, *, by=None, now=DECIDED_AT):
    return approve_proposal(proposal_id=proposal.pk, by=by or lead(), now=now)


def made(proposal, *, by=None, now=DECIDED_AT):
    return make_proposed(proposal_id=proposal.pk, by=by or visitator(), now=now)


def ended(of_course, kind=FurtherKind.EXPULSION, *, by=None, now=DECIDED_AT, **changes):
    """Straight, without a second person."""
    return end_treatment(
        course_id=of_course.pk,
        kind=kind,
        ending=Ending(what_next=WHAT_NEXT),
        grounds=grounds(**changes),
        by=by or visitator(),
        now=now,
    )


def changed(of_course, offer_key, *, by=None, now=DECIDED_AT, **changes):
    return change_offer(
        course_id=of_course.pk,
        offer_key=offer_key,
        grounds=grounds(**changes),
        submission=uuid4(),
        by=by or visitator(),
        now=now,
    )


def told_exceeded(request, *, now, by=None, what_next="Du kan begynde den 25. marts.", **changes):
    return tell_guarantee_exceeded(
        request_id=request.pk,
        what_next=what_next,
        grounds=grounds(facts="Vi havde ingen ledig tid.", reasons="To medarbejdere var syge.", **changes),
        submission=uuid4(),
        by=by or visitator(),
        now=now,
    )


def recommended(request, *, body_key, offer_key="residential", by=None, now=DECIDED_AT):
    return recommend(
        request_id=request.pk,
        body_key=body_key,
        offer_key=offer_key,
        reasons="Samtaler er prøvet to gange og er ikke nok.",
        by=by or visitator(),
        now=now,
    )


def behind_the_addresses(*, now) -> dict[str, object]:
    """A hearing without an answer, an end that waits for approval, a recommendation that was sent."""
    heard_request = ready(name="Egon Hemmelighed", offer="residential")
    going_on = staying.granted("Erling Hemmelighed")
    sent = ready(name="Elsebeth Hemmelighed", offer="residential")
    late = ready(name="Ellen Hemmelighed", offer="residential")
    return {
        "hearing_case": heard_request.case.number,
        "hearing": heard(heard_request).pk,
        "proposal_case": going_on.case.number,
        "proposal": proposed(going_on).pk,
        "going_on_course": going_on.pk,
        "termination": "termination",
        "recommended_case": sent.case.number,
        "recommendation": recommended(sent, body_key="visitation_committee", now=now).pk,
        "late_case": late.case.number,
    }
