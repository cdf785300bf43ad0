"""A whole centre behind a real web server: a municipality's standard, its staff and a chosen day."""

from datetime import datetime
from pathlib import Path

import pytest
import time_machine
from playwright.sync_api import expect

from reporting.demo.staff import demo_users
from rusmiddel.danish_dates import COPENHAGEN
from rusmiddel.standards.services import load_standard
from tests.journeys.acts import PASSWORD

PRESETS = Path("rusmiddel/standards/presets")
# A Monday without holidays around it.
MONDAY = datetime(2026, 3, 2, 9, 0, tzinfo=COPENHAGEN)
PATIENCE_MS = 10_000


class Centre:
    """The centre's address, and its calendar."""

    def __init__(self, address, traveller):
        self.address = address
        self._traveller = traveller

    def at(self, month, day, hour=9):
        """Make it this day and hour of 2026."""
        self._traveller.move_to(datetime(2026, month, day, hour, 0, tzinfo=COPENHAGEN))


@pytest.fixture
def open_centre(committed, request, settings):
    """Open a centre under a municipality's standard: `centre = open_centre("rebild")`."""
    # Asked for by name in the signature, the server would empty the database before the guards are lifted.
    live_server = request.getfixturevalue("live_server")
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    expect.set_options(timeout=PATIENCE_MS)
    with time_machine.travel(MONDAY) as traveller:

        def open_it(preset="jammerbugt"):
            file = PRESETS / f"{preset}.toml"
            load_standard(text=file.read_text(), file=file.name, by=None, today=MONDAY.date())
            demo_users(password=PASSWORD)
            return Centre(live_server.url, traveller)

        yield open_it


@pytest.fixture
def desk(browser):
    """A browser for one member of staff: `mette = desk()`."""
    contexts = []

    def sit_down(**options):
        context = browser.new_context(locale="da-DK", timezone_id="Europe/Copenhagen", **options)
        context.set_default_timeout(PATIENCE_MS)
        contexts.append(context)
        return context.new_page()

    yield sit_down
    for context in contexts:
        context.close()
