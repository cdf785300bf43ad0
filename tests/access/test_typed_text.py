"""Whoever sends a form too late signs in and has it back with all they typed, and nobody else has."""

import re
from datetime import datetime, timedelta
from urllib.parse import parse_qs, urlsplit

import pytest
import time_machine
from django.conf import settings as project
from django.db import connection
from django.forms import PasswordInput
from django.test import Client
from django.urls import reverse

from rusmiddel.access import forms, tasks
from rusmiddel.access.models import SavedForm, User
from rusmiddel.access.signin import forms as signin_forms
from rusmiddel.access.signin.refill import refill
from rusmiddel.access.signin.typed_text import COOKIE, is_secret
from rusmiddel.danish_dates import COPENHAGEN
from tests.access.conftest import PASSWORD
from tests.access.signing_in import SIGN_IN, sign_in

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=COPENHAGEN)
NEW = reverse("access:user_new")
TYPED = {"name": "Sara <b>Lund</b>", "username": "sara", "roles": ["doctor"], "password": "hemmelig-kode-123"}

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def nine_o_clock():
    with time_machine.travel(NOW, tick=False) as traveller:
        yield traveller


@pytest.fixture
def half_written(client, administrator, nine_o_clock):
    """Somebody with a page open for so long that they have been signed out."""
    sign_in(client, "asta")
    client.get(NEW)
    nine_o_clock.move_to(NOW + timedelta(minutes=31))
    return client


def send(client, **more):
    return client.post(NEW, {**TYPED, **more}, headers={"Referer": f"http://testserver{NEW}"})


def onward(answer):
    return parse_qs(urlsplit(answer.url).query)["next"][0]


def sign_in_again(client, answer, username="asta"):
    words = {"username": username, "password": PASSWORD, "next": onward(answer)}
    return client.get(client.post(SIGN_IN, words).url).content.decode()


def test_after_signing_in_the_form_is_back_with_all_that_was_typed(half_written):
    answer = send(half_written)
    assert answer.url.startswith(SIGN_IN)

    page = sign_in_again(half_written, answer)

    assert "Her er det, du skrev" in page
    assert 'value="Sara &lt;b&gt;Lund&lt;/b&gt;"' in page
    assert 'value="sara"' in page
    assert re.findall(r'name="roles" value="(\w+)"[^>]* checked', page) == ["doctor"]


def test_nothing_has_been_done_before_it_is_sent_again(half_written):
    sign_in_again(half_written, send(half_written))

    assert not User.objects.filter(username="sara").exists()


def test_no_password_is_kept_or_given_back(half_written):
    page = sign_in_again(half_written, send(half_written))

    assert TYPED["password"] not in page


def test_what_is_kept_cannot_be_read_in_the_database(half_written):
    send(half_written)

    with connection.cursor() as cursor:
        cursor.execute("SELECT fields FROM access_savedform")
        (stored,) = cursor.fetchone()
    assert "sara" not in stored
    assert "password" not in SavedForm.objects.get().fields


def test_it_is_given_back_once(half_written):
    answer = send(half_written)
    sign_in_again(half_written, answer)

    assert not SavedForm.objects.exists()
    assert "Her er det, du skrev" not in half_written.get(onward(answer)).content.decode()


def test_another_who_signs_in_at_the_same_browser_does_not_get_it(half_written, second_administrator):
    page = sign_in_again(half_written, send(half_written), username="bo")

    assert "Sara" not in page
    assert SavedForm.objects.exists()


def test_a_stranger_leaves_nothing_behind(client, administrator):
    send(client)

    assert not SavedForm.objects.exists()


def test_nobody_leaves_text_for_another_by_making_up_the_cookie(client, administrator):
    client.cookies[COOKIE] = str(administrator.pk)

    send(client)

    assert not SavedForm.objects.exists()


def test_a_form_from_before_the_last_sign_in_is_given_back_too(administrator):
    client = Client(enforce_csrf_checks=True)
    client.force_login(administrator)
    client.get(NEW)

    answer = client.post(NEW, TYPED, headers={"Origin": "http://testserver"})

    assert 'value="sara"' in client.get(answer.url).content.decode()


@pytest.mark.parametrize("origin", [{}, {"Origin": "https://example.org"}, {"Origin": "null"}])
def test_a_form_from_another_site_is_refused_and_forgotten(administrator, origin):
    client = Client(enforce_csrf_checks=True)
    client.force_login(administrator)
    client.get(NEW)

    assert client.post(NEW, TYPED, headers=origin).status_code == 403
    assert not SavedForm.objects.exists()


def test_where_the_form_is_no_longer_there_the_text_is_shown_by_itself(half_written, administrator):
    answer = half_written.post(reverse("access:user_edit", args=[999]), {"name": "Lang tekst"})

    page = sign_in_again(half_written, answer)

    assert "Kopiér det, du skal bruge" in page
    assert "Lang tekst" in page


def test_a_page_from_elsewhere_is_never_gone_back_to(half_written):
    answer = half_written.post(NEW, TYPED, headers={"Referer": "https://example.org/fælde/"})

    assert onward(answer).startswith(NEW)


def test_what_nobody_came_back_for_is_thrown_away(half_written, nine_o_clock):
    send(half_written)
    tasks.clear_sign_in()
    assert SavedForm.objects.exists()

    nine_o_clock.move_to(NOW + timedelta(days=5))
    tasks.clear_sign_in()

    assert not SavedForm.objects.exists()


def test_every_box_for_a_password_has_a_name_that_is_never_kept():
    boxes = {
        name
        for module in (forms, signin_forms)
        for form in vars(module).values()
        if hasattr(form, "base_fields")
        for name, field in form.base_fields.items()
        if isinstance(field.widget, PasswordInput)
    }

    assert len(boxes) >= 3
    assert all(is_secret(name) for name in boxes)


FORM = """<form method="post" action="../gem/">
<input type="hidden" name="csrfmiddlewaretoken" value="ny"><input name="a" value="før">
<input name="b" type="checkbox" value="1" checked>
<input name="b" type="checkbox" value="2"><textarea name="c">før</textarea>
<select name="d"><option value="x" selected>X</option><option value="y">Y</option></select>
<input type="password" name="e">
<input type="radio" name="f" value="j"><input type="radio" name="f" value="n"></form>
<form method="post" action="/andet/"><input name="a" value="urørt"></form>"""


def filled(**fields):
    pairs = [(name, value) for name, values in fields.items() for value in values]
    return refill(FORM, action="/sag/gem/", fields=pairs, path="/sag/vis/")


def test_every_kind_of_box_is_filled():
    result = filled(a=["ny & <stor>"], b=["2"], c=["to\nlinjer </textarea>"], d=["y"], f=["n"])

    for part in (
        'name="a" value="ny &amp; &lt;stor&gt;"',
        '<input name="b" type="checkbox" value="1">',
        '<input name="b" type="checkbox" value="2" checked="">',
        "to\nlinjer &lt;/textarea&gt;</textarea>",
        '<option value="x">X',
        '<option value="y" selected="">Y',
        'name="f" value="n" checked=""',
        'value="urørt"',
        'name="csrfmiddlewaretoken" value="ny"',
    ):
        assert part in result.page, part


def test_what_has_no_box_any_more_is_told():
    assert filled(a=["x"], z=["den lange tekst"]).left_over == ["den lange tekst"]


def test_a_form_that_goes_elsewhere_is_not_filled():
    result = refill(FORM, action="/tredje/", fields=[("a", "x")], path="/sag/vis/")

    assert (result.page, result.was_found) == (FORM, False)


def test_the_cookie_that_says_whose_text_it_is_opens_nothing(half_written):
    thief = Client()
    thief.cookies[COOKIE] = half_written.cookies[COOKIE].value

    assert thief.get(NEW).status_code == 302
    assert project.SESSION_COOKIE_NAME not in thief.cookies
