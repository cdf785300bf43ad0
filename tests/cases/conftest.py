from datetime import datetime

import pytest
import time_machine

from rusmiddel.access.enums import Role
from tests.access.factories import make_staff
from tests.cases.factories import DANISH, inquire, load_preset, request_of


@pytest.fixture
def clock():
    """It is Wednesday 1 April 2026, after everything that the scenes let happen; move it with move_to."""
    with time_machine.travel(datetime(2026, 4, 1, 12, tzinfo=DANISH), tick=False) as traveller:
        yield traveller


@pytest.fixture
def standard(db, clock):
    """A standard that leaves most of the guarantee to the statute."""
    return load_preset("jammerbugt")


@pytest.fixture
def caseworker(db):
    return make_staff(Role.CASEWORKER)


@pytest.fixture
def team_lead(db):
    return make_staff(Role.TEAM_LEAD)


@pytest.fixture
def request_(standard, caseworker):
    """A citizen has called on 2 March and asked for treatment for alcohol."""
    return request_of(inquire(caseworker))


@pytest.fixture
def case(request_):
    return request_.case
