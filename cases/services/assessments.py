"""The assessment (afdækning): talks booked and held, topics written, closed when whole."""

from collections.abc import Mapping
from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from cases.booking_days import booking_day_refused
from cases.enums import ClockEventKind, Place, RequestStage, SessionOutcome, StoryKind, Substance
from cases.free_hours import require_free_hour
from cases.models import Assessment, AssessmentSession, TreatmentRequest
from cases.models.assessment import TOPICS, pregnancy_at_first
from cases.notification import asks_for_concern
from cases.permissions import can_assess, can_book, require
from cases.readiness import announce_readiness
from cases.seeing import require_sees
from cases.services.clocks import add_event
from cases.services.notifications import notify_as_answered, refuse_while_due
from cases.services.story import tell
from cases.services.talks import booked_already, move_event, refuse_if_relied_on, tell_taken_back
from cases.young import assessment_needs_consent, consents_needed
from rusmiddel.access.models import User
from rusmiddel.danish_dates import clock, long_date
from rusmiddel.standards.services import in_force
from rusmiddel.versions import beside_colleague

WRITTEN_FIELDS = (*TOPICS, "tried_before", "children", "concern", "pregnancy", "conclusion")


def assessment_of(request: TreatmentRequest) -> Assessment:
    """The request's assessment, begun when it is first asked for."""
    assessment = begun_assessment(request)
    if assessment.pk is None:
        assessment.save()
    return assessment


def begun_assessment(request: TreatmentRequest) -> Assessment:
    """The request's assessment; where nobody has begun it, one not stored yet, with the call's answer."""
    return Assessment.objects.filter(request=request).first() or Assessment(
        request=request,
        children=request.inquiry.children,
        pregnancy=pregnancy_at_first(request.case.citizen.sex),
    )


@transaction.atomic
def book_session(
    *,
    request_id: int,
    planned_at: datetime,
    minutes: int,
    place: Place,
    employee: User,
    by: User,
    now: datetime,
) -> AssessmentSession:
    """Book a talk of the assessment; the first one is also the meeting that was offered (GUA-11).

    The same talk booked twice gives the same talk; another at the same time raises ValidationError.
    """
    require(can_book(by))
    require_sees(by, now, requests=request_id)
    request = _locked(request_id)
    if timezone.localdate(planned_at) < request.requested_on:
        raise ValidationError({"planned_at": "Samtalen kan ikke ligge før henvendelsen."})
    if refused := booking_day_refused(timezone.localdate(planned_at), today=timezone.localdate(now)):
        raise ValidationError({"planned_at": refused})
    if request.stage == RequestStage.REGISTERED:
        _move(request, RequestStage.ASSESSING, by=by)
    elif request.stage != RequestStage.ASSESSING:
        raise ValidationError("Afdækningen er afsluttet. Åbn den igen for at aftale flere samtaler.")
    session = AssessmentSession(
        assessment=assessment_of(request),
        planned_at=planned_at,
        minutes=minutes,
        place=place,
        employee=employee,
    )
    already = booked_already(session, among=AssessmentSession.objects.filter(assessment=session.assessment))
    if already is not None:
        return already
    require_free_hour(session)
    session._history_user = by
    session.save()
    if not request.events.standing().filter(kind=ClockEventKind.MEETING_OFFERED).exists():
        add_event(request_id=request.pk, kind=ClockEventKind.MEETING_OFFERED, occurred_at=now, by=by, now=now)
    tell(
        case_id=request.case_id,
        kind=StoryKind.SESSION,
        at=now,
        text=(
            f"Afdækningssamtale aftalt til {long_date(timezone.localdate(planned_at))} "
            f"kl. {clock(planned_at)} hos {employee.name}"
        ),
        by=by,
    )
    return session


@transaction.atomic
def close_session(
    *,
    session_id: int,
    outcome: SessionOutcome,
    by: User,
    now: datetime,
    note: str = "",
    began_at: datetime | None = None,
    lasted_minutes: int | None = None,
) -> AssessmentSession:
    """Say how a booked talk went; the first one held is a fact of the clock (GUA-12, GUA-16).

    A talk held counts from when it began and for as long as it lasted; as planned where nothing is said.
    """
    require(can_assess(by))
    require_sees(by, now, requests__assessment__sessions=session_id)
    request, session = _locked_talk(session_id)
    if outcome == SessionOutcome.HELD:
        if began_at is not None and timezone.localdate(began_at) < request.requested_on:
            raise ValidationError({"began_at": "Samtalen kan ikke ligge før henvendelsen."})
        session.hold(began_at=began_at, lasted_minutes=lasted_minutes)
    session.end(outcome, note=note, by=by, now=now)
    session.save()
    if (
        outcome == SessionOutcome.HELD
        and not request.events.standing().filter(kind=ClockEventKind.FIRST_TALK).exists()
    ):
        add_event(
            request_id=request.pk,
            kind=ClockEventKind.FIRST_TALK,
            occurred_at=session.counts_from,
            by=by,
            now=now,
        )
    tell(
        case_id=request.case_id,
        kind=StoryKind.SESSION,
        at=session.ended_at(now),
        text=f"Afdækningssamtale: {session.ending}",
        by=by,
    )
    return session


@transaction.atomic
def take_back_session(*, session_id: int, reason: str, by: User, now: datetime) -> AssessmentSession:
    """Take back how a talk was said to have gone; it is booked again, and the clocks follow (GUA-16).

    Raises ValidationError where the assessment is closed, or something else rests on the talk.
    """
    require(can_assess(by))
    require_sees(by, now, requests__assessment__sessions=session_id)
    request, session = _locked_talk(session_id)
    if request.stage not in {RequestStage.REGISTERED, RequestStage.ASSESSING}:
        raise ValidationError(
            "Afdækningen er afsluttet og bygger på samtalen. Åbn først afdækningen igen, hvis den kan åbnes."
        )
    refuse_if_relied_on(session, request)
    was, counted_from = session.get_outcome_display().lower(), session.counts_from
    session.take_back(reason=reason, by=by)
    require_free_hour(session)
    session.save()
    held = AssessmentSession.objects.filter(
        assessment=session.assessment_id, outcome=SessionOutcome.HELD
    ).order_by("planned_at")
    move_event(
        request,
        ClockEventKind.FIRST_TALK,
        session,
        others=held,
        reason=reason,
        by=by,
        now=now,
        occurred_at=counted_from,
    )
    tell_taken_back(request.case_id, session, "Afdækningssamtalen", was=was, reason=reason, by=by, now=now)
    return session


@transaction.atomic
def write_assessment(
    *,
    request_id: int,
    written: Mapping[str, str],
    wished_offer: str,
    by: User,
    now: datetime,
    seen: str = "",
) -> Assessment:
    """Save what has been written so far; nothing needs to be whole yet.

    `seen` is the version the writer began from. What a colleague alone has written since stays; raises
    BothHaveWritten with the colleague's words at each field where both have written.
    """
    require(can_assess(by))
    require_sees(by, now, requests=request_id)
    request = _locked(request_id)
    if request.stage not in {RequestStage.REGISTERED, RequestStage.ASSESSING}:
        raise ValidationError("Afdækningen er afsluttet. Åbn den igen for at rette i den.")
    assessment = begun_assessment(request)
    changes = {field: written[field] for field in WRITTEN_FIELDS if field in written}
    standard = in_force(request.requested_on)
    offers = {offer.key: offer.name for offer in standard.offers}
    changes, wished = beside_colleague(
        (assessment, changes),
        (request, {"wished_offer": wished_offer}),
        seen=seen,
        words={"wished_offer": lambda key: str(offers.get(key, key))},
    )
    for field, text in changes.items():
        setattr(assessment, field, text)
    assessment._history_user = by
    assessment.save()
    policy = standard.notification.policy.value
    notify_as_answered(assessment, policy=policy, by=by, now=now)
    if request.stage == RequestStage.REGISTERED:
        _move(request, RequestStage.ASSESSING, by=by)
    if wished.get("wished_offer", request.wished_offer) != request.wished_offer:
        request.wished_offer = wished["wished_offer"]
        request._history_user = by
        request.save(update_fields=["wished_offer"])
    return assessment


@transaction.atomic
def complete_assessment(*, request_id: int, by: User, now: datetime) -> Assessment:
    """Close the assessment and make the case ready for visitation.

    Raises ValidationError per field that is still empty: a topic, the question of children, the conclusion,
    what the citizen asks for (ASS-6, CHI-6).
    """
    require(can_assess(by))
    require_sees(by, now, requests=request_id)
    request = _locked(request_id)
    assessment = assessment_of(request)
    missing: dict[str, str] = {
        field: "Skriv noget her, eller skriv, at det ikke er relevant."
        for field in TOPICS
        if not getattr(assessment, field).strip()
    }
    if not assessment.children:
        missing["children"] = "Spørgsmålet om børn skal besvares."
    elif not assessment.concern and asks_for_concern(
        children=assessment.children, policy=in_force(request.requested_on).notification.policy.value
    ):
        missing["concern"] = "Svar på, om der er grund til bekymring for et barn."
    if not assessment.pregnancy:
        missing["pregnancy"] = "Spørgsmålet om graviditet skal besvares."
    if not assessment.conclusion.strip():
        missing["conclusion"] = "Skriv den faglige konklusion."
    if not request.wished_offer:
        missing["wished_offer"] = "Vælg, hvad borgeren ønsker."
    if missing:
        raise ValidationError(missing)
    refuse_while_due(request.case_id)
    _require_consents(request, today=timezone.localdate(now))
    assessment.completed_at, assessment.completed_by = now, by
    assessment._history_user = by
    assessment.save()
    request.ready_at = now
    _move(request, RequestStage.READY, by=by)
    tell(
        case_id=request.case_id,
        kind=StoryKind.ASSESSMENT,
        at=now,
        text="Afdækningen er afsluttet, og sagen er klar til visitation",
        by=by,
    )
    announce_readiness(request.pk, by=by, now=now)
    return assessment


@transaction.atomic
def reopen_assessment(*, request_id: int, by: User, now: datetime, reason: str) -> Assessment:
    """Take the case back from visitation because something is missing."""
    require(can_assess(by))
    require_sees(by, now, requests=request_id)
    if not reason.strip():
        raise ValidationError({"reason": "Skriv, hvad der mangler."})
    request = _locked(request_id)
    assessment = assessment_of(request)
    request.ready_at = None
    _move(request, RequestStage.ASSESSING, by=by)
    assessment.completed_at = assessment.completed_by = None
    assessment._history_user = by
    assessment._change_reason = reason[:100]
    assessment.save()
    tell(
        case_id=request.case_id,
        kind=StoryKind.ASSESSMENT,
        at=now,
        text=f"Afdækningen er åbnet igen: {reason.strip()}",
        by=by,
    )
    announce_readiness(request.pk, by=by, now=now)
    return assessment


def _require_consents(request: TreatmentRequest, *, today: date) -> None:
    """Where the standard lets the assessment of a young citizen wait for the consents too (U18-4)."""
    standard = in_force(request.requested_on)
    if not assessment_needs_consent(standard):
        return
    needed = consents_needed(Substance(request.substance), standard, age=request.age_on(today))
    given = set(request.events.standing().values_list("kind", flat=True))
    missing = [kind.label.removesuffix(" modtaget") for kind in needed if kind not in given]
    if missing:
        who = " og ".join(missing)
        raise ValidationError(f"Afdækningen kan ikke afsluttes: {who.lower()} er ikke registreret.")


def _locked(request_id: int) -> TreatmentRequest:
    return (
        TreatmentRequest.objects.select_for_update(of=("self",), no_key=True)
        .select_related("inquiry", "case__citizen")
        .get(pk=request_id)
    )


def _locked_talk(session_id: int) -> tuple[TreatmentRequest, AssessmentSession]:
    # The request first, in the order every act locks, so that two acts never wait for each other.
    talks = AssessmentSession.objects
    request = _locked(talks.values_list("assessment__request", flat=True).get(pk=session_id))
    return request, talks.select_for_update(of=("self",)).get(pk=session_id)


def _move(request: TreatmentRequest, stage: RequestStage, *, by: User) -> None:
    request.move_to(stage)
    request._history_user = by
    request.save(update_fields=["stage", "ready_at"])
