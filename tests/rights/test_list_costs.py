"""The lists of the citizen's rights cost the same however long they are."""

from datetime import date

import pytest
from django.urls import reverse

from rights.services.access_requests import tell_of_delay
from rights.services.destruction import destroy_list, drop_list, gather_list, make_list
from rusmiddel.access.enums import Role
from tests.access.factories import make_staff
from tests.cases.factories import CaseFactory
from tests.cases.journal import sign
from tests.rights.scenes import NOW, approved, asked, being_destroyed, gathered, old_person, proposed

pytestmark = pytest.mark.django_db
MOST = 25


@pytest.fixture
def lead(client):
    user = make_staff(Role.TEAM_LEAD)
    client.force_login(user)
    return user


@pytest.fixture
def cost(client, count_queries):
    """How many questions a page asks, the second time it is opened."""

    def of(path):
        client.get(path)
        with count_queries() as asked_for:
            assert client.get(path).status_code == 200
        return len(asked_for)

    return of


@pytest.mark.parametrize("query", ["", "?state=all&export=csv"])
def test_the_list_of_requests(standard, lead, cost, query):
    path = reverse("rights:access_request_list") + query
    asked(CaseFactory(responsible=lead), lead)
    one = cost(path)
    for _ in range(6):
        asked(CaseFactory(responsible=lead), lead)

    assert cost(path) == one <= MOST


@pytest.mark.parametrize("query", ["", "?vis=alt"])
def test_the_bundle(case, caseworker, lead, cost, query):
    few = gathered(asked(case, caseworker), caseworker)
    path = reverse("rights:bundle", args=[case.number, few.request_id]) + query
    one = cost(path)
    for _ in range(6):
        sign(case, by=caseworker, now=NOW)
    many = gathered(asked(case, caseworker), caseworker)

    assert many.items.count() > few.items.count() + 5
    assert cost(reverse("rights:bundle", args=[case.number, many.request_id]) + query) == one <= MOST


def test_a_request_with_many_letters_of_delay(case, caseworker, lead, cost):
    request = asked(case, caseworker)

    def delay():
        tell_of_delay(
            request_id=request.pk, reason="Arkivet", expected_on=date(2026, 4, 20), by=caseworker, now=NOW
        )

    delay()
    one = cost(request.get_absolute_url())
    for _ in range(4):
        delay()

    assert cost(request.get_absolute_url()) == one <= MOST


@pytest.mark.parametrize("is_destroyed", [False, True])
def test_a_list_of_what_is_to_be_destroyed(standard, lead, caseworker, cost, is_destroyed):
    other = make_staff(Role.VISITATOR)

    def listed(number):
        for _ in range(number):
            old_person(by=caseworker)
        made = proposed(lead)
        assert made.items.count() >= number
        if is_destroyed:
            being_destroyed(approved(made, lead, other), lead)
            destroy_list(list_id=made.pk, now=NOW)
        found = cost(made.get_absolute_url())
        if not is_destroyed:
            drop_list(list_id=made.pk, by=lead, now=NOW)
        return found

    assert listed(1) == listed(5) <= MOST


def test_the_lists_of_destruction(standard, lead, caseworker, cost):
    old_person(by=caseworker)
    path = reverse("rights:destruction_lists")

    def list_and_drop():
        made = make_list(by=lead, now=NOW)
        gather_list(list_id=made.pk, now=NOW)
        drop_list(list_id=made.pk, by=lead, now=NOW)

    list_and_drop()
    one = cost(path)
    for _ in range(5):
        list_and_drop()

    assert cost(path) == one <= MOST


def test_until_when_a_case_is_kept(case, caseworker, lead, cost):
    path = reverse("rights:keeping", args=[case.number])
    one = cost(path)
    for _ in range(6):
        sign(case, by=caseworker, now=NOW)

    assert cost(path) == one <= MOST
