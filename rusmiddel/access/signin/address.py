"""From where a request comes."""

from ipaddress import ip_address

from django.conf import settings
from django.http import HttpRequest


def address_of(request: HttpRequest) -> str | None:
    """The address of whoever asks, seen past the municipality's own proxies and never past others.

    Each proxy writes whom it heard from at the end of X-Forwarded-For; what stands before that, anybody
    may have written.
    """
    heard_from = [
        part.strip() for part in request.headers.get("X-Forwarded-For", "").split(",") if part.strip()
    ]
    direct = request.META.get("REMOTE_ADDR", "")
    proxies = settings.PROXIES
    stated = heard_from[-proxies] if proxies and len(heard_from) >= proxies else direct
    return _valid(stated) or _valid(direct)


def _valid(address: str) -> str | None:
    try:
        return str(ip_address(address))
    except ValueError:
        return None
