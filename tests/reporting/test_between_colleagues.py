"""Min dag: what goes between colleagues, and what waits for others with since when."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from cases.enums import ContactedBy
from cases.services.absences import record_absence
from cases.services.assignment import decline_transfer, offer_transfer
from cases.services.caseload import carry_out_moves, order_move
from cases.services.handing_on import hand_on
from cases.services.locking_out import lock_out, shield_case
from reporting.my_day import day_of
from rusmiddel.access.enums import Role
from rusmiddel.deadlines import register
from rusmiddel.deadlines.enums import DeadlineStatus
from tests.access.factories import UserFactory
from tests.cases.factories import inquire
from tests.reporting.scenes import NOW, TODAY, promise, wish
from tests.reporting.test_my_day import talk

PAGE = reverse("reporting:my_day")

pytestmark = pytest.mark.usefixtures("standard")


@pytest.fixture
def colleague(db):
    return UserFactory(name="Birgit Vang")


def read(user):
    return day_of(user, now=timezone.now())


def is_away(employee, stand_in, by):
    record_absence(
        employee=employee, stand_in=stand_in, first_on=TODAY, last_on=TODAY, by=by, now=timezone.now()
    )


def test_a_stand_in_has_the_day_of_the_absent_and_sees_whose_it_is(client, caseworker, colleague):
    promise(TODAY, responsible=colleague)
    talk(colleague)
    wish(responsible=colleague)
    assert read(caseworker).is_empty

    is_away(colleague, caseworker, colleague)

    day = read(caseworker)
    assert [task.whose for task in day.due_today] == ["Birgit V."]
    assert len(day.appointments) == 1
    assert day.new
    client.force_login(caseworker)
    assert "Du er vikar for" in client.get(PAGE).content.decode()


def test_the_day_after_nothing_is_the_stand_ins_and_all_of_it_is_the_returned(clock, caseworker, colleague):
    promise(TODAY, responsible=colleague)
    is_away(colleague, caseworker, colleague)
    clock.move_to(NOW + timedelta(days=1))

    assert read(caseworker).is_empty
    assert len(read(colleague).overdue) == 1


def test_what_nobody_covers_is_the_team_leads_and_stands_at_the_top(client, caseworker, colleague, team_lead):
    promise(TODAY, responsible=colleague)
    talk(colleague)
    is_away(colleague, None, colleague)
    caseworker.is_active = False
    caseworker.save()
    promise(TODAY, responsible=caseworker)

    day = read(team_lead)

    assert len(day.due_today) == 2
    assert len(day.appointments) == 1
    assert {each.employee for each in day.unowned} == {caseworker, colleague}
    client.force_login(team_lead)
    assert "Sager, som ingen tager sig af (2)" in client.get(PAGE).content.decode()


def test_what_the_stand_in_may_not_see_is_the_team_leads(caseworker, colleague, team_lead):
    locked, shielded, open_ = (promise(TODAY, responsible=colleague).case for _ in range(3))
    lock_out(case_id=locked.pk, user=caseworker, reason="Søskende", by=team_lead, now=NOW)
    shield_case(case_id=shielded.pk, members=[colleague, team_lead], reason="Nabo", by=team_lead, now=NOW)
    assert not read(team_lead).tasks

    is_away(colleague, caseworker, colleague)

    assert {task.case for task in read(team_lead).tasks} == {locked, shielded}
    assert {task.case for task in read(caseworker).tasks} == {open_}


def test_what_is_handed_on_is_the_colleagues_with_the_message_and_waits_until_it_is_done(
    client, caseworker, colleague
):
    deadline = promise(TODAY, responsible=caseworker)

    hand_on(deadline_ids=[deadline.pk], receiver=colleague, message="Ring før ni", by=caseworker, now=NOW)

    assert not read(caseworker).tasks
    (waiting,) = read(caseworker).waiting_for
    assert (waiting.since, waiting.whom) == (TODAY, "Birgit V.")
    (task,) = read(colleague).tasks
    assert (task.handed_by, task.message) == (caseworker.short_name, "Ring før ni")
    client.force_login(colleague)
    assert "Ring før ni" in client.get(PAGE).content.decode()

    deadline.refresh_from_db()
    closed = {**vars(deadline.values), "status": DeadlineStatus.MET, "closed_on": TODAY}
    register.keep(type(deadline.values)(**closed), by=None)
    assert not read(caseworker).waiting_for
    assert not read(colleague).tasks


def test_whoever_covers_the_colleague_reads_what_was_asked(caseworker, colleague):
    deadline = promise(TODAY, responsible=caseworker)
    hand_on(deadline_ids=[deadline.pk], receiver=colleague, message="Ring før ni", by=caseworker, now=NOW)
    third = UserFactory()
    is_away(colleague, third, colleague)

    (task,) = read(third).tasks

    assert (task.whose, task.message) == ("Birgit V.", "Ring før ni")


def test_whoever_works_with_cases_no_longer_leaves_them_to_the_team_lead(caseworker, team_lead):
    promise(TODAY, responsible=caseworker)
    caseworker.roles = [Role.ADMINISTRATOR]
    caseworker.save()

    day = read(team_lead)

    assert len(day.due_today) == 1
    assert [each.employee for each in day.unowned] == [caseworker]


def test_a_question_waits_with_since_when_until_it_is_answered(clock, caseworker, colleague):
    case = wish(responsible=caseworker).case
    asked = offer_transfer(case_id=case.pk, receiver=colleague, message="", by=caseworker, now=NOW)
    clock.move_to(NOW + timedelta(days=3))

    assert [each.pk for each in read(colleague).asked] == [asked.pk]
    assert [(each.since, each.what) for each in read(caseworker).waiting_for] == [
        (TODAY, "Svar på, om sagen tages")
    ]
    decline_transfer(transfer_id=asked.pk, reason="Nej", by=colleague, now=timezone.now())
    assert not read(colleague).asked
    assert not read(caseworker).waiting_for


def test_cases_on_their_way_are_told_of_and_those_that_could_not_come_too(clock, caseworker, colleague):
    case = wish(responsible=caseworker).case
    order_move(
        giver=caseworker,
        receivers={case.pk: colleague},
        from_on=TODAY + timedelta(days=2),
        back_on=None,
        message="",
        by=caseworker,
        now=NOW,
    )
    assert [coming.number for coming in read(colleague).coming] == [1]

    colleague.is_active = False
    colleague.save()
    clock.move_to(NOW + timedelta(days=2))
    carry_out_moves(now=timezone.now())
    assert read(caseworker).stuck_moves == 1


def test_a_waiting_wish_says_since_when(caseworker):
    called = NOW - timedelta(days=2)
    inquire(caseworker, now=called, contacted_at=called, contacted_by=ContactedBy.RELATIVE)

    (waiting,) = read(caseworker).waiting

    assert waiting.since == called.date()
