"""The municipality's own sign-in, against a real provider in a process of its own."""

import sys
from urllib.parse import parse_qs, urlsplit

import pytest
import requests
from allauth.account.models import EmailAddress
from allauth.socialaccount.models import SocialAccount
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse

from rusmiddel.access.enums import Role, SignInKind
from rusmiddel.access.models import SignInEvent, StaffSession, User
from rusmiddel.access.signin.claims import combined, roles_of
from rusmiddel.access.signin.municipal import use_municipal_sign_in
from tests.access.conftest import PASSWORD
from tests.access.signing_in import sign_in
from tooling.children import Family, spawn
from tooling.engines import free_port
from tooling.layout import ROOT

ENTRY = reverse("openid_connect_login")
PLACE = reverse("deadlines:notice_list")
ROLES = {"Rusmiddel behandler": "caseworker", "Rusmiddel læge": "doctor", "Rusmiddel admin": "administrator"}

pytestmark = pytest.mark.django_db


class Provider:
    """A provider that believes whatever it is told about people."""

    def __init__(self, port):
        self.address = f"http://127.0.0.1:{port}"

    def answers(self):
        try:
            return requests.get(f"{self.address}/.well-known/openid-configuration", timeout=1).ok
        except requests.ConnectionError:
            return False

    def knows(self, sub, **claims):
        requests.put(f"{self.address}/users/{sub}", json=claims, timeout=10).raise_for_status()

    def let_in(self, address, sub):
        """The person says yes over there; where the browser is sent back to."""
        return self._sent_back(requests.post(address, data={"sub": sub}, allow_redirects=False, timeout=10))

    def turn_away(self, address):
        """The person says no. This provider forgets to say back which question it answers."""
        answer = requests.post(address, data={"action": "deny"}, allow_redirects=False, timeout=10)
        (state,) = parse_qs(urlsplit(address).query)["state"]
        return f"{self._sent_back(answer)}&state={state}"

    def _sent_back(self, answer):
        back = urlsplit(answer.headers["Location"])
        return f"{back.path}?{back.query}"


@pytest.fixture(scope="module")
def running_provider(tmp_path_factory):
    port, family = free_port(), Family()
    log = tmp_path_factory.mktemp("provider") / "log"
    command = [sys.executable, "-m", "oidc_provider_mock", "--port", str(port)]
    provider = Provider(port)
    try:
        family.add(spawn("provider", command, env={}, cwd=ROOT, log=log))
        assert family.watch(provider.answers, seconds=60), log.read_text()
        yield provider
    finally:
        family.stop()


@pytest.fixture
def provider(running_provider, settings):
    settings.OIDC_ISSUER = running_provider.address
    settings.OIDC_ROLES = ROLES
    settings.SOCIALACCOUNT_PROVIDERS = {
        "openid_connect": {
            "OAUTH_PKCE_ENABLED": True,
            "APPS": [
                {
                    "provider_id": "kommunen",
                    "name": "Kommunens login",
                    "client_id": "rusmiddel",
                    "secret": "hemmelig",
                    "settings": {"server_url": running_provider.address},
                }
            ],
        }
    }
    return running_provider


def come_in(client, provider, sub="az-1", onward=PLACE, **claims):
    facts = {"preferred_username": "sara.lund", "name": "Sara Lund", "roles": ["Rusmiddel behandler"]}
    provider.knows(sub, **facts | claims)
    over_there = client.get(ENTRY, {"next": onward}).url
    return client.get(provider.let_in(over_there, sub))


def test_a_newcomer_with_a_mapped_role_comes_in_and_goes_where_they_wanted(client, provider):
    answer = come_in(client, provider)

    assert answer.url == PLACE
    assert client.get(PLACE).status_code == 200
    user = User.objects.get()
    assert (user.username, user.name, user.roles) == ("sara.lund", "Sara Lund", [Role.CASEWORKER])
    assert not user.has_usable_password()
    assert user.history.get().history_change_reason == "Kommunens login"


def test_the_same_person_is_the_same_user_next_time_whatever_their_name_is_now(client, provider):
    come_in(client, provider)
    come_in(Client(), provider, preferred_username="sara.holm", name="Sara Holm")

    assert User.objects.get().name == "Sara Holm"


def test_roles_follow_the_provider_at_each_sign_in_and_end_what_was_open(client, provider):
    come_in(client, provider)
    come_in(Client(), provider, roles=["Rusmiddel læge", "Noget andet"])

    user = User.objects.get()
    assert user.roles == [Role.DOCTOR]
    assert StaffSession.objects.of(user.pk).count() == 1
    assert client.get(PLACE).status_code == 302


@pytest.mark.parametrize("roles", [[], ["Noget andet"], "caseworker", None])
def test_without_a_mapped_role_one_is_refused_in_plain_words_and_no_user_is_made(client, provider, roles):
    answer = come_in(client, provider, sub=f"az-{roles}", roles=roles)

    assert answer.status_code == 403
    assert "giver dig ingen rolle i Rusmiddel" in answer.content.decode()
    assert not User.objects.exists()
    assert SignInEvent.objects.get().kind == SignInKind.NO_ROLE


def test_whoever_has_lost_their_role_over_there_has_lost_it_here(client, provider):
    come_in(client, provider)
    come_in(Client(), provider, roles=[])

    assert User.objects.get().roles == []
    assert client.get(PLACE).status_code == 302


def test_a_local_user_with_a_password_is_never_taken_over(client, provider, make_user):
    make_user("sara.lund", Role.ADMINISTRATOR)

    answer = come_in(client, provider, preferred_username="Sara.Lund")

    assert "logger ind med adgangskode" in answer.content.decode()
    assert User.objects.get().roles == [Role.ADMINISTRATOR]
    assert not SocialAccount.objects.exists()


def test_an_administrator_lets_a_local_user_come_in_that_way(client, provider, make_user, administrator):
    local = make_user("sara.lund", Role.VISITATOR)
    desk = Client()
    desk.force_login(administrator)

    desk.post(reverse("access:user_municipal", args=[local.pk]))
    come_in(client, provider)

    local.refresh_from_db()
    assert local.roles == [Role.CASEWORKER]
    assert SocialAccount.objects.get().user == local
    assert sign_in(Client(), "sara.lund").status_code == 422


def test_nobody_else_decides_how_a_user_signs_in(make_user, caseworker):
    with pytest.raises(PermissionDenied):
        use_municipal_sign_in(user_id=caseworker.pk, by=make_user("lone", Role.TEAM_LEAD))


def test_local_users_sign_in_as_before(client, provider, caseworker):
    assert "Log ind med kommunens login" in client.get(reverse("access:sign_in")).content.decode()
    assert sign_in(client, "mette", PASSWORD).status_code == 302


def test_access_that_is_closed_here_stays_closed(client, provider):
    come_in(client, provider)
    user = User.objects.get()
    user.is_active = False
    user.save()

    answer = come_in(Client(), provider)

    assert answer.status_code in {302, 403}
    assert not StaffSession.objects.of(user.pk).filter(session_key=answer.wsgi_request.session.session_key)


def test_whoever_comes_by_the_municipality_needs_no_second_factor_here(client, provider, settings):
    settings.REQUIRE_SECOND_FACTOR = True

    come_in(client, provider)

    assert client.get(PLACE).status_code == 200


def test_whoever_says_no_over_there_is_told_that_nothing_happened(client, provider):
    over_there = client.get(ENTRY).url

    answer = client.get(provider.turn_away(over_there))

    assert "Du afbrød kommunens login" in answer.content.decode()


def test_an_answer_that_nobody_asked_for_is_refused(client, provider):
    provider.knows("az-1", preferred_username="sara.lund", roles=["Rusmiddel behandler"])
    stolen = provider.let_in(Client().get(ENTRY).url, "az-1")

    assert client.get(stolen).status_code == 403
    assert not User.objects.exists()


def test_one_never_ends_up_on_another_site(client, provider):
    assert come_in(client, provider, onward="https://example.org/").url == "/"


def test_nobody_joins_their_own_user_to_somebody_elses_sign_in(client, provider, caseworker):
    client.force_login(caseworker)
    provider.knows("az-1", preferred_username="sara.lund", roles=["Rusmiddel admin"])

    client.get(provider.let_in(client.get(ENTRY, {"process": "connect"}).url, "az-1"))

    assert not SocialAccount.objects.filter(user=caseworker).exists()
    caseworker.refresh_from_db()
    assert caseworker.roles == [Role.CASEWORKER]


def test_what_the_provider_said_is_not_kept(client, provider):
    come_in(client, provider)
    come_in(Client(), provider)

    assert SocialAccount.objects.get().extra_data == {}
    assert not EmailAddress.objects.exists()


def test_without_a_provider_there_is_no_such_way_in(client, db):
    assert client.get(ENTRY).status_code == 404
    assert "kommunens login" not in client.get(reverse("access:sign_in")).content.decode()


@pytest.mark.parametrize(
    ("claims", "claim", "roles"),
    [
        ({"roles": ["a", "b"]}, "roles", [Role.CASEWORKER, Role.DOCTOR]),
        ({"roles": "a"}, "roles", [Role.CASEWORKER]),
        ({"roles": ["b", "b", 7, None, {}]}, "roles", [Role.DOCTOR]),
        ({"realm_access": {"roles": ["a"]}}, "realm_access.roles", [Role.CASEWORKER]),
        ({"realm_access": "a"}, "realm_access.roles", []),
        ({"https://kommune.example/roles": ["a"]}, "https://kommune.example/roles", [Role.CASEWORKER]),
        ({}, "roles", []),
    ],
)
def test_roles_are_read_where_the_setting_says(claims, claim, roles):
    assert roles_of(claims, claim=claim, mapping={"a": "caseworker", "b": "doctor"}) == roles


def test_claims_about_two_different_people_are_not_put_together():
    assert combined({"id_token": {"sub": "1"}, "userinfo": {"sub": "2", "roles": ["a"]}}) is None
    assert combined({"id_token": {"sub": "1", "a": 1}, "userinfo": {"sub": "1"}}) == {"sub": "1", "a": 1}
