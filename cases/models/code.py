from datetime import date
from typing import Any, Self

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.db import models


class CodeQuerySet(models.QuerySet["Code"]):
    def in_force(self, on: date) -> Self:
        return self.filter(valid__contains=on).order_by("list", "position")

    def named(self, of_list: str, code: str, *, on: date) -> "Code | None":
        """The entry with this code that may be used on the day."""
        return self.in_force(on).filter(list=of_list, code=code).first()


class Code(models.Model):
    """One entry of a code list (kodeliste) and the time it may be used. Closed, never changed."""

    list = models.CharField("liste", max_length=30)
    code = models.CharField("kode", max_length=30)
    label = models.CharField("tekst", max_length=120)
    position = models.PositiveSmallIntegerField("plads")
    # Half-open: the upper date is the first day on which it may no longer be used.
    valid: Any = DateRangeField("gælder")
    source = models.CharField("kilde", max_length=200)
    is_verified = models.BooleanField("bekræftet")
    # The national register's own code, empty until the municipality has been given it.
    register_code = models.CharField("registrets kode", max_length=20, blank=True)

    objects = CodeQuerySet.as_manager()

    class Meta:
        verbose_name = "kode"
        verbose_name_plural = "koder"
        constraints = [
            ExclusionConstraint(
                name="code_means_one_thing_at_a_time",
                expressions=[
                    ("list", RangeOperators.EQUAL),
                    ("code", RangeOperators.EQUAL),
                    ("valid", RangeOperators.OVERLAPS),
                ],
                violation_error_message="Koden findes allerede i den periode.",
            ),
        ]

    def __str__(self) -> str:
        return self.label
