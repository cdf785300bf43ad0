"""Urine tests where children live at home: asked for, planned in silence, taken (SUB-6, CHI-8).

The planned day and the day a test is due are the staff's alone: they stand in no line of the case's story, in
no calendar, and on no paper.
"""

from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from cases.permissions import require
from cases.seeing import require_sees
from offers.enums import UrineOccasion, UrineOutcome
from offers.models import Course, HomeChildren, UrinePlan, UrineTest
from offers.permissions import can_follow_substitution
from offers.services.prescribing import FUTURE, locked_substitution, tell_of_substitution
from offers.services.substitution_deadlines import refresh_substitution
from rusmiddel.access.models import User


@transaction.atomic
def answer_children(
    *, course_id: int, from_on: date, at_home: bool, note: str, by: User, now: datetime
) -> HomeChildren:
    """Say from which day children live at home, or no longer do; tests are asked for while they do."""
    require(can_follow_substitution(by))
    require_sees(by, now, courses=course_id)
    course = locked_substitution(course_id)
    if from_on > timezone.localdate(now):
        raise ValidationError({"from_on": FUTURE})
    answer = HomeChildren(
        course=course, from_on=from_on, at_home=at_home, note=note.strip(), written_at=now, written_by=by
    )
    answer.validate_constraints()
    answer.save()
    refresh_substitution(course.pk, by=by)
    return answer


@transaction.atomic
def plan_test(*, course_id: int, planned_on: date, by: User, now: datetime) -> UrinePlan:
    """Choose the day of an unannounced test; nobody outside the staff gets to know it."""
    require(can_follow_substitution(by))
    require_sees(by, now, courses=course_id)
    course = locked_substitution(course_id)
    if planned_on < timezone.localdate(now):
        raise ValidationError({"planned_on": "Dagen er gået."})
    plan = UrinePlan(course=course, planned_on=planned_on, written_at=now, written_by=by)
    plan.validate_constraints()
    plan.save()
    return plan


@transaction.atomic
def give_up_plan(*, plan_id: int, reason: str, by: User, now: datetime) -> UrinePlan:
    """The test is not taken that day after all."""
    require(can_follow_substitution(by))
    require_sees(by, now, courses__urine_plans=plan_id)
    plan = UrinePlan.objects.select_for_update(of=("self",)).get(pk=plan_id)
    if plan.settled_at is not None:
        raise ValidationError("Prøven er taget eller opgivet.")
    if not reason.strip():
        raise ValidationError({"reason": "Skriv, hvorfor prøven opgives."})
    plan.settled_at, plan.given_up_reason = now, reason.strip()
    plan.save(update_fields=["settled_at", "given_up_reason"])
    return plan


@transaction.atomic
def write_test(
    *,
    course_id: int,
    taken_on: date,
    occasion: UrineOccasion,
    outcome: UrineOutcome,
    findings: str,
    by: User,
    now: datetime,
) -> UrineTest:
    """Write a test and what it showed; one that was taken meets what was due, and an open plan is over."""
    require(can_follow_substitution(by))
    require_sees(by, now, courses=course_id)
    course = locked_substitution(course_id)
    test = _test(course, taken_on, occasion, outcome, findings, by=by, now=now)
    test.validate_constraints()
    test.save()
    for plan in course.urine_plans.open().select_for_update(of=("self",)):
        plan.settled_at = now
        plan.save(update_fields=["settled_at"])
    refresh_substitution(course.pk, by=by)
    tell_of_substitution(course, "En prøve er skrevet ned", by=by, at=now)
    return test


@transaction.atomic
def correct_test(
    *,
    test_id: int,
    taken_on: date,
    occasion: UrineOccasion,
    outcome: UrineOutcome,
    findings: str,
    reason: str,
    by: User,
    now: datetime,
) -> UrineTest:
    """Put a test right by a new line; the wrong one stays and says that it was corrected."""
    require(can_follow_substitution(by))
    require_sees(by, now, courses__urine_tests=test_id)
    course = locked_substitution(UrineTest.objects.values_list("course", flat=True).get(pk=test_id))
    wrong = UrineTest.objects.get(pk=test_id)
    if UrineTest.objects.filter(corrects=wrong).exists():
        raise ValidationError("Prøven er allerede rettet. Ret den nye linje i stedet.")
    if not reason.strip():
        raise ValidationError({"reason": "Skriv, hvorfor prøven rettes."})
    test = _test(course, taken_on, occasion, outcome, findings, by=by, now=now)
    test.corrects, test.correction_reason = wrong, reason.strip()
    test.validate_constraints()
    test.save()
    refresh_substitution(course.pk, by=by)
    return test


def _test(
    course: Course,
    taken_on: date,
    occasion: UrineOccasion,
    outcome: UrineOutcome,
    findings: str,
    *,
    by: User,
    now: datetime,
) -> UrineTest:
    if taken_on > timezone.localdate(now):
        raise ValidationError({"taken_on": FUTURE})
    if taken_on < course.request.requested_on:
        raise ValidationError({"taken_on": "Datoen ligger, før borgeren henvendte sig."})
    if outcome == UrineOutcome.FOUND and not findings.strip():
        raise ValidationError({"findings": "Skriv, hvilke stoffer prøven viste."})
    return UrineTest(
        course=course,
        taken_on=taken_on,
        occasion=occasion,
        outcome=outcome,
        findings=findings.strip(),
        written_at=now,
        written_by=by,
    )
