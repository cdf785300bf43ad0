"""What the page of substitution treatment shows, read once."""

from dataclasses import dataclass
from datetime import date

from cases.models import Case
from offers.models import (
    AgreementBreach,
    CooperationAgreement,
    Course,
    DoctorTalk,
    HomeChildren,
    Irregularity,
    MissedDose,
    Prescription,
    Sanction,
    SubstitutionPlan,
    UrinePlan,
    UrineTest,
)
from offers.services.substitution_deadlines import children_at_home
from rusmiddel.deadlines.enums import DeadlineKind
from rusmiddel.deadlines.models import Deadline
from rusmiddel.deadlines.models.deadline import NOT_SHOWN

# So many of each stand on the page; the rest is further down in the history.
MOST_SHOWN = 30


@dataclass(frozen=True, kw_only=True)
class Breach:
    breach: AgreementBreach
    sanctions: list[Sanction]


@dataclass(frozen=True, kw_only=True)
class Shown:
    """All of one course of substitution treatment."""

    plans: list[SubstitutionPlan]
    lines: list[Prescription]
    current: Prescription | None
    talks: list[DoctorTalk]
    missed: list[MissedDose]
    answer: HomeChildren | None
    tests: list[UrineTest]
    test_plan: UrinePlan | None
    agreements: list[CooperationAgreement]
    breaches: list[Breach]
    irregularities: list[Irregularity]
    talk_due: Deadline | None
    test_due: Deadline | None
    # The case says something else about children than was answered here.
    asks_for_children: bool

    @property
    def plan(self) -> SubstitutionPlan | None:
        return self.plans[0] if self.plans else None

    @property
    def agreement(self) -> CooperationAgreement | None:
        return self.agreements[0] if self.agreements else None


def shown(course: Course, case: Case, *, asks_for_tests: bool, today: date) -> Shown:
    """What the page shows; a constant number of queries, however much has been written."""
    lines = list(
        Prescription.objects.filter(course=course)
        .select_related("doctor", "corrected_by")
        .order_by("-from_on", "-pk")
    )
    due = {
        deadline.kind: deadline
        for deadline in Deadline.objects.open()
        .filter(case=case, ref__startswith=f"substitution:{course.pk}:")
        .defer(*NOT_SHOWN)
        .order_by("-due_on")
    }
    answer = course.home_children.order_by("-from_on").first()
    breaches = (
        AgreementBreach.objects.filter(agreement__course=course)
        .select_related("written_by", "agreement")
        .prefetch_related("sanctions__doctor", "sanctions__approved_by")
        .order_by("-on", "-pk")[:MOST_SHOWN]
    )
    return Shown(
        plans=list(course.substitution_plans.select_related("doctor").order_by("-version")),
        lines=lines,
        current=current_of(lines, today),
        talks=list(course.doctor_talks.select_related("doctor").order_by("-held_on")[:MOST_SHOWN]),
        missed=list(course.missed_doses.standing().select_related("written_by")[:MOST_SHOWN]),
        answer=answer,
        tests=list(
            course.urine_tests.select_related("written_by", "corrected_by").order_by("-taken_on", "-pk")[
                :MOST_SHOWN
            ]
        ),
        test_plan=course.urine_plans.open().first(),
        agreements=list(course.agreements.select_related("written_by", "signature_by").order_by("-version")),
        breaches=[
            Breach(breach=breach, sanctions=sorted(breach.sanctions.all(), key=lambda each: each.pk))
            for breach in breaches
        ],
        irregularities=list(
            course.irregularities.select_related("written_by", "doctor").order_by("-found_on", "-pk")[
                :MOST_SHOWN
            ]
        ),
        talk_due=due.get(DeadlineKind.DOCTOR_TALK),
        test_due=due.get(DeadlineKind.URINE_TEST),
        asks_for_children=asks_for_tests
        and course.is_open
        and (answer is None or answer.at_home != children_at_home(course)),
    )


def current_of(lines: list[Prescription], today: date) -> Prescription | None:
    """The line in effect on the day; None before the first."""
    standing = (line for line in lines if not hasattr(line, "corrected_by") and line.from_on <= today)
    return max(standing, key=lambda line: (line.from_on, line.pk), default=None)
