import pytest
from django.core.management import CommandError, call_command

from cases.models import Citizen
from rusmiddel.access.enums import Role
from rusmiddel.access.models import User
from rusmiddel.deadlines.models import Notice

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


@pytest.fixture
def try_out(settings):
    settings.DEMO = True
    return settings


def test_the_demo_has_a_user_per_role_with_the_password_of_the_demo(try_out, standard):
    standard()
    call_command("seed_demo")

    for username, role in DEMO_USERS.items():
        user = User.objects.get(username=username)
        assert user.roles == [role]
        assert user.check_password("demo")
    others = User.objects.exclude(username__in=DEMO_USERS)
    assert others.exists()
    assert not any(user.has_usable_password() for user in others)
    assert Citizen.objects.filter(cases__relative_course=None).distinct().count() == EVERYBODY
    assert Notice.objects.exists()


def test_the_demo_is_left_alone_the_second_time(try_out, standard):
    standard()
    call_command("seed_demo")
    call_command("seed_demo")

    assert Citizen.objects.filter(cases__relative_course=None).distinct().count() == EVERYBODY


def test_demo_users_are_refused_outside_the_demo(settings, standard):
    settings.DEMO = False
    standard()

    with pytest.raises(CommandError, match="DEMO=1"):
        call_command("seed_demo")
    assert not User.objects.exists()


def test_made_up_people_are_refused_in_production(settings, standard):
    settings.DEBUG = settings.DEMO = False
    standard()

    with pytest.raises(CommandError, match="DEBUG eller DEMO"):
        call_command("seed_municipality")
    assert not Citizen.objects.exists()


def test_made_up_people_are_not_mixed_with_others_by_accident(try_out, standard):
    standard()
    Citizen.objects.create(kind="identified", name="Karsten Holmgaard")

    with pytest.raises(CommandError, match="--add"):
        call_command("seed_municipality", citizens=10)


def test_without_a_standard_the_command_says_what_to_run(try_out, db):
    with pytest.raises(CommandError, match="load_standard"):
        call_command("seed_municipality", citizens=10)


def test_a_municipality_needs_somebody_in_it(try_out, standard):
    standard()

    with pytest.raises(CommandError, match="mindst én borger"):
        call_command("seed_municipality", citizens=0)
