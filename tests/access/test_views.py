"""Signing in and out, one's own password, and the administrator's pages about users."""

import pytest
from django.test import Client
from django.urls import reverse

from rusmiddel.access.enums import Role
from rusmiddel.access.models import User
from tests.access.conftest import PASSWORD

SIGN_IN = reverse("access:sign_in")
LIST = reverse("access:user_list")
NEW = reverse("access:user_new")


def edit(user):
    return reverse("access:user_edit", args=[user.pk])


@pytest.fixture
def administrator_client(client, administrator):
    client.force_login(administrator)
    return client


@pytest.mark.django_db
def test_whoever_is_signed_out_is_sent_to_sign_in_and_back(client):
    response = client.get(LIST)

    assert response.status_code == 302
    assert response.url == f"{SIGN_IN}?next={LIST}"


def test_signing_in_leads_to_the_page_one_wanted(client, administrator):
    response = client.post(SIGN_IN, {"username": "asta", "password": PASSWORD, "next": LIST})

    assert response.status_code == 302
    assert response.url == LIST


@pytest.mark.parametrize("elsewhere", ["https://example.org/", "//example.org/", "javascript:alert(1)"])
def test_signing_in_never_leads_to_another_site(client, administrator, elsewhere):
    response = client.post(SIGN_IN, {"username": "asta", "password": PASSWORD, "next": elsewhere})

    assert response.url == "/"


def test_a_wrong_password_does_not_tell_whether_the_user_exists(client, administrator):
    wrong = client.post(SIGN_IN, {"username": "asta", "password": "forkert"})
    unknown = client.post(SIGN_IN, {"username": "ukendt", "password": "forkert"})

    assert wrong.status_code == unknown.status_code == 422
    for response in (wrong, unknown):
        assert "Brugernavn og adgangskode passer ikke sammen" in response.content.decode()


def test_signing_in_changes_nothing_in_the_history(client, administrator):
    before = administrator.history.count()

    client.post(SIGN_IN, {"username": "asta", "password": PASSWORD})

    administrator.refresh_from_db()
    assert administrator.last_login is not None
    assert administrator.history.count() == before


def test_somebody_deactivated_cannot_sign_in(client, make_user):
    make_user("mette", Role.CASEWORKER, is_active=False)

    assert client.post(SIGN_IN, {"username": "mette", "password": PASSWORD}).status_code == 422


def test_somebody_deactivated_is_signed_out_at_once(client, administrator):
    client.force_login(administrator)
    User.objects.filter(pk=administrator.pk).update(is_active=False)

    assert client.get(LIST).status_code == 302


def test_signing_out_takes_a_post(administrator_client):
    assert administrator_client.get(reverse("access:sign_out")).status_code == 405
    assert administrator_client.post(reverse("access:sign_out")).url == SIGN_IN
    assert administrator_client.get(LIST).status_code == 302


def test_the_list_is_in_danish_order_with_the_closed_ones_last(administrator_client, make_user):
    for name in ("ærlig", "aage", "zenia", "øystein"):
        make_user(name, Role.CASEWORKER)
    make_user("aksel", Role.CASEWORKER, is_active=False)

    users = administrator_client.get(LIST).context["users"]

    assert [user.name for user in users] == ["Asta", "Zenia", "Ærlig", "Øystein", "Aage", "Aksel"]


def test_the_list_costs_the_same_however_many_users_there_are(administrator_client, make_user, count_queries):
    with count_queries() as few:
        administrator_client.get(LIST)
    for number in range(5):
        make_user(f"bruger{number}", Role.CASEWORKER)
    with count_queries() as many:
        administrator_client.get(LIST)

    assert len(few) == len(many)


def test_an_administrator_makes_a_user_who_can_sign_in(administrator_client, client):
    facts = {
        "name": "Sara Lund",
        "username": "sara",
        "roles": [Role.CASEWORKER, Role.VISITATOR],
        "password": PASSWORD,
    }

    page = administrator_client.post(NEW, facts, follow=True).content.decode()

    assert "Sara Lund kan nu logge ind som »sara«." in page
    assert User.objects.get(username="sara").roles == [Role.CASEWORKER, Role.VISITATOR]


def test_a_weak_password_is_told_at_its_field_and_what_was_typed_is_kept(administrator_client):
    response = administrator_client.post(NEW, {"name": "Sara Lund", "username": "sara", "password": "kort"})

    assert response.status_code == 422
    assert "password" in response.context["form"].errors
    assert 'value="Sara Lund"' in response.content.decode()


def test_an_administrator_changes_roles(administrator_client, caseworker):
    administrator_client.post(edit(caseworker), {"name": "Mette Bruun", "roles": [Role.TEAM_LEAD]})

    caseworker.refresh_from_db()
    assert (caseworker.name, caseworker.roles) == ("Mette Bruun", [Role.TEAM_LEAD])


def test_changing_ones_own_roles_is_refused_at_the_field(administrator_client, administrator):
    response = administrator_client.post(edit(administrator), {"name": "Asta", "roles": [Role.CASEWORKER]})

    assert response.status_code == 422
    assert "roles" in response.context["form"].errors


def test_the_page_shows_who_gave_which_roles(administrator_client, administrator, caseworker):
    administrator_client.post(edit(caseworker), {"name": "Mette", "roles": [Role.VISITATOR]})

    newest, oldest = administrator_client.get(edit(caseworker)).context["history"]

    assert (newest[0].history_user, newest[1]) == (administrator, ["Visitator"])
    assert oldest[1] == ["Behandler"]


def test_access_is_closed_and_opened_again(administrator_client, caseworker):
    administrator_client.post(reverse("access:user_deactivate", args=[caseworker.pk]))
    caseworker.refresh_from_db()
    assert not caseworker.is_active

    administrator_client.post(reverse("access:user_reactivate", args=[caseworker.pk]))
    caseworker.refresh_from_db()
    assert caseworker.is_active


def test_ones_own_access_stays_open(administrator_client, administrator):
    page = administrator_client.post(
        reverse("access:user_deactivate", args=[administrator.pk]), follow=True
    ).content.decode()

    assert "Du kan ikke lukke din egen adgang" in page


def test_a_new_password_given_signs_the_user_out_elsewhere(administrator_client, make_user):
    other = make_user("bodil", Role.ADMINISTRATOR)
    elsewhere = Client()
    elsewhere.force_login(other)
    words = {"new_password1": "en-helt-anden-kode", "new_password2": "en-helt-anden-kode"}

    administrator_client.post(reverse("access:user_password", args=[other.pk]), words)

    assert elsewhere.get(LIST).status_code == 302
    other.refresh_from_db()
    assert other.check_password("en-helt-anden-kode")


def test_one_changes_ones_own_password_and_stays_signed_in(administrator_client, administrator):
    words = {
        "old_password": PASSWORD,
        "new_password1": "en-helt-anden-kode",
        "new_password2": "en-helt-anden-kode",
    }

    assert administrator_client.post(reverse("access:own_password"), words).status_code == 302
    assert administrator_client.get(LIST).status_code == 200
