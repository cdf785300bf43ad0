"""Two who ask for emergency access in the same moment."""

import pytest

from cases.models import EmergencyAccess
from cases.services.emergency import open_in_emergency
from rusmiddel.access.enums import Role
from tests.access.factories import make_staff
from tests.cases.factories import inquire, load_preset, march
from tests.cases.test_races import at_once


@pytest.fixture
def standard(committed, clock):
    return load_preset("jammerbugt")


def test_two_posts_at_once_make_one_access(standard, clock):
    case = inquire(make_staff(Role.CASEWORKER)).case
    stranger = make_staff(Role.PSYCHOLOGIST)
    clock.move_to(march(31, 9))

    def ask():
        open_in_emergency(case_id=case.pk, reason="Akut henvendelse", by=stranger, now=march(31))

    at_once(ask, ask)

    assert EmergencyAccess.objects.count() == 1
