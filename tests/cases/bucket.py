"""A store that speaks as much of S3 as attachments need: put, get, head and delete of an object."""

from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from urllib.parse import urlsplit

NOT_THERE = b"<Error><Code>NoSuchKey</Code><Message>Not there</Message></Error>"


class Bucket(ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self):
        super().__init__(("127.0.0.1", 0), Answers)
        # Each object by its path, and every request as method, path and whether it was signed.
        self.objects: dict[str, bytes] = {}
        self.asked: list[tuple[str, str, bool]] = []
        self.acls: dict[str, str] = {}
        self.is_down = False

    @property
    def address(self):
        return f"http://127.0.0.1:{self.server_port}"


class Answers(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: Bucket

    def _answer(self):
        path = urlsplit(self.path).path
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        is_signed = self.headers.get("Authorization", "").startswith("AWS4-HMAC-SHA256")
        self.server.asked.append((self.command, path, is_signed))
        if self.server.is_down:
            return self._send(503)
        if not is_signed:
            return self._send(403)
        match self.command:
            case "PUT":
                self.server.objects[path] = _unchunked(body, self.headers)
                self.server.acls[path] = self.headers.get("x-amz-acl", "")
                return self._send(200)
            case "DELETE":
                self.server.objects.pop(path, None)
                return self._send(204)
        if path not in self.server.objects:
            return self._send(404, NOT_THERE)
        return self._send(200, self.server.objects[path])

    do_GET = do_HEAD = do_PUT = do_DELETE = _answer

    def _send(self, status, body=b""):
        self.send_response(status)
        self.send_header("Content-Length", str(len(body)))
        self.send_header("ETag", '"0"')
        self.send_header("Last-Modified", "Mon, 02 Mar 2026 09:00:00 GMT")
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def log_message(self, *args):
        """What is asked is kept in `asked`."""


def _unchunked(body, headers):
    """The object itself, where it was sent in pieces with a checksum behind."""
    if "aws-chunked" not in headers.get("Content-Encoding", ""):
        return body
    whole = b""
    while body:
        line, _, body = body.partition(b"\r\n")
        size = int(line.split(b";")[0], 16)
        if not size:
            break
        whole, body = whole + body[:size], body[size + 2 :]
    return whole


@contextmanager
def open_bucket():
    with Bucket() as bucket:
        thread = Thread(target=bucket.serve_forever)
        thread.start()
        try:
            yield bucket
        finally:
            bucket.shutdown()
            thread.join()
