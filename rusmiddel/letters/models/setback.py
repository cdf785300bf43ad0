from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from rusmiddel.letters.enums import SetbackKind, SetbackReason
from rusmiddel.letters.models.digital_post import DigitalMessage
from rusmiddel.letters.models.letter import Dispatch, Letter


class LetterSetbackQuerySet(models.QuerySet["LetterSetback"]):
    def open(self) -> Self:
        return self.filter(settled_on=None)


class LetterSetback(models.Model):
    """A letter did not reach its reader (brev kom ikke frem): returned mail, or refused by Digital Post.

    Open until the letter has gone another way, or somebody says why nothing more is done.
    """

    letter = models.ForeignKey(Letter, on_delete=models.PROTECT, related_name="setbacks", verbose_name="brev")
    kind = models.CharField("hvad der skete", max_length=10, choices=SetbackKind.choices)
    reason = models.CharField("hvorfor", max_length=20, choices=SetbackReason.choices)
    note = models.CharField("bemærkning", max_length=500, blank=True)
    on = models.DateField("hvornår")
    dispatch = models.OneToOneField(
        Dispatch, on_delete=models.PROTECT, null=True, blank=True, related_name="setback"
    )
    message = models.OneToOneField(
        DigitalMessage, on_delete=models.PROTECT, null=True, blank=True, related_name="setback"
    )
    registered_at = models.DateTimeField("registreret")
    # Empty where a receipt said so.
    registered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="registreret af",
    )
    settled_on = models.DateField("løst", null=True, blank=True)
    settled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="løst af",
    )
    settled_how = models.CharField("hvordan løst", max_length=300, blank=True)

    objects = LetterSetbackQuerySet.as_manager()

    class Meta:
        verbose_name = "brev, der ikke kom frem"
        verbose_name_plural = "breve, der ikke kom frem"
        constraints = [
            models.CheckConstraint(
                name="letter_setback_kind_valid", condition=Q(kind__in=SetbackKind.values)
            ),
            models.CheckConstraint(
                name="letter_setback_reason_valid", condition=Q(reason__in=SetbackReason.values)
            ),
            models.CheckConstraint(
                name="letter_setback_returned_was_sent",
                condition=~Q(kind=SetbackKind.RETURNED) | Q(dispatch__isnull=False),
            ),
            models.UniqueConstraint(
                name="letter_setback_one_open",
                fields=["letter"],
                condition=Q(settled_on=None),
                violation_error_message="Det er allerede registreret, at brevet ikke kom frem.",
            ),
            models.CheckConstraint(
                name="letter_setback_settled_with_words",
                condition=Q(settled_on=None, settled_by=None, settled_how="")
                | Q(settled_on__gte=F("on"), settled_how__regex=r"\S"),
                violation_error_message="Skriv, hvorfor der ikke gøres mere.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.on}"

    @property
    def deadline_ref(self) -> str:
        return f"letter:{self.letter_id}"
