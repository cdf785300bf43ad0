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
        write_down(request, seen)
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


def write_down(request: HttpRequest, seen: set[int]) -> None:
    if not seen or not request.user.is_authenticated:
        return
    match = request.resolver_match
    opened = getattr(request, "opened_case_id", None)
    exported = "export" in request.GET
    ReadLog.write(
        user_id=request.user.pk,
        kinds={case_id: _kind(case_id == opened, exported) for case_id in seen},
        at=timezone.now(),
        page=match.view_name if match else "",
        method=request.method or "",
    )


def _kind(opened: bool, exported: bool) -> ReadKind:
    if opened:
        return ReadKind.OPENED
    return ReadKind.EXPORTED if exported else ReadKind.LISTED
