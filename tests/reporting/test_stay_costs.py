"""What residential stays cost, on the page and as a spreadsheet, at a constant number of queries."""

from datetime import date, datetime
from decimal import Decimal

import pytest
import time_machine
from django.urls import reverse

from reporting.stay_costs import totals
from rusmiddel.access.enums import Role
from tests.access.factories import make_staff
from tests.offers import staying as scenes
from tests.visitation.scenes import COPENHAGEN, caseworker, load_preset

pytestmark = pytest.mark.django_db
PAGE = reverse("reporting:stay_costs")
NOW = datetime(2026, 3, 31, 12, 0, tzinfo=COPENHAGEN)


@pytest.fixture(autouse=True)
def _now():
    with time_machine.travel(NOW, tick=True):
        yield


@pytest.fixture(autouse=True)
def _standard():
    load_preset()


@pytest.fixture
def lead(client):
    user = make_staff(Role.TEAM_LEAD)
    client.force_login(user)
    return client


def test_a_month_shows_days_cost_and_what_the_citizen_pays():
    placement = scenes.staying()
    scenes.paid(placement.course, per_month=Decimal(3100))

    march = totals(today=NOW.date())[0]

    assert (march.month, march.stays, march.days) == (date(2026, 3, 1), 1, 16)
    assert (march.cost, march.own_share) == (Decimal(33600), Decimal(1600))


def test_the_page_lists_the_stays_and_exports_them(lead):
    placement = scenes.staying()

    page = lead.get(PAGE)
    assert placement.case.number in page.content.decode()
    assert "33.600" in page.content.decode()
    exported = b"".join(lead.get(PAGE, {"export": "csv"}).streaming_content).decode("utf-8-sig")
    assert "Møllegården" in exported
    assert "33600" in exported
    assert lead.get(PAGE, {"export": "xlsx"}).status_code == 200


def test_a_month_before_the_stay_is_empty(lead):
    scenes.staying()

    assert "Ingen" in lead.get(PAGE, {"maaned": "2026-02"}).content.decode()


def test_a_month_that_is_none_is_answered_with_this_one(lead):
    scenes.staying()

    assert lead.get(PAGE, {"maaned": "vrøvl"}).status_code == 200


def test_only_the_team_lead_sees_what_it_costs(client):
    client.force_login(caseworker())

    assert client.get(PAGE).status_code == 403


def test_the_page_costs_the_same_however_many_stay(lead, count_queries):
    where = scenes.provider()
    scenes.staying(scenes.granted("Per Holm"), where)
    lead.get(PAGE)
    with count_queries() as one:
        lead.get(PAGE)
    for name in ("Ida Holm", "Bo Holm", "Ea Holm"):
        scenes.staying(scenes.granted(name), where)
    with count_queries() as four:
        lead.get(PAGE)

    assert len(four) == len(one)
