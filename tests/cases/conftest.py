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
def standard_in_force(request, begun_once):
    if not begun_once:
        return None
    request.getfixturevalue("built_once")
    with time_machine.travel(AFTER_IT_ALL, tick=False):
        return load_preset("jammerbugt")


@pytest.fixture(scope="module")
def caseworker_there(request, begun_once):
    if not begun_once:
        return None
    request.getfixturevalue("built_once")
    return make_staff(Role.CASEWORKER).pk


@pytest.fixture(scope="module")
def citizen_has_called(begun_once, standard_in_force, caseworker_there):
    if not begun_once:
        return None
    with time_machine.travel(AFTER_IT_ALL, tick=False):
        return request_of(inquire(User.objects.get(pk=caseworker_there))).pk


@pytest.fixture
def standard(db, clock, standard_in_force):
    """A standard that leaves most of the guarantee to the statute."""
    return standard_in_force or load_preset("jammerbugt")


@pytest.fixture
def caseworker(db, caseworker_there):
    return User.objects.get(pk=caseworker_there) if caseworker_there else make_staff(Role.CASEWORKER)


@pytest.fixture
def team_lead(db):
    return make_staff(Role.TEAM_LEAD)


@pytest.fixture
def request_(standard, caseworker, citizen_has_called):
    """A citizen has called on 2 March and asked for treatment for alcohol."""
    if citizen_has_called:
        return TreatmentRequest.objects.get(pk=citizen_has_called)
    return request_of(inquire(caseworker))


@pytest.fixture
def case(request_):
    return request_.case
