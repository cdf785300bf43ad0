from datetime import datetime

import pytest
import time_machine

from cases.models import TreatmentRequest
from rusmiddel.access.enums import Role
from rusmiddel.access.models import User
from tests.access.factories import make_staff
from tests.cases.factories import DANISH, inquire, load_preset, request_of

AFTER_IT_ALL = datetime(2026, 4, 1, 12, tzinfo=DANISH)


@pytest.fixture
def clock():
    """It is Wednesday 1 April 2026, after everything that the scenes let happen; move it with move_to."""
    with time_machine.travel(AFTER_IT_ALL, tick=False) as traveller:
        yield traveller


@pytest.fixture(scope="module")
def begun_once():
    """The tests of a file share the standard and the citizen who has called; False where each begins anew."""
    return True


@pytest.fixture(scope="module")
def standard_in_force(built_once):
    with time_machine.travel(AFTER_IT_ALL, tick=False):
        return load_preset("jammerbugt")


@pytest.fixture(scope="module")
def caseworker_there(built_once):
    return make_staff(Role.CASEWORKER).pk


@pytest.fixture(scope="module")
def citizen_has_called(standard_in_force, caseworker_there):
    with time_machine.travel(AFTER_IT_ALL, tick=False):
        return request_of(inquire(User.objects.get(pk=caseworker_there))).pk


@pytest.fixture
def standard(request, db, clock, begun_once):
    """A standard that leaves most of the guarantee to the statute."""
    return request.getfixturevalue("standard_in_force") if begun_once else load_preset("jammerbugt")


@pytest.fixture
def caseworker(request, db, begun_once):
    if begun_once:
        return User.objects.get(pk=request.getfixturevalue("caseworker_there"))
    return make_staff(Role.CASEWORKER)


@pytest.fixture
def team_lead(db):
    return make_staff(Role.TEAM_LEAD)


@pytest.fixture
def request_(request, standard, caseworker, begun_once):
    """A citizen has called on 2 March and asked for treatment for alcohol."""
    if begun_once:
        return TreatmentRequest.objects.get(pk=request.getfixturevalue("citizen_has_called"))
    return request_of(inquire(caseworker))


@pytest.fixture
def case(request_):
    return request_.case
