"""After treatment: follow-up at one and six months, the standard's talks, and who comes back."""

from collections.abc import Iterator
from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from cases.enums import StoryKind, Substance
from cases.models import Code
from cases.permissions import require
from cases.seeing import require_sees
from cases.services.story import tell
from offers.endings.after import MONTHS_OF, End, Quota, follow_up_due, quota, quota_steps
from offers.enums import FollowUpKind, FollowUpOutcome
from offers.models import CourseEnding, FollowUp
from offers.permissions import can_treat
from rusmiddel.access.models import User
from rusmiddel.deadlines import register
from rusmiddel.deadlines.enums import DeadlineKind, DeadlineStatus
from rusmiddel.deadlines.values import DeadlineValues, Step, due_milestones
from rusmiddel.standards.schema import Standard
from rusmiddel.standards.services import in_force, timeline

# Days before on which a follow-up is warned of (section 25).
WARNING_DAYS_BEFORE = (10,)
KIND_OF = {
    FollowUpKind.MONTH_1: DeadlineKind.FOLLOW_UP_1,
    FollowUpKind.MONTH_6: DeadlineKind.FOLLOW_UP_6,
}
END_STATUS = "end_status"


@transaction.atomic
def record_follow_up(
    *,
    ending_id: int,
    kind: FollowUpKind,
    outcome: FollowUpOutcome,
    on: date,
    status: str,
    findings: str,
    by: User,
    now: datetime,
) -> FollowUp:
    """Write down a follow-up: how the citizen is, or that it was declined or nobody was reached (FUP-1).

    Raises ValidationError for a talk beyond the standard's number or after its months (FUP-2, FUP-3).
    """
    require(can_treat(by))
    require_sees(by, now, endings=ending_id)
    ending = endings().select_for_update(of=("self",)).get(pk=ending_id)
    if not ending.ends_treatment:
        raise ValidationError("Behandlingen gik videre i et andet forløb. Følg op på det.")
    if on > timezone.localdate(now):
        raise ValidationError({"on": "Datoen ligger i fremtiden."})
    if on < ending.ended_on:
        raise ValidationError({"on": "Datoen ligger, før behandlingen blev afsluttet."})
    label = ""
    if outcome == FollowUpOutcome.HELD:
        found = Code.objects.named(END_STATUS, status, on=on)
        if found is None:
            raise ValidationError({"status": "Vælg, hvordan det går."})
        if not findings.strip():
            raise ValidationError({"findings": "Skriv, hvad I fandt."})
        label = found.label
    if kind == FollowUpKind.TALK and outcome == FollowUpOutcome.HELD:
        _require_left(ending, on=on)
    follow_up = FollowUp(
        ending=ending,
        kind=kind,
        outcome=outcome,
        on=on,
        status=status if label else "",
        status_label=label,
        findings=findings.strip(),
        recorded_at=now,
        recorded_by=by,
    )
    follow_up.validate_constraints()
    follow_up.save()
    refresh_follow_ups(ending.case_id, by=by)
    tell(
        case_id=ending.case_id,
        kind=StoryKind.TREATMENT,
        at=now,
        text=f"{kind.label}: {(label or outcome.label).lower()}",
        by=by,
        path=ending.get_absolute_url(),
    )
    return follow_up


def endings() -> QuerySet[CourseEnding]:
    """Endings with all that follows from them, in a constant number of queries."""
    return (
        CourseEnding.objects.select_related("course__request__inquiry", "case__citizen")
        .prefetch_related("follow_ups")
        .order_by("pk")
    )


def end_of(ending: CourseEnding) -> End:
    return End(
        ended_on=ending.ended_on,
        reason=ending.reason,
        is_anonymous=ending.case.citizen.is_anonymous,
    )


def quota_of(ending: CourseEnding, standard: Standard) -> Quota | None:
    if not ending.ends_treatment:
        return None
    return quota(end_of(ending), Substance(ending.course.request.substance), standard)


def talks_held(ending: CourseEnding) -> list[FollowUp]:
    return sorted(
        (
            each
            for each in ending.follow_ups.all()
            if each.kind == FollowUpKind.TALK and each.outcome == FollowUpOutcome.HELD
        ),
        key=lambda each: each.on,
    )


def refresh_follow_ups(case_id: int, *, by: User | None) -> None:
    """Keep what follows after the case's treatments in the register."""
    register.keep_many(expected_follow_ups(endings().filter(case=case_id)), by=by)


def expected_follow_ups(found: QuerySet[CourseEnding]) -> Iterator[DeadlineValues]:
    """What the register must say of each ending, for the acts and the nightly reconciliation."""
    standards = timeline()
    for ending in found.filter(ends_treatment=True).iterator(chunk_size=500):
        standard = standards.on(ending.course.request.requested_on)
        for kind in MONTHS_OF:
            due = follow_up_due(kind, end_of(ending), standard)
            if due is not None:
                yield _follow_up(ending, kind, *due)
        found_quota = quota_of(ending, standard)
        if found_quota is not None:
            yield _talks(ending, found_quota)


def _follow_up(
    ending: CourseEnding, kind: FollowUpKind, due_on: date, steps: tuple[Step, ...]
) -> DeadlineValues:
    done = next((each for each in ending.follow_ups.all() if each.kind == kind), None)
    status, reason = DeadlineStatus.OPEN, ""
    if done is not None and done.outcome == FollowUpOutcome.HELD:
        status = DeadlineStatus.MET if done.on <= due_on else DeadlineStatus.BREACHED
    elif done is not None:
        status, reason = DeadlineStatus.WAIVED, FollowUpOutcome(done.outcome).label
    return _values(
        ending,
        KIND_OF[kind],
        due_on=due_on,
        status=status,
        closed_on=done.on if done else None,
        reason=reason,
        steps=steps,
    )


def _talks(ending: CourseEnding, found: Quota) -> DeadlineValues:
    held = talks_held(ending)
    status, closed_on, reason = DeadlineStatus.OPEN, None, ""
    if len(held) >= found.talks:
        status, closed_on = DeadlineStatus.MET, held[found.talks - 1].on
    elif ended := _no_more_wanted(ending, found):
        status, closed_on, reason = DeadlineStatus.WAIVED, ended.on, FollowUpOutcome(ended.outcome).label
    return _values(
        ending,
        DeadlineKind.AFTERCARE_TALKS,
        due_on=found.until,
        status=status,
        closed_on=closed_on,
        reason=reason,
        steps=quota_steps(end_of(ending), found),
    )


def _no_more_wanted(ending: CourseEnding, found: Quota) -> FollowUp | None:
    """The citizen wants no more talks, or was not reached until the time had gone."""
    for each in sorted(ending.follow_ups.all(), key=lambda each: each.on):
        is_late = each.outcome == FollowUpOutcome.NOT_REACHED and each.on >= found.until
        if each.kind == FollowUpKind.TALK and (each.outcome == FollowUpOutcome.DECLINED or is_late):
            return each
    return None


def _values(
    ending: CourseEnding,
    kind: DeadlineKind,
    *,
    due_on: date,
    status: DeadlineStatus,
    closed_on: date | None,
    reason: str,
    steps: tuple[Step, ...],
) -> DeadlineValues:
    return DeadlineValues(
        case_id=ending.case_id,
        kind=kind,
        ref=ending.deadline_ref,
        opened_on=ending.ended_on,
        due_on=due_on,
        status=status,
        closed_on=closed_on,
        reason=reason,
        responsible_id=ending.case.responsible_id,
        explanation=steps,
        milestones=(
            due_milestones(due_on=due_on, days_before=WARNING_DAYS_BEFORE)
            if status == DeadlineStatus.OPEN
            else ()
        ),
    )


def _require_left(ending: CourseEnding, *, on: date) -> None:
    found = quota_of(ending, in_force(ending.course.request.requested_on))
    if found is None:
        raise ValidationError("Kvalitetsstandarden giver ikke samtaler efter denne behandling.")
    if len(talks_held(ending)) >= found.talks:
        raise ValidationError(f"Standardens {found.talks} samtaler efter behandlingen er holdt.")
    if on > found.until:
        raise ValidationError({"on": "Standardens tid til samtaler efter behandlingen er gået."})
