"""Where somebody is signed in: one row per browser (session), kept by the store beside it."""

from datetime import datetime

from django.conf import settings
from django.contrib.sessions.base_session import AbstractBaseSession, BaseSessionManager
from django.db import models
from django.utils.crypto import salted_hmac


class StaffSessionQuerySet(models.QuerySet["StaffSession"]):
    def open(self, *, now: datetime) -> "StaffSessionQuerySet":
        return self.filter(expire_date__gt=now)

    def of(self, user_id: int) -> "StaffSessionQuerySet":
        return self.filter(user=user_id)


class StaffSession(AbstractBaseSession):
    """A browser somebody is signed in from (session): which, from where and when last used.

    Ending one is deleting its row: whoever comes with its key afterwards is signed out.
    """

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        related_name="sessions",
        verbose_name="bruger",
    )
    started_at = models.DateTimeField("logget ind", null=True)
    used_at = models.DateTimeField("sidst brugt")
    address = models.GenericIPAddressField("adresse", null=True)
    browser = models.CharField("browser", max_length=200, blank=True)

    objects = BaseSessionManager.from_queryset(StaffSessionQuerySet)()  # type: ignore[misc]

    class Meta:
        verbose_name = "session"
        verbose_name_plural = "sessioner"
        indexes = [
            # Serves a user's list of sessions, and ending them.
            models.Index(name="session_by_user", fields=["user", "-used_at"]),
        ]

    def __str__(self) -> str:
        return f"{self.user_id}, {self.address}"

    @property
    def handle(self) -> str:
        """What a page may call the session: the key itself would let anyone in who saw it."""
        return handle_of(self.session_key)

    @property
    def browser_name(self) -> str:
        """'Chrome på Windows': enough to know one's own computer by."""
        return browser_name(self.browser)


def handle_of(session_key: str) -> str:
    return salted_hmac("rusmiddel.access.session", session_key).hexdigest()[:20]


# Looked for in this order, since most browsers also call themselves by others' names.
BROWSERS = (
    ("Edg", "Edge"),
    ("OPR", "Opera"),
    ("Firefox", "Firefox"),
    ("Chrom", "Chrome"),
    ("Safari", "Safari"),
)
SYSTEMS = (
    ("Windows", "Windows"),
    ("Android", "Android"),
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Mac OS", "Mac"),
    ("Linux", "Linux"),
)


def browser_name(user_agent: str) -> str:
    """What people call the browser and the machine that introduce themselves so."""
    browser = next((name for mark, name in BROWSERS if mark in user_agent), "Ukendt browser")
    system = next((name for mark, name in SYSTEMS if mark in user_agent), "")
    return f"{browser} på {system}" if system else browser
