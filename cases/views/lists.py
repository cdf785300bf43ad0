from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.views.decorators.http import require_POST, require_safe

from cases.models import Case
from cases.permissions import can_register_inquiry, require
from cases.search import find_cases, find_elsewhere
from cases.tables import CaseTable, FoundTable, with_state

# More of them than a caller could be mistaken for: then the name must be told better.
MOST_ELSEWHERE = 10


@require_safe
def case_list(request: HttpRequest) -> HttpResponseBase:
    require(can_register_inquiry(request.user))
    return CaseTable(request, Case.objects.visible_to(request.user)).response("cases/case_list.html")


@require_POST
def search(request: HttpRequest) -> HttpResponseBase:
    """Search by POST: a CPR number or a name never stands in an address.

    Cases of others are told of, with who has them and nothing more; the read log says that they were found.
    """
    require(can_register_inquiry(request.user))
    request.is_search = True
    text = request.POST.get("q", "")
    found = find_cases(text, request.user)
    elsewhere = list(find_elsewhere(text, request.user).for_page()[:MOST_ELSEWHERE])
    only = found[:2]
    if len(only) == 1 and not elsewhere:
        return redirect(only[0])
    table = FoundTable(request, with_state(found))
    return table.response("cases/search.html", query=text, elsewhere=elsewhere)
