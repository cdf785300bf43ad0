from typing import Self

from django.db import models
from django.db.models import F, Q

from cases.models.citizen import Citizen
from rusmiddel.access.models import User


class CitizenLinkQuerySet(models.QuerySet["CitizenLink"]):
    def standing(self) -> Self:
        return self.filter(undone_at=None)

    def of(self, citizen_id: int) -> Self:
        return self.filter(Q(first=citizen_id) | Q(second=citizen_id))


class CitizenLink(models.Model):
    """Two records are held to be one person (sammenkædning). Both stay whole, and the link can be undone."""

    first = models.ForeignKey(Citizen, on_delete=models.PROTECT, related_name="+")
    second = models.ForeignKey(Citizen, on_delete=models.PROTECT, related_name="+")
    reason = models.TextField("hvorfor")
    at = models.DateTimeField()
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    undone_at = models.DateTimeField(null=True, blank=True)
    undone_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    undone_reason = models.TextField(blank=True)

    objects = CitizenLinkQuerySet.as_manager()

    class Meta:
        verbose_name = "sammenkædning"
        verbose_name_plural = "sammenkædninger"
        constraints = [
            # One order for a pair, so that it can be linked once only.
            models.CheckConstraint(name="link_of_two_in_order", condition=Q(first__lt=F("second"))),
            models.CheckConstraint(name="link_has_reason", condition=Q(reason__regex=r"\S")),
            models.CheckConstraint(
                name="link_undone_with_reason",
                condition=Q(undone_at=None, undone_by=None, undone_reason="")
                | (Q(undone_at__isnull=False, undone_by__isnull=False) & Q(undone_reason__regex=r"\S")),
            ),
            models.UniqueConstraint(
                name="link_once",
                fields=["first", "second"],
                condition=Q(undone_at=None),
                violation_error_message="De to er allerede kædet sammen.",
            ),
        ]
        indexes = [
            # Serves the links of the one who stands second.
            models.Index(name="link_by_second", fields=["second"], condition=Q(undone_at=None)),
        ]

    def __str__(self) -> str:
        return "Sammenkædning"

    def other_than(self, citizen_id: int) -> int:
        return self.second_id if self.first_id == citizen_id else self.first_id
