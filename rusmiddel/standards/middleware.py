from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render

from rusmiddel.standards.services import NoStandardInForce


class StandardNeededMiddleware:
    """Say what is missing, and who can mend it, where a page needs a standard and none governs the day."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if not isinstance(exception, NoStandardInForce):
            return None
        return render(request, "standards/none_in_force.html", {"missing": str(exception)}, status=503)
