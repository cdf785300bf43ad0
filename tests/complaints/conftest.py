import pytest
import time_machine

from rusmiddel.access.enums import Role
from rusmiddel.access.models import User
from tests.access.factories import UserFactory
from tests.complaints.scenes import NOW, complained, rejected
from tests.visitation import scenes as visitation
from visitation.models import Decision


@pytest.fixture(autouse=True)
def _clock():
    """The clock on the wall shows the day of the complaint."""
    with time_machine.travel(NOW, tick=False) as traveller:
        yield traveller


@pytest.fixture
def clock(_clock):
    return _clock


@pytest.fixture(scope="module")
def standard(built_once):
    with time_machine.travel(NOW, tick=False):
        return visitation.load_preset("jammerbugt")


@pytest.fixture(scope="module")
def rejection(standard):
    with time_machine.travel(NOW, tick=False):
        return rejected().pk


@pytest.fixture(scope="module")
def people(standard):
    named = {"Dorte Lund": Role.TEAM_LEAD, "Karen Holm": Role.CASEWORKER}
    return {name: UserFactory(name=name, roles=[role]).pk for name, role in named.items()}


@pytest.fixture
def decision(db, rejection):
    """A rejection that has been posted."""
    return Decision.objects.get(pk=rejection)


@pytest.fixture
def lead(db, people):
    return User.objects.get(pk=people["Dorte Lund"])


@pytest.fixture
def colleague(db, people):
    return User.objects.get(pk=people["Karen Holm"])


@pytest.fixture
def complaint(decision, lead):
    """The citizen has rung and complained of it."""
    return complained(decision, lead)
