from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404

from cases.models import Case


def open_case(request: HttpRequest, number: str) -> Case:
    """The case the page is about, or 404 where the user may not see it; the read log will say 'opened'."""
    if not number.isprintable():
        # An address may hold a NUL, which PostgreSQL does not take.
        raise Http404
    case = get_object_or_404(Case.objects.visible_to(request.user).for_page(), number=number)
    request.opened_case_id = case.pk
    return case
