from datetime import date
from typing import Any, Self

from django.conf import settings
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.db import models
from django.db.models import Q

from rusmiddel.letters.enums import BlockUse, LetterLanguage


class TextBlockQuerySet(models.QuerySet["TextBlock"]):
    def in_force(self, on: date) -> Self:
        return self.filter(valid__contains=on).order_by("use", "title", "language")

    def open_ended(self) -> Self:
        return self.filter(valid__isempty=False, valid__upper_inf=True)


class TextBlock(models.Model):
    """A piece of text for letters (tekstblok) and the time it is used. Replaced, never changed."""

    key = models.CharField("nøgle", max_length=40)
    title = models.CharField("navn", max_length=100)
    use = models.CharField("bruges i", max_length=20, choices=BlockUse.choices)
    language = models.CharField(
        "sprog", max_length=5, choices=LetterLanguage.choices, default=LetterLanguage.DANISH
    )
    text = models.TextField("tekst")
    # Half-open: the upper date is the first day on which it is no longer used.
    valid: Any = DateRangeField("gælder")
    made_at = models.DateTimeField("lavet", auto_now_add=True)
    # Empty for what came with the system.
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        verbose_name="lavet af",
    )

    objects = TextBlockQuerySet.as_manager()

    class Meta:
        verbose_name = "tekstblok"
        verbose_name_plural = "tekstblokke"
        constraints = [
            ExclusionConstraint(
                name="text_block_one_version_at_a_time",
                expressions=[
                    ("key", RangeOperators.EQUAL),
                    ("language", RangeOperators.EQUAL),
                    ("valid", RangeOperators.OVERLAPS),
                ],
                violation_error_message="En anden udgave gælder den dag.",
            ),
            models.CheckConstraint(name="text_block_key_plain", condition=Q(key__regex=r"^[a-z0-9-]{1,40}$")),
            models.CheckConstraint(name="text_block_use_valid", condition=Q(use__in=BlockUse.values)),
            models.CheckConstraint(
                name="text_block_language_valid", condition=Q(language__in=LetterLanguage.values)
            ),
            models.CheckConstraint(
                name="text_block_has_words", condition=Q(title__regex=r"\S", text__regex=r"\S")
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def is_in_force(self, on: date) -> bool:
        period = self.valid
        if period.isempty:
            return False
        return (period.lower is None or period.lower <= on) and (period.upper is None or on < period.upper)

    @property
    def is_open_ended(self) -> bool:
        return not self.valid.isempty and self.valid.upper is None
