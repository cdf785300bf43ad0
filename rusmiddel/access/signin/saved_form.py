"""What somebody had typed when their session ended, kept until they have signed in again."""

import uuid

from django.conf import settings
from django.db import models

from rusmiddel.encryption import EncryptedTextField


class SavedForm(models.Model):
    """A form that came too late (gemt tekst): whose it is, where it belongs, and what stood in it.

    Given back once, to its owner only, and deleted then; never passwords, codes or files.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name="bruger"
    )
    saved_at = models.DateTimeField("gemt")
    page = models.CharField("siden med formularen", max_length=2000)
    action = models.CharField("hvor den sendes til", max_length=2000)
    fields = EncryptedTextField("det skrevne")
    had_files = models.BooleanField(default=False)

    class Meta:
        verbose_name = "gemt formular"
        verbose_name_plural = "gemte formularer"
        indexes = [
            # Serves giving one back, and throwing away what nobody came back for.
            models.Index(name="saved_form_by_user", fields=["user", "-saved_at"]),
        ]

    def __str__(self) -> str:
        return f"{self.user_id}, {self.action}"
