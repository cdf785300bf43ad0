"""The bar at the top: where one can go, by role. What a page itself allows is checked there."""

from functools import partial
from typing import Any

from django.http import HttpRequest
from django.urls import reverse

from rusmiddel.access.enums import CASE_ROLES, Role
from rusmiddel.access.models import User
from rusmiddel.deadlines.unread import number_of_unread

# Name, URL name, who sees it. At most six for anyone with one role.
PLACES = (
    ("Min dag", "reporting:my_day", CASE_ROLES),
    ("Sager", "cases:case_list", CASE_ROLES),
    ("Henvendelser", "cases:inquiry_list", CASE_ROLES - {Role.TEAM_LEAD}),
    ("Kalender", "offers:calendar", CASE_ROLES - {Role.TEAM_LEAD}),
    ("Visitation", "visitation:meeting_list", CASE_ROLES),
    ("Breve", "visitation:letter_list", CASE_ROLES),
    ("Ledelse", "reporting:dashboard", frozenset({Role.TEAM_LEAD})),
    ("Standard", "standards:standard", frozenset({Role.ADMINISTRATOR, Role.TEAM_LEAD})),
    ("Spørgeskemaer", "cases:questionnaire_list", frozenset({Role.ADMINISTRATOR})),
    ("Tekstblokke", "visitation:block_list", frozenset({Role.ADMINISTRATOR})),
    ("Samarbejdspartnere", "cases:partner_list", frozenset({Role.ADMINISTRATOR})),
    ("Brugere", "access:user_list", frozenset({Role.ADMINISTRATOR})),
)


# The second key of the shortcut that goes there; the first is g.
KEYS = {
    "reporting:my_day": "d",
    "cases:case_list": "s",
    "cases:inquiry_list": "h",
    "offers:calendar": "t",
    "visitation:meeting_list": "v",
    "visitation:letter_list": "r",
    "reporting:dashboard": "l",
    "standards:standard": "k",
    "cases:questionnaire_list": "q",
    "visitation:block_list": "b",
    "cases:partner_list": "p",
    "access:user_list": "u",
}


def navigation(request: HttpRequest) -> dict[str, Any]:
    """What the bar shows; worked out only where there is a bar, so not for a part that htmx fetches."""
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return {"places": [], "sees_cases": False}
    return {
        "places": partial(places_for, user, request.path),
        "sees_cases": user.has_role(*CASE_ROLES),
        "unread_notices": partial(number_of_unread, user),
    }


def places_for(user: User, path: str) -> list[dict[str, Any]]:
    """The places of the user's roles; `here` marks the one that the path lies under."""
    places = [
        (name, reverse(url_name), KEYS[url_name]) for name, url_name, roles in PLACES if user.has_role(*roles)
    ]
    return [
        {
            "name": name,
            "path": place,
            "key": key,
            "here": path == place or (place != "/" and path.startswith(place)),
        }
        for name, place, key in places
    ]
