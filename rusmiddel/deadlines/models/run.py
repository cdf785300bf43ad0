from django.db import models
from django.db.models import Q

from rusmiddel.deadlines.enums import DeadlineKind, WatchName


class WatchRun(models.Model):
    """One run of what runs by itself (kørsel): written before it begins, so that a killed one shows too."""

    name = models.CharField("navn", max_length=20, choices=WatchName.choices)
    started_at = models.DateTimeField("begyndt")
    finished_at = models.DateTimeField("slut", null=True)
    due_count = models.PositiveIntegerField("frister set på", default=0)
    notice_count = models.PositiveIntegerField("beskeder skrevet", default=0)
    drift_count = models.PositiveIntegerField("afvigelser fundet", default=0)
    error = models.CharField("fejl", max_length=200, blank=True)

    class Meta:
        verbose_name = "kørsel"
        verbose_name_plural = "kørsler"
        constraints = [
            models.CheckConstraint(name="watch_run_name_valid", condition=Q(name__in=WatchName.values)),
        ]
        indexes = [
            # Serves 'when did it last run'.
            models.Index(name="watch_run_latest", fields=["name", "-started_at"]),
        ]

    def __str__(self) -> str:
        return f"{self.get_name_display()} {self.started_at:%Y-%m-%d %H:%M}"


class Drift(models.Model):
    """A stored deadline that was not what its facts say (afvigelse), found by the nightly recomputation."""

    run = models.ForeignKey(WatchRun, on_delete=models.PROTECT, related_name="drifts")
    kind = models.CharField("frist", max_length=30, choices=DeadlineKind.choices)
    ref = models.CharField("grundlag", max_length=60)
    field = models.CharField("felt", max_length=30)
    stored = models.TextField("stod der", blank=True)
    computed = models.TextField("efterregnet", blank=True)

    class Meta:
        verbose_name = "afvigelse"
        verbose_name_plural = "afvigelser"
        constraints = [
            models.CheckConstraint(name="drift_kind_valid", condition=Q(kind__in=DeadlineKind.values)),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.ref}: {self.field}"
