from typing import Self

from django.db import models
from django.db.models import Q

from cases.enums import MissCause
from cases.models.request import TreatmentRequest
from rusmiddel.access.models import User


class MissReasonQuerySet(models.QuerySet["MissReason"]):
    def newest_per_request(self) -> Self:
        """The one that counts for each request: the last that was written."""
        return self.order_by("request_id", "-pk").distinct("request_id")


class MissReason(models.Model):
    """Why a guarantee or the own goal was not kept (årsag til overskridelse). Corrected by a newer one."""

    request = models.ForeignKey(TreatmentRequest, on_delete=models.PROTECT, related_name="miss_reasons")
    cause = models.CharField("årsag", max_length=20, choices=MissCause.choices)
    note = models.TextField("hvad skete der", blank=True)
    recorded_at = models.DateTimeField("skrevet")
    recorded_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", verbose_name="af")

    objects = MissReasonQuerySet.as_manager()

    class Meta:
        verbose_name = "årsag til overskridelse"
        verbose_name_plural = "årsager til overskridelse"
        constraints = [
            models.CheckConstraint(name="miss_cause_valid", condition=Q(cause__in=MissCause.values)),
            models.CheckConstraint(
                name="miss_other_cause_has_note",
                condition=~Q(cause=MissCause.OTHER) | ~Q(note=""),
                violation_error_message="Skriv, hvad der skete, når årsagen er en anden.",
            ),
        ]
        indexes = [
            # Serves the newest reason of each request on a list.
            models.Index(name="miss_newest_by_request", fields=["request", "-id"]),
        ]

    def __str__(self) -> str:
        return f"{self.get_cause_display()}. {self.note}" if self.note else self.get_cause_display()
