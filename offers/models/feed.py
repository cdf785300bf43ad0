from django.db import models
from django.db.models import F, Q

from rusmiddel.access.models import User


class CalendarFeed(models.Model):
    """A secret address at which an employee's own calendar can be read without names (kalenderabonnement)."""

    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="calendar_feeds")
    # The address itself is shown once and kept nowhere.
    digest = models.CharField("aftryk", max_length=64, unique=True)
    created_at = models.DateTimeField("oprettet")
    revoked_at = models.DateTimeField("tilbagekaldt", null=True, blank=True)

    class Meta:
        verbose_name = "kalenderabonnement"
        verbose_name_plural = "kalenderabonnementer"
        constraints = [
            models.UniqueConstraint(name="feed_one_per_user", fields=["user"], condition=Q(revoked_at=None)),
            models.CheckConstraint(
                name="feed_revoked_after_created",
                condition=Q(revoked_at=None) | Q(revoked_at__gte=F("created_at")),
            ),
        ]

    def __str__(self) -> str:
        return f"Kalenderabonnement {self.pk}"
