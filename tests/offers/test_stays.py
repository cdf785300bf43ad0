"""Residential stays: approved places, guarantees for payment, supervision, discharge with a plan."""

from datetime import date, datetime, timedelta
from decimal import Decimal
from uuid import uuid4

import pytest
import time_machine
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, connection, transaction

from cases.enums import CircumstanceKind, NoteKind, RequestStage
from cases.models import ClockEvent, StoryEntry
from cases.services.circumstances import keep_contract, note_circumstance
from offers.enums import CourseStatus, PlacementEnd, PlacementStatus
from offers.models import Placement, ProviderApproval, SupervisionVisit
from offers.residential.costs import Payment, Promise, Stay, month_cost, paid_stay
from offers.residential.rounds import rounds
from offers.services.ending import EndingValues, end_course
from offers.services.placements import (
    begin_stay,
    cancel_placement,
    move_stay,
    plan_placement,
    take_back_guarantee,
)
from offers.services.providers import approve_provider, end_approval, stays_without_approval
from offers.services.stays import record_status_report
from rusmiddel.access.enums import Role
from rusmiddel.deadlines.enums import DeadlineKind, DeadlineStatus
from rusmiddel.deadlines.models import Deadline, Drift
from rusmiddel.deadlines.reconciliation import reconcile
from tests.offers import staying as scenes
from tests.offers.staying import ADMITTED_ON, UNTIL, at, refused
from tests.visitation.scenes import COPENHAGEN, DECIDED_AT, caseworker, load_preset, make_user

pytestmark = pytest.mark.django_db
LATER = datetime(2027, 1, 15, 12, 0, tzinfo=COPENHAGEN)


@pytest.fixture(autouse=True)
def _later():
    with time_machine.travel(LATER, tick=True):
        yield


@pytest.fixture(autouse=True)
def _standard():
    load_preset()


def deadline(kind, *, ref=None):
    found = Deadline.objects.filter(kind=kind)
    return (found.filter(ref=ref) if ref else found).latest("pk")


# Rules


@pytest.mark.parametrize(
    ("done", "ended", "found"),
    [
        ([], None, [(date(2026, 4, 30), None, None)]),
        (
            [date(2026, 4, 20)],
            None,
            [(date(2026, 4, 30), date(2026, 4, 20), None), (date(2026, 7, 20), None, None)],
        ),
        (
            [date(2026, 5, 2)],
            None,
            [(date(2026, 4, 30), date(2026, 5, 2), None), (date(2026, 8, 2), None, None)],
        ),
        ([], date(2026, 4, 1), [(date(2026, 4, 30), None, date(2026, 4, 1))]),
        # What was due while the stay went on is owed when it is over.
        ([], date(2026, 6, 1), [(date(2026, 4, 30), None, None)]),
    ],
)
def test_supervision_counts_from_the_last_one_and_months_are_clamped(done, ended, found):
    counted = rounds(started_on=date(2026, 1, 31), done=done, every_months=3, ended_on=ended)

    assert [(each.due_on, each.done_on, each.lapsed_on) for each in counted] == found


def test_a_month_costs_its_days_and_the_citizen_pays_from_the_beginning():
    cost = month_cost(
        Stay(first_on=date(2026, 3, 16), last_on=None),
        [Promise(from_on=date(2026, 3, 16), until_on=date(2026, 3, 25), per_day=Decimal(2000))],
        [Payment(from_on=date(2026, 3, 16), per_month=Decimal(3100))],
        month=date(2026, 3, 1),
        today=date(2026, 4, 10),
    )

    assert (cost.days, cost.days_without_guarantee) == (16, 6)
    assert (cost.cost, cost.own_share, cost.net) == (Decimal(20000), Decimal(1600), Decimal(18400))


@pytest.mark.parametrize(("paid", "last"), [(True, date(2026, 3, 20)), (False, date(2026, 3, 19))])
def test_the_day_of_discharge_is_paid_where_the_standard_says_so(paid, last):
    found = paid_stay(started_on=date(2026, 3, 16), ended_on=date(2026, 3, 20), discharge_day_is_paid=paid)

    assert found.last_on == last


def test_of_two_decisions_the_newer_one_counts_from_its_day():
    cost = month_cost(
        Stay(first_on=date(2026, 3, 1), last_on=None),
        [],
        [
            Payment(from_on=date(2026, 3, 1), per_month=Decimal(3100)),
            Payment(from_on=date(2026, 3, 17), per_month=Decimal(0)),
        ],
        month=date(2026, 3, 1),
        today=date(2026, 3, 31),
    )

    assert cost.own_share == Decimal(1600)


# Approval


def test_nobody_is_placed_where_no_approval_covers_the_day():
    where = scenes.provider(approved=False)

    with pytest.raises(ValidationError, match="ikke godkendt"):
        scenes.planned(where=where)


def test_the_database_refuses_a_place_that_is_not_approved():
    course, where = scenes.granted(), scenes.provider(approved=False)

    with refused("placement_at_approved_provider"):
        Placement.objects.create(
            course=course,
            case=course.case,
            provider=where,
            planned_from=ADMITTED_ON,
            planned_until=UNTIL,
        )


def test_no_aftercare_was_planned_before_the_citizen_asked_for_help():
    with pytest.raises(ValidationError, match="før borgeren henvendte sig"):
        scenes.aftercare(scenes.staying(), date(1962, 6, 1), now=DECIDED_AT)


def test_an_approval_does_not_end_before_it_began():
    where = scenes.provider()
    approval = where.approvals.get()
    before = approval.from_on - timedelta(days=1)
    with pytest.raises(ValidationError, match="før begyndelsen"):
        end_approval(approval_id=approval.pk, until_on=before, reason="Lukket", by=scenes.lead())
    with pytest.raises(ValidationError, match="før begyndelsen"):
        approve_provider(
            provider_id=where.pk,
            authority="Socialtilsyn Nord",
            from_on=date(2030, 1, 1),
            until_on=date(2029, 1, 1),
            note="",
            by=scenes.lead(),
        )


def test_ending_an_approval_never_makes_it_longer():
    approval = scenes.provider().approvals.get()
    last = approval.from_on + timedelta(days=30)
    end_approval(approval_id=approval.pk, until_on=last, reason="Lukket", by=scenes.lead())

    with pytest.raises(ValidationError, match="slutter allerede"):
        end_approval(
            approval_id=approval.pk, until_on=last + timedelta(days=1), reason="Åbnet igen", by=scenes.lead()
        )


def test_an_approval_that_has_run_out_meanwhile_keeps_the_citizen_from_being_admitted():
    placement = scenes.planned()
    scenes.guaranteed(placement)
    approval = placement.provider.approvals.get()
    end_approval(
        approval_id=approval.pk, until_on=ADMITTED_ON - timedelta(days=1), reason="Udløb", by=scenes.lead()
    )

    with pytest.raises(ValidationError, match="ikke godkendt"):
        scenes.begun(placement)
    with refused("placement_at_approved_provider"):
        Placement.objects.filter(pk=placement.pk).update(status="staying", started_on=ADMITTED_ON)
    assert stays_without_approval(ADMITTED_ON) == {placement.provider_id}


def test_two_approvals_at_once_are_refused():
    where = scenes.provider()

    with pytest.raises(ValidationError, match="allerede en godkendelse"):
        approve_provider(
            provider_id=where.pk,
            authority="Socialtilsyn Midt",
            from_on=date(2026, 5, 1),
            until_on=date(2026, 6, 1),
            note="",
            by=scenes.lead(),
        )
    with refused("approval_one_at_a_time"):
        ProviderApproval.objects.create(
            provider=where, authority="Socialtilsyn Midt", from_on=date(2026, 5, 1)
        )


def test_a_residential_place_stands_on_tilbudsportalen():
    with pytest.raises(ValidationError, match="Tilbudsportalen"):
        scenes.provider(portal_id="")


def test_a_caseworker_keeps_no_places():
    with pytest.raises(PermissionDenied):
        approve_provider(
            provider_id=scenes.provider().pk,
            authority="Socialtilsyn Nord",
            from_on=date(2026, 5, 1),
            until_on=None,
            note="",
            by=caseworker(),
        )


# Placement


def test_a_stay_belongs_to_residential_treatment_that_was_granted():
    course, where = scenes.ambulant(), scenes.provider()

    with pytest.raises(ValidationError, match="bevilget døgnforløb"):
        scenes.planned(course, where)
    with refused("placement_of_granted_residential_course"):
        Placement.objects.create(
            course=course,
            case=course.case,
            provider=where,
            planned_from=ADMITTED_ON,
            planned_until=UNTIL,
        )


def test_a_stay_of_another_citizens_course_is_refused():
    course, other = scenes.granted("Per Holm"), scenes.granted("Ida Holm")

    with refused("placement_of_granted_residential_course"):
        Placement.objects.create(
            course=course,
            case=other.case,
            provider=scenes.provider(),
            planned_from=ADMITTED_ON,
            planned_until=UNTIL,
        )


def test_an_ambulant_place_takes_no_one_in():
    where = scenes.provider(form="ambulant")

    with pytest.raises(ValidationError, match="døgntilbud"):
        scenes.planned(where=where)


def test_the_form_of_a_course_never_changes():
    course = scenes.ambulant()

    with refused("may never be changed"):
        type(course).objects.filter(pk=course.pk).update(form="residential")


def test_without_a_guarantee_for_payment_nobody_is_admitted():
    placement = scenes.planned()

    with pytest.raises(ValidationError, match="betalingsgaranti"):
        scenes.begun(placement)
    with refused("placement_begun_with_guarantee"):
        Placement.objects.filter(pk=placement.pk).update(status="staying", started_on=ADMITTED_ON)


def test_a_guarantee_is_given_by_those_who_decide():
    with pytest.raises(PermissionDenied):
        scenes.give_guarantee(
            placement_id=scenes.planned().pk,
            from_on=ADMITTED_ON,
            until_on=UNTIL,
            per_day=scenes.PRICE,
            reference="",
            by=caseworker(),
            now=DECIDED_AT,
        )


def test_the_same_day_is_guaranteed_once_and_a_guarantee_never_changes():
    placement = scenes.planned()
    guarantee = scenes.guaranteed(placement)

    with pytest.raises(ValidationError, match="allerede givet"):
        scenes.guaranteed(placement, from_on=UNTIL)
    with refused("may never be changed"):
        type(guarantee).objects.filter(pk=guarantee.pk).update(per_day=1)


def test_a_guarantee_taken_back_makes_room_for_the_right_one():
    placement = scenes.planned()
    guarantee = scenes.guaranteed(placement)
    take_back_guarantee(guarantee_id=guarantee.pk, reason="Forkert pris", by=scenes.lead(), now=DECIDED_AT)

    assert scenes.guaranteed(placement, per_day=Decimal(1900)).per_day == Decimal(1900)


def test_admission_begins_the_treatment_and_stops_the_guarantee():
    placement = scenes.staying()
    course = placement.course
    course.refresh_from_db()

    assert (course.status, course.started_on) == (CourseStatus.ACTIVE, ADMITTED_ON)
    assert course.request.stage == RequestStage.IN_TREATMENT
    assert ClockEvent.objects.filter(request=course.request_id, kind="treatment_started").exists()
    assert Deadline.objects.get(kind="guarantee", case=course.case_id).status == DeadlineStatus.MET
    assert StoryEntry.objects.filter(case=course.case_id, text__startswith="Indskrevet på").exists()


def test_a_pregnant_woman_is_offered_the_contract_before_she_is_admitted():
    placement = scenes.planned()
    scenes.guaranteed(placement)
    note_circumstance(
        case_id=placement.case_id,
        kind=CircumstanceKind.PREGNANT,
        facts={"since_on": DECIDED_AT.date()},
        by=caseworker(),
        now=DECIDED_AT,
    )

    with pytest.raises(ValidationError, match="kontrakten"):
        scenes.begun(placement)

    keep_contract(
        case_id=placement.case_id,
        contract_id=None,
        facts={"offered_on": DECIDED_AT.date()},
        by=caseworker(),
        now=DECIDED_AT,
    )
    assert scenes.begun(placement).is_staying


def test_one_stay_at_a_time():
    placement = scenes.staying()

    with pytest.raises(ValidationError, match="allerede aftalt"):
        scenes.planned(placement.course, scenes.provider("Åbrinken", portal_id="102"))


def test_a_planned_stay_can_come_to_nothing_with_its_reason():
    placement = scenes.planned()

    with pytest.raises(ValidationError, match="hvorfor"):
        cancel_placement(placement_id=placement.pk, reason=" ", by=caseworker(), now=DECIDED_AT)
    found = cancel_placement(placement_id=placement.pk, reason="Fortrød", by=caseworker(), now=DECIDED_AT)

    assert found.status == PlacementStatus.CANCELLED


def test_a_move_ends_the_one_stay_and_plans_the_next():
    first = scenes.staying()
    on = date(2026, 4, 20)
    second = move_stay(
        placement_id=first.pk,
        values=scenes.stay_values(scenes.provider("Åbrinken", portal_id="102"), planned_from=on),
        moved_on=on,
        reason="Mere ro",
        by=caseworker(),
        now=at(on),
    )
    first.refresh_from_db()

    assert (first.status, first.end_kind) == (PlacementStatus.ENDED, PlacementEnd.MOVED)
    assert second.moved_from_id == first.pk
    assert deadline(DeadlineKind.AFTERCARE_PLAN, ref=first.deadline_ref).status == DeadlineStatus.LAPSED
    scenes.guaranteed(second, from_on=on)
    assert scenes.begun(second, on).is_staying


def test_nobody_moves_to_a_place_that_is_not_approved_and_the_first_stay_goes_on():
    first = scenes.staying()

    with pytest.raises(ValidationError, match="ikke godkendt"):
        move_stay(
            placement_id=first.pk,
            values=scenes.stay_values(scenes.provider("Åbrinken", portal_id="102", approved=False)),
            moved_on=ADMITTED_ON,
            reason="Mere ro",
            by=caseworker(),
            now=at(ADMITTED_ON),
        )
    first.refresh_from_db()
    assert first.is_staying


# The end


def test_an_agreed_discharge_needs_the_aftercare_plan_first():
    placement = scenes.staying()
    on = date(2026, 6, 10)

    with pytest.raises(ValidationError, match="efterbehandlingsplanen"):
        scenes.ended(placement, on)
    with refused("placement_agreed_end_has_aftercare_plan"):
        Placement.objects.filter(pk=placement.pk).update(
            status="ended",
            ended_on=on,
            end_kind="agreed",
            end_reason="x",
            agreed_with="x",
            talks_answer="accepted",
        )

    scenes.aftercare(placement, date(2026, 6, 1))
    assert scenes.ended(placement, on).status == PlacementStatus.ENDED
    assert deadline(DeadlineKind.AFTERCARE_PLAN).status == DeadlineStatus.MET


@pytest.mark.parametrize("missing", [{"agreed_with": ""}, {"talks_answer": ""}])
def test_an_agreed_end_is_agreed_with_somebody_and_talks_are_offered(missing):
    placement = scenes.staying()
    scenes.aftercare(placement, date(2026, 6, 1))

    with pytest.raises(ValidationError, match="aftalt med"):
        scenes.ended(placement, date(2026, 6, 10), **missing)


def test_whoever_leaves_without_agreement_still_gets_a_plan():
    placement = scenes.staying()
    scenes.ended(placement, date(2026, 4, 1), PlacementEnd.LEFT)

    owed = deadline(DeadlineKind.AFTERCARE_PLAN)
    assert (owed.status, owed.due_on) == (DeadlineStatus.OPEN, date(2026, 4, 1))
    scenes.aftercare(placement, date(2026, 4, 5))
    assert deadline(DeadlineKind.AFTERCARE_PLAN).status == DeadlineStatus.BREACHED


def test_the_course_is_not_ended_while_somebody_stays():
    placement = scenes.staying()

    with pytest.raises(ValidationError, match="Udskriv"):
        end_course(
            course_id=placement.course_id,
            values=EndingValues(reason="completed", status="drug_free"),
            by=caseworker(),
            now=at(date(2026, 4, 1)),
        )
    with refused("course_ends_after_its_stay"):
        type(placement.course).objects.filter(pk=placement.course_id).update(
            status="ended", ended_on=date(2026, 4, 1), end_reason="x"
        )


# Deadlines


def test_supervision_is_due_and_held_with_a_note_in_the_journal():
    placement = scenes.staying()
    assert deadline(DeadlineKind.SUPERVISION).due_on == date(2026, 6, 16)

    visit = scenes.supervised(placement, date(2026, 5, 4))

    assert visit.note.kind == NoteKind.SUPERVISION
    assert "Gennemgik målene" in visit.note.text
    first = deadline(DeadlineKind.SUPERVISION, ref=f"{placement.deadline_ref}:1")
    assert (first.status, first.closed_on) == (DeadlineStatus.MET, date(2026, 5, 4))
    assert deadline(DeadlineKind.SUPERVISION, ref=f"{placement.deadline_ref}:2").due_on == date(2026, 8, 4)
    assert first.steps


def test_a_supervision_without_its_note_cannot_be_stored():
    placement = scenes.staying()

    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO offers_supervisionvisit"
            " (placement_id, held_on, means, with_whom, delivers, cooperates)"
            " VALUES (%s, '2026-04-01', 'visit', 'x', 'yes', 'yes')",
            [placement.pk],
        )


def test_the_same_supervision_sent_twice_is_written_once():
    placement = scenes.staying()
    submission = uuid4()
    values = scenes.SupervisionValues(
        held_on=date(2026, 5, 4),
        means="visit",
        with_whom="Forstander",
        delivers="yes",
        cooperates="yes",
        text="Godt.",
    )
    for _ in range(2):
        scenes.record_supervision(
            placement_id=placement.pk,
            values=values,
            submission=submission,
            by=caseworker(),
            now=at(date(2026, 5, 4)),
        )

    assert SupervisionVisit.objects.count() == 1


def test_status_reports_are_due_received_and_missing():
    placement = scenes.staying()
    record_status_report(
        placement_id=placement.pk,
        received_on=date(2026, 7, 1),
        summary="Det går.",
        by=caseworker(),
        now=at(date(2026, 7, 1)),
    )

    late = deadline(DeadlineKind.STATUS_REPORT, ref=f"{placement.deadline_ref}:1")
    assert late.status == DeadlineStatus.BREACHED
    missing = deadline(DeadlineKind.STATUS_REPORT, ref=f"{placement.deadline_ref}:2")
    assert (missing.status, missing.due_on) == (DeadlineStatus.OPEN, date(2026, 10, 1))


def test_the_promise_to_pay_runs_out_and_a_longer_one_moves_the_end():
    placement = scenes.staying()
    assert deadline(DeadlineKind.PAYMENT_GUARANTEE).due_on == UNTIL

    more = UNTIL + timedelta(days=30)
    scenes.guaranteed(placement, from_on=UNTIL + timedelta(days=1), until_on=more, now=at(date(2026, 6, 1)))
    placement.refresh_from_db()

    assert deadline(DeadlineKind.PAYMENT_GUARANTEE).due_on == more
    assert placement.planned_until == more


def test_the_nightly_reconciliation_finds_no_drift():
    placement = scenes.staying()
    scenes.supervised(placement, date(2026, 5, 4))
    scenes.aftercare(placement, date(2026, 6, 1))
    scenes.ended(placement, date(2026, 6, 10))

    reconcile(today=date(2026, 6, 11))

    assert not Drift.objects.exists()


# Who


def test_a_colleague_without_a_tie_plans_no_stay():
    course, where = scenes.granted(), scenes.provider()
    stranger = make_user(Role.CASEWORKER, username="fremmed")

    with pytest.raises(PermissionDenied):
        plan_placement(course_id=course.pk, values=scenes.stay_values(where), by=stranger, now=DECIDED_AT)


def test_the_secretary_admits_nobody():
    placement = scenes.planned()
    scenes.guaranteed(placement)

    with pytest.raises(PermissionDenied):
        begin_stay(
            placement_id=placement.pk,
            started_on=ADMITTED_ON,
            by=make_user(Role.SECRETARY),
            now=at(ADMITTED_ON),
        )
