"""Emergency access: a reason, an end, a banner, a review; and nobody gets round it."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.urls import reverse

from cases.models import Case, EmergencyAccess
from cases.services.emergency import open_in_emergency, review_emergency
from rusmiddel.access.enums import CASE_ROLES, ReadKind, Role
from rusmiddel.access.models import ReadLog
from tests.access.factories import make_staff
from tests.cases.factories import march

LIST = reverse("cases:emergency_list")
AT = march(31)


@pytest.fixture
def stranger(db):
    return make_staff(Role.PSYCHOLOGIST)


@pytest.fixture
def access(case, stranger):
    return emergency(case, stranger)


def emergency(case, user, at=AT, reason="Akut henvendelse i skadestuen"):
    return open_in_emergency(case_id=case.pk, reason=reason, by=user, now=at)


def address(case):
    return reverse("cases:emergency_new", args=[case.number])


@pytest.mark.parametrize("role", sorted(CASE_ROLES - {Role.TEAM_LEAD, Role.SECRETARY}))
def test_every_role_that_works_with_cases_may_open_one_with_a_reason(case, role, clock):
    clock.move_to(march(31, 10))
    user = make_staff(role)

    emergency(case, user)

    assert list(Case.objects.visible_to(user)) == [case]


def test_it_ends_after_the_hours_of_the_setting(case, stranger, clock, settings):
    settings.EMERGENCY_ACCESS_HOURS = 2
    clock.move_to(march(31, 9))
    emergency(case, stranger)
    clock.move_to(march(31, 10))
    assert Case.objects.visible_to(stranger).exists()
    clock.move_to(march(31, 11))
    assert not Case.objects.visible_to(stranger).exists()


def test_the_administrator_never_gets_it(client, case):
    administrator = make_staff(Role.ADMINISTRATOR)
    with pytest.raises(PermissionDenied):
        emergency(case, administrator)
    client.force_login(administrator)

    assert client.get(address(case)).status_code == 404
    assert client.post(address(case), {"reason": "Fordi"}).status_code == 404
    assert not EmergencyAccess.objects.exists()


@pytest.mark.parametrize("reason", ["", "  \n"])
def test_without_a_reason_there_is_no_access(case, stranger, reason):
    with pytest.raises(ValidationError, match="hvorfor du har brug"):
        emergency(case, stranger, reason=reason)


def test_the_page_asks_why_then_opens_the_case_under_a_banner(client, case, stranger):
    client.force_login(stranger)
    refused = client.post(address(case), {"reason": ""})
    assert refused.status_code == 422
    assert "Skriv, hvorfor du har brug" in refused.content.decode()

    page = client.post(address(case), {"reason": "Akut henvendelse"}, follow=True).content.decode()

    assert case.citizen.name in page
    assert "<strong>Nødadgang</strong> til" in page
    assert ReadLog.objects.filter(user=stranger, case=case, kind=ReadKind.EMERGENCY).count() == 1
    assert "Åbnet med nødadgang: Akut henvendelse" in case.story.latest("pk").text


def test_the_banner_stands_on_each_page_of_the_case_and_on_no_other(client, case, stranger, clock):
    clock.move_to(march(31, 10))
    emergency(case, stranger)
    client.force_login(stranger)

    for name in ("cases:case_page", "cases:assessment", "cases:session_new"):
        assert "<strong>Nødadgang</strong>" in client.get(reverse(name, args=[case.number])).content.decode()
    assert "<strong>Nødadgang</strong>" not in client.get(reverse("cases:case_list")).content.decode()


def test_what_one_role_may_not_do_emergency_access_does_not_give(client, case, stranger, clock):
    clock.move_to(march(31, 10))
    emergency(case, stranger)
    client.force_login(stranger)

    assert client.get(reverse("cases:case_close", args=[case.number])).status_code == 403


def test_one_who_sees_the_case_needs_none(client, case, caseworker):
    with pytest.raises(PermissionDenied):
        emergency(case, caseworker)
    client.force_login(caseworker)

    assert client.get(address(case)).url == case.get_absolute_url()


def test_asking_twice_while_it_lasts_is_the_same_access(case, stranger, clock):
    clock.move_to(march(31, 9))
    first = emergency(case, stranger)
    clock.move_to(march(31, 10))

    assert emergency(case, stranger, at=march(31, 10)) == first


def test_the_database_too_knows_no_two_at_a_time(access):
    with pytest.raises(IntegrityError, match="emergency_one_at_a_time"):
        EmergencyAccess.objects.create(
            case=access.case,
            user=access.user,
            reason="Igen",
            begun_at=access.begun_at + timedelta(hours=1),
            expires_at=access.expires_at + timedelta(hours=1),
        )


def test_the_team_lead_sees_it_with_what_was_looked_at_and_reviews_it(client, case, stranger, team_lead):
    client.force_login(stranger)
    client.post(address(case), {"reason": "Akut henvendelse"}, follow=True)
    client.force_login(team_lead)
    access = EmergencyAccess.objects.get()
    review = reverse("cases:emergency_review", args=[access.pk])

    assert "Akut henvendelse" in client.get(LIST).content.decode()
    assert "Sagens forside" in client.get(review).content.decode()
    client.post(review, {"remark": "Talt med Sara, alt i orden"})

    access.refresh_from_db()
    assert (access.reviewed_by, access.remark) == (team_lead, "Talt med Sara, alt i orden")
    assert "Akut henvendelse" not in client.get(LIST).content.decode()
    assert "Akut henvendelse" in client.get(f"{LIST}?state=reviewed").content.decode()


def test_a_second_review_and_ones_own_are_refused(access, team_lead):
    review_emergency(access_id=access.pk, remark="", by=team_lead, now=march(31))
    with pytest.raises(ValidationError, match="allerede gennemgået"):
        review_emergency(access_id=access.pk, remark="Nej", by=make_staff(Role.TEAM_LEAD), now=march(31))


def test_nobody_reviews_their_own_whatever_they_have_become_since(access, stranger):
    stranger.roles = [Role.TEAM_LEAD]
    stranger.save()
    with pytest.raises(ValidationError, match="sin egen"):
        review_emergency(access_id=access.pk, remark="", by=stranger, now=march(31))
    with pytest.raises(IntegrityError, match="emergency_reviewed_by_another"):
        EmergencyAccess.objects.filter(pk=access.pk).update(reviewed_at=march(31), reviewed_by=stranger)


@pytest.mark.parametrize(
    "attempt",
    [
        "UPDATE cases_emergencyaccess SET expires_at = expires_at + interval '1 year'",
        "UPDATE cases_emergencyaccess SET reason = 'En bedre grund'",
        "UPDATE cases_emergencyaccess SET user_id = (SELECT max(id) FROM access_user)",
        "DELETE FROM cases_emergencyaccess",
        "TRUNCATE cases_emergencyaccess CASCADE",
    ],
)
def test_the_database_keeps_it_as_it_was(access, attempt):
    make_staff(Role.CASEWORKER)
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(attempt)

    assert EmergencyAccess.objects.get().reason == access.reason


def test_a_review_is_never_written_over(access, team_lead):
    review_emergency(access_id=access.pk, remark="Set", by=team_lead, now=march(31))

    with pytest.raises(DatabaseError, match="may never be changed"), transaction.atomic():
        EmergencyAccess.objects.update(remark="Noget andet")
    with pytest.raises(DatabaseError, match="may never be changed"), transaction.atomic():
        EmergencyAccess.objects.update(reviewed_at=None, reviewed_by=None, remark="")


@pytest.mark.parametrize("role", sorted(set(Role) - {Role.TEAM_LEAD}))
def test_only_the_team_lead_reviews(client, access, role):
    client.force_login(make_staff(role))

    assert client.get(LIST).status_code == 403
    assert client.post(reverse("cases:emergency_review", args=[access.pk])).status_code == 403
