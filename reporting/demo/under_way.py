"""What is decided while treatment goes on, and before: heard, approved, recommended, changed, not kept."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import Enum
from uuid import UUID

from django.db.models import QuerySet

from cases.enums import CitizenKind, RequestStage, Substance
from cases.models import Case, TreatmentRequest
from offers.enums import TreatmentForm
from offers.models import Course
from reporting.demo.world import moment
from rusmiddel.access.enums import Role
from rusmiddel.access.models import User
from rusmiddel.letters.enums import Channel
from rusmiddel.letters.models import Letter
from rusmiddel.standards.enums import OfferKind
from rusmiddel.standards.schema import Offer
from rusmiddel.standards.services import in_force
from visitation.competence import bodies, deciders, may_give
from visitation.enums import FurtherKind, HearingAnswer, HearingMeans
from visitation.models import Decision
from visitation.services.endings import Ending, change_offer, exceeded_on, tell_guarantee_exceeded
from visitation.services.further import Grounds
from visitation.services.hearings import HearingValues, hear, record_answer
from visitation.services.letters import post_letter
from visitation.services.proposals import approve_proposal, make_proposed, propose_ending
from visitation.services.reasons import ask_for_reasons
from visitation.services.recommending import recommend

FIRST = 9200
OTHER_HELP = (
    "Du kan frit vælge et andet behandlingssted, og vi hjælper dig gerne med at finde et. Du kan også ringe "
    "til os, når du vil begynde igen."
)
EXPELLED = {
    "facts": "Du har to gange truet en medarbejder i venteværelset. Vi talte med dig om det begge gange.",
    "reasons": "Vi vurderer, at det ikke er trygt for de andre, at du kommer her.",
    "known_from": "Vi har talt med dig om det begge gange.",
}
STAYED_AWAY = {
    "facts": "Du er ikke kommet til de sidste fem samtaler. Vi har ringet og skrevet til dig.",
    "reasons": "Vi vurderer, at behandlingen ikke virker, når vi ikke ses. Derfor kan vi ikke fortsætte nu.",
    "known_from": "Vi har skrevet til dig om hver samtale.",
}
HEARD = (
    (
        HearingMeans.LETTER,
        "at give dig et andet tilbud end døgnbehandling",
        "Lægen har skrevet til os, at du ikke har brug for afrusning.",
    ),
    (
        HearingMeans.ORAL,
        "at afslutte din behandling",
        "Din vejleder på værestedet har fortalt os, at du er flyttet.",
    ),
    (
        HearingMeans.EXEMPT,
        "at ændre din behandling",
        "Dine prøver fra laboratoriet er kommet.",
    ),
)


EXEMPT = "Forvaltningslovens § 19, stk. 2, nr. 1: Du kender allerede oplysningerne og ved, at de bruges."


class Step(Enum):
    """How far a decision that a second person approves has come."""

    WRITTEN = "written"
    APPROVED = "approved"
    MADE = "made"


@dataclass(kw_only=True)
class Deciding:
    """Who decides, on which day, and the next number of what is sent in."""

    visitator: User
    lead: User
    now: datetime
    number: int = FIRST

    def submission(self) -> UUID:
        self.number += 1
        return UUID(int=self.number)

    def grounds(self, *, facts: str, reasons: str, known_from: str = "") -> Grounds:
        return Grounds(
            facts=facts,
            reasons=reasons,
            known_from=known_from,
            present=self.visitator.name,
            channel=Channel.POST,
            may_print_protected_address=True,
        )

    def post(self, letter: Letter | None) -> None:
        if letter is not None:
            post_letter(letter_id=letter.pk, by=self.visitator, now=self.now)


def tell_of_what_is_under_way(*, today: date) -> None:
    """A few of each: hearings, proposals, a recommendation, an end, another offer, a promise not kept."""
    visitator = User.objects.with_role(Role.VISITATOR).order_by("pk").first()
    lead = User.objects.with_role(Role.TEAM_LEAD).order_by("pk").first()
    if visitator is None or lead is None:
        return
    deciding = Deciding(visitator=visitator, lead=lead, now=moment(today, 0) - timedelta(hours=10))
    going_on = iter(_going_on(deciding))
    _propose(deciding, going_on)
    _change(deciding, going_on)
    _hear(deciding)
    _recommend(deciding)
    _tell_exceeded(deciding)
    _ask_for_reasons(deciding)


def _going_on(deciding: Deciding) -> list[Course]:
    """Talks with nothing beside them, so that they can end or change without a loose end."""
    on = deciding.now.date()
    substitution = [offer.key for offer in in_force(on).offers if offer.kind == OfferKind.SUBSTITUTION]
    return list(
        Course.objects.open()
        .filter(
            case__in=_seen(deciding),
            request__stage=RequestStage.IN_TREATMENT,
            form=TreatmentForm.AMBULANT,
            started_on__lt=on,
            granted_on__isnull=False,
            memberships=None,
            nada_attendances=None,
        )
        .exclude(offer_key__in=substitution)
        .select_related("request__inquiry", "case")
        .order_by("started_on", "pk")
    )


def _seen(deciding: Deciding) -> QuerySet[Case]:
    """Open cases of citizens with a name that the visitator sees."""
    return Case.objects.open().visible_to(deciding.visitator).filter(citizen__kind=CitizenKind.IDENTIFIED)


def _propose(deciding: Deciding, courses: Iterator[Course]) -> None:
    """One that waits for a second person, one that is approved, and one that was made and is posted."""
    cases = (
        (FurtherKind.EXPULSION, EXPELLED, Step.WRITTEN),
        (FurtherKind.TERMINATION, STAYED_AWAY, Step.APPROVED),
        (FurtherKind.TERMINATION, STAYED_AWAY, Step.MADE),
    )
    for course, (kind, written, until) in zip(courses, cases, strict=False):
        _proposed(deciding, course, kind, written, until)


def _proposed(
    deciding: Deciding, course: Course, kind: FurtherKind, written: dict[str, str], until: Step
) -> None:
    proposal = propose_ending(
        course_id=course.pk,
        kind=kind,
        ending=Ending(what_next=OTHER_HELP, evaluation="Målene er ikke nået."),
        grounds=deciding.grounds(**written),
        by=deciding.visitator,
        now=deciding.now,
    )
    if until == Step.WRITTEN:
        return
    approve_proposal(proposal_id=proposal.pk, by=deciding.lead, now=deciding.now)
    if until == Step.MADE:
        made = make_proposed(proposal_id=proposal.pk, by=deciding.visitator, now=deciding.now)
        deciding.post(made.letter)


def _change(deciding: Deciding, courses: Iterator[Course]) -> None:
    """Another offer that whoever decides may give."""
    course = next(courses, None)
    offer = _other_offer(course) if course else None
    if course is None or offer is None:
        return
    change_offer(
        course_id=course.pk,
        offer_key=offer.key,
        grounds=deciding.grounds(
            facts="Du har fortalt, at det er svært at nå frem til samtalerne efter arbejde.",
            reasons="Vi vurderer, at det nye tilbud passer bedre til din hverdag.",
            known_from="Du har selv fortalt os det.",
        ),
        submission=deciding.submission(),
        by=deciding.visitator,
        now=deciding.now,
    )


def _other_offer(course: Course) -> Offer | None:
    request = course.request
    standard = in_force(request.requested_on)
    body = deciders(standard, course.offer_key, request.substance)[0].body
    had = set(request.courses.values_list("offer_key", flat=True))
    return next(
        (
            offer
            for offer in standard.offers
            if offer.key not in had
            and offer.kind in {OfferKind.INDIVIDUAL, OfferKind.MOTIVATIONAL}
            and request.substance in {*offer.substances, Substance.BOTH}
            and may_give(standard, body.key, offer.key, request.substance)
        ),
        None,
    )


def _hear(deciding: Deciding) -> None:
    """By letter and still to be answered, by mouth and answered, and not heard because the law exempts."""
    requests = (
        TreatmentRequest.objects.filter(
            case__in=_seen(deciding), stage=RequestStage.IN_TREATMENT, further_decisions=None, proposals=None
        )
        .select_related("case")
        .order_by("-pk")
    )
    for request, (means, considered, facts) in zip(requests, HEARD, strict=False):
        hearing = hear(
            request_id=request.pk,
            values=HearingValues(
                means=means,
                considered=considered,
                facts=facts,
                exemption=EXEMPT if means == HearingMeans.EXEMPT else "",
                may_print_protected_address=True,
            ),
            submission=deciding.submission(),
            by=deciding.visitator,
            now=deciding.now,
        )
        deciding.post(hearing.letter)
        if means == HearingMeans.ORAL:
            record_answer(
                hearing_id=hearing.pk,
                form=HearingAnswer.ORAL,
                answered_on=deciding.now.date(),
                answer="Borgeren fortæller, at flytningen ikke ændrer noget, og vil gerne fortsætte.",
                by=deciding.visitator,
                now=deciding.now,
            )


def _recommend(deciding: Deciding) -> None:
    """The newest that is ready, to whoever decides on it where that is somebody else."""
    ready = TreatmentRequest.objects.filter(case__in=_seen(deciding), stage=RequestStage.READY)
    standard = in_force(deciding.now.date())
    request = ready.order_by("-ready_at").first()
    if request is None:
        return
    competent = deciders(standard, request.wished_offer, request.substance)[-1].body
    others = [body for body in bodies(standard) if body != bodies(standard)[0]]
    body = competent if competent in others else (others or [competent])[0]
    recommend(
        request_id=request.pk,
        body_key=body.key,
        offer_key=request.wished_offer,
        reasons="Samtaler er prøvet to gange og er ikke nok. Borgeren er klar til at tage imod.",
        by=deciding.visitator,
        now=deciding.now,
    )


def _tell_exceeded(deciding: Deciding) -> None:
    """One of those whose treatment did not begin in time is told so; the others are still to be."""
    today = deciding.now.date()
    for request in TreatmentRequest.objects.filter(
        case__in=_seen(deciding), stage__in=[RequestStage.GRANTED, RequestStage.IN_TREATMENT]
    ).order_by("-pk"):
        if exceeded_on(request, today=today) is None:
            continue
        tell_guarantee_exceeded(
            request_id=request.pk,
            what_next="Du kan begynde i næste uge. Vi ringer til dig om en tid.",
            grounds=deciding.grounds(
                facts="Vi havde ingen ledig tid, før fristen var gået.",
                reasons="To af vores medarbejdere var syge, og ingen anden kunne tage imod dig.",
            ),
            submission=deciding.submission(),
            by=deciding.visitator,
            now=deciding.now,
        )
        return


def _ask_for_reasons(deciding: Deciding) -> None:
    """The newest that was told by mouth."""
    told = Decision.objects.filter(
        case__in=_seen(deciding),
        letter=None,
        told_orally_at__gte=deciding.now - timedelta(days=14),
        told_orally_at__lt=deciding.now,
    )
    newest = told.order_by("-told_orally_at").first()
    if newest is not None:
        ask_for_reasons(
            decision_id=newest.pk, asked_on=deciding.now.date(), by=deciding.visitator, now=deciding.now
        )
