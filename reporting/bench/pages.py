"""What a page costs, against an empty view through the same middleware."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from django.conf import settings
from django.db import connection
from django.test import Client, override_settings
from django.test.utils import CaptureQueriesContext

from cases.models import Case
from reporting.bench.timing import Timing, milliseconds, side_by_side
from reporting.bench.urls import EMPTY_PAGE
from rusmiddel.access.enums import Role
from rusmiddel.access.models import User

ROUNDS = 25
CASE_PAGE = "Sag"


@dataclass(frozen=True, kw_only=True)
class Page:
    """A page as measured."""

    name: str
    rows: int | None
    timing: Timing
    queries: int
    kilobytes: float


class PageFailed(Exception):
    """The page did not answer as it should, so there is nothing to measure."""


@contextmanager
def production_like() -> Iterator[None]:
    """Pages as in production, but that static files need not have been collected and nobody shows a key."""
    storages = settings.STORAGES | {
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    }
    with override_settings(
        DEBUG=False,
        ROOT_URLCONF="reporting.bench.urls",
        STORAGES=storages,
        SECURE_SSL_REDIRECT=False,
        ALLOWED_HOSTS=["127.0.0.1"],
        REQUIRE_SECOND_FACTOR=False,
    ):
        yield


def measure() -> Iterator[Page]:
    """The dashboard, the case list and a case page; the case page only where there is a case."""
    team_lead, caseworker = _somebody(Role.TEAM_LEAD), _somebody(Role.CASEWORKER)
    yield _page("Ledelse", "/ledelse/", team_lead)
    yield _page("Min dag", "/", caseworker)
    yield _page("Sagsliste", "/sager/", caseworker)
    case = Case.objects.filter(requests__stage="in_treatment", responsible=caseworker).order_by("pk").first()
    if case is not None:
        yield _page(CASE_PAGE, case.get_absolute_url(), caseworker)


def _page(name: str, address: str, user: User) -> Page:
    client = Client(SERVER_NAME="127.0.0.1")
    client.force_login(user)
    with CaptureQueriesContext(connection) as queries:
        answer = client.get(address)
    # Counted now: the next request empties the log.
    asked = len(queries)
    if answer.status_code != 200:
        raise PageFailed(f"{address} svarer {answer.status_code}.")
    timing = side_by_side(
        lambda: milliseconds(lambda: client.get(address)),
        lambda: milliseconds(lambda: client.get(EMPTY_PAGE)),
        rounds=ROUNDS,
    )
    rows = answer.content.count(b"<tr") or None
    return Page(
        name=name,
        rows=rows,
        timing=timing,
        queries=asked,
        kilobytes=len(answer.content) / 1024,
    )


def _somebody(role: Role) -> User:
    user = User.objects.with_role(role).order_by("pk").first()
    return user or User.objects.create_user(f"bench-{role.value}", name="Bench", roles=[role])
