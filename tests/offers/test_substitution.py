"""Substitution treatment: what only the doctor writes, what is written once, and what is due."""

from datetime import date, datetime, timedelta
from decimal import Decimal

import pytest
import time_machine
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import DatabaseError, IntegrityError, connection, transaction

from cases.enums import ChildLives, RelationKind
from cases.models import Case, Relation, StoryEntry
from cases.services.requests import assign_case
from offers.enums import IrregularityDecision, PrescriptionKind, Signer, UrineOccasion, UrineOutcome
from offers.models import (
    AgreementBreach,
    CooperationAgreement,
    Irregularity,
    MissedDose,
    Prescription,
    Sanction,
    SubstitutionPlan,
    UrinePlan,
    UrineTest,
)
from offers.services.agreements import sign_agreement, write_agreement
from offers.services.doses import note_missed_dose, strike_missed_dose
from offers.services.ending import EndingValues, end_course
from offers.services.irregularities import decide_irregularity, discuss_irregularity
from offers.services.prescribing import correct_prescription, write_doctors_plan
from offers.services.sanctions import (
    approve_sanction,
    carry_out_sanction,
    give_up_sanction,
    hear_citizen,
    propose_sanction,
)
from offers.services.substitution_deadlines import children_at_home
from offers.services.urine_tests import correct_test, give_up_plan, plan_test
from offers.substitution import terminations
from offers.substitution.shown import current_of
from rusmiddel.access.enums import Role
from rusmiddel.deadlines.enums import DeadlineKind, DeadlineStatus
from rusmiddel.deadlines.models import Deadline, Drift
from rusmiddel.deadlines.reconciliation import reconcile
from tests.access.factories import make_staff
from tests.offers.test_services import granted as granted_talks
from tests.offers.treating import (
    NOW,
    START,
    TODAY,
    agreed,
    broken,
    children,
    doctor,
    dose,
    dose_values,
    granted,
    irregular,
    plan_values,
    planned,
    talk,
    treated,
    urine,
)
from tests.visitation.scenes import caseworker, load_preset, make_user

pytestmark = pytest.mark.django_db
OTHERS = sorted(set(Role) - {Role.DOCTOR})


@pytest.fixture(autouse=True)
def _in_the_spring():
    with time_machine.travel(NOW, tick=True):
        yield


@pytest.fixture(autouse=True)
def _standard():
    load_preset("rebild")


def due(course, kind):
    return Deadline.objects.filter(kind=kind, case=course.case).order_by("opened_on", "pk")


def open_due(course, kind):
    return due(course, kind).open().get()


def team_lead():
    return make_user(Role.TEAM_LEAD)


def no_medical_talk_is_due():
    """While one is, every doctor sees the case."""
    Deadline.objects.filter(kind=DeadlineKind.MEDICAL_TALK).update(
        status=DeadlineStatus.LAPSED, closed_on=TODAY, next_warning_on=None
    )


def nothing_drifts(today=TODAY):
    reconcile(today=today)
    return not Drift.objects.exists()


# The doctor's part


@pytest.mark.parametrize("role", OTHERS)
def test_nobody_but_the_doctor_writes_plan_dose_or_talk(role):
    course = planned(granted())
    by = make_staff(role)
    with pytest.raises(PermissionDenied):
        planned(course, by=by, former="Godt.")
    with pytest.raises(PermissionDenied):
        dose(course, by=by)


def test_a_doctor_who_does_not_need_to_know_the_case_writes_nothing():
    course = granted()
    no_medical_talk_is_due()
    with pytest.raises(PermissionDenied):
        planned(course, by=make_staff(Role.DOCTOR))


def test_a_course_of_talks_takes_no_plan_of_the_doctors():
    load_preset()
    course = granted_talks()
    course.case.co_workers.create(user=doctor(), added_at=NOW, added_by=caseworker())
    with pytest.raises(ValidationError, match="ikke substitutionsbehandling"):
        planned(course)


def test_the_next_version_follows_up_on_the_former():
    course = planned(granted())
    with pytest.raises(ValidationError, match="tidligere plan"):
        planned(course)
    planned(course, former="Færre udsving.")
    assert list(course.substitution_plans.values_list("version", flat=True).order_by("version")) == [1, 2]


def test_of_two_who_write_the_same_version_the_second_is_told():
    course = planned(granted())
    with pytest.raises(ValidationError, match="kollega"):
        write_doctors_plan(
            course_id=course.pk, values=plan_values(former="Godt."), version=1, by=doctor(), now=NOW
        )


@pytest.mark.parametrize("version", [-1, 0, 3, 10**30])
def test_a_version_that_nobody_can_be_writing_is_refused(version):
    course = planned(granted())
    with pytest.raises(ValidationError, match="kollega"):
        write_doctors_plan(
            course_id=course.pk, values=plan_values(former="Godt."), version=version, by=doctor(), now=NOW
        )
    with pytest.raises(ValidationError, match="kollega"):
        write_agreement(course_id=course.pk, text="Aftale", version=version, by=doctor(), now=NOW)


def test_a_dose_from_a_year_far_ahead_is_a_slip():
    course = planned(granted())
    with pytest.raises(ValidationError, match="årstallet"):
        dose(course, from_on=NOW.date() + timedelta(days=366))


def test_nothing_was_found_before_the_citizen_asked_for_help():
    course = treated()
    with pytest.raises(ValidationError, match="før borgeren henvendte sig"):
        irregular(course, on=date(1962, 3, 2))


def test_no_dose_before_the_plan():
    with pytest.raises(ValidationError, match="plan"):
        dose(granted())


def test_the_dearer_of_equals_takes_a_reason_of_its_own():
    course = planned(granted())
    with pytest.raises(ValidationError) as refused:
        dose(course, preparation_key="methadone_tablets")
    assert set(refused.value.error_dict) == {"dearer_reason"}
    line = dose(course, preparation_key="methadone_tablets", dearer_reason="Tåler ikke opløsningen.")
    assert line.dearer_reason == "Tåler ikke opløsningen."


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("preparation_key", "heroin"),
        ("daily_mg", None),
        ("daily_mg", Decimal(-1)),
        ("dispensing_place", "Hjemme hos naboen"),
        ("intake", "somehow"),
        ("from_on", date(2020, 1, 1)),
    ],
)
def test_a_dose_that_cannot_be_is_told_at_its_field(field, value):
    course = planned(granted())
    with pytest.raises(ValidationError) as refused:
        dose(course, **{field: value})
    assert field in refused.value.error_dict


def test_a_double_click_writes_one_line():
    course = treated()
    with pytest.raises(ValidationError, match="allerede"):
        dose(course)


def test_a_line_is_put_right_by_a_new_one_and_stays():
    course = treated()
    wrong = course.prescriptions.get()
    line = correct_prescription(
        prescription_id=wrong.pk,
        values=dose_values(daily_mg=Decimal(40)),
        reason="Tastefejl",
        by=doctor(),
        now=NOW,
    )
    assert list(course.prescriptions.standing()) == [line]
    assert Prescription.objects.count() == 2
    assert current_of(list(course.prescriptions.all()), TODAY) == line
    with pytest.raises(ValidationError, match="allerede rettet"):
        correct_prescription(
            prescription_id=wrong.pk, values=dose_values(), reason="Igen", by=doctor(), now=NOW
        )


def test_the_line_in_force_is_the_latest_that_has_begun():
    course = treated()
    later = dose(course, daily_mg=Decimal(80), from_on=TODAY + timedelta(days=2))
    lines = list(course.prescriptions.all())
    assert current_of(lines, TODAY).daily_mg == 60
    assert current_of(lines, TODAY + timedelta(days=2)) == later
    assert current_of(lines, START - timedelta(days=1)) is None


def test_what_the_doctor_writes_stands_in_no_line_of_the_story():
    course = treated(note="Hemmelig begrundelse")
    talk(course, TODAY)
    urine(course, TODAY, outcome=UrineOutcome.FOUND)
    said = " ".join(StoryEntry.objects.filter(case=course.case).values_list("text", flat=True))
    for secret in ("Hemmelig", "Metadon", "60", "Opioid", "Det går godt", "Kokain", "andre stoffer"):
        assert secret not in said


# Attacked from the side


WRITTEN_ONCE = [
    "substitutionplan",
    "prescription",
    "doctortalk",
    "homechildren",
    "urinetest",
    "agreementbreach",
]


@pytest.fixture
def everything():
    course = treated()
    talk(course, TODAY)
    children(course)
    urine(course, TODAY)
    agreed(course)
    broken(course)
    return course


@pytest.mark.parametrize("table", WRITTEN_ONCE)
@pytest.mark.parametrize("act", ["UPDATE offers_{0} SET written_at = now()", "DELETE FROM offers_{0}"])
def test_what_is_written_never_changes_whoever_asks_the_database(everything, table, act):
    with pytest.raises(DatabaseError, match="never be changed"), connection.cursor() as cursor:
        cursor.execute(act.format(table))


def test_a_signature_cannot_be_written_over(everything):
    agreement = CooperationAgreement.objects.get()
    agreement.signer = Signer.GUARDIAN
    with pytest.raises(DatabaseError, match="never be changed"), transaction.atomic():
        agreement.save()


def test_a_line_cannot_put_another_citizens_line_right():
    wrong = treated().prescriptions.get()
    other = treated("Vagn Bøgelund")
    with pytest.raises(IntegrityError, match="another course"), transaction.atomic():
        Prescription.objects.create(
            course=other,
            kind=PrescriptionKind.STOP,
            note="Ophør",
            from_on=TODAY,
            corrects=wrong,
            correction_reason="Forkert",
            written_at=NOW,
            doctor=doctor(),
        )


def test_a_dose_without_a_place_is_no_row():
    course = planned(granted())
    with pytest.raises(IntegrityError, match="prescription_whole"), transaction.atomic():
        Prescription.objects.create(
            course=course,
            kind=PrescriptionKind.DOSE,
            preparation_key="methadone_solution",
            preparation_name="Metadon",
            daily_mg=60,
            from_on=TODAY,
            intake="supervised",
            written_at=NOW,
            doctor=doctor(),
        )


# What is due


def test_the_doctors_talk_is_due_half_a_year_on_by_the_doctor_and_warned_of_a_month_before():
    course = treated()
    deadline = open_due(course, DeadlineKind.DOCTOR_TALK)
    assert deadline.due_on == date(2026, 9, 11)
    assert deadline.responsible == doctor()
    assert deadline.next_warning_on == date(2026, 8, 12)
    assert nothing_drifts()


def test_a_talk_held_meets_it_and_opens_the_next():
    course = treated()
    talk(course, TODAY)
    assert [(each.status, each.due_on) for each in due(course, DeadlineKind.DOCTOR_TALK)] == [
        (DeadlineStatus.MET, date(2026, 9, 11)),
        (DeadlineStatus.OPEN, date(2026, 9, 20)),
    ]
    assert nothing_drifts()


def test_a_talk_held_too_late_is_not_kept():
    course = treated()
    late = datetime(2026, 9, 12, 12, 0, tzinfo=NOW.tzinfo)
    with time_machine.travel(late):
        talk(course, late.date(), now=late)
    assert due(course, DeadlineKind.DOCTOR_TALK).first().status == DeadlineStatus.BREACHED


def test_the_doctors_talk_stays_with_the_doctor_when_the_case_changes_hands():
    course = treated()
    children(course)
    newcomer = make_staff(Role.CASEWORKER)
    assign_case(case_id=course.case_id, responsible=newcomer, by=team_lead(), now=NOW)
    assert open_due(course, DeadlineKind.DOCTOR_TALK).responsible == doctor()
    assert open_due(course, DeadlineKind.URINE_TEST).responsible == newcomer
    assert nothing_drifts()


def test_with_children_at_home_a_test_is_due_at_the_start_and_then_within_three_months():
    course = treated()
    children(course)
    assert open_due(course, DeadlineKind.URINE_TEST).due_on == START
    urine(course, TODAY)
    deadline = open_due(course, DeadlineKind.URINE_TEST)
    assert (deadline.due_on, deadline.next_warning_on) == (date(2026, 6, 20), date(2026, 6, 6))
    assert nothing_drifts()


@pytest.mark.parametrize("outcome", [UrineOutcome.REFUSED, UrineOutcome.ABSENT])
def test_a_test_that_was_not_taken_keeps_nothing(outcome):
    course = treated()
    children(course)
    urine(course, TODAY, outcome=outcome)
    assert open_due(course, DeadlineKind.URINE_TEST).due_on == START


def test_when_no_children_live_at_home_any_more_the_test_lapses():
    course = treated()
    children(course)
    children(course, at_home=False, from_on=TODAY)
    assert due(course, DeadlineKind.URINE_TEST).get().status == DeadlineStatus.LAPSED
    assert nothing_drifts()


def test_a_test_put_right_takes_back_what_was_counted_from_it():
    course = treated()
    children(course)
    wrong = urine(course, TODAY)
    correct_test(
        test_id=wrong.pk,
        taken_on=TODAY,
        occasion=UrineOccasion.START,
        outcome=UrineOutcome.REFUSED,
        findings="",
        reason="Borgeren ville ikke",
        by=caseworker(),
        now=NOW,
    )
    assert open_due(course, DeadlineKind.URINE_TEST).due_on == START
    assert nothing_drifts()


def test_the_end_of_the_course_ends_what_is_due():
    course = treated()
    children(course)
    course.case.co_workers.get_or_create(
        user=caseworker(), defaults={"added_at": NOW, "added_by": caseworker()}
    )
    end_course(
        course_id=course.pk,
        values=EndingValues(reason="moved", status="other"),
        by=caseworker(),
        now=NOW,
    )
    for kind in (DeadlineKind.DOCTOR_TALK, DeadlineKind.URINE_TEST):
        assert due(course, kind).get().status == DeadlineStatus.LAPSED
    assert nothing_drifts()


def test_when_the_medicine_stops_nothing_more_is_due():
    course = treated()
    dose(course, kind=PrescriptionKind.STOP, from_on=TODAY, note="Udtrappet")
    assert not Deadline.objects.open().filter(kind=DeadlineKind.DOCTOR_TALK).exists()
    assert nothing_drifts()


def test_where_the_standard_names_no_months_nothing_is_due_but_what_was_agreed():
    load_preset("jammerbugt")
    course = planned(granted())
    dose(course, dispensing_place="Hjemmesygeplejen")
    children(course)
    assert not due(course, DeadlineKind.DOCTOR_TALK).exists()
    assert not due(course, DeadlineKind.URINE_TEST).exists()
    talk(course, TODAY, next_on=date(2026, 5, 1))
    assert open_due(course, DeadlineKind.DOCTOR_TALK).due_on == date(2026, 5, 1)


def test_the_case_tells_of_children_by_those_near():
    course = granted()
    assert not children_at_home(course)
    Relation.objects.create(
        citizen=course.case.citizen,
        kind=RelationKind.CHILD,
        stated_age=4,
        stated_on=TODAY,
        lives=ChildLives.AT_HOME,
    )
    assert children_at_home(course)


# Tests planned in silence, doses missed


def test_one_test_is_planned_at_a_time_and_over_when_it_is_taken():
    course = treated()
    plan = plan_test(course_id=course.pk, planned_on=TODAY, by=caseworker(), now=NOW)
    with pytest.raises(ValidationError, match="allerede planlagt"):
        plan_test(course_id=course.pk, planned_on=TODAY, by=caseworker(), now=NOW)
    urine(course, TODAY)
    plan.refresh_from_db()
    assert plan.settled_at is not None


def test_a_planned_test_is_given_up_with_a_reason():
    course = treated()
    plan = plan_test(course_id=course.pk, planned_on=TODAY, by=caseworker(), now=NOW)
    with pytest.raises(ValidationError):
        give_up_plan(plan_id=plan.pk, reason=" ", by=caseworker(), now=NOW)
    give_up_plan(plan_id=plan.pk, reason="Indlagt", by=caseworker(), now=NOW)
    assert not UrinePlan.objects.open().exists()


def test_a_missed_dose_is_written_once_a_day_and_struck_with_a_reason():
    course = treated()
    missed = note_missed_dose(course_id=course.pk, on=TODAY, note="", by=caseworker(), now=NOW)
    with pytest.raises(ValidationError, match="allerede"):
        note_missed_dose(course_id=course.pk, on=TODAY, note="", by=caseworker(), now=NOW)
    strike_missed_dose(missed_id=missed.pk, reason="Hentede senere", by=caseworker(), now=NOW)
    note_missed_dose(course_id=course.pk, on=TODAY, note="", by=caseworker(), now=NOW)
    assert MissedDose.objects.standing().count() == 1


def test_no_dose_is_missed_before_one_was_prescribed():
    course = treated()
    with pytest.raises(ValidationError):
        note_missed_dose(course_id=course.pk, on=START - timedelta(days=1), note="", by=caseworker(), now=NOW)


# The agreement, its breaches, what follows


def test_an_agreement_is_revised_as_a_new_version_and_the_old_one_stays():
    course = treated()
    agreed(course)
    write_agreement(course_id=course.pk, text="Ny aftale.", by=caseworker(), now=NOW)
    assert list(CooperationAgreement.objects.order_by("version").values_list("version", "signer")) == [
        (1, "citizen"),
        (2, ""),
    ]


def test_an_agreement_nobody_signs_says_why():
    agreement = agreed(treated(), is_signed=False)
    told = {"agreement_id": agreement.pk, "signed_on": None, "by": caseworker(), "now": NOW}
    with pytest.raises(ValidationError):
        sign_agreement(signer=Signer.NOBODY, reason="", **told)
    sign_agreement(signer=Signer.NOBODY, reason="Ville ikke", **told)
    with pytest.raises(ValidationError, match="allerede"):
        sign_agreement(signer=Signer.CITIZEN, reason="", **{**told, "signed_on": TODAY})


def test_there_is_no_breach_without_an_agreement():
    with pytest.raises(ValidationError, match="ingen samarbejdsaftale"):
        broken(treated())


def follow(breach, number, by=None):
    return propose_sanction(
        breach_id=breach.pk, number=number, reasons="Gentagne brud.", by=by or doctor(), now=NOW
    )


@pytest.fixture
def breach():
    course = treated()
    agreed(course)
    return broken(course)


def test_sanctions_are_taken_in_the_standards_order(breach):
    with pytest.raises(ValidationError, match="rækkefølge"):
        follow(breach, 2)
    first = follow(breach, 1)
    assert (first.text, first.carried_out_on) == ("Medicinen hentes på politistationen", TODAY)
    follow(breach, 2)
    hard = follow(breach, 3)
    assert (hard.is_hard, hard.carried_out_on) == (True, None)


def test_only_the_doctor_says_what_follows(breach):
    with pytest.raises(PermissionDenied):
        follow(breach, 1, by=caseworker())


@pytest.fixture
def hard(breach):
    follow(breach, 1)
    follow(breach, 2)
    return follow(breach, 3)


def hear(sanction, answer="Vil ikke stoppe."):
    return hear_citizen(sanction_id=sanction.pk, heard_on=TODAY, answer=answer, by=caseworker(), now=NOW)


def approve(sanction, by=None):
    return approve_sanction(sanction_id=sanction.pk, by=by or team_lead(), now=NOW)


def carry_out(sanction):
    return carry_out_sanction(sanction_id=sanction.pk, by=doctor(), now=NOW)


def test_treatment_is_not_ended_without_hearing_approval_and_a_decision(hard):
    with pytest.raises(ValidationError, match="partshøres"):
        carry_out(hard)
    with pytest.raises(ValidationError, match="partshøres"):
        approve(hard)
    hear(hard)
    with pytest.raises(ValidationError, match="Teamlederen"):
        carry_out(hard)
    approve(hard)
    with pytest.raises(ValidationError, match="afgørelse"):
        carry_out(hard)


def test_with_a_decision_it_is_carried_out(hard, monkeypatch):
    monkeypatch.setattr(terminations, "_finders", [])
    terminations.register_termination(lambda course_id: "")
    terminations.register_termination(lambda course_id: f"Afgørelse om forløb {course_id}")
    hear(hard)
    approve(hard)
    done = carry_out(hard)
    assert done.carried_out_on == TODAY
    assert done.decision == f"Afgørelse om forløb {hard.breach.agreement.course_id}"


def test_only_the_team_lead_approves_and_never_the_one_who_proposed(hard):
    hear(hard)
    for by in (caseworker(), doctor()):
        with pytest.raises(PermissionDenied):
            approve(hard, by=by)
    both = make_staff(Role.TEAM_LEAD, Role.DOCTOR)
    hard.breach.agreement.course.case.co_workers.create(user=both, added_at=NOW, added_by=both)
    give_up_sanction(sanction_id=hard.pk, reason="Anden læge", by=doctor(), now=NOW)
    own = follow(hard.breach, 3, by=both)
    hear(own)
    with pytest.raises(ValidationError, match="ikke selv"):
        approve(own, by=both)


def test_the_database_too_refuses_a_hard_sanction_that_took_a_short_cut(hard):
    with pytest.raises(IntegrityError, match="sanction_hard_goes_the_long_way"), transaction.atomic():
        Sanction.objects.filter(pk=hard.pk).update(carried_out_on=TODAY)


def test_a_hearing_and_an_approval_are_never_written_over(hard):
    hear(hard)
    approve(hard)
    for changes in ({"hearing_answer": "Noget andet"}, {"approved_by": make_staff(Role.TEAM_LEAD)}):
        with pytest.raises(DatabaseError, match="never be changed"), transaction.atomic():
            Sanction.objects.filter(pk=hard.pk).update(**changes)


def test_a_breach_stands_under_the_agreement_of_its_day():
    course = treated()
    first = agreed(course)
    with time_machine.travel(NOW + timedelta(days=5)):
        write_agreement(course_id=course.pk, text="Ny.", by=caseworker(), now=NOW + timedelta(days=5))
        breach = broken(course, on=TODAY, now=NOW + timedelta(days=5))
    assert breach.agreement == first
    assert AgreementBreach.objects.count() == 1


# Irregularities


def discuss(found, on=TODAY):
    return discuss_irregularity(
        irregularity_id=found.pk,
        discussed_on=on,
        present="Læge og behandler",
        discussion="Fortsætter, med hyppigere prøver.",
        by=caseworker(),
        now=NOW,
    )


def decide(found, by=None):
    return decide_irregularity(
        irregularity_id=found.pk,
        decision=IrregularityDecision.CONTINUED,
        reasons="Skadesreduktion.",
        by=by or doctor(),
        now=NOW,
    )


def test_the_meeting_speaks_first_and_then_the_doctor_decides():
    found = irregular(treated())
    with pytest.raises(ValidationError, match="drøftes"):
        decide(found)
    discuss(found)
    with pytest.raises(PermissionDenied):
        decide(found, by=caseworker())
    assert decide(found).doctor == doctor()
    with pytest.raises(ValidationError, match="allerede besluttet"):
        decide(found)


def test_the_database_too_lets_nobody_decide_before_the_meeting():
    found = irregular(treated())
    with (
        pytest.raises(IntegrityError, match="irregularity_discussed_before_decided"),
        transaction.atomic(),
    ):
        Irregularity.objects.filter(pk=found.pk).update(
            decision="stopped", decision_reasons="Nu", decided_at=NOW, doctor=doctor()
        )


def test_what_the_meeting_said_is_written_once():
    found = irregular(treated())
    discuss(found)
    with pytest.raises(ValidationError, match="allerede drøftet"):
        discuss(found)
    with pytest.raises(DatabaseError, match="never be changed"), transaction.atomic():
        Irregularity.objects.filter(pk=found.pk).update(discussion="Noget andet")


# Who needs to know


def test_the_doctor_who_wrote_the_plan_sees_the_case_while_it_goes_on():
    course = granted()
    writer = make_staff(Role.DOCTOR)
    work = course.case.co_workers.create(user=writer, added_at=NOW, added_by=caseworker())
    planned(course, by=writer)
    work.ended_at, work.ended_by = NOW, caseworker()
    work.save()
    no_medical_talk_is_due()
    assert course.case in Case.objects.visible_to(writer, NOW)
    assert course.case not in Case.objects.visible_to(make_staff(Role.DOCTOR), NOW)


def test_the_end_reached_nothing_is_left_half_written():
    course = granted()
    with pytest.raises(ValidationError):
        planned(course, indication=" ")
    assert not SubstitutionPlan.objects.exists()
    assert not UrineTest.objects.exists()
