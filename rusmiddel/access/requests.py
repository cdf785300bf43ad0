from django.http import HttpRequest

from rusmiddel.access.models import User


class StaffRequest(HttpRequest):
    """A request to a page that only those signed in reach; the middleware has sent the others away."""

    user: User
