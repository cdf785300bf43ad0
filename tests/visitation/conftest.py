import pytest
import time_machine

from tests.visitation.scenes import DECIDED_AT


@pytest.fixture(autouse=True)
def _at_the_meeting():
    """The clock on the wall shows the hour of the meeting, in the page and in the database's rows."""
    with time_machine.travel(DECIDED_AT, tick=True):
        yield
