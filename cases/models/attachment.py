import uuid
from typing import Self

from django.db import models
from django.db.models import Q
from django.urls import reverse

from cases.models.case import Case
from cases.models.consent import Consent
from cases.models.mapping import MappingResult
from cases.models.note import Note
from cases.models.psychology import PsychologicalExamination
from cases.permissions import can_assess, readable_notes
from rusmiddel.access.models import User


class AttachmentQuerySet(models.QuerySet["Attachment"]):
    def visible_to(self, user: User) -> Self:
        """A note's are read by who reads the note, a mapping's and a psychologist's by who assesses."""
        found = self.filter(Q(note=None) | Q(note__kind__in=readable_notes(user)))
        return found if can_assess(user) else found.filter(mapping=None, examination=None)

    def for_list(self) -> Self:
        return self.select_related("uploaded_by", "note").order_by("-uploaded_at", "-key")


class Attachment(models.Model):
    """A file kept on a case (bilag), alone or with a note. Written once."""

    key = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="attachments", verbose_name="sag")
    note = models.ForeignKey(
        Note,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="attachments",
        verbose_name="notat",
    )
    # The signed form of a consent that was given in writing.
    consent = models.ForeignKey(
        Consent,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="attachments",
        verbose_name="samtykke",
    )
    # The whole result of a mapping, as the tool gave it.
    mapping = models.ForeignKey(
        MappingResult,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="attachments",
        verbose_name="kortlægning",
    )
    # The report as the psychologist wrote it elsewhere.
    examination = models.ForeignKey(
        PsychologicalExamination,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="attachments",
        verbose_name="psykologisk undersøgelse",
    )
    name = models.CharField("navn", max_length=120)
    # Its name in the storage: random, with nothing of the name it came with.
    stored_as = models.CharField(max_length=80, unique=True)
    # What the content showed it to be, whatever the name said.
    content_type = models.CharField("type", max_length=100)
    size = models.PositiveBigIntegerField("størrelse")
    sha256 = models.CharField(max_length=64)
    uploaded_at = models.DateTimeField("lagt på")
    uploaded_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", verbose_name="af")

    objects = AttachmentQuerySet.as_manager()

    class Meta:
        verbose_name = "bilag"
        verbose_name_plural = "bilag"
        constraints = [
            models.CheckConstraint(name="attachment_not_empty", condition=Q(size__gt=0)),
            models.CheckConstraint(
                name="attachment_of_note_or_consent", condition=Q(note=None) | Q(consent=None)
            ),
            models.CheckConstraint(
                name="attachment_of_mapping_alone", condition=Q(mapping=None) | Q(note=None, consent=None)
            ),
            models.CheckConstraint(
                name="attachment_of_examination_alone",
                condition=Q(examination=None) | Q(note=None, consent=None, mapping=None),
            ),
            models.CheckConstraint(
                name="attachment_sha256_valid", condition=Q(sha256__regex=r"^[0-9a-f]{64}$")
            ),
        ]
        indexes = [
            # Serves the documents of a case, newest first.
            models.Index(name="attachment_by_case", fields=["case", "-uploaded_at"]),
        ]

    def __str__(self) -> str:
        return f"Bilag {self.key}"

    def get_absolute_url(self) -> str:
        return reverse("cases:attachment", args=[self.case.number, self.key])
