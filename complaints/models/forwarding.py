from django.db import models
from django.db.models import Q

from complaints.models.complaint import Complaint
from rusmiddel.access.models import User
from rusmiddel.letters.models import SEAL, Letter


class Forwarding(models.Model):
    """A complaint is sent on (videresendelse): to whom, with what, and what the citizen was told.

    The bundle is one PDF, sealed; the database keeps it as it was. Written once.
    """

    complaint = models.OneToOneField(Complaint, on_delete=models.PROTECT, related_name="forwarding")
    to_name = models.CharField("sendt til", max_length=200)
    to_address = models.TextField("adresse", blank=True)
    to_email = models.CharField("e-mail", max_length=200, blank=True)
    forwarded_on = models.DateField("sendt videre")
    forwarded_at = models.DateTimeField("skrevet")
    forwarded_by = models.ForeignKey(
        User, on_delete=models.PROTECT, related_name="+", verbose_name="sendt af"
    )
    letter_to_body = models.OneToOneField(
        Letter, on_delete=models.PROTECT, related_name="+", verbose_name="brev til modtageren"
    )
    letter_to_citizen = models.OneToOneField(
        Letter, on_delete=models.PROTECT, related_name="+", verbose_name="brev til borgeren"
    )
    pdf = models.BinaryField()
    sha256 = models.CharField("segl", max_length=64, editable=False)

    class Meta:
        verbose_name = "videresendelse af klage"
        verbose_name_plural = "videresendelser af klager"
        constraints = [
            models.CheckConstraint(name="forwarding_to_somebody", condition=Q(to_name__regex=r"\S")),
            models.CheckConstraint(name="forwarding_seal_holds", condition=Q(sha256=SEAL)),
        ]

    def __str__(self) -> str:
        return f"Videresendelse {self.pk}"
