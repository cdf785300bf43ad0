from datetime import date
from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import Exists, F, Func, OuterRef, Q, Value
from django.urls import reverse
from simple_history.models import HistoricalRecords

from rusmiddel.access import reads
from rusmiddel.access.models import User
from rusmiddel.access.visibility import of_visible_cases
from rusmiddel.letters.enums import KINDS_WITH_GUIDANCE, Channel, LetterKind

SEAL = Func(
    Func(F("pdf"), function="sha256", output_field=models.BinaryField()),
    Value("hex"),
    function="encode",
    output_field=models.CharField(),
)


class LetterQuerySet(models.QuerySet["Letter"]):
    def visible_to(self, user: User) -> Self:
        """The letters a user may see: those of the cases they may see."""
        return of_visible_cases(self, user)

    def for_list(self) -> Self:
        """Without the text and the PDF, which a list does not show."""
        return self.defer("html", "pdf").select_related("issued_by").prefetch_related("dispatches")

    def issued_between(self, first: date, last: date) -> Self:
        return self.filter(issued_at__date__range=(first, last))

    def not_sent(self) -> Self:
        """Issued, and still in the house."""
        return self.filter(~Exists(Dispatch.objects.filter(letter=OuterRef("pk"))))


class Letter(models.Model):
    """A letter as it was issued (brev): text, PDF and seal. A database trigger refuses any change."""

    case = models.ForeignKey(
        "cases.Case", on_delete=models.PROTECT, related_name="letters", verbose_name="sag"
    )
    kind = models.CharField("slags", max_length=20, choices=LetterKind.choices)
    title = models.CharField("overskrift", max_length=200)
    language = models.CharField("sprog", max_length=10, default="da")
    recipient_name = models.CharField("modtager", max_length=200)
    recipient_address = models.TextField("adresse", blank=True)
    html = models.TextField("tekst, som den er udsendt")
    pdf = models.BinaryField()
    sha256 = models.CharField("segl", max_length=64, editable=False)
    issued_at = models.DateTimeField("udsendt")
    issued_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="letters", verbose_name="udsendt af"
    )
    requires_guidance = models.BooleanField("skal have klagevejledning")
    complaint_guidance = models.TextField("klagevejledning", blank=True)
    legal_basis = models.TextField("retsgrundlag", blank=True)
    # The draft it was written in: sent twice, it is one letter.
    submission = models.UUIDField(null=True, blank=True, unique=True, editable=False)

    objects = LetterQuerySet.as_manager()

    class Meta:
        verbose_name = "brev"
        verbose_name_plural = "breve"
        constraints = [
            models.CheckConstraint(name="letter_kind_valid", condition=Q(kind__in=LetterKind.values)),
            models.CheckConstraint(
                name="letter_is_complete",
                condition=~Q(title="") & ~Q(recipient_name="") & ~Q(html="") & ~Q(language=""),
            ),
            # Forvaltningsloven § 25 (DEC-5): no such letter without a way to complain.
            models.CheckConstraint(
                name="letter_has_guidance",
                condition=Q(requires_guidance=False)
                | Q(complaint_guidance__regex=r"\S", legal_basis__regex=r"\S"),
                violation_error_message="Brevet mangler klagevejledning eller regler.",
            ),
            models.CheckConstraint(
                name="letter_kind_requires_guidance",
                condition=Q(requires_guidance=True) | ~Q(kind__in=sorted(KINDS_WITH_GUIDANCE)),
                violation_error_message="Et brev, der ikke giver fuldt medhold, skal have klagevejledning.",
            ),
            models.CheckConstraint(name="letter_seal_holds", condition=Q(sha256=SEAL)),
        ]
        indexes = [
            # Serves a case's letters, newest first.
            models.Index(name="letter_by_case", fields=["case", "-issued_at"]),
            # Serves the letters of a day.
            models.Index(name="letter_by_issued", fields=["issued_at"]),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("visitation:letter", args=[self.case.number, self.pk])

    @classmethod
    def from_db(cls, *args: Any, **kwargs: Any) -> Self:
        letter = super().from_db(*args, **kwargs)
        if "case_id" in letter.__dict__:
            reads.note(letter.case_id)
        return letter

    @property
    def received_on(self) -> date | None:
        """The first day the reader had it, known or presumed; None while it is still in the house."""
        return min((dispatch.counts_from for dispatch in self.dispatches.all()), default=None)


class StandingDispatches(models.Manager["Dispatch"]):
    def get_queryset(self) -> models.QuerySet["Dispatch"]:
        return super().get_queryset().filter(taken_back_at=None, returned_on=None)


class Dispatch(models.Model):
    """A letter left the house (afsendelse). What was presumed stays beside what was learnt later.

    Taken back, or come back, it stays with the reason and counts for nothing: whoever asks sees those that
    stand.
    """

    letter = models.ForeignKey(
        Letter, on_delete=models.PROTECT, related_name="dispatches", verbose_name="brev"
    )
    channel = models.CharField("hvordan", max_length=20, choices=Channel.choices)
    sent_on = models.DateField("afsendt")
    sent_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="dispatches",
        verbose_name="afsendt af",
    )
    presumed_received_on = models.DateField("formodet modtaget")
    received_on = models.DateField("modtaget", null=True, blank=True)
    received_source = models.CharField("hvor vi ved det fra", max_length=200, blank=True)
    taken_back_at = models.DateTimeField("taget tilbage", null=True, blank=True)
    taken_back_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    taken_back_reason = models.TextField("hvorfor taget tilbage", blank=True)

    # It came back: what was presumed of the receipt no longer holds.
    returned_on = models.DateField("kom retur", null=True, blank=True)

    objects = StandingDispatches()
    with_taken_back = models.Manager()  # noqa: DJ012 - a second manager, no field
    history = HistoricalRecords()
    _history_user: User | None
    _change_reason: str

    class Meta:
        verbose_name = "afsendelse"
        verbose_name_plural = "afsendelser"
        constraints = [
            models.CheckConstraint(name="dispatch_channel_valid", condition=Q(channel__in=Channel.values)),
            models.UniqueConstraint(
                name="dispatch_once_per_channel",
                fields=["letter", "channel"],
                condition=Q(taken_back_at=None, returned_on=None),
                violation_error_message="Brevet er allerede sendt på den måde.",
            ),
            models.CheckConstraint(
                name="dispatch_received_after_sent",
                condition=Q(presumed_received_on__gte=F("sent_on"))
                & (Q(received_on=None) | Q(received_on__gte=F("sent_on"))),
                violation_error_message="Brevet kan ikke være modtaget, før det blev sendt.",
            ),
            models.CheckConstraint(
                name="dispatch_taken_back_with_reason",
                condition=Q(taken_back_at=None, taken_back_by=None, taken_back_reason="")
                | (
                    Q(taken_back_at__isnull=False, taken_back_by__isnull=False, received_on=None)
                    & Q(taken_back_reason__regex=r"\S")
                ),
                violation_error_message="Skriv, hvorfor afsendelsen tages tilbage.",
            ),
            models.CheckConstraint(
                name="dispatch_returned_was_sent_and_not_received",
                condition=Q(returned_on=None) | Q(returned_on__gte=F("sent_on"), received_on=None),
                violation_error_message="Brevet kan ikke være kommet retur, før det blev sendt.",
            ),
            models.CheckConstraint(
                name="dispatch_receipt_has_source",
                condition=Q(received_on=None, received_source="")
                | (Q(received_on__isnull=False) & ~Q(received_source="")),
                violation_error_message="Skriv, hvor du ved det fra.",
            ),
        ]

    def __str__(self) -> str:
        return f"{Channel(self.channel).label} {self.sent_on}"

    @property
    def counts_from(self) -> date:
        """The day the complaint deadline runs from (KLA-4)."""
        return self.received_on or self.presumed_received_on
