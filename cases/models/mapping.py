from typing import Self

from django.db import models
from django.db.models import Q

from cases.models.case import Case
from rusmiddel.access.models import User


class MappingResultQuerySet(models.QuerySet["MappingResult"]):
    def standing(self) -> Self:
        """Those not taken back, newest first."""
        return self.filter(withdrawn_at=None).order_by("-mapped_on", "-id")


class MappingResult(models.Model):
    """What VoksenMAP or UngMap showed (kortlægning), as a summary (ASS-4, ASS-8). Written once.

    The tool is a code list of its own; a trigger refuses one that was not in it on the day.
    """

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="mapping_results")
    mapping_tool = models.CharField("redskab", max_length=30)
    mapped_on = models.DateField("kortlagt")
    summary = models.TextField("sammenfatning")
    # In words: which file or system holds the whole result.
    document = models.CharField("hvor hele resultatet ligger", max_length=200, blank=True)
    recorded_at = models.DateTimeField(auto_now_add=True)
    recorded_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    withdrawn_at = models.DateTimeField("taget tilbage", null=True, blank=True)
    withdrawn_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    withdrawn_reason = models.TextField("hvorfor taget tilbage", blank=True)

    objects = MappingResultQuerySet.as_manager()

    class Meta:
        verbose_name = "kortlægning"
        verbose_name_plural = "kortlægninger"
        constraints = [
            models.CheckConstraint(
                name="mapping_has_summary",
                condition=Q(summary__regex=r"\S"),
                violation_error_message="Skriv, hvad kortlægningen viste.",
            ),
            models.CheckConstraint(
                name="mapping_withdrawn_with_reason",
                condition=Q(withdrawn_at=None, withdrawn_by=None, withdrawn_reason="")
                | Q(withdrawn_at__isnull=False, withdrawn_by__isnull=False, withdrawn_reason__regex=r"\S"),
            ),
        ]
        indexes = [
            # Serves the results of a case, newest first.
            models.Index(name="mapping_by_case", fields=["case", "-mapped_on"]),
        ]

    def __str__(self) -> str:
        return f"{self.mapping_tool} {self.mapped_on:%Y-%m-%d}"
