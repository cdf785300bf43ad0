from django.db import models
from django.db.models import F, Q

from complaints.models.complaint import Complaint
from rusmiddel.access.models import User
from rusmiddel.letters.enums import Channel, LetterKind
from rusmiddel.letters.models import SEAL


class ConfidentialLetter(models.Model):
    """A letter about a complaint of case handling or staff (fortroligt brev).

    It stands here and not among the letters of the case, where the one it is about would see it. Only that it
    left the house is written later.
    """

    complaint = models.ForeignKey(Complaint, on_delete=models.PROTECT, related_name="confidential_letters")
    kind = models.CharField("slags", max_length=20, choices=LetterKind.choices)
    title = models.CharField("overskrift", max_length=200)
    recipient_name = models.CharField("modtager", max_length=200)
    html = models.TextField("tekst, som den er udsendt")
    pdf = models.BinaryField()
    sha256 = models.CharField("segl", max_length=64, editable=False)
    issued_at = models.DateTimeField("skrevet")
    issued_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", verbose_name="skrevet af")
    channel = models.CharField("hvordan", max_length=20, choices=Channel.choices, blank=True)
    sent_on = models.DateField("afsendt", null=True, blank=True)
    sent_by = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name="afsendt af"
    )

    class Meta:
        verbose_name = "fortroligt brev"
        verbose_name_plural = "fortrolige breve"
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(name="confidential_kind_valid", condition=Q(kind__in=LetterKind.values)),
            models.CheckConstraint(
                name="confidential_channel_valid", condition=Q(channel__in=["", *Channel.values])
            ),
            models.CheckConstraint(name="confidential_seal_holds", condition=Q(sha256=SEAL)),
            models.CheckConstraint(
                name="confidential_sent_by_somebody",
                condition=Q(sent_on=None, sent_by=None, channel="")
                | (
                    Q(sent_on__isnull=False, sent_by__isnull=False)
                    & ~Q(channel="")
                    & Q(sent_on__gte=F("issued_at__date"))
                ),
                violation_error_message="Brevet kan ikke være sendt, før det blev skrevet.",
            ),
        ]

    def __str__(self) -> str:
        return self.title
