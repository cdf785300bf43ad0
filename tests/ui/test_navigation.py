import pytest
from django.contrib.auth.models import AnonymousUser
from django.test import RequestFactory

from rusmiddel.access.enums import CASE_ROLES, Role
from rusmiddel.navigation import navigation, places_for
from tests.access.factories import UserFactory


def places(*roles, path="/"):
    return {place["name"]: place for place in places_for(UserFactory.build(roles=list(roles)), path)}


def shown(user):
    request = RequestFactory().get("/")
    request.user = user
    return navigation(request)


@pytest.mark.parametrize("role", Role)
def test_nobody_with_one_role_has_more_than_six_places(role):
    assert 0 < len(places(role)) <= 6


def test_an_administrator_administers_and_comes_nowhere_near_a_case():
    assert set(places(Role.ADMINISTRATOR)) == {
        "Standard",
        "Spørgeskemaer",
        "Samarbejdspartnere",
        "Brugere",
        "Tekstblokke",
    }
    assert not shown(UserFactory.build(roles=[Role.ADMINISTRATOR]))["sees_cases"]


@pytest.mark.parametrize("role", sorted(CASE_ROLES))
def test_whoever_works_with_cases_finds_them(role):
    assert {"Min dag", "Sager"} <= set(places(role))
    assert shown(UserFactory.build(roles=[role]))["sees_cases"]


def test_only_the_team_lead_leads():
    assert "Ledelse" in places(Role.TEAM_LEAD)
    assert "Ledelse" not in places(Role.CASEWORKER)


def test_the_place_one_is_at_is_marked_also_deeper_down():
    marked = places(Role.CASEWORKER, path="/sager/2026-0001/")

    assert [name for name, place in marked.items() if place["here"]] == ["Sager"]


def test_someone_who_is_not_signed_in_has_no_places():
    assert shown(AnonymousUser()) == {"places": [], "sees_cases": False}
