from typing import Self

from django.db import models
from django.db.models import F, Q

from offers.enums import IrregularityDecision
from offers.models.course import Course
from rusmiddel.access.models import User


class IrregularityQuerySet(models.QuerySet["Irregularity"]):
    def undecided(self) -> Self:
        return self.filter(decided_at=None)


class Irregularity(models.Model):
    """Something irregular, such as side use (uregelmæssighed, sidemisbrug): found, discussed, decided."""

    course = models.ForeignKey(
        Course, on_delete=models.PROTECT, related_name="irregularities", verbose_name="forløb"
    )
    found_on = models.DateField("fundet")
    text = models.TextField("hvad der er fundet")
    written_at = models.DateTimeField("skrevet")
    written_by = models.ForeignKey(
        User, on_delete=models.PROTECT, related_name="+", verbose_name="skrevet af"
    )
    discussed_on = models.DateField("drøftet på mødet", null=True, blank=True)
    present = models.TextField("til stede", blank=True)
    discussion = models.TextField("hvad mødet mente", blank=True)
    decision = models.CharField(
        "lægens beslutning", max_length=10, choices=IrregularityDecision.choices, blank=True
    )
    decision_reasons = models.TextField("lægens begrundelse", blank=True)
    decided_at = models.DateTimeField("besluttet", null=True, blank=True)
    doctor = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name="læge"
    )

    objects = IrregularityQuerySet.as_manager()

    class Meta:
        verbose_name = "uregelmæssighed"
        verbose_name_plural = "uregelmæssigheder"
        constraints = [
            models.CheckConstraint(
                name="irregularity_says_what",
                condition=Q(text__regex=r"\S"),
                violation_error_message="Skriv, hvad der er fundet.",
            ),
            models.CheckConstraint(
                name="irregularity_discussed_whole",
                condition=Q(discussed_on=None, present="", discussion="")
                | Q(
                    discussed_on__gte=F("found_on"),
                    present__regex=r"\S",
                    discussion__regex=r"\S",
                ),
                violation_error_message="Skriv dagen, hvem der var med, og hvad mødet mente.",
            ),
            # SUB-9: discussed at the meeting first, then decided by the doctor.
            models.CheckConstraint(
                name="irregularity_discussed_before_decided",
                condition=Q(decision="", decision_reasons="", decided_at=None, doctor=None)
                | Q(
                    decision__in=IrregularityDecision.values,
                    decision_reasons__regex=r"\S",
                    decided_at__isnull=False,
                    doctor__isnull=False,
                    discussed_on__isnull=False,
                ),
                violation_error_message="Det skal drøftes på mødet, før lægen beslutter.",
            ),
            # A double click writes one.
            models.UniqueConstraint(
                name="irregularity_once",
                fields=["course", "found_on", "text"],
                violation_error_message="Det er allerede skrevet.",
            ),
        ]
        indexes = [
            # Serves what waits for the meeting.
            models.Index(name="irregularity_undecided", fields=["found_on"], condition=Q(decided_at=None)),
        ]

    def __str__(self) -> str:
        return f"Uregelmæssighed {self.found_on:%Y-%m-%d}"
