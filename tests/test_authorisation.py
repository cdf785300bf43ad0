"""Every address of the product against every role, held to the table in tests/authorisation/table.py."""

import re

import pytest
import time_machine
from django.conf import settings
from django.db import transaction
from django.test import Client
from django.urls import URLPattern, get_resolver, reverse

from cases.models import Case
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
    return pytest.mark.parametrize("row", chosen, ids=[f"{row.name} {row.args}".strip() for row in chosen])


pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def scene(django_db_setup, django_db_blocker):
    """Made once: every request is undone, and all of it when the last one is."""
    with django_db_blocker.unblock(), time_machine.travel(NOW, tick=False), transaction.atomic():
        yield make_scene()
        transaction.set_rollback(True)


@pytest.fixture(scope="module")
def sessions(scene):
    """Everybody is signed in once."""
    return {user.pk: _session_of(user) for user in [*scene.users.values(), scene.everything]}


def _session_of(user):
    client = Client()
    client.force_login(user)
    return client.cookies[settings.SESSION_COOKIE_NAME].value


@pytest.fixture
def sign_in(sessions):
    def sign_in(user, **options):
        client = Client(**options)
        client.cookies[settings.SESSION_COOKIE_NAME] = sessions[user.pk]
        return client

    return sign_in


@pytest.fixture
def each_role(scene, sign_in):
    """Every role with a client of its own; what it changes is undone before the next."""

    def each_role():
        for role, user in scene.users.items():
            with transaction.atomic():
                yield role, sign_in(user)
                transaction.set_rollback(True)

    return each_role


def path_of(row, scene):
    return reverse(row.name, args=scene.args(row.args))


def roles_with(row, side):
    """The roles that some row lets in: an address may stand in the table once for each kind of answer."""
    same = [other for other in TABLE if other.name == row.name and other.args == row.args]
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
            assert response.status_code in {200, 405, 422, 503, row.shows}
        else:
            assert response.status_code == 302
            assert response.url == f"{reverse('access:sign_in')}?next={path}"


@rows(lambda row: row.read is not None)
def test_a_page_opens_for_its_roles_and_for_no_other(scene, each_role, row):
    for role, client in each_role():
        response = client.get(path_of(row, scene))
        if role in row.read:
            expected = {row.shows} if row.name != "health:health" else {200, 503}
        elif role in roles_with(row, "read"):
            continue
        else:
            expected = {row.refusal(role)}
        assert response.status_code in expected, (role, row.name)


@rows(lambda row: row.read is None)
def test_what_only_takes_a_form_cannot_be_fetched(scene, each_role, row):
    for role, client in each_role():
        assert client.get(path_of(row, scene)).status_code == 405, (role, row.name)


@rows(lambda row: row.act is not None)
def test_a_form_is_taken_from_its_roles_and_from_no_other(scene, each_role, row):
    for role, client in each_role():
        status = client.post(path_of(row, scene)).status_code
        assert status in (ANSWERED if role in row.act else {row.refusal(role)}), (role, row.name)


@rows(lambda row: row.act is None)
def test_what_takes_no_form_refuses_one(scene, each_role, row):
    for role, client in each_role():
        assert client.post(path_of(row, scene)).status_code == 405, (role, row.name)


@rows()
def test_no_address_takes_another_method_whoever_asks(scene, sign_in, row):
    client = sign_in(scene.everything)
    for method in UNSAFE_METHODS:
        assert getattr(client, method)(path_of(row, scene)).status_code == 405, method


@rows(lambda row: row.act is not None)
def test_a_form_without_its_token_is_refused_whoever_sends_it(scene, sign_in, row):
    client = sign_in(scene.everything, enforce_csrf_checks=True)

    assert client.post(path_of(row, scene)).status_code == 403


@rows()
def test_whatever_shows_a_case_has_written_down_who_saw_it(scene, each_role, row):
    secrets = scene.secrets
    for role, client in each_role():
        for method in ("get", "post"):
            text = text_of(getattr(client, method)(path_of(row, scene)))
            shown = {pk for pk, words in secrets.items() if any(word in text for word in words)}
            seen = set(ReadLog.objects.filter(user=scene.users[role]).values_list("case_id", flat=True))
            assert shown <= seen, (role, method, row.name)


@rows()
def test_the_administrator_sees_no_case_anywhere(scene, sign_in, row):
    words = [word for case in scene.secrets.values() for word in case]
    administrator = scene.users[Role.ADMINISTRATOR]
    client = sign_in(administrator)
    for method in ("get", "post"):
        text = text_of(getattr(client, method)(path_of(row, scene)))
        # The number may stand in the address one typed oneself.
        assert not any(word in text for word in words), (method, row.name)
    assert not ReadLog.objects.filter(user=administrator).exists()


@rows(lambda row: row.not_there_for and row.read is not None and "case" in row.args)
def test_a_case_that_is_not_there_looks_like_one_that_may_not_be_seen(scene, sign_in, row):
    administrator = sign_in(scene.users[Role.ADMINISTRATOR])
    number = next(str(word) for word in scene.args(row.args) if str(word).startswith("2026-"))
    absent = path_of(row, scene).replace(number, "1999-9999")

    assert administrator.get(absent).status_code == 404
    pages = [text_of(administrator.get(path)) for path in (absent, path_of(row, scene))]
    assert len({TOKEN.sub("", page) for page in pages}) == 1


def test_the_table_would_notice_a_page_that_shows_a_case(scene, sign_in):
    case = Case.objects.select_related("citizen").get(number=scene.words["case"])

    page = text_of(sign_in(scene.users[Role.CASEWORKER]).get(case.get_absolute_url()))

    assert all(word in page for word in scene.secrets[case.pk])
