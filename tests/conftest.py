"""Fixtures that every part may use."""

import os
from collections.abc import Iterator
from functools import cache
from importlib import import_module

import pytest
from django.apps import apps
from django.conf import settings
from django.db import connection, transaction
from django.test import override_settings
from django.test.utils import CaptureQueriesContext

from rusmiddel.letters import pdf
from tooling.install import BROWSER, apt_line, find_browser

CHROMIUM_ARGUMENTS = [
    "--no-sandbox",  # Chromium's own sandbox does not work as root; the pages are ours
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]


@pytest.fixture(autouse=True, scope="session")
def _attachments_in_memory() -> Iterator[None]:
    """No test leaves a file behind."""
    attachments = {"BACKEND": "django.core.files.storage.InMemoryStorage"}
    with override_settings(STORAGES={**settings.STORAGES, "attachments": attachments}):
        yield


@pytest.fixture(autouse=True, scope="session")
def _letters_drawn_once() -> Iterator[None]:
    """The same page gives the same bytes, and most tests that need a letter need the same one."""
    drawn = pytest.MonkeyPatch()
    drawn.setattr(pdf, "render", cache(pdf.render))
    yield
    drawn.undo()


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker):
    """Beside Playwright's loop there is another connection; it must not hold up the end of the database."""
    yield
    with django_db_blocker.unblock(), connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            " WHERE datname = current_database() AND usename = current_user AND pid <> pg_backend_pid()"
        )
        connection.close()


@pytest.fixture(scope="module")
def built_once(django_db_setup, django_db_blocker) -> Iterator[None]:
    """What a file's fixtures build is there for all its tests, each of which is undone by itself."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield
        transaction.set_rollback(True)


@pytest.fixture
def count_queries():
    """Count what a block of code asks the database: `with count_queries() as queries`."""
    return lambda: CaptureQueriesContext(connection)


@pytest.fixture(scope="session")
def browser() -> Iterator:
    """One Chromium for all browser tests of a process; without one they fail, and say what to run."""
    executable = find_browser()
    if executable is None:
        pytest.fail(f"Der er ingen browser. Kør: {apt_line(BROWSER)}", pytrace=False)
    from playwright.sync_api import sync_playwright

    # Playwright's event loop lives on in this thread, for the tests after these too; no query runs inside it.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=executable, args=CHROMIUM_ARGUMENTS)
        yield chromium
        chromium.close()


@pytest.fixture
def page(browser) -> Iterator:
    """A fresh Danish browser page with no memory of earlier tests."""
    context = browser.new_context(locale="da-DK", timezone_id="Europe/Copenhagen")
    yield context.new_page()
    context.close()


def _guards(state: str) -> None:
    """Put the triggers that refuse changes out of force (DISABLE) or in force (ENABLE); the owner may."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT DISTINCT tgrelid::regclass::text FROM pg_trigger WHERE NOT tgisinternal")
        for (table,) in cursor.fetchall():
            cursor.execute(f"ALTER TABLE {table} {state} TRIGGER USER")


def _bring_back_what_migrations_brought() -> None:
    """Clearing up after the test has emptied these tables too."""
    if not apps.get_model("cases", "Code").objects.exists():
        import_module("cases.migrations.0007_codes_in_force").bring_code_lists(apps, None)
    if not apps.get_model("cases", "QuestionnaireVersion").objects.exists():
        import_module("cases.migrations.0004_shipped_questionnaires").bring_shipped(apps, None)
    if not apps.get_model("letters", "TextBlock").objects.exists():
        import_module("rusmiddel.letters.migrations.0003_shipped_blocks").bring_blocks(apps, None)


@pytest.fixture
def _guards_back(django_db_setup, django_db_blocker):
    yield
    with django_db_blocker.unblock():
        _bring_back_what_migrations_brought()
        _guards("ENABLE")
        # Beside Playwright's loop this is another connection than the one that drops the database in the end.
        connection.close()


@pytest.fixture
def committed(_guards_back, transactional_db):
    """Real commits, seen by other connections; the guards of the database let the clearing up through."""
    yield
    _guards("DISABLE")
