from collections.abc import Collection
from datetime import datetime
from typing import TYPE_CHECKING, Any, Self

from django.db import connection, models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from simple_history.models import HistoricalRecords

from cases import need_to_know
from cases.models.citizen import Citizen
from rusmiddel.access import reads
from rusmiddel.access.enums import CASE_ROLES, Role
from rusmiddel.access.models import User
from rusmiddel.prepared import Keys

if TYPE_CHECKING:
    from cases.models.request import TreatmentRequest


class CaseNumberSeries(models.Model):
    """The last case number of a year."""

    year = models.PositiveSmallIntegerField(primary_key=True)
    last = models.PositiveIntegerField()

    def __str__(self) -> str:
        return f"{self.year}: {self.last}"

    @classmethod
    def take(cls, year: int, count: int = 1) -> list[str]:
        """The next free case numbers of the year; two at once never get the same."""
        with connection.cursor() as cursor:
            cursor.execute(
                "INSERT INTO cases_casenumberseries AS series (year, last) VALUES (%s, %s)"
                " ON CONFLICT (year) DO UPDATE SET last = series.last + excluded.last RETURNING last",
                [year, count],
            )
            last = cursor.fetchone()[0]
        return [f"{year}-{number:04}" for number in range(last - count + 1, last + 1)]


class CaseQuerySet(models.QuerySet["Case"]):
    def visible_to(self, user: User, now: datetime | None = None) -> Self:
        """The cases a user needs to know, as of now; the team lead's are the whole team's.

        Shielded cases and those the user is locked out of are never among them. The administrator sees none.
        """
        if not user.has_role(*CASE_ROLES) or user.has_role(Role.TEAM_LEAD):
            return self.not_hidden_from(user, now)
        return self.filter(need_to_know.seen_by(user, now or timezone.now()))

    def not_hidden_from(self, user: User, now: datetime | None = None) -> Self:
        """All but those shielded from the user or closed to the user, needed or not."""
        if not user.has_role(*CASE_ROLES):
            return self.none()
        return self.filter(need_to_know.not_hidden(user, now or timezone.now()))

    def keys_hidden_from(self, user: User) -> Keys:
        """Those of the cases that `not_hidden_from` leaves out, for one who works with cases."""
        return need_to_know.hidden_keys(user, timezone.now())

    def elsewhere_for(self, user: User) -> Self:
        """The cases a user may be told of but not see: those emergency access would open."""
        if not user.has_role(*CASE_ROLES) or user.has_role(Role.TEAM_LEAD):
            return self.none()
        now = timezone.now()
        return self.not_hidden_from(user, now).exclude(pk__in=need_to_know.tied_to(user, now))

    def open(self) -> Self:
        return self.filter(closed_on=None)

    def for_page(self) -> Self:
        return self.select_related("citizen", "responsible")


class Case(models.Model):
    """One course of contact with one citizen (sag), from the first inquiry to the end."""

    number = models.CharField("sagsnummer", max_length=12, unique=True)
    citizen = models.ForeignKey(
        Citizen, on_delete=models.PROTECT, related_name="cases", verbose_name="borger"
    )
    responsible = models.ForeignKey(
        User,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="cases",
        verbose_name="behandler",
    )
    opened_on = models.DateField("åbnet")
    closed_on = models.DateField("lukket", null=True, blank=True)

    objects = CaseQuerySet.as_manager()
    history = HistoricalRecords()
    _history_user: User | None
    _change_reason: str

    class Meta:
        verbose_name = "sag"
        verbose_name_plural = "sager"
        constraints = [
            models.UniqueConstraint(
                name="case_one_open_per_citizen",
                fields=["citizen"],
                condition=Q(closed_on=None),
                violation_error_message="Borgeren har allerede en åben sag.",
            ),
            models.CheckConstraint(
                name="case_closed_after_opened",
                condition=Q(closed_on=None) | Q(closed_on__gte=F("opened_on")),
            ),
        ]
        indexes = [
            # Serves a caseworker's own open cases.
            models.Index(
                name="case_open_by_responsible", fields=["responsible"], condition=Q(closed_on=None)
            ),
            # Serves the case list, newest first.
            models.Index(name="case_by_opened", fields=["-opened_on", "-id"]),
        ]

    def __str__(self) -> str:
        return f"Sag {self.number}"

    def get_absolute_url(self) -> str:
        return reverse("cases:case_page", args=[self.number])

    @classmethod
    def from_db(
        cls, db: str | None, field_names: Collection[str], values: Collection[Any], **how: Any
    ) -> Self:
        case = super().from_db(db, field_names, values, **how)
        reads.note(case.pk)
        return case

    @cached_property
    def latest_request(self) -> "TreatmentRequest | None":
        """What the case is about now, with all that its clocks are computed from; read once for a page."""
        return self.requests.with_events().select_related("inquiry").order_by("-id").first()

    @property
    def birthday_ref(self) -> str:
        """Under which name the register knows the citizen's birthdays."""
        return f"case:{self.pk}"

    @property
    def is_open(self) -> bool:
        return self.closed_on is None
