from dataclasses import replace
from datetime import date, timedelta
from threading import Barrier, Thread

import pytest
from django.db import IntegrityError, connection, transaction

from rusmiddel.access.enums import Role
from rusmiddel.deadlines import register, watching
from rusmiddel.deadlines.enums import DeadlineKind, DeadlineStatus
from rusmiddel.deadlines.models import Deadline, DeadlineChange, Notice
from rusmiddel.deadlines.values import Milestone, Step, due_milestones, guarantee_milestones
from tests.deadlines.scenes import DUE, INQUIRY, guarantee, met


def test_what_is_kept_reads_back_as_the_same_values(case, caseworker):
    values = guarantee(case, responsible=caseworker)

    assert register.keep(values, by=None).values == values


def test_the_same_ref_is_the_same_row(case):
    first = register.keep(guarantee(case), by=None)
    second = register.keep(guarantee(case, **met(date(2026, 3, 10))), by=None)

    assert second.pk == first.pk
    assert second.status == DeadlineStatus.MET


def test_a_change_is_remembered_with_who_and_what_was_before(case, caseworker):
    register.keep(guarantee(case), by=None)
    register.keep(guarantee(case, **met(date(2026, 3, 10))), by=caseworker)

    change = DeadlineChange.objects.get()
    assert change.changed_by == caseworker
    assert change.changes == {"status": ["open", "met"], "closed_on": ["", "2026-03-10"]}


def test_keeping_what_is_kept_already_changes_nothing(case):
    register.keep(guarantee(case), by=None)

    assert register.keep_many([guarantee(case)], by=None) == 0
    assert not DeadlineChange.objects.exists()


def test_a_better_wording_is_stored_and_is_no_change_of_facts(case):
    values = guarantee(case)
    register.keep(values, by=None)
    reworded = replace(values, explanation=(Step(on=INQUIRY, text="Opkald.", rule="GUA-4"),))

    assert register.keep(reworded, by=None).steps[0].text == "Opkald."
    assert not DeadlineChange.objects.exists()


def test_a_changed_case_without_a_new_due_date_does_not_start_the_warnings_again(case, caseworker):
    register.keep(guarantee(case, responsible=caseworker), by=None)
    watching.watch(today=date(2026, 3, 9))

    kept = register.keep(guarantee(case, responsible=caseworker, reason="Aftalt senere."), by=None)

    assert kept.next_warning_on == date(2026, 3, 12)


def test_a_met_deadline_takes_its_warnings_off_the_list(case, caseworker):
    register.keep(guarantee(case, responsible=caseworker), by=None)
    watching.watch(today=date(2026, 3, 9))
    assert Notice.objects.unread_for(caseworker).count() == 1

    register.keep(guarantee(case, responsible=caseworker, **met(date(2026, 3, 9))), by=None)

    assert Notice.objects.unread_for(caseworker).count() == 0


def test_a_deadline_opened_again_puts_its_warnings_back(case, caseworker):
    values = guarantee(case, responsible=caseworker)
    register.keep(values, by=None)
    watching.watch(today=date(2026, 3, 9))
    register.keep(guarantee(case, responsible=caseworker, **met(date(2026, 3, 9))), by=None)

    register.keep(values, by=None)

    assert Notice.objects.unread_for(caseworker).count() == 1


def test_reassigning_touches_open_deadlines_only(case, caseworker, make_user):
    register.keep(guarantee(case, responsible=caseworker), by=None)
    closed = guarantee(case, ref="request:2", responsible=caseworker, **met(DUE))
    register.keep(closed, by=None)
    successor = make_user("karen", Role.CASEWORKER)

    assert register.reassign(case_id=case.pk, responsible_id=successor.pk, by=caseworker) == 1

    assert dict(Deadline.objects.values_list("ref", "responsible")) == {
        "request:1": successor.pk,
        "request:2": caseworker.pk,
    }
    assert DeadlineChange.objects.get().changed_by == caseworker


def test_many_are_kept_in_a_number_of_queries_that_does_not_follow_their_number(
    case, django_assert_max_num_queries
):
    values = [guarantee(case, ref=f"request:{n}") for n in range(1000)]
    with django_assert_max_num_queries(6):
        assert register.keep_many(values, by=None) == 1000

    closed = [guarantee(case, ref=f"request:{n}", **met(DUE)) for n in range(1000)]
    with django_assert_max_num_queries(8):
        assert register.keep_many(closed, by=None) == 1000
    assert DeadlineChange.objects.count() == 1000


@pytest.mark.parametrize(
    ("changes", "constraint"),
    [
        ({"status": DeadlineStatus.MET}, "deadline_closed_has_date"),
        ({"closed_on": DUE}, "deadline_closed_has_date"),
        ({"status": DeadlineStatus.WAIVED, "closed_on": DUE}, "deadline_waived_has_reason"),
        ({"status": "forgotten", "closed_on": DUE}, "deadline_status_valid"),
        ({"kind": "birthday"}, "deadline_kind_valid"),
        ({"ref": ""}, "deadline_has_ref"),
    ],
)
def test_the_database_refuses_a_deadline_that_cannot_be(case, changes, constraint):
    with pytest.raises(IntegrityError, match=constraint):
        register.keep(replace(guarantee(case), **changes), by=None)


@pytest.mark.parametrize(
    ("facts", "constraint"),
    [
        ({"milestone_names": ["due"]}, "deadline_milestones_paired"),
        ({"status": "met", "closed_on": DUE, "next_warning_on": DUE}, "deadline_closed_warns_nobody"),
        ({"ref": "request:1"}, "deadline_one_per_ref"),
    ],
)
def test_the_database_refuses_a_row_that_the_register_would_not_write(case, facts, constraint):
    register.keep(guarantee(case), by=None)
    row = {"kind": DeadlineKind.GUARANTEE, "ref": "request:2", "opened_on": INQUIRY, "due_on": DUE}

    with pytest.raises(IntegrityError, match=constraint):
        Deadline.objects.create(case=case, **row | facts)


@pytest.mark.parametrize(
    ("facts", "constraint"),
    [
        ({"role": ""}, "notice_to_person_or_role"),
        ({"role": "king"}, "notice_role_valid"),
        ({"role": Role.TEAM_LEAD, "read_at": "2026-03-09T06:00Z"}, "notice_read_by_somebody"),
    ],
)
def test_the_database_refuses_a_notice_that_cannot_be(case, facts, constraint):
    deadline = register.keep(guarantee(case), by=None)

    with pytest.raises(IntegrityError, match=constraint):
        Notice.objects.create(
            deadline=deadline, milestone="due", due_on=DUE, created_at="2026-03-09T06:00Z", **facts
        )


def test_the_same_notice_is_never_written_twice(case):
    deadline = register.keep(guarantee(case), by=None)
    notice = {"deadline": deadline, "milestone": "due", "due_on": DUE, "role": Role.TEAM_LEAD}
    Notice.objects.create(created_at="2026-03-09T06:00Z", **notice)

    with pytest.raises(IntegrityError, match="notice_once"):
        Notice.objects.create(created_at="2026-03-10T06:00Z", **notice)


def test_two_who_keep_the_same_new_deadline_at_once_get_one_row(committed, make_case):
    case = make_case()
    start = Barrier(2)
    errors = []

    def run(reason):
        try:
            with transaction.atomic():
                start.wait()
                register.keep(guarantee(case, reason=reason), by=None)
        except Exception as error:
            errors.append(error)
        finally:
            connection.close()

    threads = [Thread(target=run, args=[reason]) for reason in ("den ene", "den anden")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert errors == []
    assert Deadline.objects.count() == 1
    assert DeadlineChange.objects.count() == 1


def test_a_warning_day_on_or_after_the_due_date_is_left_out():
    milestones = guarantee_milestones(
        opened_on=INQUIRY, due_on=INQUIRY + timedelta(days=10), warning_days=(12, 10, 7)
    )

    assert [milestone.name for milestone in milestones] == ["day_7", "due", "overdue"]


def test_days_before_are_warned_of_in_order_of_time():
    assert due_milestones(due_on=DUE, days_before=(1, 30)) == (
        Milestone(name="before_30", on=date(2026, 2, 14)),
        Milestone(name="before_1", on=date(2026, 3, 15)),
        Milestone(name="due", on=DUE),
        Milestone(name="overdue", on=date(2026, 3, 17)),
    )
