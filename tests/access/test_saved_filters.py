"""A saved filter is one person's, of one list, under a name, and goes when it is removed."""

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from rusmiddel.access.enums import Role
from rusmiddel.access.filter_views import MOST
from rusmiddel.access.models import SavedFilter
from tests.access.factories import UserFactory, make_staff

LIST = reverse("cases:case_list")
SAVE = reverse("access:filter_save")

pytestmark = pytest.mark.django_db


@pytest.fixture
def user():
    return make_staff(Role.CASEWORKER)


@pytest.fixture
def signed_in(client, user):
    client.force_login(user)
    return client


def save(client, name="Mine afdækninger", query="whose=mine&stage=assessing&side=3&export=csv", **changes):
    return client.post(SAVE, {"table": "sager", "name": name, "query": query, "tilbage": LIST, **changes})


def page(client, address=LIST):
    return client.get(address).content.decode()


def test_what_is_chosen_can_be_kept_and_is_offered_on_the_list(signed_in, user):
    assert "Gem det valgte som filter" not in page(signed_in)
    assert "Gem det valgte som filter" in page(signed_in, f"{LIST}?whose=mine")

    answer = save(signed_in)

    kept = user.saved_filters.get()
    assert kept.query == "stage=assessing&whose=mine"
    assert answer.url == f"{LIST}?{kept.query}"
    assert "Mine afdækninger" in page(signed_in)
    shown = page(signed_in, answer.url)
    assert 'aria-current="true">Mine afdækninger' in shown
    assert "Gem det valgte som filter" not in shown


def test_it_belongs_to_one_person_and_one_list(client, signed_in):
    save(signed_in)
    page(signed_in)
    assert "Mine afdækninger" not in page(signed_in, reverse("cases:inquiry_list"))

    client.force_login(make_staff(Role.CASEWORKER))
    assert "Mine afdækninger" not in page(client)


def test_it_is_removed_by_its_owner_only(client, user):
    saved = SavedFilter.objects.create(user=user, table="sager", name="Mine", query="whose=mine")
    address = reverse("access:filter_remove", args=[saved.pk])
    client.force_login(UserFactory())
    assert client.post(address, {"tilbage": LIST}).status_code == 404

    client.force_login(user)
    assert client.get(address).status_code == 405
    assert client.post(address, {"tilbage": LIST}).url == LIST
    assert not SavedFilter.objects.exists()


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"name": " "}, "Giv filtret et navn."),
        ({"query": "side=2"}, "Vælg først, hvad listen skal vise."),
        ({"table": "../sager"}, "Gem filtret"),
    ],
)
def test_what_cannot_be_kept_is_said_and_the_name_stays(signed_in, changes, said):
    answer = save(signed_in, **{"name": "Et godt navn", **changes})

    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert changes.get("name", "Et godt navn").strip() in answer.content.decode()
    assert not SavedFilter.objects.exists()


def test_a_name_is_used_once_and_there_is_an_end_to_them(signed_in, user):
    save(signed_in)
    assert "allerede et filter med det navn" in save(signed_in).content.decode()

    for number in range(MOST - 1):
        SavedFilter.objects.create(user=user, table="sager", name=f"Nr. {number}", query="whose=mine")
    assert f"allerede {MOST} filtre" in save(signed_in, name="Et til").content.decode()


@pytest.mark.parametrize("back", ["https://ondt.example/", "//ondt.example/", "javascript:alert(1)", ""])
def test_nobody_is_sent_out_of_the_house(signed_in, back):
    answer = save(signed_in, tilbage=back)

    assert "ondt" not in answer.headers.get("Location", "")


def test_the_database_holds_one_of_a_name_and_none_without(user):
    SavedFilter.objects.create(user=user, table="sager", name="Mine", query="whose=mine")

    for facts in (
        {"name": "Mine", "query": "x=1"},
        {"name": " ", "query": "x=1"},
        {"name": "Ny", "query": ""},
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            SavedFilter.objects.create(user=user, table="sager", **facts)


def test_the_list_costs_the_same_however_many_are_kept(signed_in, user, count_queries):
    page(signed_in)
    with count_queries() as none:
        page(signed_in)
    for number in range(5):
        SavedFilter.objects.create(user=user, table="sager", name=f"Nr. {number}", query="whose=mine")
    with count_queries() as five:
        page(signed_in)

    assert len(none) == len(five)


def test_shortcuts_are_listed_and_can_be_turned_off(signed_in, user):
    address = reverse("access:shortcuts")
    assert "Gå til Min dag" in page(signed_in, address)
    assert "data-no-shortcuts" not in page(signed_in, address)

    before = user.history.count()
    signed_in.post(address, {})
    user.refresh_from_db()
    assert not user.uses_shortcuts
    assert "data-no-shortcuts" in page(signed_in)
    # A preference is no change of the user.
    assert user.history.count() == before

    signed_in.post(address, {"uses_shortcuts": "on"})
    assert "data-no-shortcuts" not in page(signed_in)
