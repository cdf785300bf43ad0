"""A password alone is not enough: a code or a passkey beside it, and recovery codes for when it is lost."""

from datetime import datetime, timedelta

import pytest
import time_machine
from allauth.mfa.models import Authenticator
from cryptography.fernet import Fernet
from django.core.exceptions import PermissionDenied
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.urls import reverse

from rusmiddel.access.enums import Role
from rusmiddel.access.signin import second_factor
from rusmiddel.danish_dates import COPENHAGEN
from tests.access.conftest import PASSWORD
from tests.access.signing_in import CODE, code_of, give_app, sign_in

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=COPENHAGEN)
OWN_ACCESS = reverse("mfa_index")
SET_UP = reverse("mfa_activate_totp")
PLACE = reverse("deadlines:notice_list")

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def nine_o_clock():
    with time_machine.travel(NOW, tick=False) as traveller:
        yield traveller


@pytest.fixture
def required(settings):
    settings.REQUIRE_SECOND_FACTOR = True


def set_up(client):
    secret = client.get(SET_UP).context["form"].secret
    return secret, client.post(SET_UP, {"code": code_of(secret)})


def test_with_an_app_the_password_alone_opens_nothing(client, caseworker):
    give_app(caseworker)

    assert sign_in(client, "mette").url == CODE
    assert client.get(PLACE).status_code == 302


def test_the_code_of_the_moment_opens_the_door(client, caseworker):
    secret = give_app(caseworker)
    sign_in(client, "mette")

    assert client.post(CODE, {"code": code_of(secret)}).status_code == 302
    assert client.get(PLACE).status_code == 200


def test_the_page_one_wanted_is_kept_through_the_code(client, caseworker):
    secret = give_app(caseworker)
    client.post(reverse("access:sign_in"), {"username": "mette", "password": PASSWORD, "next": PLACE})

    assert client.post(CODE, {"code": code_of(secret)}).url == PLACE


def test_a_code_typed_with_a_blank_and_half_a_minute_late_counts(client, caseworker):
    secret = give_app(caseworker)
    sign_in(client, "mette")
    late = code_of(secret, steps=-1)

    assert client.post(CODE, {"code": f"{late[:3]} {late[3:]}"}).status_code == 302


def test_a_code_counts_once_also_half_a_minute_later(client, caseworker, nine_o_clock):
    secret = give_app(caseworker)
    code = code_of(secret)
    sign_in(client, "mette")
    client.post(CODE, {"code": code})
    nine_o_clock.move_to(NOW + timedelta(seconds=31))
    other = Client()
    sign_in(other, "mette")

    assert other.post(CODE, {"code": code}).status_code == 422


def test_the_code_page_opens_to_nobody_who_has_not_given_the_password(client, caseworker):
    secret = give_app(caseworker)

    assert client.post(CODE, {"code": code_of(secret)}).url == reverse("account_login")
    assert client.get(PLACE).status_code == 302


@pytest.mark.parametrize("role", list(Role))
def test_whoever_must_have_a_second_factor_sets_it_up_before_anything_else(client, make_user, required, role):
    make_user("mette", role)
    sign_in(client, "mette")
    for path in (PLACE, "/", reverse("access:own_password")):
        assert client.get(path).url == OWN_ACCESS

    assert "Du mangler en ekstra sikring" in client.get(OWN_ACCESS).content.decode()
    _, answer = set_up(client)

    assert answer.url == reverse("mfa_view_recovery_codes")
    assert client.get(PLACE).status_code == 200


def test_a_form_posted_without_the_second_factor_does_nothing(client, administrator, caseworker, required):
    sign_in(client, "asta")

    client.post(reverse("access:user_deactivate", args=[caseworker.pk]))

    caseworker.refresh_from_db()
    assert caseworker.is_active


def test_setting_up_signs_out_whoever_else_sits_with_the_password(client, caseworker):
    elsewhere = Client()
    sign_in(elsewhere, "mette")
    sign_in(client, "mette")

    set_up(client)

    assert elsewhere.get(PLACE).status_code == 302
    assert client.get(PLACE).status_code == 200


def test_a_wrong_code_sets_nothing_up(client, caseworker):
    sign_in(client, "mette")
    client.get(SET_UP)

    assert client.post(SET_UP, {"code": "000000"}).status_code == 422
    assert not Authenticator.objects.exists()


def test_whoever_signed_in_long_ago_shows_again_who_they_are_before_changing_it(
    client, caseworker, nine_o_clock
):
    sign_in(client, "mette")
    nine_o_clock.move_to(NOW + timedelta(minutes=11))

    answer = client.get(SET_UP)
    assert answer.url == f"{reverse('account_reauthenticate')}?next={SET_UP.replace('/', '%2F')}"
    assert client.post(answer.url, {"password": "forkert"}).status_code == 422
    client.post(answer.url, {"password": PASSWORD})

    assert client.get(SET_UP).status_code == 200


def test_recovery_codes_are_shown_once_and_each_opens_once(client, caseworker):
    sign_in(client, "mette")
    set_up(client)
    codes = client.get(reverse("mfa_view_recovery_codes")).context["unused_codes"]
    assert len(codes) == 10
    assert codes[0] not in client.get(reverse("mfa_view_recovery_codes")).content.decode()

    for expected in (302, 422):
        again = Client()
        sign_in(again, "mette")
        assert again.post(CODE, {"code": codes[0]}).status_code == expected


def test_the_last_factor_stays_where_one_is_required(client, caseworker, required):
    sign_in(client, "mette")
    set_up(client)

    client.post(reverse("mfa_deactivate_totp"))

    assert second_factor.factors_of(caseworker).count() == 1


def test_where_none_is_required_the_app_can_be_removed_and_its_recovery_codes_go_with_it(client, caseworker):
    sign_in(client, "mette")
    set_up(client)

    client.post(reverse("mfa_deactivate_totp"))

    assert not Authenticator.objects.exists()


def test_nobody_removes_anothers_passkey(client, caseworker, administrator):
    other = Authenticator.objects.create(user=administrator, type="webauthn", data={"name": "Nøgle"})
    sign_in(client, "mette")

    assert client.post(reverse("mfa_remove_webauthn", args=[other.pk])).status_code == 404
    assert Authenticator.objects.filter(pk=other.pk).exists()


def test_an_administrator_takes_a_lost_factor_away_and_the_user_is_signed_out(
    client, caseworker, administrator
):
    sign_in(client, "mette")
    set_up(client)
    desk = Client()
    desk.force_login(administrator)

    desk.post(reverse("access:user_second_factor_reset", args=[caseworker.pk]))

    assert not Authenticator.objects.exists()
    assert client.get(PLACE).status_code == 302
    assert caseworker.history.first().history_change_reason == "Ekstra sikring nulstillet"


def test_nobody_else_takes_a_factor_away(make_user, caseworker):
    with pytest.raises(PermissionDenied):
        second_factor.reset(user_id=caseworker.pk, by=make_user("lone", Role.TEAM_LEAD))


def test_no_secret_lies_in_clear_text_and_a_new_key_reaches_them(client, caseworker, settings, nine_o_clock):
    sign_in(client, "mette")
    secret, _ = set_up(client)
    with connection.cursor() as cursor:
        cursor.execute("SELECT string_agg(data::text, ' ') FROM mfa_authenticator")
        assert secret not in cursor.fetchone()[0]

    settings.FIELD_KEYS = [Fernet.generate_key().decode(), *settings.FIELD_KEYS]
    call_command("rotate_keys", verbosity=0)
    settings.FIELD_KEYS = settings.FIELD_KEYS[:1]

    nine_o_clock.move_to(NOW + timedelta(minutes=5))
    again = Client()
    sign_in(again, "mette")
    assert again.post(CODE, {"code": code_of(secret)}).status_code == 302
