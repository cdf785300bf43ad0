from datetime import date, datetime, timedelta
from threading import Barrier, Thread
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.db import connection, transaction

from rusmiddel.access.enums import Role
from rusmiddel.deadlines import register, tasks, watching
from rusmiddel.deadlines.models import Deadline, Mail, Notice, WatchRun
from rusmiddel.deadlines.values import Milestone
from tests.deadlines.scenes import DUE, INQUIRY, guarantee, met


def told(**who):
    return list(Notice.objects.filter(**who).order_by("pk").values_list("milestone", flat=True))


@pytest.fixture
def running(case, caseworker, team_lead):
    return register.keep(guarantee(case, responsible=caseworker), by=None)


def test_nobody_is_warned_before_the_first_milestone(running):
    run = watching.watch(today=date(2026, 3, 8))

    assert (run.due_count, run.notice_count) == (0, 0)


@pytest.mark.parametrize(
    ("today", "milestone"),
    [(date(2026, 3, 9), "day_7"), (date(2026, 3, 12), "day_10"), (date(2026, 3, 14), "day_12")],
)
def test_the_responsible_is_warned_on_the_day_of_the_milestone(running, caseworker, today, milestone):
    watching.watch(today=today - timedelta(days=1))
    before = told(recipient=caseworker)

    watching.watch(today=today)

    assert told(recipient=caseworker) == [*before, milestone]
    assert told(role=Role.TEAM_LEAD) == []


def test_the_team_lead_is_told_too_when_the_deadline_is_due_and_when_it_is_overdue(running, caseworker):
    watching.watch(today=DUE)
    assert told(role=Role.TEAM_LEAD) == ["due"]

    watching.watch(today=DUE + timedelta(days=1))
    assert told(role=Role.TEAM_LEAD) == ["due", "overdue"]
    assert told(recipient=caseworker)[-2:] == ["due", "overdue"]


def test_a_deadline_that_is_due_today_is_not_called_overdue(running):
    watching.watch(today=DUE)

    assert "overdue" not in told()


def test_the_team_lead_is_told_everything_when_nobody_is_responsible(case, team_lead):
    register.keep(guarantee(case), by=None)

    watching.watch(today=date(2026, 3, 12))

    assert told(role=Role.TEAM_LEAD) == ["day_7", "day_10"]


def test_the_team_lead_is_told_everything_when_the_responsible_no_longer_works_here(running, caseworker):
    caseworker.is_active = False
    caseworker.save()

    watching.watch(today=date(2026, 3, 9))

    assert told(role=Role.TEAM_LEAD) == ["day_7"]
    assert told(recipient=caseworker) == []


def test_a_week_without_a_watch_is_caught_up_each_warning_once(running, caseworker):
    watching.watch(today=date(2026, 3, 9))
    watching.watch(today=date(2026, 3, 17))

    assert told(recipient=caseworker) == ["day_7", "day_10", "day_12", "due", "overdue"]


def test_a_watch_run_twice_warns_once(running):
    watching.watch(today=DUE)
    again = watching.watch(today=DUE)

    assert (again.due_count, again.notice_count) == (0, 0)


def test_a_deadline_that_has_been_met_warns_nobody(case, caseworker):
    register.keep(guarantee(case, responsible=caseworker), by=None)
    register.keep(guarantee(case, responsible=caseworker, **met(date(2026, 3, 8))), by=None)

    assert watching.watch(today=DUE).notice_count == 0


def test_a_new_due_date_warns_anew(case, caseworker):
    register.keep(guarantee(case, responsible=caseworker), by=None)
    watching.watch(today=date(2026, 3, 9))
    later = guarantee(case, responsible=caseworker, opened_on=date(2026, 3, 9))
    register.keep(later, by=None)

    watching.watch(today=date(2026, 3, 16))

    assert list(Notice.objects.order_by("pk").values_list("milestone", "due_on")) == [
        ("day_7", DUE),
        ("day_7", later.due_on),
    ]


def test_whoever_takes_over_is_warned_of_what_has_passed(running, make_user, caseworker):
    watching.watch(today=date(2026, 3, 12))
    successor = make_user("karen", Role.CASEWORKER)
    register.reassign(case_id=running.case_id, responsible_id=successor.pk, by=None)

    watching.watch(today=date(2026, 3, 12))

    assert told(recipient=successor) == ["day_7", "day_10"]
    assert not Notice.objects.unread_for(caseworker).exists()


def test_the_next_warning_is_the_first_milestone_after_today(running):
    watching.watch(today=date(2026, 3, 10))
    running.refresh_from_db()
    assert running.next_warning_on == date(2026, 3, 12)

    watching.watch(today=DUE + timedelta(days=1))
    running.refresh_from_db()
    assert running.next_warning_on is None


def test_each_recipient_is_owed_one_mail_for_a_run_however_many_warnings(
    case, make_case, caseworker, team_lead
):
    register.keep_many(
        [guarantee(make_case(), ref=f"request:{n}", responsible=caseworker) for n in range(5)], by=None
    )

    watching.watch(today=DUE)

    assert list(Mail.objects.order_by("recipient").values_list("recipient", flat=True)) == [
        caseworker.pk,
        team_lead.pk,
    ]


def test_who_has_no_address_or_no_longer_works_here_is_owed_no_mail(case, make_user):
    nobody = make_user("uden", Role.CASEWORKER, email="")
    make_user("gammel", Role.TEAM_LEAD, is_active=False)
    register.keep(guarantee(case, responsible=nobody), by=None)

    watching.watch(today=DUE)

    assert Notice.objects.count() == 5
    assert not Mail.objects.exists()


def test_the_run_says_how_many_it_looked_at_and_when(running):
    watching.watch(today=DUE)

    run = WatchRun.objects.get()
    assert (run.name, run.due_count, run.notice_count, run.error) == ("watch", 1, 5, "")
    assert run.started_at <= run.finished_at


def test_a_run_that_fails_is_written_down_and_leaves_no_warning(running, monkeypatch):
    monkeypatch.setattr(watching, "WARN", watching.WARN.replace("count(*) FROM written", "1 / 0"))

    with pytest.raises(Exception, match="division by zero"):
        watching.watch(today=DUE)

    assert WatchRun.objects.get().error == "DataError"
    assert not Notice.objects.exists()


@pytest.mark.parametrize(
    ("moment", "warned"),
    [
        # Winter time: 23.30 UTC is 00.30 of the next Danish day.
        ("2026-03-08T22:59", False),
        ("2026-03-08T23:00", True),
        # The night to 29 March 2026 the clock is put forward.
        ("2026-03-28T22:59", False),
        ("2026-03-28T23:00", True),
        ("2026-03-29T21:59", False),
        ("2026-03-29T22:00", True),
        # The night to 25 October 2026 it is put back.
        ("2026-10-24T21:59", False),
        ("2026-10-24T22:00", True),
        ("2026-10-25T22:59", False),
        ("2026-10-25T23:00", True),
    ],
)
def test_a_day_begins_at_danish_midnight_on_the_nights_the_clock_is_changed_too(
    case, caseworker, queued, moment, warned
):
    now = datetime.fromisoformat(moment).replace(tzinfo=ZoneInfo("UTC"))
    warning_on = {8: date(2026, 3, 9), 28: date(2026, 3, 29), 29: date(2026, 3, 30)}
    if now.month == 10:
        warning_on = {24: date(2026, 10, 25), 25: date(2026, 10, 26)}
    on = warning_on[now.day]
    milestones = (Milestone(name="day_7", on=on),)
    values = guarantee(case, responsible=caseworker, opened_on=on - timedelta(days=7), milestones=milestones)
    register.keep(values, by=None)

    with time_machine.travel(now, tick=False):
        assert bool(tasks.watch.run()) is warned


def test_two_watches_at_the_same_time_warn_of_everything_once(committed, make_case, caseworker, team_lead):
    cases = [make_case() for _ in range(20)]
    register.keep_many(
        [guarantee(one, ref=f"request:{n}", responsible=caseworker) for n, one in enumerate(cases)], by=None
    )
    start = Barrier(2)
    errors = []

    def run():
        try:
            connection.ensure_connection()
            start.wait()
            watching.watch(today=DUE)
        except Exception as error:
            errors.append(error)
        finally:
            connection.close()

    threads = [Thread(target=run) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert errors == []
    assert Notice.objects.filter(recipient=caseworker).count() == 20 * 4
    assert Notice.objects.filter(role=Role.TEAM_LEAD).count() == 20
    assert not Deadline.objects.filter(next_warning_on__lte=DUE).exists()


def test_a_deadline_that_somebody_is_changing_is_left_for_the_next_watch(committed, make_case, caseworker):
    case = make_case()
    register.keep(guarantee(case, responsible=caseworker), by=None)
    changing, watched = Barrier(2), Barrier(2)

    def change():
        with transaction.atomic():
            register.keep(guarantee(case, responsible=caseworker, **met(INQUIRY)), by=None)
            changing.wait()
            watched.wait()
        connection.close()

    thread = Thread(target=change)
    thread.start()
    changing.wait()
    during = watching.watch(today=DUE)
    watched.wait()
    thread.join()

    assert during.notice_count == 0
    assert watching.watch(today=DUE).notice_count == 0
