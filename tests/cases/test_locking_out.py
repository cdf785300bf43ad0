"""Shielded cases and conflicts of interest: out of sight everywhere, whatever the role."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import DatabaseError, connection, transaction
from django.urls import reverse

from cases.models import Case, ConflictOfInterest, CoWorker, Shield
from cases.services.emergency import open_in_emergency
from cases.services.inquiries import Person
from cases.services.locking_out import lift_lock_out, lift_shield, lock_out, shield_case
from cases.services.requests import assign_case
from rusmiddel.access.enums import CASE_ROLES, Role
from rusmiddel.deadlines.models import Deadline, Notice
from tests.access.factories import make_staff
from tests.cases.factories import NOW, inquire, march

LISTS = ("cases:case_list", "cases:inquiry_list", "reporting:my_day", "visitation:letter_list")


@pytest.fixture
def shield(case, caseworker, team_lead):
    return shield_case(
        case_id=case.pk, members=[caseworker], reason="Kollegas datter", by=team_lead, now=march(31)
    )


def close_to(case, user, by):
    return lock_out(case_id=case.pk, user=user, reason="Søskende", by=by, now=march(31))


def test_only_the_named_see_a_shielded_case(case, shield, caseworker):
    seeing = {role for role in Role if Case.objects.visible_to(make_staff(role)).exists()}

    assert seeing == set()
    assert list(Case.objects.visible_to(caseworker)) == [case]


@pytest.mark.parametrize("role", sorted(CASE_ROLES))
def test_no_emergency_access_opens_a_shielded_case(client, case, shield, role):
    user = make_staff(role)
    with pytest.raises(PermissionDenied):
        open_in_emergency(case_id=case.pk, reason="Akut", by=user, now=march(31))
    client.force_login(user)

    assert (
        client.post(reverse("cases:emergency_new", args=[case.number]), {"reason": "Akut"}).status_code == 404
    )
    assert client.get(case.get_absolute_url()).status_code == 404


def test_shielding_ends_the_emergency_access_that_runs(case, caseworker, team_lead, clock):
    clock.move_to(march(31, 10))
    stranger = make_staff(Role.PSYCHOLOGIST)
    open_in_emergency(case_id=case.pk, reason="Akut", by=stranger, now=march(31))
    assert Case.objects.visible_to(stranger).exists()

    shield_case(case_id=case.pk, members=[caseworker], reason="Datter", by=team_lead, now=march(31))

    assert not Case.objects.visible_to(stranger).exists()


def test_a_search_finds_nothing_of_a_shielded_case(client, case, shield, team_lead):
    for user in (make_staff(Role.CASEWORKER), team_lead):
        client.force_login(user)
        for text in (case.number, case.citizen.cpr, case.citizen.name):
            page = client.post(reverse("cases:search"), {"q": text}).content.decode()
            assert "Ingen fundet" in page


@pytest.mark.parametrize("name", LISTS)
def test_no_list_shows_a_shielded_case_to_the_team_lead(client, case, shield, team_lead, name):
    client.force_login(team_lead)

    page = client.get(reverse(name)).content.decode()

    assert case.number not in page
    assert case.citizen.name not in page


def test_the_number_counts_it_and_the_list_says_that_something_is_left_out(client, case, shield, team_lead):
    client.force_login(team_lead)
    path = reverse("reporting:deadline_list") + "?tilstand=missed"

    page = client.get(path).content.decode()

    assert case.number not in page
    assert "1 frist kan du ikke se." in page
    assert case.number not in b"".join(client.get(f"{path}&export=csv").streaming_content).decode()


def test_a_warning_about_it_reaches_the_named_only(client, case, shield, caseworker, team_lead):
    deadline = Deadline.objects.filter(case=case).first()
    for to in ({"recipient": caseworker}, {"role": Role.TEAM_LEAD}):
        Notice.objects.create(
            deadline=deadline, milestone="due", due_on=deadline.due_on, created_at=NOW, **to
        )

    assert Notice.objects.unread_for(team_lead).count() == 0
    assert Notice.objects.unread_for(caseworker).count() == 1


def test_a_call_about_it_is_taken_down_without_telling_that_it_is_there(client, case, shield):
    colleague = make_staff(Role.CASEWORKER)
    client.force_login(colleague)
    looked_up = client.post(
        reverse("cases:inquiry_new"), {"cpr": case.citizen.cpr, "look_up": "1", "identity": "named"}
    ).content.decode()
    inquiry = inquire(colleague, Person(name="En Anden", cpr=case.citizen.cpr), contacted_at=NOW)

    assert "er ikke kendt i forvejen" in looked_up
    assert inquiry.case == case
    assert case.number not in client.get(reverse("cases:inquiry_list")).content.decode()


def test_the_responsible_must_be_among_the_named(case, team_lead):
    with pytest.raises(ValidationError, match="har sagen"):
        shield_case(case_id=case.pk, members=[team_lead], reason="Datter", by=team_lead, now=march(31))


def test_a_case_is_shielded_once(case, shield, caseworker):
    lead = make_staff(Role.TEAM_LEAD)
    with pytest.raises(PermissionDenied):
        shield_case(case_id=case.pk, members=[lead], reason="Igen", by=lead, now=march(31))


def test_a_shield_is_lifted_with_a_reason_that_stays(client, case, shield, team_lead):
    client.force_login(team_lead)
    lift = reverse("cases:shield_lift", args=[shield.pk])
    assert client.post(lift, {"reason": " "}).status_code == 422

    client.post(lift, {"reason": "Kollegaen er holdt op"})

    assert list(Case.objects.visible_to(team_lead)) == [case]
    assert "Kollegaen er holdt op" in case.story.latest("pk").text
    with pytest.raises(ValidationError, match="allerede ophævet"):
        lift_shield(shield_id=shield.pk, reason="Igen", by=team_lead, now=march(31))


@pytest.mark.parametrize("role", sorted(set(Role) - {Role.TEAM_LEAD}))
def test_only_the_team_lead_shields_lifts_and_locks_out(case, shield, caseworker, role):
    somebody = make_staff(role)
    for act in (
        lambda: shield_case(case_id=case.pk, members=[caseworker], reason="x", by=somebody, now=NOW),
        lambda: lift_shield(shield_id=shield.pk, reason="x", by=somebody, now=NOW),
        lambda: lock_out(case_id=case.pk, user=caseworker, reason="x", by=somebody, now=NOW),
    ):
        with pytest.raises(PermissionDenied):
            act()


def test_whoever_is_locked_out_sees_nothing_and_gets_no_emergency_access(client, case, caseworker, team_lead):
    colleague = make_staff(Role.CASEWORKER)
    CoWorker.objects.create(case=case, user=colleague, added_at=NOW, added_by=caseworker)

    close_to(case, colleague, team_lead)

    assert not Case.objects.visible_to(colleague).exists()
    assert not Case.objects.elsewhere_for(colleague).exists()
    assert not CoWorker.objects.standing().exists()
    with pytest.raises(PermissionDenied):
        open_in_emergency(case_id=case.pk, reason="Akut", by=colleague, now=march(31))
    client.force_login(colleague)
    assert client.get(case.get_absolute_url()).status_code == 404
    assert "Ingen fundet" in client.post(reverse("cases:search"), {"q": case.number}).content.decode()


def test_a_team_lead_can_be_locked_out_and_does_not_let_themselves_in(client, case, shield, team_lead):
    other = make_staff(Role.TEAM_LEAD)
    lift_shield(shield_id=shield.pk, reason="Fejl", by=team_lead, now=march(31))
    conflict = close_to(case, other, team_lead)

    with pytest.raises(PermissionDenied):
        lift_lock_out(conflict_id=conflict.pk, reason="x", by=other, now=march(31))
    client.force_login(other)
    assert client.get(reverse("cases:conflict_lift", args=[conflict.pk])).status_code == 404
    assert case.number not in client.get(reverse("cases:lock_list")).content.decode()


def test_the_responsible_is_not_locked_out_before_somebody_else_has_the_case(case, caseworker, team_lead):
    with pytest.raises(ValidationError, match="Giv den først"):
        close_to(case, caseworker, team_lead)


def test_a_case_is_not_given_to_somebody_who_may_not_see_it(case, caseworker, team_lead):
    colleague = make_staff(Role.CASEWORKER)
    close_to(case, colleague, team_lead)

    with pytest.raises(ValidationError, match="kan ikke få sagen"):
        assign_case(case_id=case.pk, responsible=colleague, by=team_lead, now=march(31))


@pytest.mark.parametrize("table", ["cases_shield", "cases_shieldmember", "cases_conflictofinterest"])
def test_the_database_keeps_what_was_closed_and_by_whom(case, shield, team_lead, table):
    lift_shield(shield_id=shield.pk, reason="Fejl", by=team_lead, now=march(31))
    conflict = close_to(case, make_staff(Role.CASEWORKER), team_lead)
    lift_lock_out(conflict_id=conflict.pk, reason="Fejl", by=team_lead, now=march(31))
    column = "user_id" if table == "cases_shieldmember" else "lifted_by_id"

    for attempt in (
        f"DELETE FROM {table}",
        f"UPDATE {table} SET {column} = (SELECT max(id) FROM access_user)",
    ):
        with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(attempt)

    assert Shield.objects.count() == ConflictOfInterest.objects.count() == 1
