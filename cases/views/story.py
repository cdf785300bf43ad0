from dataclasses import replace

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from cases.enums import StoryKind
from cases.field_history import history_of
from cases.paging import page_of
from cases.permissions import can_assess, can_see_history, require
from cases.story_paths import told_to
from cases.views.opening import open_case
from rusmiddel.access.requests import StaffRequest
from rusmiddel.standards.services import in_force

LINES_ON_A_PAGE = 50
MOST_VERSIONS = 200


@require_safe
def story(request: StaffRequest, number: str) -> HttpResponse:
    """The whole story of the case, newest first, a page at a time."""
    case = open_case(request, number)
    kind = request.GET.get("slags", "")
    lines = case.story.select_related("recorded_by").order_by("-at", "-id")
    if kind in StoryKind.values:
        lines = lines.filter(kind=kind)
    page = page_of(lines, request.GET.get("side", ""), size=LINES_ON_A_PAGE)
    return render(
        request,
        "cases/story.html",
        {
            "case": case,
            "page": replace(page, rows=told_to(request.user, page.rows)),
            "kind": kind,
            "kinds": StoryKind.choices,
            "may_see_history": can_see_history(request.user),
        },
    )


@require_safe
def field_history(request: StaffRequest, number: str) -> HttpResponse:
    """Who changed which field from what to what; CPR numbers are never among it."""
    case = open_case(request, number)
    require(can_see_history(request.user))
    versions = history_of(
        case, in_force(case.opened_on), most=MOST_VERSIONS, with_assessment=can_assess(request.user)
    )
    return render(
        request, "cases/field_history.html", {"case": case, "versions": versions, "most": MOST_VERSIONS}
    )
