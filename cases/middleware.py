from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from cases import need_to_know
from cases.views.opening import CaseElsewhere

SHOWING = frozenset({"GET", "HEAD"})


class AskOnceMiddleware:
    """Find which cases the user needs to know once for a page that is only shown."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.method not in SHOWING:
            return self.get_response(request)
        with need_to_know.remembering():
            return self.get_response(request)


class ElsewhereMiddleware:
    """Tell whoever opens a case that is not theirs who has it, and how it is opened in an emergency."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if not isinstance(exception, CaseElsewhere):
            return None
        return render(request, "cases/elsewhere.html", {"elsewhere": exception.case}, status=403)
