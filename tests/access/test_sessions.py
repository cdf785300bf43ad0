"""Where one is signed in, for how long, and how it ends."""

from datetime import datetime, timedelta

import pytest
import time_machine
from django.conf import settings as project
from django.test import Client
from django.urls import reverse

from rusmiddel.access import services
from rusmiddel.access.enums import Role
from rusmiddel.access.models import StaffSession
from rusmiddel.danish_dates import COPENHAGEN
from tests.access.conftest import PASSWORD
from tests.access.signing_in import sign_in

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=COPENHAGEN)
MINUTE = timedelta(minutes=1)
OWN_ACCESS = reverse("mfa_index")
LEFT = reverse("access:session_left")
PLACE = reverse("deadlines:notice_list")
CHROME = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/130.0 Safari/537.36"

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def nine_o_clock():
    with time_machine.travel(NOW, tick=False) as traveller:
        yield traveller


@pytest.fixture
def signed_in(client, caseworker):
    sign_in(client, "mette", headers={"User-Agent": CHROME})
    return client


@pytest.fixture
def elsewhere(caseworker):
    other = Client(REMOTE_ADDR="192.0.2.7")
    sign_in(other, "mette")
    return other


def is_signed_in(client):
    return client.get(PLACE).status_code == 200


def test_signing_in_gives_a_new_key_and_the_old_one_opens_nothing(client, caseworker):
    client.get(reverse("access:sign_in"))
    planted = client.session
    planted["lagt her"] = "af en fremmed"
    planted.save()
    client.cookies[project.SESSION_COOKIE_NAME] = planted.session_key

    sign_in(client, "mette")

    assert client.cookies[project.SESSION_COOKIE_NAME].value != planted.session_key
    thief = Client()
    thief.cookies[project.SESSION_COOKIE_NAME] = planted.session_key
    assert not is_signed_in(thief)


def test_the_list_says_which_browser_from_where_and_when(signed_in):
    page = signed_in.get(OWN_ACCESS).content.decode()

    assert "Chrome på Windows" in page
    assert "127.0.0.1" in page
    assert "Denne browser" in page


def test_no_key_to_a_session_stands_on_the_page(signed_in, elsewhere):
    page = signed_in.get(OWN_ACCESS).content.decode()

    assert not [key for key in StaffSession.objects.values_list("session_key", flat=True) if key in page]


def test_one_ends_another_of_ones_own_sessions(signed_in, elsewhere):
    other = StaffSession.objects.get(address="192.0.2.7")

    signed_in.post(reverse("access:session_end"), {"session": other.handle})

    assert is_signed_in(signed_in)
    assert not is_signed_in(elsewhere)


def test_nobody_ends_anothers_session(signed_in, administrator):
    other = Client()
    other.force_login(administrator)
    handle = StaffSession.objects.get(user=administrator).handle

    signed_in.post(reverse("access:session_end"), {"session": handle})
    signed_in.post(reverse("access:sessions_end_others"))

    assert is_signed_in(other)


def test_one_ends_all_others_at_once(signed_in, elsewhere):
    signed_in.post(reverse("access:sessions_end_others"))

    assert is_signed_in(signed_in)
    assert not is_signed_in(elsewhere)


ENDINGS = {
    "another role": lambda user, by: services.change_user(
        user_id=user.pk, by=by, name=user.name, roles=[Role.DOCTOR]
    ),
    "closed access": lambda user, by: services.deactivate_user(user_id=user.pk, by=by),
    "a new password": lambda user, by: services.set_password(
        user_id=user.pk, by=by, password="en-helt-anden-kode"
    ),
}


@pytest.mark.parametrize("end", ENDINGS.values(), ids=ENDINGS)
def test_what_sessions_rest_on_ends_them_when_it_changes(end, signed_in, caseworker, administrator):
    end(caseworker, administrator)

    assert not StaffSession.objects.filter(user=caseworker).exists()
    assert not is_signed_in(signed_in)


def test_a_new_name_ends_nothing(signed_in, caseworker, administrator):
    services.change_user(user_id=caseworker.pk, by=administrator, name="Mette Berg", roles=caseworker.roles)

    assert is_signed_in(signed_in)


def test_changing_ones_own_password_ends_the_others(signed_in, elsewhere):
    new = "en-helt-anden-kode"

    signed_in.post(
        reverse("access:own_password"), {"old_password": PASSWORD, "new_password1": new, "new_password2": new}
    )

    assert is_signed_in(signed_in)
    assert not StaffSession.objects.filter(address="192.0.2.7").exists()


def test_half_an_hour_without_a_click_signs_one_out(signed_in, nine_o_clock):
    nine_o_clock.move_to(NOW + 31 * MINUTE)

    assert not is_signed_in(signed_in)


def test_being_at_work_keeps_one_signed_in(signed_in, nine_o_clock):
    for minutes in range(0, 121, 20):
        nine_o_clock.move_to(NOW + minutes * MINUTE)
        assert is_signed_in(signed_in)


def test_after_a_working_day_one_is_signed_out_however_busy(signed_in, nine_o_clock):
    for minutes in range(0, 10 * 60, 20):
        nine_o_clock.move_to(NOW + minutes * MINUTE)
        assert is_signed_in(signed_in)

    nine_o_clock.move_to(NOW + 600 * MINUTE)

    assert not is_signed_in(signed_in)


def test_asking_how_long_is_left_is_not_being_at_work(signed_in, nine_o_clock):
    nine_o_clock.move_to(NOW + 20 * MINUTE)
    assert signed_in.get(LEFT).json() == {"seconds": 600}

    nine_o_clock.move_to(NOW + 29 * MINUTE)
    assert signed_in.get(LEFT).json() == {"seconds": 60}


def test_saying_that_one_is_still_here_keeps_one_signed_in(signed_in, nine_o_clock):
    nine_o_clock.move_to(NOW + 29 * MINUTE)
    assert signed_in.post(LEFT).json() == {"seconds": 1800}

    nine_o_clock.move_to(NOW + 45 * MINUTE)
    assert is_signed_in(signed_in)


def test_whoever_is_signed_out_has_nothing_left(client):
    assert client.get(LEFT).json() == {"seconds": 0}


def test_a_session_in_use_is_written_down_at_most_once_a_minute(signed_in, count_queries, nine_o_clock):
    nine_o_clock.move_to(NOW + timedelta(seconds=50))
    with count_queries() as queries:
        signed_in.get(PLACE)

    assert not [query for query in queries if 'UPDATE "access_staffsession"' in query["sql"]]


def test_the_cookie_ends_with_the_browser(signed_in):
    assert signed_in.cookies[project.SESSION_COOKIE_NAME]["max-age"] == ""
