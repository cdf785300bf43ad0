from django.db import models
from django.db.models import F, Q

from offers.enums import ContactMeans
from offers.models.course import Course
from rusmiddel.access.models import User


class ContactAttempt(models.Model):
    """That somebody who stays away was sought (kontaktforsøg), and what came of it (END-1)."""

    course = models.ForeignKey(Course, on_delete=models.PROTECT, related_name="contact_attempts")
    attempted_at = models.DateTimeField("hvornår")
    means = models.CharField("hvordan", max_length=15, choices=ContactMeans.choices)
    was_reached = models.BooleanField("borgeren blev nået")
    note = models.TextField("hvad kom der ud af det", blank=True)
    recorded_at = models.DateTimeField("skrevet")
    recorded_by = models.ForeignKey(
        User, on_delete=models.PROTECT, related_name="+", verbose_name="skrevet af"
    )

    class Meta:
        verbose_name = "kontaktforsøg"
        verbose_name_plural = "kontaktforsøg"
        constraints = [
            models.CheckConstraint(
                name="contact_attempt_means_valid", condition=Q(means__in=ContactMeans.values)
            ),
            models.CheckConstraint(
                name="contact_attempt_has_been",
                condition=Q(attempted_at__lte=F("recorded_at")),
                violation_error_message="Tidspunktet ligger i fremtiden.",
            ),
            # A double click records one attempt.
            models.UniqueConstraint(
                name="contact_attempt_once",
                fields=["course", "attempted_at", "means"],
                violation_error_message="Kontaktforsøget er allerede skrevet ned.",
            ),
        ]
        indexes = [
            # Serves the attempts of a course, newest first.
            models.Index(name="contact_attempt_by_course", fields=["course", "-attempted_at"]),
        ]

    def __str__(self) -> str:
        return f"{self.get_means_display()} {self.attempted_at:%Y-%m-%d}"
