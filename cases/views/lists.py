from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.views.decorators.http import require_POST, require_safe

from cases.models import Case
from cases.permissions import can_register_inquiry, require
from cases.search import find_cases
from cases.tables import CaseTable, FoundTable, with_state


@require_safe
def case_list(request: HttpRequest) -> HttpResponseBase:
    require(can_register_inquiry(request.user))
    return CaseTable(request, Case.objects.visible_to(request.user)).response("cases/case_list.html")


@require_POST
def search(request: HttpRequest) -> HttpResponseBase:
    """Search by POST: a CPR number or a name never stands in an address."""
    require(can_register_inquiry(request.user))
    text = request.POST.get("q", "")
    found = find_cases(text, request.user)
    only = found[:2]
    if len(only) == 1:
        return redirect(only[0])
    return FoundTable(request, with_state(found)).response("cases/search.html", query=text)
