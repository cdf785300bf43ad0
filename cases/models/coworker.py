from typing import Self

from django.db import models
from django.db.models import F, Q

from cases.models.case import Case
from rusmiddel.access.models import User


class CoWorkerQuerySet(models.QuerySet["CoWorker"]):
    def standing(self) -> Self:
        return self.filter(ended_at=None)


class CoWorker(models.Model):
    """Somebody who works on a case beside the one responsible (medbehandler).

    A trigger refuses every change but the ending, and that once.
    """

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="co_workers", verbose_name="sag")
    user = models.ForeignKey(
        User, on_delete=models.PROTECT, related_name="co_works", verbose_name="medbehandler"
    )
    added_at = models.DateTimeField("fra")
    added_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", verbose_name="af")
    ended_at = models.DateTimeField("til", null=True, blank=True)
    ended_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    objects = CoWorkerQuerySet.as_manager()

    class Meta:
        verbose_name = "medbehandler"
        verbose_name_plural = "medbehandlere"
        constraints = [
            models.CheckConstraint(
                name="co_worker_ended_after_added",
                condition=Q(ended_at=None, ended_by=None)
                | Q(ended_at__gte=F("added_at"), ended_by__isnull=False),
            ),
            # Serves the cases of a co-worker, too.
            models.UniqueConstraint(
                name="co_worker_once",
                fields=["user", "case"],
                condition=Q(ended_at=None),
                violation_error_message="Medarbejderen er allerede medbehandler på sagen.",
            ),
        ]

    def __str__(self) -> str:
        return f"Medbehandler {self.pk}"
