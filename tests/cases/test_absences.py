"""Somebody is away: the stand-in sees, is warned and does, and nothing falls between two people."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import DatabaseError, connection, transaction
from django.urls import reverse

from cases.cover import cover_of, unowned
from cases.models import Case
from cases.services.absences import change_stand_in, end_absence, record_absence
from cases.services.locking_out import lock_out
from rusmiddel.access.enums import Role
from rusmiddel.access.models import Absence, User
from rusmiddel.deadlines.models import Mail, Notice
from rusmiddel.deadlines.watching import watch
from tests.access.factories import UserFactory, make_staff
from tests.cases.factories import march


@pytest.fixture
def stand_in(db):
    return UserFactory(name="Birgit Vang", email="birgit@kommune.example")


def away(employee, stand_in, *, by=None, first=9, last=10):
    return record_absence(
        employee=employee,
        stand_in=stand_in,
        first_on=march(first).date(),
        last_on=march(last).date() if last else None,
        by=by or employee,
        now=march(3),
    )


def sees(user):
    return Case.objects.visible_to(user).exists()


def test_the_stand_in_sees_the_cases_in_those_days_and_not_after(case, caseworker, stand_in, clock):
    away(caseworker, stand_in)
    seen = {}
    for day in (8, 9, 10, 11):
        clock.move_to(march(day))
        seen[day] = sees(stand_in)

    assert seen == {8: False, 9: True, 10: True, 11: False}


@pytest.mark.parametrize(("day", "whose"), [(9, "stand_in"), (12, "caseworker")])
def test_whoever_is_there_that_day_reads_the_warning_and_gets_the_mail(
    case, caseworker, stand_in, clock, day, whose
):
    caseworker.email = "mette@kommune.example"
    caseworker.save()
    away(caseworker, stand_in)
    there = {"stand_in": stand_in, "caseworker": caseworker}[whose]
    clock.move_to(march(day))

    watch(today=march(day).date())

    assert Notice.objects.unread_for(there).exists()
    assert set(Mail.objects.values_list("recipient", flat=True)) == {there.pk}


def test_what_the_stand_in_left_unread_waits_for_whoever_returns(case, caseworker, stand_in, clock):
    away(caseworker, stand_in)
    clock.move_to(march(9))
    watch(today=march(9).date())
    clock.move_to(march(11))

    assert Notice.objects.unread_for(caseworker).exists()
    assert not Notice.objects.unread_for(stand_in).exists()


@pytest.mark.parametrize("uncovered", ["nobody", "also away", "gone"])
def test_without_anybody_there_the_team_lead_is_warned(
    case, caseworker, stand_in, team_lead, clock, uncovered
):
    away(caseworker, None if uncovered == "nobody" else stand_in)
    if uncovered == "also away":
        away(stand_in, None)
    if uncovered == "gone":
        stand_in.is_active = False
        stand_in.save()
    clock.move_to(march(9))

    watch(today=march(9).date())

    assert Notice.objects.filter(role=Role.TEAM_LEAD).exists()
    assert {each.employee for each in unowned(now=march(9))} == {caseworker}


def test_an_absence_that_is_covered_is_not_the_team_leads(case, caseworker, stand_in, team_lead, clock):
    away(caseworker, stand_in)
    clock.move_to(march(9))

    watch(today=march(9).date())

    assert not Notice.objects.filter(role=Role.TEAM_LEAD).exists()
    assert unowned(now=march(9)) == []


def test_a_caseworker_speaks_for_nobody_else_and_the_team_lead_for_all(case, caseworker, stand_in, team_lead):
    with pytest.raises(PermissionDenied):
        away(caseworker, stand_in, by=stand_in)

    absence = away(caseworker, stand_in, by=team_lead)
    with pytest.raises(PermissionDenied):
        end_absence(absence_id=absence.pk, last_on=None, by=stand_in, now=march(3))


def test_a_stand_in_must_work_with_cases_and_be_there(caseworker, stand_in, clock):
    away(stand_in, None, first=10, last=12)

    with pytest.raises(ValidationError, match="selv væk"):
        away(caseworker, stand_in)
    with pytest.raises(ValidationError, match="arbejder ikke med sager"):
        away(caseworker, make_staff(Role.ADMINISTRATOR))
    with pytest.raises(ValidationError, match="vikar for sig selv"):
        away(caseworker, caseworker)


def test_nobody_is_away_twice_at_once(caseworker, stand_in):
    away(caseworker, stand_in)

    with pytest.raises(ValidationError, match="allerede et fravær"):
        away(caseworker, stand_in, first=10, last=12)


def test_another_stand_in_takes_over_from_today(case, caseworker, stand_in, clock):
    absence = away(caseworker, stand_in, first=9, last=20)
    clock.move_to(march(12))
    second = make_staff(Role.CASEWORKER)

    change_stand_in(absence_id=absence.pk, stand_in=second, by=caseworker, now=march(12))

    assert (sees(stand_in), sees(second)) == (False, True)
    first, then = Absence.objects.standing().order_by("first_on")
    assert (first.last_on, then.first_on, then.last_on) == (
        march(11).date(),
        march(12).date(),
        march(20).date(),
    )


def test_whoever_returns_early_ends_it_and_one_that_never_began_is_taken_back(
    case, caseworker, stand_in, clock
):
    absence = away(caseworker, stand_in, first=9, last=None)
    clock.move_to(march(12))
    end_absence(absence_id=absence.pk, last_on=march(11).date(), by=caseworker, now=march(12))
    assert not sees(stand_in)

    later = away(caseworker, stand_in, first=20, last=None)
    end_absence(absence_id=later.pk, last_on=march(19).date(), by=caseworker, now=march(12))
    later.refresh_from_db()
    assert later.cancelled_by == caseworker


def test_what_has_been_covered_is_not_made_undone(case, caseworker, stand_in, clock):
    absence = away(caseworker, stand_in, first=9, last=20)
    clock.move_to(march(14))

    with pytest.raises(ValidationError, match="til i går"):
        end_absence(absence_id=absence.pk, last_on=march(10).date(), by=caseworker, now=march(14))


def test_a_case_the_stand_in_may_not_see_is_said_to_be_uncovered(
    case, caseworker, stand_in, team_lead, clock
):
    lock_out(case_id=case.pk, user=stand_in, reason="Søskende", by=team_lead, now=march(3))
    absence = away(caseworker, stand_in)
    clock.move_to(march(9))

    assert not sees(stand_in)
    assert cover_of(absence, now=march(9)).hidden_cases == 1


def test_whom_the_absent_stands_in_for_is_said_too(caseworker, stand_in):
    away(caseworker, stand_in)
    own = away(stand_in, None, first=10, last=12)

    assert [each.employee for each in cover_of(own, now=march(3)).covered_by_absent] == [caseworker]


def test_whoever_closes_a_door_is_told_first_what_is_left(client, case, caseworker):
    client.force_login(make_staff(Role.ADMINISTRATOR))
    address = reverse("access:user_deactivate", args=[caseworker.pk])

    page = client.post(address).content.decode()

    assert "1 åben sag" in page
    assert case.number not in page
    assert User.objects.get(pk=caseworker.pk).is_active
    client.post(address, {"told": "1"})
    assert not User.objects.get(pk=caseworker.pk).is_active
    assert [each.employee for each in unowned(now=march(9))] == [caseworker]


def test_the_page_keeps_what_was_typed_and_says_what_is_wrong(client, caseworker, stand_in):
    client.force_login(caseworker)
    typed = {"employee": caseworker.pk, "first_on": "10-03-2026", "last_on": "09-03-2026"}

    answer = client.post(reverse("cases:absence_new"), typed)

    assert answer.status_code == 422
    assert "Sidste dag kan ikke ligge før den første." in answer.content.decode()
    assert "09-03-2026" in answer.content.decode()


def test_another_users_absence_is_not_there(client, caseworker, stand_in):
    absence = away(caseworker, stand_in)
    client.force_login(stand_in)

    for name in ("absence", "absence_end", "absence_stand_in"):
        assert client.get(reverse(f"cases:{name}", args=[absence.pk])).status_code == 404
    typed = {"employee": caseworker.pk, "first_on": "20-04-2026"}
    assert client.post(reverse("cases:absence_new"), typed).status_code == 422
    assert Absence.objects.count() == 1


@pytest.mark.parametrize(
    "attempt",
    [
        "DELETE FROM access_absence",
        "UPDATE access_absence SET stand_in_id = employee_id",
        "UPDATE access_absence SET stand_in_id = NULL",
        "UPDATE access_absence SET first_on = first_on - 30",
    ],
)
def test_the_database_keeps_who_stood_in_for_whom(caseworker, stand_in, attempt):
    away(caseworker, stand_in)

    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(attempt)


def test_asking_who_is_uncovered_costs_the_same_however_many_are(case, caseworker, count_queries, clock):
    clock.move_to(march(9))
    away(caseworker, None, first=9, last=None)
    with count_queries() as one:
        unowned(now=march(9))
    for _ in range(3):
        away(UserFactory(), None, first=9, last=None)
    with count_queries() as four:
        unowned(now=march(9) + timedelta(hours=1))

    assert len(one) == len(four)
