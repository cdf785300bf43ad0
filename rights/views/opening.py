from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from cases.models import Case
from cases.views.opening import open_case
from rights.models import AccessRequest


def open_request(request: HttpRequest, number: str, request_id: int) -> tuple[Case, AccessRequest]:
    """The case the page is about and one of its own requests for access."""
    case = open_case(request, number)
    found = get_object_or_404(
        AccessRequest.objects.select_related("responsible", "recorded_by", "closed_by", "letter").defer(
            "letter__pdf", "letter__html"
        ),
        pk=request_id,
        case=case,
    )
    found.case = case
    return case, found
