from typing import Self

from django.db import models
from django.db.models import F, Q

from cases.models import Case
from rusmiddel.access.models import User


class LegalHoldQuerySet(models.QuerySet["LegalHold"]):
    def standing(self) -> Self:
        return self.filter(lifted_at=None)


class LegalHold(models.Model):
    """A case that is not destroyed whatever its age (sat i bero): a lawsuit, an inspection, an inquiry."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="legal_holds")
    reason = models.TextField("begrundelse")
    set_at = models.DateTimeField("sat")
    set_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", verbose_name="af")
    lifted_at = models.DateTimeField("ophævet", null=True, blank=True)
    lifted_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    lifted_reason = models.TextField("hvorfor ophævet", blank=True)

    objects = LegalHoldQuerySet.as_manager()

    class Meta:
        verbose_name = "sat i bero"
        verbose_name_plural = "sat i bero"
        constraints = [
            models.CheckConstraint(
                name="legal_hold_has_reason",
                condition=Q(reason__regex=r"\S"),
                violation_error_message="Skriv, hvorfor sagen ikke må destrueres.",
            ),
            models.CheckConstraint(
                name="legal_hold_lifted_with_reason",
                condition=Q(lifted_at=None, lifted_by=None, lifted_reason="")
                | Q(lifted_at__gte=F("set_at"), lifted_by__isnull=False, lifted_reason__regex=r"\S"),
                violation_error_message="Skriv, hvorfor sagen ikke længere er sat i bero.",
            ),
            models.UniqueConstraint(
                name="legal_hold_one_per_case",
                fields=["case"],
                condition=Q(lifted_at=None),
                violation_error_message="Sagen er allerede sat i bero.",
            ),
        ]

    def __str__(self) -> str:
        return f"Sat i bero {self.pk}"
