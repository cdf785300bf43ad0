"""The municipality's quality standards as they were loaded, each with the period it governs."""

from datetime import date
from typing import Any

from django.conf import settings
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.db import models
from django.db.models import Q

from rusmiddel.standards.loading import read_standard
from rusmiddel.standards.schema import Standard


class StandardVersionQuerySet(models.QuerySet["StandardVersion"]):
    def in_force(self, on: date) -> "StandardVersionQuerySet":
        return self.filter(valid__contains=on)

    def open_ended(self) -> "StandardVersionQuerySet":
        return self.filter(valid__isempty=False, valid__upper_inf=True)

    def newest(self) -> "StandardVersion | None":
        """The one that was loaded last, in force or not."""
        return self.select_related("loaded_by").defer("toml_text").order_by("-pk").first()

    def for_timeline(self) -> "StandardVersionQuerySet":
        """Everything but the text, which is long and seldom needed."""
        return (
            self.filter(valid__isempty=False).select_related("loaded_by").defer("toml_text").order_by("valid")
        )


class StandardVersion(models.Model):
    """One loaded file. A trigger refuses every change but the closing of its period."""

    name = models.CharField("navn", max_length=200)
    municipality = models.CharField("kommune", max_length=100)
    # Half-open: the upper date is the first day of the standard that came after. An empty period
    # belongs to a standard that was replaced before its first day.
    valid: Any = DateRangeField("gælder")
    toml_text = models.TextField("indhold som indlæst")
    sha256 = models.CharField(max_length=64)
    loaded_at = models.DateTimeField("indlæst", auto_now_add=True)
    loaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        verbose_name="indlæst af",
    )

    objects = StandardVersionQuerySet.as_manager()

    class Meta:
        verbose_name = "kvalitetsstandard"
        verbose_name_plural = "kvalitetsstandarder"
        constraints = [
            ExclusionConstraint(
                name="standard_one_in_force_at_a_time",
                expressions=[("valid", RangeOperators.OVERLAPS)],
                violation_error_message="To kvalitetsstandarder kan ikke gælde på samme tid.",
            ),
            models.CheckConstraint(
                name="standard_sha256_is_a_digest",
                condition=Q(sha256__regex=r"^[0-9a-f]{64}$"),
                violation_error_message="Kontrolsummen er ikke gyldig.",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def valid_from(self) -> date | None:
        return self.valid.lower

    @property
    def superseded_on(self) -> date | None:
        """The first day on which another standard governs."""
        return self.valid.upper

    def read(self) -> Standard:
        return read_standard(self.toml_text, file=self.name).as_version(self.pk)
