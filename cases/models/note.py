import uuid
from typing import Self

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone

from cases.enums import NoteKind
from cases.models.case import Case
from cases.permissions import readable_notes
from rusmiddel.access.models import User


class NoteQuerySet(models.QuerySet["Note"]):
    def visible_to(self, user: User) -> Self:
        """The kinds that the user's roles may read; whether the case may be seen is the case's own matter."""
        return self.filter(kind__in=readable_notes(user))

    def for_list(self) -> Self:
        """The notes that stand by themselves, newest first, with all that is shown of them."""
        return (
            self.filter(amends=None)
            .select_related("author")
            .prefetch_related(
                models.Prefetch("addenda", Note.objects.select_related("author").order_by("signed_at", "id")),
                "attachments",
                "addenda__attachments",
            )
            .order_by("-occurred_at", "-id")
        )


class Note(models.Model):
    """A signed note in the journal (notat). Never changed; what was wrong is put right in an addendum."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="notes", verbose_name="sag")
    kind = models.CharField("slags", max_length=15, choices=NoteKind.choices)
    # The key of the draft it was written as, so that a double click signs one note.
    submission = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    amends = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="addenda",
        verbose_name="tilføjelse til",
    )
    occurred_at = models.DateTimeField("hvornår det skete")
    text = models.TextField("notat")
    signed_at = models.DateTimeField("underskrevet")
    author = models.ForeignKey(User, on_delete=models.PROTECT, related_name="notes", verbose_name="af")

    objects = NoteQuerySet.as_manager()

    class Meta:
        verbose_name = "notat"
        verbose_name_plural = "notater"
        constraints = [
            models.CheckConstraint(name="note_kind_valid", condition=Q(kind__in=NoteKind.values)),
            models.CheckConstraint(
                name="note_says_something",
                condition=Q(text__regex=r"\S"),
                violation_error_message="Skriv notatet.",
            ),
            models.CheckConstraint(
                name="note_signed_after_it_happened",
                condition=Q(occurred_at__lte=F("signed_at")),
                violation_error_message="Tidspunktet ligger i fremtiden.",
            ),
            models.CheckConstraint(name="note_amends_another", condition=~Q(amends=F("id"))),
            # What the foreign keys of addenda and attachments rest on: same case, same kind.
            models.UniqueConstraint(name="note_in_case", fields=["id", "case"]),
            models.UniqueConstraint(name="note_in_case_of_kind", fields=["id", "case", "kind"]),
        ]
        indexes = [
            # Serves the journal of a case, newest first.
            models.Index(
                name="note_by_case", fields=["case", "-occurred_at", "-id"], condition=Q(amends=None)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.pk}"

    def get_absolute_url(self) -> str:
        return reverse("cases:note", args=[self.case.number, self.amends_id or self.pk])

    @property
    def is_late(self) -> bool:
        """Written on a later day than it happened, so that both are shown."""
        return timezone.localdate(self.signed_at) > timezone.localdate(self.occurred_at)
