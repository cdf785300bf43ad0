from datetime import UTC, date, datetime, time

import pytest
import time_machine
from django.db import transaction

from reporting.demo.municipality import build
from rusmiddel.standards.loading import preset_names, preset_text
from rusmiddel.standards.services import load_standard

TODAY = date(2026, 11, 25)


def build_on(today, *, citizens, months=12, seed=1, **changes):
    """A municipality as it would be built at noon on a day."""
    with time_machine.travel(datetime.combine(today, time(12), tzinfo=UTC)):
        return build(
            citizens=citizens, months=months, seed=seed, today=today, shows_progress=False, **changes
        )


def _put_in_force(name="jammerbugt"):
    return load_standard(text=preset_text(name), file=f"{name}.toml", by=None, today=TODAY)


@pytest.fixture
def standard(db):
    """Puts a municipality's standard in force."""
    return _put_in_force


@pytest.fixture
def municipality(standard):
    """Builds a small one."""

    def make(name="jammerbugt", *, citizens=60, seed=1, today=TODAY):
        standard(name)
        return build_on(today, citizens=citizens, seed=seed)

    return make


@pytest.fixture(scope="module")
def in_force(built_once):
    """A municipality's standard for a whole file of tests."""
    _put_in_force()


@pytest.fixture(scope="module")
def small_municipality(in_force):
    """Sixty citizens."""
    build_on(TODAY, citizens=60)


@pytest.fixture(scope="module", params=preset_names())
def each_municipality(request, built_once):
    """Sixty citizens under each of the standards in turn."""
    with transaction.atomic():
        _put_in_force(request.param)
        build_on(TODAY, citizens=60)
        yield
        transaction.set_rollback(True)


@pytest.fixture(scope="module")
def large_municipality(in_force):
    """As many citizens as it takes for all that is seldom to be there."""
    build_on(TODAY, citizens=400)
