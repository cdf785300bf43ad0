from typing import Self

from django.db import models
from django.db.models import F, Q

from cases.models.case import Case
from rusmiddel.access.models import User


class ConflictQuerySet(models.QuerySet["ConflictOfInterest"]):
    def standing(self) -> Self:
        return self.filter(lifted_at=None)


class ConflictOfInterest(models.Model):
    """One employee is locked out of one case (inhabilitet, forvaltningsloven § 3): no role opens it.

    A trigger refuses every change but the lifting, and that once.
    """

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="conflicts", verbose_name="sag")
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="conflicts", verbose_name="hvem")
    reason = models.TextField("begrundelse")
    set_at = models.DateTimeField("sat")
    set_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", verbose_name="af")
    lifted_at = models.DateTimeField("ophævet", null=True, blank=True)
    lifted_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    lifted_reason = models.TextField("hvorfor ophævet", blank=True)

    objects = ConflictQuerySet.as_manager()

    class Meta:
        verbose_name = "inhabilitet"
        verbose_name_plural = "inhabilitet"
        constraints = [
            models.CheckConstraint(
                name="conflict_has_reason",
                condition=Q(reason__regex=r"\S"),
                violation_error_message="Skriv, hvorfor medarbejderen er inhabil.",
            ),
            models.CheckConstraint(
                name="conflict_lifted_by_another",
                condition=Q(lifted_at=None, lifted_by=None, lifted_reason="")
                | (
                    Q(lifted_at__gte=F("set_at"), lifted_by__isnull=False, lifted_reason__regex=r"\S")
                    & ~Q(lifted_by=F("user"))
                ),
                violation_error_message="Skriv, hvorfor inhabiliteten ophæves. Ingen ophæver sin egen.",
            ),
            # Serves what a user is locked out of, too.
            models.UniqueConstraint(
                name="conflict_once",
                fields=["user", "case"],
                condition=Q(lifted_at=None),
                violation_error_message="Medarbejderen er allerede meldt inhabil i sagen.",
            ),
        ]

    def __str__(self) -> str:
        return f"Inhabilitet {self.pk}"
