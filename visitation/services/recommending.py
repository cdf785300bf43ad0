"""Send a case with a recommendation (indstilling) to whoever decides on it, and wait (VIS-7)."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from cases.enums import RequestStage, StoryKind
from cases.models import TreatmentRequest
from cases.permissions import require
from cases.seeing import require_sees
from cases.services.story import tell
from rusmiddel.access.models import User
from rusmiddel.calendar import expires_on
from rusmiddel.danish_dates import long_date
from rusmiddel.deadlines import register
from rusmiddel.deadlines.enums import DeadlineKind, DeadlineStatus
from rusmiddel.deadlines.values import DeadlineValues, Step, due_milestones
from rusmiddel.locks import hold
from rusmiddel.standards.schema import UnknownOffer
from rusmiddel.standards.services import in_force
from visitation.competence import bodies
from visitation.enums import ItemOutcome
from visitation.models import AgendaItem, Decision, Recommendation
from visitation.papers import recommendation_paper
from visitation.permissions import can_recommend
from visitation.services.agenda import AGENDAS, fill_agendas, settle


@transaction.atomic
def recommend(
    *, request_id: int, body_key: str, offer_key: str, reasons: str, by: User, now: datetime
) -> Recommendation:
    """Send a ready case to another body, printed and sealed; its point on an agenda is settled with it.

    ValidationError for a body or an offer that the standard does not know, and while an answer is awaited.
    """
    require(can_recommend(by))
    require_sees(by, now, requests=request_id)
    hold(AGENDAS)
    request = (
        TreatmentRequest.objects.select_for_update(of=("self",))
        .select_related("case__citizen", "inquiry")
        .get(pk=request_id)
    )
    if request.stage != RequestStage.READY:
        raise ValidationError("Sagen er ikke klar til visitation.")
    if Recommendation.objects.unanswered().filter(request=request).exists():
        raise ValidationError("Der ventes allerede svar på en indstilling.")
    standard = in_force(request.requested_on)
    body = next((each for each in bodies(standard) if each.key == body_key), None)
    if body is None:
        raise ValidationError({"body_key": "Vælg, hvem der skal afgøre sagen."})
    try:
        offer = standard.offer(offer_key)
    except UnknownOffer:
        raise ValidationError({"offer_key": "Vælg det tilbud, der indstilles til."}) from None
    if not reasons.strip():
        raise ValidationError({"reasons": "Skriv indstillingen og begrundelsen."})
    item = (
        AgendaItem.objects.pending()
        .select_for_update(of=("self",))
        .select_related("meeting")
        .filter(request=request)
        .first()
    )
    today = timezone.localdate(now)
    recommendation = Recommendation(
        case=request.case,
        request=request,
        meeting=item.meeting if item else None,
        body_key=body.key,
        body_name=body.name,
        offer_name=offer.name,
        reasons=reasons.strip(),
        sent_on=today,
        answer_due_on=expires_on(today + timedelta(days=settings.RECOMMENDATION_DAYS)),
        recorded_at=now,
        recorded_by=by,
    )
    paper = recommendation_paper(recommendation, by)
    recommendation.pdf, recommendation.sha256 = paper.pdf, paper.sha256
    recommendation.save()
    if item is not None:
        settle(item, ItemOutcome.FORWARDED, by=by, now=now)
    tell(
        case_id=request.case_id,
        kind=StoryKind.VISITATION,
        at=now,
        text=(
            f"Indstilling til {body.name}: {offer.name}. Svar senest "
            f"{long_date(recommendation.answer_due_on)}"
        ),
        by=by,
        path=recommendation.get_absolute_url(),
    )
    register.keep(recommendation_values(recommendation), by=by)
    fill_agendas(by=by, now=now)
    return recommendation


@transaction.atomic
def answer_recommendation(
    *, recommendation_id: int, answered_on: date, answer: str, by: User, now: datetime
) -> Recommendation:
    """Write down what was answered; the case is decided afterwards, or comes on an agenda again."""
    require(can_recommend(by))
    require_sees(by, now, recommendations=recommendation_id)
    found = Recommendation.objects.with_clock().select_for_update(of=("self",)).get(pk=recommendation_id)
    if found.answered_on is not None:
        raise ValidationError("Svaret er allerede skrevet.")
    if not found.sent_on <= answered_on <= timezone.localdate(now):
        raise ValidationError({"answered_on": "Dagen ligger fra den dag, der blev sendt, til i dag."})
    if not answer.strip():
        raise ValidationError({"answer": "Skriv svaret."})
    _answer(found, answered_on, answer.strip(), by=by, now=now)
    fill_agendas(by=by, now=now)
    return found


def answer_open_recommendation(
    request: TreatmentRequest, decision: Decision, *, by: User, now: datetime
) -> None:
    """The decision is the answer; part of the act of deciding."""
    found = Recommendation.objects.with_clock().unanswered().filter(request=request).first()
    if found is not None:
        said = f"Afgjort: {decision.get_kind_display().lower()}"
        _answer(found, timezone.localdate(now), said, by=by, now=now)


def recommendation_values(recommendation: Recommendation) -> DeadlineValues:
    status = DeadlineStatus.OPEN
    if recommendation.answered_on is not None:
        is_late = recommendation.answered_on > recommendation.answer_due_on
        status = DeadlineStatus.BREACHED if is_late else DeadlineStatus.MET
    return DeadlineValues(
        case_id=recommendation.case_id,
        kind=DeadlineKind.RECOMMENDATION,
        ref=recommendation.deadline_ref,
        opened_on=recommendation.sent_on,
        due_on=recommendation.answer_due_on,
        status=status,
        closed_on=recommendation.answered_on,
        reason="Svaret kom for sent." if status == DeadlineStatus.BREACHED else "",
        responsible_id=recommendation.case.responsible_id,
        explanation=(
            Step(
                on=recommendation.sent_on,
                text=f"Indstilling sendt til {recommendation.body_name}",
                rule="VIS-7",
            ),
            Step(on=recommendation.answer_due_on, text="Svar ventes senest", rule="VIS-7"),
        ),
        milestones=due_milestones(due_on=recommendation.answer_due_on),
    )


def open_recommendations(recommendations: Iterable[Recommendation]) -> Iterator[DeadlineValues]:
    """What the nightly reconciliation expects to be open."""
    return (recommendation_values(each) for each in recommendations)


def _answer(found: Recommendation, on: date, answer: str, *, by: User, now: datetime) -> None:
    found.answered_on, found.answer = on, answer
    found.save(update_fields=["answered_on", "answer"])
    register.keep(recommendation_values(found), by=by)
    tell(
        case_id=found.case_id,
        kind=StoryKind.VISITATION,
        at=now,
        text=f"Svar på indstillingen fra {found.body_name}: {answer}",
        by=by,
        path=found.get_absolute_url(),
    )
