"""What must be kept in substitution treatment: the doctor's talk, and the unannounced tests."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date

from django.db.models import Prefetch, QuerySet

from cases.models import Relation
from offers.enums import TAKEN
from offers.models import Course, DoctorTalk, HomeChildren, Prescription, SubstitutionPlan, UrineTest
from offers.substitution.due import (
    NO_CHILDREN,
    ChildrenAnswer,
    TalkRound,
    talk_due,
    urine_rounds,
    urine_steps,
)
from offers.substitution.recognising import says_children_at_home
from rusmiddel.access.models import User
from rusmiddel.deadlines import register
from rusmiddel.deadlines.enums import DeadlineKind, DeadlineStatus
from rusmiddel.deadlines.models import Deadline
from rusmiddel.deadlines.values import DeadlineValues, Step, due_milestones
from rusmiddel.standards.schema import Standard
from rusmiddel.standards.services import timeline

KINDS = (DeadlineKind.DOCTOR_TALK, DeadlineKind.URINE_TEST)
# Days before each is due on which it is warned of (section 25).
TALK_WARNING_DAYS = (30,)
TEST_WARNING_DAYS = (14,)
TREATMENT_OVER = "Behandlingen er slut."
TEST_STRUCK = "Prøven, som fristen regnedes fra, er rettet."


def refresh_substitution(course_id: int, *, by: User | None) -> None:
    """Keep the register in step with doses, talks, tests and the end of the course."""
    _refresh(treated_courses().filter(pk=course_id), by=by)


def stay_with_the_doctor(case_id: int, by: User) -> None:
    """The doctor's talk is the doctor's, whoever has the case."""
    _refresh(treated_courses().filter(case=case_id), by=by)


def _refresh(courses: QuerySet[Course], *, by: User | None) -> None:
    for course in courses:
        expected = list(expected_in_substitution([course]))
        register.keep_many(expected, by=by)
        # A test that is put right may take back the round that began with it.
        refs = {values.ref for values in expected}
        gone = Deadline.objects.open().filter(
            kind__in=KINDS, case_id=course.case_id, ref__startswith=f"substitution:{course.pk}:"
        )
        register.keep_many(
            (
                replace(
                    row.values,
                    status=DeadlineStatus.LAPSED,
                    closed_on=row.opened_on,
                    reason=TEST_STRUCK,
                    milestones=(),
                )
                for row in gone.exclude(ref__in=refs)
            ),
            by=by,
        )


def treated_courses() -> QuerySet[Course]:
    """Courses in which a dose has been prescribed, with all that their deadlines are computed from."""
    return (
        Course.objects.filter(prescriptions__isnull=False)
        .distinct()
        .order_by("pk")
        .select_related("case", "request")
        .prefetch_related(
            Prefetch("prescriptions", Prescription.objects.standing(), to_attr="lines"),
            Prefetch("doctor_talks", DoctorTalk.objects.order_by("held_on"), to_attr="talks"),
            Prefetch("home_children", HomeChildren.objects.order_by("from_on"), to_attr="answers"),
            Prefetch(
                "urine_tests", UrineTest.objects.standing().filter(outcome__in=sorted(TAKEN)), to_attr="tests"
            ),
            Prefetch(
                "substitution_plans", SubstitutionPlan.objects.order_by("-version"), to_attr="doctors_plans"
            ),
        )
    )


def expected_in_substitution(courses: Iterable[Course]) -> Iterator[DeadlineValues]:
    """What the register must say, for the acts and for the nightly reconciliation."""
    standards = timeline()
    for course in courses:
        standard = standards.on(course.request.requested_on)
        yield from _talks(course, standard)
        yield from _tests(course, standard)


def children_at_home(course: Course) -> bool:
    """Whether the case says that children live with the citizen: what the page asks the staff to answer."""
    assessment = getattr(course.request, "assessment", None)
    asked = (assessment.children if assessment else "") or course.request.inquiry.children
    lives = Relation.objects.standing().filter(citizen=course.case.citizen_id).values_list("lives", flat=True)
    return says_children_at_home(asked=asked, lives=list(lives))


def _talks(course: Course, standard: Standard) -> Iterator[DeadlineValues]:
    talks: list[DoctorTalk] = course.talks  # type: ignore[attr-defined]
    doctor = _doctor(course)
    rounds = [(_started_on(course), None), *((talk.held_on, talk.next_on) for talk in talks)]
    for number, (opened_on, agreed_on) in enumerate(rounds):
        is_first = number == 0
        due = talk_due(TalkRound(opened_on=opened_on, is_first=is_first, agreed_on=agreed_on), standard)
        if due is None:
            continue
        due_on, steps = due
        held_on = rounds[number + 1][0] if number + 1 < len(rounds) else None
        yield _values(
            course,
            DeadlineKind.DOCTOR_TALK,
            f"substitution:{course.pk}:talk:{number}",
            opened_on=opened_on,
            due_on=due_on,
            kept_on=held_on,
            responsible_id=doctor,
            explanation=steps,
            days_before=TALK_WARNING_DAYS,
        )


def _tests(course: Course, standard: Standard) -> Iterator[DeadlineValues]:
    rounds = urine_rounds(
        started_on=_started_on(course),
        answers=[
            ChildrenAnswer(from_on=answer.from_on, at_home=answer.at_home)
            for answer in course.answers  # type: ignore[attr-defined]
        ],
        taken_on=[test.taken_on for test in course.tests],  # type: ignore[attr-defined]
        standard=standard,
    )
    for number, each in enumerate(rounds):
        yield _values(
            course,
            DeadlineKind.URINE_TEST,
            f"substitution:{course.pk}:test:{number}",
            opened_on=each.opened_on,
            due_on=each.due_on,
            kept_on=each.taken_on,
            responsible_id=course.case.responsible_id,
            explanation=urine_steps(each, standard),
            days_before=() if each.is_first else TEST_WARNING_DAYS,
            lapsed_on=each.lapsed_on,
            lapsed_why=NO_CHILDREN,
        )


def _values(
    course: Course,
    kind: DeadlineKind,
    ref: str,
    *,
    opened_on: date,
    due_on: date,
    kept_on: date | None,
    responsible_id: int | None,
    explanation: tuple[Step, ...],
    days_before: tuple[int, ...],
    lapsed_on: date | None = None,
    lapsed_why: str = "",
) -> DeadlineValues:
    status, closed_on, reason = DeadlineStatus.OPEN, None, ""
    if kept_on is not None:
        status = DeadlineStatus.MET if kept_on <= due_on else DeadlineStatus.BREACHED
        closed_on = kept_on
    elif lapsed_on is not None:
        status, closed_on, reason = DeadlineStatus.LAPSED, max(lapsed_on, opened_on), lapsed_why
    elif (ended_on := _ended_on(course)) is not None:
        status, closed_on, reason = DeadlineStatus.LAPSED, max(ended_on, opened_on), TREATMENT_OVER
    is_open = status == DeadlineStatus.OPEN
    return DeadlineValues(
        case_id=course.case_id,
        kind=kind,
        ref=ref,
        opened_on=opened_on,
        due_on=due_on,
        status=status,
        closed_on=closed_on,
        reason=reason,
        responsible_id=responsible_id,
        explanation=explanation,
        milestones=due_milestones(due_on=due_on, days_before=days_before) if is_open else (),
    )


def _started_on(course: Course) -> date:
    lines: list[Prescription] = course.lines  # type: ignore[attr-defined]
    return lines[0].from_on


def _ended_on(course: Course) -> date | None:
    """The day the course ended, or the last line stopped the medicine."""
    lines: list[Prescription] = course.lines  # type: ignore[attr-defined]
    stopped_on = None if lines[-1].is_dose else lines[-1].from_on
    return course.ended_on or stopped_on


def _doctor(course: Course) -> int | None:
    plans: list[SubstitutionPlan] = course.doctors_plans  # type: ignore[attr-defined]
    return plans[0].doctor_id if plans else course.case.responsible_id
