from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.http import QueryDict

# What of an address is not part of what one wants to see again.
NOT_KEPT = ("side", "export")


class SavedFilterQuerySet(models.QuerySet["SavedFilter"]):
    def of_list(self, table: str) -> Self:
        return self.filter(table=table).order_by("name", "pk")


class SavedFilter(models.Model):
    """What somebody often wants to see of a list (gemt filter): the list, a name, and what was chosen."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="saved_filters")
    # The list's own name, as `Table.file_name` says it.
    table = models.SlugField("liste", max_length=60)
    name = models.CharField("navn", max_length=60)
    query = models.CharField("valg", max_length=1000)

    objects = SavedFilterQuerySet.as_manager()

    class Meta:
        verbose_name = "gemt filter"
        verbose_name_plural = "gemte filtre"
        constraints = [
            # Serves the saved filters of a list, too.
            models.UniqueConstraint(
                name="saved_filter_name_once",
                fields=["user", "table", "name"],
                violation_error_message="Du har allerede et filter med det navn på listen.",
            ),
            models.CheckConstraint(
                name="saved_filter_has_name",
                condition=Q(name__regex=r"\S"),
                violation_error_message="Giv filtret et navn.",
            ),
            models.CheckConstraint(
                name="saved_filter_chooses_something",
                condition=~Q(query=""),
                violation_error_message="Vælg først, hvad listen skal vise.",
            ),
        ]

    def __str__(self) -> str:
        return self.name


def kept_of(asked: QueryDict) -> str:
    """What was chosen, in one order, without the page and the file."""
    kept = asked.copy()
    for name in NOT_KEPT:
        kept.pop(name, None)
    chosen = QueryDict(mutable=True)
    for name in sorted(kept):
        chosen.setlist(name, [value for value in kept.getlist(name) if value])
    return chosen.urlencode()
