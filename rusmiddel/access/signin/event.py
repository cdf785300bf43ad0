"""The log of signing in: what lock-out counts, and what an administrator can look back at."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from rusmiddel.access.enums import SignInKind


class SignInEvent(models.Model):
    """Somebody signed in, tried to, or was let in again (loginhændelse). Written once.

    The user name typed is kept as a keyed hash: now and then it is a password typed in the wrong box.
    """

    at = models.DateTimeField("hvornår")
    kind = models.CharField("hvad", max_length=20, choices=SignInKind.choices)
    username_hash = models.CharField(max_length=64)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        related_name="sign_ins",
        verbose_name="bruger",
    )
    address = models.GenericIPAddressField("adresse", null=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        verbose_name="af",
    )

    class Meta:
        verbose_name = "loginhændelse"
        verbose_name_plural = "loginhændelser"
        constraints = [
            models.CheckConstraint(name="sign_in_kind_valid", condition=Q(kind__in=SignInKind.values)),
        ]
        indexes = [
            # Serves the lock-out: what was tried under this name lately.
            models.Index(name="sign_in_by_name", fields=["username_hash", "-at"]),
            # Serves the administrator's look at one user.
            models.Index(name="sign_in_by_user", fields=["user", "-at"]),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.at:%Y-%m-%d %H:%M}"
