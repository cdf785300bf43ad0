"""Guessing is stopped after some tries, for whoever guesses and for nobody else."""

from datetime import datetime, timedelta

import pytest
import time_machine
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, connection
from django.test import Client
from django.urls import reverse

from rusmiddel.access.enums import Role, SignInKind
from rusmiddel.access.models import SignInEvent
from rusmiddel.access.signin.lockout import locked_until, unlock
from rusmiddel.danish_dates import COPENHAGEN
from tests.access.signing_in import CODE, code_of, give_app, sign_in

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=COPENHAGEN)
MINUTE = timedelta(minutes=1)
TOO_MANY = "Der er skrevet forkert for mange gange. Prøv igen kl. 09.15"

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def nine_o_clock():
    with time_machine.travel(NOW, tick=False) as traveller:
        yield traveller


def guess(client, times=5, **options):
    return [sign_in(client, "mette", "gættet", **options) for _ in range(times)][-1]


@pytest.mark.parametrize(
    ("minutes_ago", "until"),
    [
        ([], None),
        ([1, 2, 3, 4], None),
        ([1, 2, 3, 4, 5], 14),
        ([1, 2, 3, 4, 15], None),
        ([0, 0, 0, 0, 0], 15),
    ],
)
def test_five_wrong_tries_within_a_quarter_of_an_hour_lock(minutes_ago, until):
    failures = [NOW - minutes * MINUTE for minutes in minutes_ago]

    found = locked_until(failures, now=NOW, limit=5, period=15 * MINUTE)

    assert found == (None if until is None else NOW + until * MINUTE)


def test_after_five_wrong_passwords_the_right_one_waits_and_the_page_says_until_when(client, caseworker):
    assert TOO_MANY in guess(client).content.decode()

    assert TOO_MANY in sign_in(client, "mette").content.decode()


def test_waiting_helps_however_often_one_tries_meanwhile(client, caseworker, nine_o_clock):
    guess(client)
    nine_o_clock.move_to(NOW + 14 * MINUTE)
    guess(client)

    nine_o_clock.move_to(NOW + 15 * MINUTE)

    assert sign_in(client, "mette").status_code == 302


def test_a_stranger_elsewhere_locks_nobody_out(client, caseworker):
    guess(Client(REMOTE_ADDR="192.0.2.7"))

    assert sign_in(client, "mette").status_code == 302


def test_a_name_that_nobody_has_is_locked_in_the_same_words(client, caseworker):
    unknown = [sign_in(client, "ukendt", "gættet") for _ in range(5)][-1].content.decode()

    assert TOO_MANY in unknown


def test_large_letters_are_no_way_around(client, caseworker):
    for username in ("mette", "Mette", "METTE", "mEtte", "metTe"):
        sign_in(client, username, "gættet")

    assert TOO_MANY in sign_in(client, "mette").content.decode()


def test_signing_in_begins_the_counting_anew(client, caseworker):
    guess(client, times=4)
    sign_in(client, "mette")
    client.post(reverse("access:sign_out"))
    guess(client, times=4)

    assert sign_in(client, "mette").status_code == 302


def test_wrong_codes_count_like_wrong_passwords(client, caseworker):
    secret = give_app(caseworker)
    sign_in(client, "mette")
    for _ in range(5):
        refused = client.post(CODE, {"code": "000000"})

    assert refused.status_code == 422
    assert TOO_MANY in refused.content.decode()
    assert TOO_MANY in client.post(CODE, {"code": code_of(secret)}).content.decode()


def test_an_administrator_sees_the_lock_and_lifts_it(client, caseworker, administrator):
    guess(client)
    desk = Client()
    desk.force_login(administrator)
    page = reverse("access:user_edit", args=[caseworker.pk])
    assert "Kan prøve igen kl. 09.15" in desk.get(page).content.decode()

    desk.post(reverse("access:user_unlock", args=[caseworker.pk]))

    assert "Låst ude" not in desk.get(page).content.decode()
    assert sign_in(client, "mette").status_code == 302
    assert SignInEvent.objects.get(kind=SignInKind.UNLOCKED).by == administrator


def test_nobody_else_lifts_a_lock(make_user, caseworker):
    with pytest.raises(PermissionDenied):
        unlock(user_id=caseworker.pk, by=make_user("lone", Role.TEAM_LEAD), now=NOW)


def test_the_log_says_what_happened_and_holds_no_name_that_was_typed(client, caseworker):
    guess(client, times=1)
    sign_in(client, "min-hemmelige-kode", "mette")
    sign_in(client, "mette")

    assert list(SignInEvent.objects.order_by("pk").values_list("kind", "user")) == [
        (SignInKind.WRONG_PASSWORD, caseworker.pk),
        (SignInKind.WRONG_PASSWORD, None),
        (SignInKind.SIGNED_IN, caseworker.pk),
    ]
    assert "hemmelige" not in str(list(SignInEvent.objects.values()))


@pytest.mark.parametrize(
    "statement", ["UPDATE access_signinevent SET address = NULL", "DELETE FROM access_signinevent"]
)
def test_the_log_is_written_once(client, caseworker, statement):
    sign_in(client, "mette")

    with pytest.raises(DatabaseError, match="may never be changed or deleted"), connection.cursor() as cursor:
        cursor.execute(statement)


@pytest.mark.parametrize(
    ("proxies", "forwarded", "address"),
    [
        (0, "198.51.100.9", "192.0.2.1"),
        (1, "198.51.100.9", "198.51.100.9"),
        (1, "203.0.113.5, 198.51.100.9", "198.51.100.9"),
        (2, "203.0.113.5, 198.51.100.9", "203.0.113.5"),
        (1, "noget vrøvl", "192.0.2.1"),
        (1, "", "192.0.2.1"),
    ],
)
def test_only_the_municipalitys_own_proxies_are_believed(settings, caseworker, proxies, forwarded, address):
    settings.PROXIES = proxies

    sign_in(Client(REMOTE_ADDR="192.0.2.1"), "mette", headers={"X-Forwarded-For": forwarded})

    assert SignInEvent.objects.get().address == address
