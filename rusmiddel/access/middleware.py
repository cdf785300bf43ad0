from collections.abc import Callable, Iterable, Iterator

from django.http import HttpRequest, HttpResponseBase
from django.http.response import StreamingHttpResponse
from django.utils import timezone

from rusmiddel.access import reads
from rusmiddel.access.enums import ReadKind
from rusmiddel.access.models import ReadLog


class ReadLogMiddleware:
    """Write down every case that a request has read, before the reader gets the answer.

    When the log cannot be written the request fails: nothing is read unseen.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        with reads.collecting() as seen:
            response = self.get_response(request)
        write_down(request, seen, printed=_is_paper(response))
        if isinstance(response, StreamingHttpResponse) and not response.is_async:
            response.streaming_content = self._streamed(request, response.streaming_content)
        return response

    def _streamed(self, request: HttpRequest, chunks: Iterable[bytes]) -> Iterator[bytes]:
        remaining = iter(chunks)
        while True:
            with reads.collecting() as seen:
                chunk = next(remaining, None)
            write_down(request, seen)
            if chunk is None:
                return
            yield chunk


def write_down(request: HttpRequest, seen: set[int], *, printed: bool = False) -> None:
    if not seen or not request.user.is_authenticated:
        return
    match = request.resolver_match
    opened = getattr(request, "opened_case_id", None)
    rest = _kind_of_rest(request, printed)
    ReadLog.write(
        user_id=request.user.pk,
        kinds={case_id: _kind_of_opened(request, printed) if case_id == opened else rest for case_id in seen},
        at=timezone.now(),
        page=match.view_name if match else "",
        method=request.method or "",
    )


def _is_paper(response: HttpResponseBase) -> bool:
    return response.headers.get("Content-Type", "").startswith("application/pdf")


def _kind_of_opened(request: HttpRequest, printed: bool) -> ReadKind:
    if getattr(request, "emergency_until", None):
        return ReadKind.EMERGENCY
    return ReadKind.PRINTED if printed else ReadKind.OPENED


def _kind_of_rest(request: HttpRequest, printed: bool) -> ReadKind:
    if getattr(request, "is_search", False):
        return ReadKind.FOUND
    if printed:
        return ReadKind.PRINTED
    return ReadKind.EXPORTED if "export" in request.GET else ReadKind.LISTED
