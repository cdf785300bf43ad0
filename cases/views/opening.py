from django.core.exceptions import PermissionDenied
from django.db.models import OuterRef, Subquery
from django.http import Http404, HttpRequest
from django.utils import timezone

from cases.models import Case, EmergencyAccess


class CaseElsewhere(PermissionDenied):
    """The case is there and is not the user's; emergency access would open it."""

    def __init__(self, case: Case) -> None:
        super().__init__(f"Sag {case.number} er ikke en af dine.")
        self.case = case


def open_case(request: HttpRequest, number: str) -> Case:
    """The case the page is about; the read log will say 'opened'.

    404 where the user may not know of it, CaseElsewhere where emergency access would open it. While the user
    has emergency access every page of the case says so.
    """
    case = _visible(request, number)
    if case is None:
        raise CaseElsewhere(elsewhere_case(request, number))
    request.opened_case_id = case.pk
    request.emergency_until = case.emergency_until
    return case


def elsewhere_case(request: HttpRequest, number: str) -> Case:
    """A case that the user may be told of but not see, else 404; the read log will say 'found'."""
    number = _asked(number)
    request.is_search = True
    case = Case.objects.elsewhere_for(request.user).for_page().filter(number=number).first()
    if case is None:
        raise Http404
    return case


def is_visible(request: HttpRequest, number: str) -> bool:
    return Case.objects.visible_to(request.user).filter(number=_asked(number)).exists()


def _visible(request: HttpRequest, number: str) -> Case | None:
    running = EmergencyAccess.objects.running(timezone.now()).filter(case=OuterRef("pk"), user=request.user)
    cases = Case.objects.visible_to(request.user).for_page()
    return (
        cases.annotate(emergency_until=Subquery(running.values("expires_at")[:1]))
        .filter(number=_asked(number))
        .first()
    )


def _asked(number: str) -> str:
    if not number.isprintable():
        # An address may hold a NUL, which PostgreSQL does not take.
        raise Http404
    return number
