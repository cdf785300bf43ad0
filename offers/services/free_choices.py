"""The citizen's free choice (frit valg): of another place of the same form, after visitation."""

from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from cases.enums import ClockEventKind, DeviationReason, StoryKind, Substance
from cases.guarantee import may_deviate
from cases.models import ClockEvent, TreatmentRequest
from cases.permissions import require
from cases.seeing import require_sees
from cases.services.clocks import add_event, strike_event
from cases.services.story import tell
from offers.enums import ChoiceStatus, TreatmentForm
from offers.free_choice import Place, Wanted, refusal
from offers.models import Course, FreeChoice, Provider
from offers.permissions import can_place
from offers.services.locks import locked, require_open
from rusmiddel.access.models import User
from rusmiddel.danish_dates import long_date
from rusmiddel.standards.services import in_force

ANSWERS = (
    ChoiceStatus.ACCEPTED,
    ChoiceStatus.NO_CAPACITY,
    ChoiceStatus.DECLINED,
    ChoiceStatus.WITHDRAWN,
)


@transaction.atomic
def choose_provider(
    *,
    course_id: int,
    provider_id: int,
    chosen_on: date,
    wish: str,
    is_heroin: bool = False,
    by: User,
    now: datetime,
) -> FreeChoice:
    """Write down that the citizen chooses another place (FRI-1); the guarantee is deviated from (GUA-17).

    Raises ValidationError before visitation, across ambulant and residential (FRI-2), for a place that is
    not approved, for heroin, and for whoever is anonymous by § 101 a.
    """
    require(can_place(by))
    require_sees(by, now, courses=course_id)
    course = locked(course_id)
    require_open(course)
    if chosen_on > timezone.localdate(now):
        raise ValidationError({"chosen_on": "Datoen ligger i fremtiden."})
    provider = Provider.objects.open().filter(pk=provider_id).first()
    if provider is None:
        raise ValidationError({"provider": "Vælg et sted, der er i brug."})
    if course.placements.open().exists():
        raise ValidationError("Der er allerede aftalt et ophold.")
    why_not = why_not_chosen(course, provider, on=chosen_on, is_heroin=is_heroin)
    if why_not:
        raise ValidationError({"provider": why_not})
    choice = FreeChoice(
        course=course,
        case=course.case,
        provider=provider,
        form=course.form,
        is_public=provider.is_public,
        chosen_on=chosen_on,
        wish=wish.strip(),
        deviation=_deviation(course, provider, by=by, now=now),
    )
    choice._history_user = by
    choice.validate_constraints()
    choice.save()
    _tell(choice, f"Borgeren har frit valgt {provider.name}", by=by, now=now)
    return choice


def why_not_chosen(course: Course, provider: Provider, *, on: date, is_heroin: bool = False) -> str:
    """Why the place cannot be chosen for the course; empty where it can."""
    standard = in_force(course.request.requested_on)
    is_anonymous = course.case.citizen.is_anonymous
    return refusal(
        Wanted(
            form=TreatmentForm(course.form),
            offer_kind=standard.offer(course.offer_key).kind,
            is_granted=course.granted_on is not None,
            is_anonymous_drugs=is_anonymous and course.request.substance != Substance.ALCOHOL,
            is_heroin=is_heroin,
        ),
        Place(
            form=TreatmentForm(provider.form),
            is_public=provider.is_public,
            is_approved=provider.is_approved_on(on),
            is_on_portal=bool(provider.portal_id),
        ),
        standard,
        on=on,
    )


@transaction.atomic
def answer_choice(
    *, choice_id: int, status: ChoiceStatus, answered_on: date, note: str, by: User, now: datetime
) -> FreeChoice:
    """Write down what the place answered, or that the citizen thought better of it.

    A public place may say no only for lack of room; a restriction is a decision and made elsewhere (FRI-3).
    """
    require(can_place(by))
    require_sees(by, now, free_choices=choice_id)
    if status not in ANSWERS:
        raise ValidationError({"status": "Det er en afgørelse, som skal have brev."})
    choice = locked_choice(choice_id)
    if answered_on > timezone.localdate(now):
        raise ValidationError({"answered_on": "Datoen ligger i fremtiden."})
    if answered_on < choice.chosen_on:
        raise ValidationError({"answered_on": "Dagen ligger, før borgeren valgte stedet."})
    if status == ChoiceStatus.WITHDRAWN and choice.placements.open().exists():
        raise ValidationError(
            {"status": "Der er aftalt et ophold på stedet. Annullér eller afslut det først."}
        )
    if status == ChoiceStatus.DECLINED and choice.is_public:
        raise ValidationError({"status": "Et offentligt sted kan kun afvise af hensyn til kapaciteten."})
    if status != ChoiceStatus.ACCEPTED and not note.strip():
        raise ValidationError({"note": "Skriv, hvad der blev svaret."})
    settle_choice(choice, status, answered_on=answered_on, note=note, by=by, now=now)
    return choice


def locked_choice(choice_id: int) -> FreeChoice:
    # The request and the course first, in the order every act locks.
    locked(FreeChoice.objects.values_list("course", flat=True).get(pk=choice_id))
    return (
        FreeChoice.objects.select_for_update(of=("self",))
        .select_related("course__request__inquiry", "case__citizen", "provider", "deviation__request")
        .get(pk=choice_id)
    )


def settle_choice(
    choice: FreeChoice, status: ChoiceStatus, *, answered_on: date, note: str, by: User, now: datetime
) -> None:
    """Say what became of it, as part of an act whose permission has been checked.

    Where nothing comes of it the guarantee runs again, as it ran before.
    """
    choice.move_to(status)
    choice.answered_on, choice.answer_note = answered_on, note.strip()
    choice._history_user = by
    choice.validate_constraints()
    choice.save()
    if status != ChoiceStatus.ACCEPTED:
        _no_longer_deviated(choice, by=by, now=now)
    _tell(
        choice, f"Frit valg af {choice.provider.name}: {ChoiceStatus(status).label.lower()}", by=by, now=now
    )


def _deviation(course: Course, provider: Provider, *, by: User, now: datetime) -> ClockEvent | None:
    """The guarantee covers the centre's own offers; one who chooses another has it set aside (GUA-17)."""
    request = TreatmentRequest.objects.get(pk=course.request_id)
    facts = {event.kind for event in request.events.standing()}
    settled = {ClockEventKind.TREATMENT_STARTED, ClockEventKind.DEVIATION}
    if facts & settled or not may_deviate(DeviationReason.FREE_CHOICE, in_force(course.request.requested_on)):
        return None
    return add_event(
        request_id=request.pk,
        kind=ClockEventKind.DEVIATION,
        occurred_at=now,
        by=by,
        now=now,
        reason=DeviationReason.FREE_CHOICE,
        note=f"Frit valg af {provider.name}",
    )


def _no_longer_deviated(choice: FreeChoice, *, by: User, now: datetime) -> None:
    event = choice.deviation
    started = choice.course.request.events.standing().filter(kind=ClockEventKind.TREATMENT_STARTED)
    if event is None or event.cancelled_at is not None or started.exists():
        return
    strike_event(
        event,
        reason=f"Det frie valg blev ikke til noget {long_date(timezone.localdate(now))}",
        by=by,
        now=now,
    )


def _tell(choice: FreeChoice, text: str, *, by: User, now: datetime) -> None:
    tell(
        case_id=choice.case_id,
        kind=StoryKind.TREATMENT,
        at=now,
        text=text,
        by=by,
        path=choice.course.get_absolute_url(),
    )
