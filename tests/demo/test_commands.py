import pytest
from django.core.management import CommandError, call_command

from cases.models import Citizen
from rusmiddel.access.models import User


@pytest.fixture
def try_out(settings):
    settings.DEMO = True
    return settings


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
