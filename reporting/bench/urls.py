"""The system's own addresses, and an empty page behind the same middleware."""

from django.http import HttpRequest, HttpResponse
from django.urls import include, path

EMPTY_PAGE = "/maaling/tom/"


def empty(request: HttpRequest) -> HttpResponse:
    """The floor of every page: a view that does nothing."""
    return HttpResponse()


urlpatterns = [path(EMPTY_PAGE.lstrip("/"), empty), path("", include("rusmiddel.urls"))]
