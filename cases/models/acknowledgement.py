from django.db import models
from django.db.models import Q

from cases.enums import Birthday
from cases.models.case import Case
from rusmiddel.access.models import User


class BirthdayAcknowledgement(models.Model):
    """Somebody has done what a young citizen's birthday asks for (U18-10)."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="birthdays")
    birthday = models.PositiveSmallIntegerField(choices=Birthday.choices)
    at = models.DateTimeField()
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = "kvitteret fødselsdag"
        verbose_name_plural = "kvitterede fødselsdage"
        constraints = [
            models.CheckConstraint(name="birthday_valid", condition=Q(birthday__in=Birthday.values)),
            models.UniqueConstraint(
                name="birthday_acknowledged_once",
                fields=["case", "birthday"],
                violation_error_message="Det er der allerede kvitteret for.",
            ),
        ]

    def __str__(self) -> str:
        return self.get_birthday_display()
