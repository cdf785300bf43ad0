import json
import re
import uuid
from typing import Self

from django.db import models
from django.db.models import F, Q

from cases.enums import DraftForm
from cases.models.case import Case
from cases.models.citizen import Citizen
from cases.wording import shortened
from rusmiddel.access.models import User
from rusmiddel.encryption import EncryptedTextField

# How much of a draft a list shows.
GIST = 90
# A choice, the key of a form, a number, a day, an hour: sent with the text and not written by anybody.
NOT_WRITTEN = re.compile(r"[a-z0-9_-]*|[\d\s:.+-]*")


class DraftQuerySet(models.QuerySet["Draft"]):
    def mine(self, user: User) -> Self:
        """What the user has begun and not finished, newest first; not of cases they may no longer see."""
        return self.of(user.pk).filter(Q(case=None) | Q(case__in=Case.objects.visible_to(user)))

    def of(self, user_id: int) -> Self:
        return self.filter(user=user_id).select_related("case__citizen").order_by("-kept_at", "-key")


class Draft(models.Model):
    """What somebody is writing in a long form and has not sent (kladde). Seen by its writer alone."""

    key = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="drafts")
    case = models.ForeignKey(
        Case, on_delete=models.PROTECT, null=True, blank=True, related_name="drafts", verbose_name="sag"
    )
    form = models.CharField("formular", max_length=12, choices=DraftForm.choices)
    path = models.CharField("side", max_length=200)
    # The fields as they were typed, in JSON: what is not sent may hold a CPR number too.
    typed = EncryptedTextField("indhold")
    # The page that wrote it last. Another page that has not read the newest version may not write over it.
    window = models.CharField(max_length=32)
    version = models.PositiveIntegerField(default=1)
    begun_at = models.DateTimeField("begyndt")
    kept_at = models.DateTimeField("gemt")

    objects = DraftQuerySet.as_manager()

    class Meta:
        verbose_name = "kladde"
        verbose_name_plural = "kladder"
        constraints = [
            models.CheckConstraint(name="draft_form_valid", condition=Q(form__in=DraftForm.values)),
            models.CheckConstraint(name="draft_kept_after_begun", condition=Q(kept_at__gte=F("begun_at"))),
        ]
        indexes = [
            # Serves 'my drafts', newest first.
            models.Index(name="draft_by_user", fields=["user", "-kept_at"]),
        ]

    def __str__(self) -> str:
        return f"Kladde {self.key}"

    def get_absolute_url(self) -> str:
        """The form with the text in it."""
        return f"{self.path}?kladde={self.key}"

    @property
    def citizen(self) -> Citizen | None:
        """Whom it is about; None where that is not a citizen's case yet."""
        return self.case.citizen if self.case else None

    @property
    def fields(self) -> dict[str, list[str]]:
        """Each field with what was typed in it."""
        fields: dict[str, list[str]] = json.loads(self.typed)
        return fields

    @property
    def written(self) -> list[str]:
        """What somebody has written in words, in the form's order; no choices, numbers or days."""
        texts = (text.strip() for texts in self.fields.values() for text in texts)
        return [text for text in texts if not NOT_WRITTEN.fullmatch(text)]

    @property
    def gist(self) -> str:
        """The beginning of the longest text, for a list."""
        return shortened(max(self.written, key=len, default=""), GIST)
