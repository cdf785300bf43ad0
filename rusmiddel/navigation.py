from typing import Any

from django.http import HttpRequest
from django.urls import reverse

from rusmiddel.access.enums import CASE_ROLES, Role
from rusmiddel.deadlines.models import Notice

# Name, URL name, who sees it. What a page itself allows is checked there.
PLACES = (
    ("Min dag", "reporting:my_day", CASE_ROLES),
    ("Sager", "cases:case_list", CASE_ROLES),
    ("Henvendelser", "cases:inquiry_list", CASE_ROLES - {Role.TEAM_LEAD}),
    ("Visitation", "visitation:meeting_list", CASE_ROLES),
    ("Breve", "visitation:letter_list", CASE_ROLES),
    ("Ledelse", "reporting:dashboard", frozenset({Role.TEAM_LEAD})),
    ("Standard", "standards:standard", frozenset({Role.ADMINISTRATOR, Role.TEAM_LEAD})),
    ("Brugere", "access:user_list", frozenset({Role.ADMINISTRATOR})),
)


def navigation(request: HttpRequest) -> dict[str, Any]:
    """The bar at the top: places by role, and whether anything waits for the user."""
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return {"places": [], "sees_cases": False}
    places = []
    for name, url_name, roles in PLACES:
        if user.has_role(*roles):
            path = reverse(url_name)
            here = request.path == path or (path != "/" and request.path.startswith(path))
            places.append({"name": name, "path": path, "here": here})
    return {
        "places": places,
        "sees_cases": user.has_role(*CASE_ROLES),
        # Evaluated only where the page shows it.
        "unread_notices": Notice.objects.unread_for(user).count,
    }
