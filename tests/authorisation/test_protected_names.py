"""Who has name and address protection stands under it on every page (PRO-3), whatever was written before."""

import pytest
import time_machine
from django.test import Client

from cases.models import Citizen
from tests.authorisation.scene import make_scene
from tests.authorisation.table import TABLE
from tests.reporting.scenes import NOW
from tests.test_authorisation import path_of, text_of

pytestmark = pytest.mark.django_db
STREET = "Hemmelighedsvej"
READ = [row for row in TABLE if row.read is not None]


@pytest.fixture(scope="module")
def scene(built_once):
    with time_machine.travel(NOW, tick=False):
        made = make_scene()
        # Protection comes after letters, talks and agendas have been written.
        named = Citizen.objects.exclude(name="")
        for citizen in named:
            citizen.address_line = f"{STREET} {citizen.pk}"
            citizen.save()
        named.update(is_protected=True)
        yield made


@pytest.fixture(scope="module")
def names(scene):
    return sorted(Citizen.objects.exclude(name="").values_list("name", flat=True).distinct())


@pytest.mark.parametrize("row", READ, ids=[f"{row.name} {row.args}".strip() for row in READ])
def test_no_page_says_a_protected_name_or_street(scene, names, row):
    with time_machine.travel(NOW, tick=False):
        client = Client()
        client.force_login(scene.everything)
        response = client.get(path_of(row, scene))
        text = text_of(response)

    assert [word for word in (*names, STREET) if word in text] == []
