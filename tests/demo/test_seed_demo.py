import pytest
from django.core.management import call_command
from django.test import override_settings

from cases.models import Citizen
from rusmiddel.access.enums import Role
from rusmiddel.access.models import User
from rusmiddel.deadlines.models import Notice

pytestmark = [pytest.mark.usefixtures("tried_out"), pytest.mark.django_db]

DEMO_USERS = {
    "behandler": Role.CASEWORKER,
    "visitator": Role.VISITATOR,
    "teamleder": Role.TEAM_LEAD,
    "laege": Role.DOCTOR,
    "psykolog": Role.PSYCHOLOGIST,
    "sekretaer": Role.SECRETARY,
    "administrator": Role.ADMINISTRATOR,
}

# Sixty who have called for a year and a half, and the young person in MOVE.
EVERYBODY = 61


@pytest.fixture(scope="module")
def tried_out(in_force):
    with override_settings(DEMO=True):
        call_command("seed_demo")
        yield


def test_the_demo_has_a_user_per_role_with_the_password_of_the_demo():
    for username, role in DEMO_USERS.items():
        user = User.objects.get(username=username)
        assert user.roles == [role]
        assert user.check_password("demo")
    others = User.objects.exclude(username__in=DEMO_USERS)
    assert others.exists()
    assert not any(user.has_usable_password() for user in others)
    assert Citizen.objects.filter(cases__relative_course=None).distinct().count() == EVERYBODY
    assert Notice.objects.exists()


def test_the_demo_is_left_alone_the_second_time():
    call_command("seed_demo")

    assert Citizen.objects.filter(cases__relative_course=None).distinct().count() == EVERYBODY
