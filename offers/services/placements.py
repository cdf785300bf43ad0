"""Stays at residential providers (døgnophold): agreed, guaranteed, begun, moved, ended."""

from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from cases.enums import StoryKind
from cases.permissions import require
from cases.seeing import require_sees
from cases.services.story import tell
from offers.enums import ChoiceStatus, CourseStatus, PlacementEnd, PlacementStatus, TalksAnswer, TreatmentForm
from offers.models import Course, FreeChoice, PaymentGuarantee, Placement, Provider
from offers.permissions import can_guarantee_payment, can_place
from offers.services.beginning import begin
from offers.services.locks import locked, require_open
from offers.services.placement_deadlines import refresh_placement
from rusmiddel.access.models import User
from rusmiddel.danish_dates import long_date

NO_PLAN = "Skriv efterbehandlingsplanen, før borgeren udskrives."


@dataclass(frozen=True, kw_only=True)
class StayValues:
    """What is agreed with the provider."""

    provider_id: int
    planned_from: date
    planned_until: date
    aim: str = ""


@dataclass(frozen=True, kw_only=True)
class EndValues:
    """How a stay ended."""

    kind: PlacementEnd
    ended_on: date
    reason: str
    agreed_with: str = ""
    talks_answer: TalksAnswer | str = ""


@transaction.atomic
def plan_placement(*, course_id: int, values: StayValues, by: User, now: datetime) -> Placement:
    """Agree on a stay with an approved provider, for a course of residential treatment that was granted.

    Raises ValidationError for another form of treatment, a place that is not approved on the day, another
    place than the one the citizen has chosen (FRI-1).
    """
    require(can_place(by))
    require_sees(by, now, courses=course_id)
    course = locked(course_id)
    require_open(course)
    if not course.is_residential:
        raise ValidationError("Kun et bevilget døgnforløb giver ophold på en institution.")
    placement = _placement(course, values)
    placement._history_user = by
    placement.validate_constraints()
    placement.save()
    _tell(placement, f"Ophold aftalt på {placement.provider.name}, {_days(placement)}", by=by, now=now)
    return placement


@transaction.atomic
def give_guarantee(
    *,
    placement_id: int,
    from_on: date,
    until_on: date,
    per_day: Decimal,
    reference: str,
    by: User,
    now: datetime,
) -> PaymentGuarantee:
    """Promise the provider to pay (betalingsgaranti); a stay goes on for as long as it is promised."""
    require(can_guarantee_payment(by))
    require_sees(by, now, placements=placement_id)
    placement = locked_placement(placement_id)
    if not placement.is_open:
        raise ValidationError("Opholdet er slut.")
    guarantee = PaymentGuarantee(
        placement=placement,
        from_on=from_on,
        until_on=until_on,
        per_day=per_day,
        reference=reference.strip(),
        given_on=timezone.localdate(now),
        given_by=by,
    )
    guarantee.full_clean()
    guarantee.save()
    if until_on > placement.planned_until:
        placement.planned_until = until_on
        placement._history_user = by
        placement.save(update_fields=["planned_until"])
    refresh_placement(placement.pk, by=by)
    _tell(placement, f"Betalingsgaranti givet til og med {long_date(until_on)}", by=by, now=now)
    return guarantee


@transaction.atomic
def take_back_guarantee(*, guarantee_id: int, reason: str, by: User, now: datetime) -> PaymentGuarantee:
    """The promise was written wrongly; the line stays, with who took it back and why."""
    require(can_guarantee_payment(by))
    require_sees(by, now, placements__guarantees=guarantee_id)
    placement = locked_placement(
        PaymentGuarantee.objects.values_list("placement", flat=True).get(pk=guarantee_id)
    )
    guarantee = PaymentGuarantee.objects.select_for_update(of=("self",)).get(pk=guarantee_id)
    if not reason.strip():
        raise ValidationError({"reason": "Skriv, hvorfor det tages tilbage."})
    if guarantee.taken_back_at is not None:
        raise ValidationError("Betalingsgarantien er allerede taget tilbage.")
    guarantee.taken_back_at, guarantee.taken_back_by, guarantee.taken_back_reason = now, by, reason.strip()
    guarantee.save(update_fields=["taken_back_at", "taken_back_by", "taken_back_reason"])
    refresh_placement(placement.pk, by=by)
    _tell(placement, f"Betalingsgaranti taget tilbage: {reason.strip()}", by=by, now=now)
    return guarantee


@transaction.atomic
def begin_stay(*, placement_id: int, started_on: date, by: User, now: datetime) -> Placement:
    """The citizen is admitted (indskrevet); treatment has begun, and the guarantee's clock stops.

    Raises ValidationError without a guarantee for payment, at a place that is not approved that day, and for
    whatever else treatment waits for: a pregnant woman's contract, the home municipality's promise to pay.
    """
    require(can_place(by))
    require_sees(by, now, placements=placement_id)
    placement = locked_placement(placement_id)
    if not placement.is_planned:
        raise ValidationError(f"Opholdet er {placement.get_status_display().lower()}.")
    _not_to_come(started_on, "started_on", now=now)
    if started_on < (placement.course.granted_on or started_on):
        raise ValidationError({"started_on": "Dagen ligger, før behandlingen blev bevilget."})
    _require_approved(placement.provider, started_on, field="started_on")
    if not _is_guaranteed(placement, started_on):
        raise ValidationError({"started_on": "Giv først betalingsgaranti for den dag."})
    course = locked(placement.course_id)
    require_open(course)
    if course.status == CourseStatus.PLANNED:
        begin(course, at=_within(started_on, now), by=by, now=now)
    placement.move_to(PlacementStatus.STAYING)
    placement.started_on = started_on
    placement._history_user = by
    placement.validate_constraints()
    placement.save()
    refresh_placement(placement.pk, by=by)
    _tell(placement, f"Indskrevet på {placement.provider.name} {long_date(started_on)}", by=by, now=now)
    return placement


@transaction.atomic
def move_stay(
    *, placement_id: int, values: StayValues, moved_on: date, reason: str, by: User, now: datetime
) -> Placement:
    """Agree on the next place and end the stay at the first; nothing is begun before payment is promised."""
    require(can_place(by))
    require_sees(by, now, placements=placement_id)
    first = locked_placement(placement_id)
    if values.provider_id == first.provider_id:
        raise ValidationError({"provider": "Borgeren er der allerede."})
    _end(
        first,
        EndValues(kind=PlacementEnd.MOVED, ended_on=moved_on, reason=reason),
        by=by,
        now=now,
    )
    course = locked(first.course_id)
    placement = _placement(course, values)
    placement.moved_from = first
    placement._history_user = by
    placement.validate_constraints()
    placement.save()
    _tell(
        placement,
        f"Flytter fra {first.provider.name} til {placement.provider.name}, {_days(placement)}",
        by=by,
        now=now,
    )
    return placement


@transaction.atomic
def end_stay(*, placement_id: int, values: EndValues, by: User, now: datetime) -> Placement:
    """Discharge the citizen (udskrivning). An agreed end is agreed with the provider and has its aftercare
    plan before it (section 10.12); one that nobody agreed on still owes the plan.
    """
    require(can_place(by))
    require_sees(by, now, placements=placement_id)
    placement = locked_placement(placement_id)
    if values.kind == PlacementEnd.MOVED:
        raise ValidationError({"kind": "Vælg den nye institution under »Flyt«."})
    if values.kind == PlacementEnd.AGREED and not _has_plan(placement, values.ended_on):
        raise ValidationError({"kind": NO_PLAN})
    _end(placement, values, by=by, now=now)
    return placement


@transaction.atomic
def cancel_placement(*, placement_id: int, reason: str, by: User, now: datetime) -> Placement:
    """The stay that was agreed comes to nothing."""
    require(can_place(by))
    require_sees(by, now, placements=placement_id)
    placement = locked_placement(placement_id)
    if not reason.strip():
        raise ValidationError({"reason": "Skriv hvorfor."})
    placement.move_to(PlacementStatus.CANCELLED)
    placement.end_reason = reason.strip()
    placement._history_user = by
    placement.save(update_fields=["status", "end_reason"])
    _tell(
        placement,
        f"Opholdet på {placement.provider.name} blev ikke til noget: {reason.strip()}",
        by=by,
        now=now,
    )
    return placement


def locked_placement(placement_id: int) -> Placement:
    # The request and the course first, in the order every act locks.
    locked(Placement.objects.values_list("course", flat=True).get(pk=placement_id))
    return (
        Placement.objects.select_for_update(of=("self",))
        .select_related("course__request__inquiry", "case", "provider")
        .get(pk=placement_id)
    )


def _placement(course: Course, values: StayValues) -> Placement:
    provider = Provider.objects.filter(pk=values.provider_id).first()
    if provider is None or provider.form != TreatmentForm.RESIDENTIAL or provider.closed_on is not None:
        raise ValidationError({"provider": "Vælg et døgntilbud, der er i brug."})
    _require_approved(provider, values.planned_from, field="provider")
    chosen = FreeChoice.objects.open().filter(course=course).select_related("provider").first()
    if chosen is not None and chosen.status == ChoiceStatus.WANTED:
        raise ValidationError(
            {"provider": "Borgeren har valgt et andet sted. Skriv først, hvad det svarede."}
        )
    if chosen is not None and chosen.provider_id != provider.pk:
        raise ValidationError({"provider": f"Borgeren har frit valgt {chosen.provider.name}."})
    return Placement(
        course=course,
        case=course.case,
        provider=provider,
        free_choice=chosen,
        planned_from=values.planned_from,
        planned_until=values.planned_until,
        aim=values.aim.strip(),
    )


def _end(placement: Placement, values: EndValues, *, by: User, now: datetime) -> None:
    if not placement.is_staying or placement.started_on is None:
        raise ValidationError(f"Opholdet er {placement.get_status_display().lower()}.")
    _not_to_come(values.ended_on, "ended_on", now=now)
    if values.ended_on < placement.started_on:
        raise ValidationError({"ended_on": "Dagen ligger, før borgeren blev indskrevet."})
    placement.move_to(PlacementStatus.ENDED)
    placement.ended_on, placement.end_kind = values.ended_on, values.kind
    placement.end_reason = values.reason.strip()
    placement.agreed_with, placement.talks_answer = values.agreed_with.strip(), values.talks_answer
    placement._history_user = by
    placement.validate_constraints()
    placement.save()
    refresh_placement(placement.pk, by=by)
    how = PlacementEnd(values.kind).label.lower()
    offered = (
        f". Ambulante samtaler: {placement.get_talks_answer_display().lower()}" if values.talks_answer else ""
    )
    _tell(
        placement,
        f"Udskrevet fra {placement.provider.name} {long_date(values.ended_on)}: {how}{offered}",
        by=by,
        now=now,
    )


def _has_plan(placement: Placement, on: date) -> bool:
    return placement.course.aftercare_plans.filter(made_on__lte=on).exists()


def _is_guaranteed(placement: Placement, on: date) -> bool:
    return placement.guarantees.standing().filter(from_on__lte=on, until_on__gte=on).exists()


def _require_approved(provider: Provider, on: date, *, field: str) -> None:
    if not provider.is_approved_on(on):
        raise ValidationError({field: f"{provider.name} er ikke godkendt af Socialtilsynet {long_date(on)}."})


def _not_to_come(day: date, field: str, *, now: datetime) -> None:
    if day > timezone.localdate(now):
        raise ValidationError({field: "Datoen ligger i fremtiden."})


def _within(day: date, now: datetime) -> datetime:
    """A moment of the day that has been."""
    at_noon = datetime.combine(day, time(12), tzinfo=timezone.get_current_timezone())
    return min(at_noon, now)


def _days(placement: Placement) -> str:
    return f"{long_date(placement.planned_from)} til {long_date(placement.planned_until)}"


def _tell(placement: Placement, text: str, *, by: User, now: datetime) -> None:
    tell(
        case_id=placement.case_id,
        kind=StoryKind.TREATMENT,
        at=now,
        text=text,
        by=by,
        path=placement.get_absolute_url(),
    )
