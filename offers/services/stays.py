"""What happens while somebody stays: supervision, status reports, the plan for afterwards."""

from dataclasses import dataclass
from datetime import date, datetime, time
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from cases.enums import NoteKind, StoryKind
from cases.permissions import require
from cases.seeing import require_sees
from cases.services.notes import sign_note
from cases.services.story import tell
from offers.enums import Degree, SupervisionMeans
from offers.models import AftercarePlan, Placement, StatusReport, SupervisionVisit
from offers.permissions import can_place
from offers.services.locks import locked
from offers.services.placement_deadlines import refresh_placement, refresh_placements_of
from offers.services.placements import locked_placement
from rusmiddel.access.models import User
from rusmiddel.danish_dates import long_date


@dataclass(frozen=True, kw_only=True)
class SupervisionValues:
    """What was seen when supervision was held."""

    held_on: date
    means: SupervisionMeans
    with_whom: str
    delivers: Degree
    cooperates: Degree
    text: str


@dataclass(frozen=True, kw_only=True)
class AftercareValues:
    """What is to happen after the stay."""

    made_on: date
    with_citizen: bool
    goals: str
    support: str
    relapse: str


@transaction.atomic
def record_supervision(
    *, placement_id: int, values: SupervisionValues, submission: UUID, by: User, now: datetime
) -> SupervisionVisit:
    """Write supervision (tilsyn) down: whether the institution delivers and the citizen co-operates, and the
    note of it in the journal. The same `submission` twice gives the same visit.
    """
    require(can_place(by))
    require_sees(by, now, placements=placement_id)
    placement = locked_placement(placement_id)
    written = SupervisionVisit.objects.filter(note__submission=submission).first()
    if written is not None:
        return written
    _during(placement, values.held_on, "held_on", now=now)
    means = SupervisionMeans(values.means)
    note = sign_note(
        case_id=placement.case_id,
        kind=NoteKind.SUPERVISION,
        occurred_at=_on(values.held_on, now),
        text=(
            f"Tilsyn på {placement.provider.name} ({means.label.lower()}) med {values.with_whom.strip()}.\n"
            f"Institutionen yder det aftalte: {Degree(values.delivers).label.lower()}. "
            f"Borgeren samarbejder: {Degree(values.cooperates).label.lower()}.\n\n{values.text.strip()}"
        ),
        submission=submission,
        by=by,
        now=now,
    )
    visit = SupervisionVisit(
        placement=placement,
        held_on=values.held_on,
        means=means,
        with_whom=values.with_whom.strip(),
        delivers=values.delivers,
        cooperates=values.cooperates,
        note=note,
    )
    visit.validate_constraints()
    visit.save()
    refresh_placement(placement.pk, by=by)
    _tell(placement, f"Tilsyn holdt på {placement.provider.name}", by=by, now=now)
    return visit


@transaction.atomic
def record_status_report(
    *, placement_id: int, received_on: date, summary: str, by: User, now: datetime
) -> StatusReport:
    """The institution's status report (statusbeskrivelse) has come."""
    require(can_place(by))
    require_sees(by, now, placements=placement_id)
    placement = locked_placement(placement_id)
    if placement.started_on is None or received_on < placement.started_on:
        raise ValidationError({"received_on": "Dagen ligger, før borgeren blev indskrevet."})
    if received_on > timezone.localdate(now):
        raise ValidationError({"received_on": "Datoen ligger i fremtiden."})
    report = StatusReport(
        placement=placement,
        received_on=received_on,
        summary=summary.strip(),
        recorded_at=now,
        recorded_by=by,
    )
    report.validate_constraints()
    report.save()
    refresh_placement(placement.pk, by=by)
    _tell(placement, f"Statusbeskrivelse modtaget fra {placement.provider.name}", by=by, now=now)
    return report


@transaction.atomic
def write_aftercare_plan(
    *, course_id: int, values: AftercareValues, by: User, now: datetime
) -> AftercarePlan:
    """Write what happens after the stay (efterbehandlingsplan); a new one takes the place of the last."""
    require(can_place(by))
    require_sees(by, now, courses=course_id)
    course = locked(course_id)
    if not course.placements.exclude(started_on=None).exists():
        raise ValidationError("Borgeren er ikke indskrevet på en døgninstitution endnu.")
    if values.made_on > timezone.localdate(now):
        raise ValidationError({"made_on": "Datoen ligger i fremtiden."})
    if values.made_on < course.request.requested_on:
        raise ValidationError({"made_on": "Datoen ligger, før borgeren henvendte sig."})
    plan = AftercarePlan(
        course=course,
        case=course.case,
        version=course.aftercare_plans.count() + 1,
        made_on=values.made_on,
        with_citizen=values.with_citizen,
        goals=values.goals.strip(),
        support=values.support.strip(),
        relapse=values.relapse.strip(),
        recorded_at=now,
        recorded_by=by,
    )
    plan.validate_constraints()
    plan.save()
    refresh_placements_of(course.pk, by=by)
    tell(
        case_id=course.case_id,
        kind=StoryKind.TREATMENT,
        at=now,
        text="Efterbehandlingsplan skrevet",
        by=by,
        path=course.placements.latest("pk").get_absolute_url(),
    )
    return plan


def _during(placement: Placement, day: date, field: str, *, now: datetime) -> None:
    if placement.started_on is None or day < placement.started_on:
        raise ValidationError({field: "Dagen ligger, før borgeren blev indskrevet."})
    if placement.ended_on is not None and day > placement.ended_on:
        raise ValidationError({field: f"Borgeren blev udskrevet {long_date(placement.ended_on)}."})
    if day > timezone.localdate(now):
        raise ValidationError({field: "Datoen ligger i fremtiden."})


def _on(day: date, now: datetime) -> datetime:
    return min(datetime.combine(day, time(12), tzinfo=timezone.get_current_timezone()), now)


def _tell(placement: Placement, text: str, *, by: User, now: datetime) -> None:
    tell(
        case_id=placement.case_id,
        kind=StoryKind.TREATMENT,
        at=now,
        text=text,
        by=by,
        path=placement.get_absolute_url(),
    )
