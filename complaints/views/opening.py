from django.http import Http404, HttpRequest

from cases.models import Case
from cases.views.opening import open_case
from complaints.models import Complaint


def open_complaint(request: HttpRequest, number: str, complaint_id: int) -> tuple[Case, Complaint]:
    """The case the page is about and one of its complaints; 404 for one that is not for the user to see."""
    case = open_case(request, number)
    found = Complaint.objects.for_page().allowed_to(request.user).filter(pk=complaint_id, case=case).first()
    if found is None:
        raise Http404
    found.case = case
    return case, found
