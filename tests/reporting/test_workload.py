"""Who can take one more: all by name where there is room, else those most pressed, and all on a list."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse

from reporting.enums import CaseworkerOrder
from reporting.selection import Selection
from reporting.workload import in_order, loads, workload
from tests.access.factories import UserFactory
from tests.reporting.scenes import TODAY, promise

LIST = reverse("reporting:caseworker_list")
TODAYS = Selection(day=TODAY, at_risk_days=4)

pytestmark = pytest.mark.django_db


def shown(*, most=20):
    return workload(TODAYS, most=most)


def test_caseworkers_stand_in_danish_order_and_nobody_last():
    for name in ["Åse Holm", "Zenia Bak", "Ærlig Ros", "Anne Dam"]:
        promise(TODAY, responsible=UserFactory(name=name))
    promise(TODAY)

    names = [row.name for row in shown().rows]

    assert names == ["Anne Dam", "Zenia Bak", "Ærlig Ros", "Åse Holm", "Uden behandler"]


def test_a_caseworker_with_nothing_can_take_one_more():
    free = UserFactory(name="Mette Bruun")

    (row,) = shown().rows

    assert (row.name, row.open.count) == (free.name, 0)


def test_somebody_who_has_left_is_shown_while_they_still_answer_for_something():
    promise(TODAY, responsible=UserFactory(name="Jens Kok", is_active=False))
    UserFactory(name="Ida Lund", is_active=False)

    assert [(row.name, row.is_active) for row in shown().rows] == [("Jens Kok", False)]


@pytest.fixture
def three():
    """One with something overdue, one with something soon, one with nothing."""
    UserFactory(name="Fri Person")
    late, soon = UserFactory(name="Sent Ude"), UserFactory(name="Snart Nu")
    promise(TODAY - timedelta(days=1), responsible=late)
    promise(TODAY, responsible=soon)
    promise(TODAY + timedelta(days=9), responsible=soon)


def test_where_there_is_no_room_for_all_the_most_pressed_are_shown(three):
    found = shown(most=2)

    assert [row.name for row in found.rows] == ["Sent Ude", "Snart Nu"]
    assert (found.total, found.is_cut) == (3, True)


def test_where_there_is_room_nobody_is_left_out(three):
    found = shown(most=3)

    assert [row.name for row in found.rows] == ["Fri Person", "Sent Ude", "Snart Nu"]
    assert not found.is_cut


def test_what_nobody_answers_for_has_no_hands_free(three):
    promise(TODAY)

    found = in_order(loads(TODAYS), CaseworkerOrder.FREE)

    assert [load.name for load in found] == ["Fri Person", "Sent Ude", "Snart Nu", "Uden behandler"]


def test_the_dashboard_leads_to_the_whole_list(lead_client):
    for number in range(21):
        UserFactory(name=f"Person {number}")

    page = lead_client.get(reverse("reporting:dashboard")).content.decode()

    assert "De 20 mest pressede" in page
    assert f"{LIST}?sort=ledig" in page
    assert "Se alle 21" in page


def test_the_list_is_paged_and_keeps_its_order(lead_client):
    for number in range(60):
        UserFactory(name=f"Person {number:02}")
    promise(TODAY, responsible=UserFactory(name="Aa Travl"))

    first = lead_client.get(LIST, {"sort": "ledig"}).content.decode()
    (following,) = re.findall(r'rel="next" href="([^"]+)"', first)
    second = lead_client.get(LIST + following.replace("&amp;", "&")).content.decode()

    assert "61 i alt" in first
    assert "Aa Travl" not in first
    assert "Aa Travl" in second


def test_the_list_costs_the_same_however_many_there_are(lead_client, count_queries):
    lead_client.get(LIST)
    with count_queries() as few:
        lead_client.get(LIST)
    for _ in range(12):
        promise(TODAY, responsible=UserFactory())
    with count_queries() as many:
        lead_client.get(LIST)

    assert len(few) == len(many)


@pytest.mark.parametrize("asked", [{"sort": "vrøvl"}, {"pr": "vrøvl"}])
def test_a_wrong_choice_in_the_address_is_told_and_the_list_is_still_shown(lead_client, three, asked):
    response = lead_client.get(LIST, asked)

    assert "Sent Ude" in response.content.decode()
    assert set(response.context["form"].errors) == set(asked)


@pytest.mark.parametrize("page", ["0", "-1", "999", "x", "٣"])
def test_a_page_that_is_not_there_is_the_nearest(lead_client, three, page):
    assert lead_client.get(LIST, {"side": page}).status_code == 200
