"""Every address of the product against every role, held to the table in tests/authorisation/table.py."""

import re
from dataclasses import dataclass
from functools import partial

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


# One address after the other: what it answers is asked once and then held to every rule.
each_address = pytest.mark.parametrize(
    "row", TABLE, ids=[f"{row.name} {row.args}".strip() for row in TABLE], indirect=True, scope="module"
)
HIDDEN = [row for row in TABLE if row.not_there_for and row.read is not None and "case" in row.args]


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
    return partial(_client, sessions)


@dataclass(frozen=True)
class Answer:
    """What somebody got: its status, the cases it shows, and those that the read log has them down for."""

    status: int
    shown: frozenset[int]
    seen: frozenset[int]


@pytest.fixture(scope="module")
def row(request):
    return request.param


@pytest.fixture(scope="module")
def ask(scene, sessions, django_db_blocker):
    """Ask for an address as every role; what one of them changes is undone before the next."""

    def ask(method, row):
        path = path_of(row, scene)
        return {
            role: _answer(scene, user, _client(sessions, user), method, path)
            for role, user in scene.users.items()
        }

    with django_db_blocker.unblock():
        yield ask


@pytest.fixture(scope="module")
def fetched(ask, row):
    return ask("get", row)


@pytest.fixture(scope="module")
def sent(ask, row):
    return ask("post", row)


def _client(sessions, user, **options):
    client = Client(**options)
    client.cookies[settings.SESSION_COOKIE_NAME] = sessions[user.pk]
    return client


def _answer(scene, user, client, method, path):
    with transaction.atomic():
        response = getattr(client, method)(path)
        text = text_of(response)
        answer = Answer(
            response.status_code,
            frozenset(pk for pk, words in scene.secrets.items() if any(word in text for word in words)),
            frozenset(ReadLog.objects.filter(user=user).values_list("case_id", flat=True)),
        )
        transaction.set_rollback(True)
    return answer


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


@each_address
def test_whoever_is_signed_out_is_sent_to_sign_in(scene, row):
    path = path_of(row, scene)
    for method in ("get", "post"):
        response = getattr(Client(), method)(path)
        if row.is_open:
            assert response.status_code in {200, 405, 422, 503, row.shows}
        else:
            assert response.status_code == 302
            assert response.url == f"{reverse('access:sign_in')}?next={path}"


@each_address
def test_a_page_opens_for_its_roles_and_for_no_other(row, fetched):
    for role, answer in fetched.items():
        if row.read is None:
            # What only takes a form cannot be fetched.
            expected = {405}
        elif role in row.read:
            expected = {row.shows} if row.name != "health:health" else {200, 503}
        elif role in roles_with(row, "read"):
            continue
        else:
            expected = {row.refusal(role)}
        assert answer.status in expected, (role, row.name)


@each_address
def test_a_form_is_taken_from_its_roles_and_from_no_other(row, sent):
    for role, answer in sent.items():
        taken = row.act is not None and role in row.act
        refused = {405} if row.act is None else {row.refusal(role)}
        assert answer.status in (ANSWERED if taken else refused), (role, row.name)


@each_address
def test_no_address_takes_another_method_whoever_asks(scene, sign_in, row):
    client = sign_in(scene.everything)
    for method in UNSAFE_METHODS:
        assert getattr(client, method)(path_of(row, scene)).status_code == 405, method


@each_address
def test_a_form_without_its_token_is_refused_whoever_sends_it(scene, sign_in, row):
    client = sign_in(scene.everything, enforce_csrf_checks=True)

    assert client.post(path_of(row, scene)).status_code in ({403} if row.act is not None else {403, 405})


@each_address
def test_whatever_shows_a_case_has_written_down_who_saw_it(row, fetched, sent):
    for answers in (fetched, sent):
        for role, answer in answers.items():
            assert answer.shown <= answer.seen, (role, row.name)


@each_address
def test_the_administrator_sees_no_case_anywhere(row, fetched, sent):
    for answer in (fetched[Role.ADMINISTRATOR], sent[Role.ADMINISTRATOR]):
        assert not answer.shown, row.name
        assert not answer.seen, row.name


@pytest.mark.parametrize("row", HIDDEN, ids=[f"{row.name} {row.args}" for row in HIDDEN], indirect=True)
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
