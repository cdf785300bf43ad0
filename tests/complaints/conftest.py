import pytest
import time_machine

from rusmiddel.access.enums import Role
from tests.access.factories import UserFactory
from tests.complaints.scenes import NOW
from tests.visitation import scenes as visitation


@pytest.fixture(autouse=True)
def _clock():
    """The clock on the wall shows the day of the complaint."""
    with time_machine.travel(NOW, tick=False) as traveller:
        yield traveller


@pytest.fixture
def clock(_clock):
    return _clock


@pytest.fixture
def standard(db):
    return visitation.load_preset("jammerbugt")


@pytest.fixture
def lead(standard):
    return UserFactory(name="Dorte Lund", roles=[Role.TEAM_LEAD])


@pytest.fixture
def colleague(standard):
    return UserFactory(name="Karen Holm", roles=[Role.CASEWORKER])
