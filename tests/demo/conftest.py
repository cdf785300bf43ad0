from datetime import date

import pytest

from reporting.demo.municipality import build
from rusmiddel.standards.loading import preset_text
from rusmiddel.standards.services import load_standard

TODAY = date(2026, 11, 25)


@pytest.fixture
def standard(db):
    """Puts a municipality's standard in force."""

    def put_in_force(name="jammerbugt"):
        return load_standard(text=preset_text(name), file=f"{name}.toml", by=None, today=TODAY)

    return put_in_force


@pytest.fixture
def municipality(standard):
    """Builds a small one."""

    def make(name="jammerbugt", *, citizens=60, seed=1, today=TODAY):
        standard(name)
        return build(citizens=citizens, months=12, seed=seed, today=today, shows_progress=False)

    return make
