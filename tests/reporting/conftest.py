import pytest
import time_machine

from rusmiddel.access.enums import Role
from tests.access.factories import UserFactory, make_staff
from tests.cases.factories import load_preset
from tests.reporting.scenes import NOW


@pytest.fixture
def clock():
    """It is Wednesday 18 March 2026, noon."""
    with time_machine.travel(NOW, tick=False) as traveller:
        yield traveller


@pytest.fixture
def standard(db, clock):
    """Four days before the last, a guarantee is at risk; the own goal is the first talk."""
    return load_preset("rebild")


@pytest.fixture
def team_lead(db):
    return make_staff(Role.TEAM_LEAD)


@pytest.fixture
def caseworker(db):
    return UserFactory(name="Mette Bruun")


@pytest.fixture
def lead_client(client, standard, team_lead):
    client.force_login(team_lead)
    return client
