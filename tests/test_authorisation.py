"""Every address of the product against every role, held to the table in tests/authorisation/table.py."""

import re

import pytest
import time_machine
from django.db import transaction
from django.test import Client
from django.urls import URLPattern, get_resolver, reverse

from rusmiddel.access.enums import Role
from rusmiddel.access.models import ReadLog
from tests.authorisation.scene import make_scene
from tests.authorisation.table import TABLE
from tests.reporting.scenes import NOW

# Answers of a form that was understood, whatever it then said of what was in it.
ANSWERED = {200, 302, 400, 422}
TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="\w+"')
UNSAFE_METHODS = ("put", "patch", "delete")


def url_names(patterns=None, prefix=""):
    for pattern in get_resolver().url_patterns if patterns is None else patterns:
        if isinstance(pattern, URLPattern):
            yield f"{prefix}{pattern.name}"
        else:
            space = f"{pattern.namespace}:" if pattern.namespace else ""
            yield from url_names(pattern.url_patterns, f"{prefix}{space}")


def rows(condition=lambda row: True):
    chosen = [row for row in TABLE if condition(row)]
    return pytest.mark.parametrize("row", chosen, ids=[row.name for row in chosen])


@pytest.fixture
def scene(db):
    with time_machine.travel(NOW, tick=False):
        yield make_scene()


def path_of(row, scene):
    return reverse(row.name, args=row.args(scene))


def signed_in(user, **options):
    client = Client(**options)
    client.force_login(user)
    return client


def each_role(scene):
    """Every role with a client of its own; what it changes is undone before the next."""
    for role, user in scene.users.items():
        client = signed_in(user)
        with transaction.atomic():
            yield role, client
            transaction.set_rollback(True)


def roles_with(row, side):
    """The roles that some row lets in: an address may stand in the table once for each kind of answer."""
    same = [other for other in TABLE if other.name == row.name and other.args is row.args]
    return frozenset().union(*(getattr(other, side) or () for other in same))


def text_of(response):
    content = b"".join(response.streaming_content) if response.streaming else response.content
    return content.decode("utf-8", errors="ignore")


def test_every_address_stands_in_the_table():
    assert set(url_names()) == {row.name for row in TABLE}


@rows()
def test_whoever_is_signed_out_is_sent_to_sign_in(scene, row):
    path = path_of(row, scene)
    for method in ("get", "post"):
        response = getattr(Client(), method)(path)
        if row.is_open:
            assert response.status_code in {200, 405, 422, 503}
        else:
            assert response.status_code == 302
            assert response.url == f"{reverse('access:sign_in')}?next={path}"


@rows(lambda row: row.read is not None)
def test_a_page_opens_for_its_roles_and_for_no_other(scene, row):
    for role, client in each_role(scene):
        response = client.get(path_of(row, scene))
        if role in row.read:
            expected = {row.shows} if row.name != "health:health" else {200, 503}
        elif role in roles_with(row, "read"):
            continue
        else:
            expected = {row.refusal(role)}
        assert response.status_code in expected, (role, row.name)


@rows(lambda row: row.read is None)
def test_what_only_takes_a_form_cannot_be_fetched(scene, row):
    for role, client in each_role(scene):
        assert client.get(path_of(row, scene)).status_code == 405, (role, row.name)


@rows(lambda row: row.act is not None)
def test_a_form_is_taken_from_its_roles_and_from_no_other(scene, row):
    for role, client in each_role(scene):
        status = client.post(path_of(row, scene)).status_code
        assert status in (ANSWERED if role in row.act else {row.refusal(role)}), (role, row.name)


@rows(lambda row: row.act is None)
def test_what_takes_no_form_refuses_one(scene, row):
    for role, client in each_role(scene):
        assert client.post(path_of(row, scene)).status_code == 405, (role, row.name)


@rows()
@pytest.mark.parametrize("method", UNSAFE_METHODS)
def test_no_address_takes_another_method(scene, row, method):
    for role, client in each_role(scene):
        assert getattr(client, method)(path_of(row, scene)).status_code == 405, (role, row.name)


@rows(lambda row: row.act is not None)
def test_a_form_without_its_token_is_refused(scene, row):
    for role in row.act:
        client = signed_in(scene.users[role], enforce_csrf_checks=True)
        assert client.post(path_of(row, scene)).status_code == 403, (role, row.name)


@rows()
def test_whatever_shows_a_case_has_written_down_who_saw_it(scene, row):
    secrets = scene.secrets
    for role, client in each_role(scene):
        for method in ("get", "post"):
            text = text_of(getattr(client, method)(path_of(row, scene)))
            shown = {pk for pk, words in secrets.items() if any(word in text for word in words)}
            seen = set(ReadLog.objects.filter(user=scene.users[role]).values_list("case_id", flat=True))
            assert shown <= seen, (role, method, row.name)


@rows()
def test_the_administrator_sees_no_case_anywhere(scene, row):
    words = [word for case in scene.secrets.values() for word in case]
    administrator = scene.users[Role.ADMINISTRATOR]
    client = signed_in(administrator)
    for method in ("get", "post"):
        text = text_of(getattr(client, method)(path_of(row, scene)))
        # The number may stand in the address one typed oneself.
        assert not any(word in text for word in words), (method, row.name)
    assert not ReadLog.objects.filter(user=administrator).exists()


@rows(lambda row: row.not_there_for and row.read is not None)
def test_a_case_that_is_not_there_looks_like_one_that_may_not_be_seen(scene, row):
    administrator = signed_in(scene.users[Role.ADMINISTRATOR])
    absent = path_of(row, scene).replace(scene.number, "1999-9999")

    assert administrator.get(absent).status_code == 404
    pages = [text_of(administrator.get(path)) for path in (absent, path_of(row, scene))]
    assert len({TOKEN.sub("", page) for page in pages}) == 1


def test_the_table_would_notice_a_page_that_shows_a_case(scene):
    page = text_of(signed_in(scene.users[Role.CASEWORKER]).get(scene.case.get_absolute_url()))

    assert all(word in page for word in scene.secrets[scene.case.pk])
