from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.urls import reverse

from rusmiddel.access.models import User
from rusmiddel.access.visibility import of_visible_cases
from rusmiddel.letters.enums import NEXT_BATCH_STATUSES, OPEN_BATCH_STATUSES, BatchStatus
from rusmiddel.letters.models.letter import Letter
from rusmiddel.transitions import checked_move


class LetterBatchQuerySet(models.QuerySet["LetterBatch"]):
    def open(self) -> Self:
        return self.filter(status__in=sorted(OPEN_BATCH_STATUSES))

    def being_made(self) -> Self:
        return self.filter(status=BatchStatus.MAKING)

    def visible_to(self, user: User) -> Self:
        """Those with no letter of a case that the user may not see: the print shows them all."""
        seen = of_visible_cases(BatchLetter.objects.all(), user, through="letter__case")
        unseen = BatchLetter.objects.filter(batch=OuterRef("pk")).exclude(pk__in=seen.values("pk"))
        return self.exclude(Exists(unseen))


class LetterBatch(models.Model):
    """A day's letters printed as one (bunke): made by the worker, sent when somebody says so.

    The print goes when the batch is over: each letter is kept for itself, under its own seal.
    """

    status = models.CharField(
        "status", max_length=10, choices=BatchStatus.choices, default=BatchStatus.MAKING
    )
    pdf = models.BinaryField("tryk", null=True)
    begun_at = models.DateTimeField("begyndt")
    begun_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name="begyndt af"
    )
    # When a worker last did something: one that is gone is noticed by it.
    touched_at = models.DateTimeField()
    made_at = models.DateTimeField("lavet", null=True, blank=True)
    closed_at = models.DateTimeField("afsluttet", null=True, blank=True)
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    sent_on = models.DateField("sendt", null=True, blank=True)

    objects = LetterBatchQuerySet.as_manager()

    class Meta:
        verbose_name = "bunke"
        verbose_name_plural = "bunker"
        constraints = [
            models.CheckConstraint(
                name="letter_batch_status_valid", condition=Q(status__in=BatchStatus.values)
            ),
            models.CheckConstraint(
                name="letter_batch_print_while_ready",
                condition=Q(status=BatchStatus.READY, pdf__isnull=False, made_at__isnull=False)
                | (~Q(status=BatchStatus.READY) & Q(pdf=None)),
            ),
            models.CheckConstraint(
                name="letter_batch_sent_when_confirmed",
                condition=Q(status=BatchStatus.CONFIRMED, sent_on__isnull=False)
                | (~Q(status=BatchStatus.CONFIRMED) & Q(sent_on=None)),
            ),
            models.CheckConstraint(
                name="letter_batch_closed_by_somebody",
                condition=Q(status__in=sorted(OPEN_BATCH_STATUSES), closed_at=None, closed_by=None)
                | (
                    ~Q(status__in=sorted(OPEN_BATCH_STATUSES))
                    & Q(closed_at__isnull=False, closed_by__isnull=False)
                ),
            ),
        ]
        indexes = [
            # Serves the open batches on the page of letters, and what a worker takes up again.
            models.Index(
                name="letter_batch_open",
                fields=["touched_at"],
                condition=Q(status__in=sorted(OPEN_BATCH_STATUSES)),
            ),
        ]

    def __str__(self) -> str:
        return f"Bunke {self.pk}"

    def get_absolute_url(self) -> str:
        return reverse("visitation:letter_batch", args=[self.pk])

    @property
    def is_being_made(self) -> bool:
        return self.status == BatchStatus.MAKING

    @property
    def is_ready(self) -> bool:
        return self.status == BatchStatus.READY

    @property
    def is_open(self) -> bool:
        return self.status in OPEN_BATCH_STATUSES

    def move_to(self, status: BatchStatus) -> None:
        """Move on; raises TransitionError where the table has no such move."""
        self.status = checked_move(NEXT_BATCH_STATUSES, BatchStatus(self.status), status)


class BatchLetterQuerySet(models.QuerySet["BatchLetter"]):
    def standing(self) -> Self:
        """Those that go with the batch, in the order of the print."""
        return self.filter(taken_out_at=None).order_by("position")

    def held(self) -> Self:
        """Those that no other way out may take meanwhile."""
        return self.filter(released_at=None)


class BatchLetter(models.Model):
    """A letter in a batch (brev i en bunke). It lies in one open batch at a time."""

    batch = models.ForeignKey(LetterBatch, on_delete=models.PROTECT, related_name="rows")
    letter = models.ForeignKey(
        Letter, on_delete=models.PROTECT, related_name="batch_rows", verbose_name="brev"
    )
    position = models.PositiveIntegerField("nummer i bunken")
    # Where the letter goes now, if not to the address on it: then a sheet in front of it shows this one.
    new_address = models.TextField("ny adresse", blank=True)
    # Known once the worker has read it: what a killed worker goes on from.
    pages = models.PositiveIntegerField("sider", null=True, blank=True)
    taken_out_at = models.DateTimeField("taget ud af bunken", null=True, blank=True)
    # Empty where the system took it out, because the print does not match the seal.
    taken_out_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="taget ud af",
    )
    taken_out_reason = models.TextField("hvorfor taget ud", blank=True)
    # Taken out, or the batch is over: the letter may go another way.
    released_at = models.DateTimeField("ikke længere i bunken", null=True, blank=True)

    objects = BatchLetterQuerySet.as_manager()

    class Meta:
        verbose_name = "brev i en bunke"
        verbose_name_plural = "breve i bunker"
        constraints = [
            models.UniqueConstraint(
                name="batch_letter_in_one_open_batch",
                fields=["letter"],
                condition=Q(released_at=None),
                violation_error_message="Brevet ligger allerede i en bunke.",
            ),
            models.UniqueConstraint(name="batch_letter_has_its_place", fields=["batch", "position"]),
            models.CheckConstraint(
                name="batch_letter_taken_out_with_reason",
                condition=Q(taken_out_at=None, taken_out_by=None, taken_out_reason="")
                | Q(taken_out_at__isnull=False, released_at__isnull=False, taken_out_reason__regex=r"\S"),
                violation_error_message="Skriv, hvorfor brevet ikke blev sendt.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.batch} nr. {self.position}"

    @property
    def address(self) -> str:
        return self.new_address or self.letter.recipient_address
