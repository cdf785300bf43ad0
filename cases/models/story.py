from django.db import models
from django.db.models import Q

from cases.enums import StoryKind
from cases.models.case import Case
from rusmiddel.access.models import User


class StoryEntry(models.Model):
    """One line of the case's story (forløb): what happened, in people's words. Never changed."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="story")
    kind = models.CharField("slags", max_length=12, choices=StoryKind.choices)
    at = models.DateTimeField("hvornår")
    text = models.TextField("hvad")
    path = models.CharField("side", max_length=200, blank=True)
    recorded_at = models.DateTimeField(auto_now_add=True)
    recorded_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        verbose_name = "hændelse i forløbet"
        verbose_name_plural = "forløbet"
        constraints = [
            models.CheckConstraint(name="story_kind_valid", condition=Q(kind__in=StoryKind.values)),
        ]
        indexes = [
            # Serves the story, newest first.
            models.Index(name="story_by_case", fields=["case", "-at", "-id"]),
        ]

    def __str__(self) -> str:
        return self.text
