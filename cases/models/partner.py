from typing import Self

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from simple_history.models import HistoricalRecords

from cases.enums import PartnerKind
from rusmiddel.access.models import User
from rusmiddel.sorting import DanishSortKey


class PartnerQuerySet(models.QuerySet["Partner"]):
    def in_use(self) -> Self:
        return self.filter(archived_at=None)


class Partner(models.Model):
    """Someone outside the centre with whom information is exchanged (samarbejdspartner), SAM-1 to SAM-6."""

    kind = models.CharField("slags", max_length=20, choices=PartnerKind.choices)
    name = models.CharField("navn", max_length=120)
    sort_key = models.GeneratedField(
        expression=DanishSortKey(F("name")),
        output_field=models.CharField(max_length=240, db_collation="C"),
        db_persist=True,
    )
    contact_name = models.CharField("kontaktperson", max_length=120, blank=True)
    phone = models.CharField("telefon", max_length=30, blank=True)
    email = models.EmailField("e-mail", blank=True)
    address_line = models.CharField("vej og nummer", max_length=200, blank=True)
    postcode = models.CharField("postnummer", max_length=4, blank=True)
    city = models.CharField("by", max_length=60, blank=True)
    # Where a family department receives notifications: the municipality of the children it works for.
    municipality_code = models.CharField("kommune", max_length=4, blank=True)
    archived_at = models.DateTimeField("arkiveret", null=True, blank=True)
    archived_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    objects = PartnerQuerySet.as_manager()
    history = HistoricalRecords()
    _history_user: User | None
    _change_reason: str

    class Meta:
        verbose_name = "samarbejdspartner"
        verbose_name_plural = "samarbejdspartnere"
        constraints = [
            models.CheckConstraint(name="partner_kind_valid", condition=Q(kind__in=PartnerKind.values)),
            models.CheckConstraint(name="partner_has_name", condition=Q(name__regex=r"\S")),
            models.UniqueConstraint(
                DanishSortKey(F("name")),
                name="partner_once_in_use",
                condition=Q(archived_at=None),
                violation_error_message="Der er allerede en samarbejdspartner med det navn.",
            ),
            models.CheckConstraint(
                name="partner_archived_by_somebody",
                condition=Q(archived_at=None, archived_by=None)
                | Q(archived_at__isnull=False, archived_by__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("cases:partner_edit", args=[self.pk])

    @property
    def is_archived(self) -> bool:
        return self.archived_at is not None

    @property
    def address_lines(self) -> list[str]:
        """Street and town, those that are known."""
        return [line for line in (self.address_line, f"{self.postcode} {self.city}".strip()) if line]
