"""Psychological screening and assessment: referral, talks, report, feedback, supporting talks."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from cases.booking_days import booking_day_refused
from cases.enums import Place, PsychologyKind, PsychologyTalkPurpose, SessionOutcome, StoryKind
from cases.free_hours import require_free_hour
from cases.models import Case, PsychologicalExamination, PsychologyTalk
from cases.permissions import can_assess, can_examine, require
from cases.psychology.terms import Terms, refusal, report_due_on, terms
from cases.seeing import require_sees
from cases.services.attachments import Received, attach
from cases.services.story import tell
from rusmiddel.access.enums import Role
from rusmiddel.access.models import User
from rusmiddel.danish_dates import clock, long_date
from rusmiddel.deadlines import register
from rusmiddel.deadlines.enums import DeadlineKind, DeadlineStatus
from rusmiddel.deadlines.values import DeadlineValues, Step, due_milestones
from rusmiddel.standards.services import in_force, timeline, version_in_force

# Days before the report is due on which it is warned of.
WARNING_DAYS_BEFORE = (7,)
COUNTED = (SessionOutcome.PLANNED, SessionOutcome.HELD)


def terms_of(examination: PsychologicalExamination) -> Terms:
    """The terms of the standard in force on the day of the referral."""
    found = terms(PsychologyKind(examination.kind), in_force(examination.referred_on))
    if found is None:
        raise LookupError("The standard of the referral has no such offer.")
    return found


@transaction.atomic
def refer(
    *,
    case_id: int,
    kind: PsychologyKind,
    question: str,
    psychologist: User,
    referred_on: date,
    by: User,
    now: datetime,
) -> PsychologicalExamination:
    """Ask the psychologist a question; the report is due by the standard's weeks."""
    require(can_assess(by))
    require_sees(by, now, pk=case_id)
    case = Case.objects.select_for_update(of=("self",), no_key=True).get(pk=case_id)
    if not case.is_open:
        raise ValidationError("Sagen er lukket.")
    if referred_on > timezone.localdate(now):
        raise ValidationError({"referred_on": "Datoen ligger i fremtiden."})
    if referred_on < case.opened_on:
        raise ValidationError({"referred_on": "Datoen ligger, før sagen blev åbnet."})
    if not psychologist.has_role(Role.PSYCHOLOGIST):
        raise ValidationError({"psychologist": f"{psychologist.name} er ikke psykolog."})
    if terms(kind, in_force(referred_on)) is None:
        raise ValidationError({"kind": "Kvalitetsstandarden har ikke det tilbud."})
    examination = PsychologicalExamination(
        case=case,
        kind=kind,
        standard=version_in_force(referred_on),
        referred_on=referred_on,
        question=question.strip(),
        psychologist=psychologist,
    )
    examination._history_user = by
    examination.validate_constraints()
    examination.save()
    _keep_deadline(examination, by=by)
    _tell(examination, f"Henvist til {examination.get_kind_display().lower()}", by=by, at=now)
    return examination


@transaction.atomic
def book_psychology_talk(
    *,
    examination_id: int,
    purpose: PsychologyTalkPurpose,
    planned_at: datetime,
    minutes: int,
    place: Place,
    by: User,
    now: datetime,
) -> PsychologyTalk:
    """Book a talk with the psychologist; never more than the standard gives."""
    require(can_examine(by))
    require_sees(by, now, examinations=examination_id)
    examination = _locked(examination_id)
    if examination.stopped_on is not None:
        raise ValidationError("Undersøgelsen er stoppet.")
    if timezone.localdate(planned_at) < examination.referred_on:
        raise ValidationError({"planned_at": "Samtalen kan ikke ligge før henvisningen."})
    if refused := booking_day_refused(timezone.localdate(planned_at), today=timezone.localdate(now)):
        raise ValidationError({"planned_at": refused})
    booked = examination.talks.filter(purpose=purpose, outcome__in=COUNTED).count()
    if said := refusal(purpose, terms_of(examination), booked=booked, is_reported=examination.is_reported):
        raise ValidationError({"purpose": said})
    talk = PsychologyTalk(
        examination=examination,
        purpose=purpose,
        planned_at=planned_at,
        minutes=minutes,
        place=place,
        employee=examination.psychologist,
    )
    talk._history_user = by
    talk.validate_constraints()
    require_free_hour(talk)
    talk.save()
    _tell(
        examination,
        f"{talk.get_purpose_display()} hos psykolog aftalt til"
        f" {long_date(timezone.localdate(planned_at))} kl. {clock(planned_at)}",
        by=by,
        at=now,
        kind=StoryKind.SESSION,
    )
    return talk


@transaction.atomic
def close_psychology_talk(
    *, talk_id: int, outcome: SessionOutcome, note: str, by: User, now: datetime
) -> PsychologyTalk:
    """Say how a talk with the psychologist went."""
    require(can_examine(by))
    require_sees(by, now, examinations__talks=talk_id)
    talk = (
        PsychologyTalk.objects.select_for_update(of=("self",))
        .select_related("examination__case")
        .get(pk=talk_id)
    )
    talk.end(outcome, note=note, by=by, now=now)
    talk.save()
    tell(
        case_id=talk.examination.case_id,
        kind=StoryKind.SESSION,
        at=talk.ended_at(now),
        text=f"{talk.get_purpose_display()} hos psykolog: {talk.get_outcome_display().lower()}",
        by=by,
        path=talk.examination.get_absolute_url(),
    )
    return talk


@transaction.atomic
def write_report(
    *,
    examination_id: int,
    report: str,
    finish: bool,
    by: User,
    now: datetime,
    attached: Sequence[Received] = (),
) -> PsychologicalExamination:
    """Keep the report as it is written, with the files it came as; finished, its deadline is met for good."""
    require(can_examine(by))
    require_sees(by, now, examinations=examination_id)
    examination = _locked(examination_id)
    if not examination.is_open:
        raise ValidationError("Beskrivelsen er afsluttet, eller undersøgelsen er stoppet.")
    examination.report = report.strip()
    if finish:
        if not examination.report:
            raise ValidationError({"report": "Skriv beskrivelsen, før den afsluttes."})
        examination.reported_at, examination.reported_by = now, by
    examination._history_user = by
    examination.save()
    for file in attached:
        attach(case_id=examination.case_id, file=file, note=None, examination=examination, by=by, now=now)
    if finish:
        _keep_deadline(examination, by=by)
        _tell(examination, f"{examination.get_kind_display()} er afsluttet", by=by, at=now)
    return examination


@transaction.atomic
def stop_examination(
    *, examination_id: int, reason: str, by: User, now: datetime
) -> PsychologicalExamination:
    """End it without a report, with the reason."""
    require(can_assess(by))
    require_sees(by, now, examinations=examination_id)
    if not reason.strip():
        raise ValidationError({"reason": "Skriv, hvorfor undersøgelsen stoppes."})
    examination = _locked(examination_id)
    if not examination.is_open:
        raise ValidationError("Undersøgelsen er allerede afsluttet.")
    if examination.talks.filter(outcome=SessionOutcome.PLANNED).exists():
        raise ValidationError("Aflys først de samtaler, der er aftalt.")
    examination.stopped_on, examination.stop_reason = timezone.localdate(now), reason.strip()
    examination._history_user = by
    examination.save()
    _keep_deadline(examination, by=by)
    _tell(examination, f"{examination.get_kind_display()} er stoppet: {reason.strip()}", by=by, at=now)
    return examination


def expected_reports(examinations: Iterable[PsychologicalExamination]) -> Iterator[DeadlineValues]:
    """What the register must say of each, for the act and for the nightly reconciliation."""
    standards = timeline()
    for examination in examinations:
        found = terms(PsychologyKind(examination.kind), standards.on(examination.referred_on))
        due_on = report_due_on(examination.referred_on, found) if found else None
        if found is None or due_on is None:
            continue
        status, closed_on = DeadlineStatus.OPEN, None
        if examination.reported_at is not None:
            closed_on = timezone.localdate(examination.reported_at)
            status = DeadlineStatus.MET if closed_on <= due_on else DeadlineStatus.BREACHED
        elif examination.stopped_on is not None:
            status, closed_on = DeadlineStatus.LAPSED, examination.stopped_on
        yield DeadlineValues(
            case_id=examination.case_id,
            kind=DeadlineKind.PSYCHOLOGICAL_REPORT,
            ref=examination.deadline_ref,
            opened_on=examination.referred_on,
            due_on=due_on,
            status=status,
            closed_on=closed_on,
            reason=examination.stop_reason,
            responsible_id=examination.psychologist_id,
            explanation=(
                Step(on=examination.referred_on, text="Henvist til psykolog", basis=found.source),
                Step(
                    on=due_on,
                    text=f"Standarden giver højst {found.weeks} uger til {found.name.lower()}",
                    basis=found.source,
                ),
            ),
            milestones=(
                due_milestones(due_on=due_on, days_before=WARNING_DAYS_BEFORE)
                if status == DeadlineStatus.OPEN
                else ()
            ),
        )


def refresh_reports(case_id: int, *, by: User | None) -> None:
    """Keep the reports of a case in the register: due by the psychologist, whoever has the case."""
    register.keep_many(
        expected_reports(PsychologicalExamination.objects.filter(case=case_id).order_by("pk")), by=by
    )


def _keep_deadline(examination: PsychologicalExamination, *, by: User) -> None:
    register.keep_many(expected_reports([examination]), by=by)


def _locked(examination_id: int) -> PsychologicalExamination:
    return (
        PsychologicalExamination.objects.select_for_update(of=("self",))
        .select_related("case", "psychologist")
        .get(pk=examination_id)
    )


def _tell(
    examination: PsychologicalExamination,
    text: str,
    *,
    by: User,
    at: datetime,
    kind: StoryKind = StoryKind.ASSESSMENT,
) -> None:
    tell(case_id=examination.case_id, kind=kind, at=at, text=text, by=by, path=examination.get_absolute_url())
