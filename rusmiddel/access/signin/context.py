from django.conf import settings
from django.http import HttpRequest


def session_limits(request: HttpRequest) -> dict[str, int]:
    """How long a page may lie before it has to ask how much is left."""
    return {"session_idle_seconds": settings.SESSION_IDLE_MINUTES * 60}
